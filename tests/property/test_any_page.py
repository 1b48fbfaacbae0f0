"""Any text, font, text state and page: what is withheld is gone, all else stays in place, and the check passes.

A page that cannot be blacked out so may become a picture; how often is bounded.
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.any_pages import FONTS, HEIGHT, LETTERS, Seen, Sheet, State, pdf_of_sheet, read_by_pdfminer
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, pages, redaction
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Page
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import Severity, pictures_of
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter
from woo_redact.write.rebuild.document import PRODUCER

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
EXAMPLES = 50
# Of the pages, the part that may become pictures with level or upright text, and with slanted text. In 5,500 pages it
# was 2 in 1,000 and some 1 in 10; but pages that are tried after each other are alike.
PICTURES, SLANTED_PICTURES = 0.05, 0.6
# Part of the size.
DOUBT = 0.1

# The name that the program gives itself in a file may not be sought there; constants of the code are tried as text.
WORDS = st.text(LETTERS, min_size=1, max_size=10).filter(lambda word: PRODUCER not in word)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(tuple), min_size=1, max_size=5).map(tuple)
STATES = st.builds(
    State,
    size=st.floats(5, 30),
    spacing=st.floats(1, 2),
    apart=st.sampled_from([0.0, 0.0, -0.03, 0.02, 0.1, 0.3]),
    gap=st.sampled_from([0.0, 0.0, 0.1, 0.5]),
    scale=st.sampled_from([100.0, 100.0, 60.0, 85.0, 140.0]),
    rise=st.sampled_from([0.0, 0.0, 0.0, 0.3, -0.2]),
)
SHEETS = st.builds(
    Sheet,
    lines=LINES,
    font=st.sampled_from(FONTS),
    state=STATES,
    angle=st.sampled_from([0.0, 0.0, 0.0, 90.0, 180.0, 270.0, 7.0, 33.0]),
    rotation=st.sampled_from([0, 90, 180, 270]),
    crop=st.sampled_from([None, (20, 30, 580, 810)]),
    at=st.sampled_from([(90, 640), (300, 420)]),
    one_text=st.booleans(),
)


@dataclass
class Tally:
    """The pages that were written, and those of them that became pictures."""

    pages: list[Sheet] = field(default_factory=list)
    pictures: list[Sheet] = field(default_factory=list)


def withheld(page: Page, data: st.DataObject) -> list[Redaction]:
    """Choose passages: words, parts of words, several words, over the end of a line; none overlaps another."""
    words = [w for line in page.lines for w in line.words]
    found: list[Redaction] = []
    for _ in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, len(words) - 1))
        last = min(first + data.draw(st.sampled_from([0, 0, 0, 1, 2])), len(words) - 1)
        start, end = words[first].start, words[last].end
        if data.draw(st.booleans()) and end - start > 2:
            start += data.draw(st.integers(0, 1))
            end -= data.draw(st.integers(0, end - start - 1))
        start += len(page.text[start:end]) - len(page.text[start:end].lstrip())
        end = start + len(page.text[start:end].rstrip())
        if start < end and not any(r.span.start < end and start < r.span.end for r in found):
            found.append(redaction(page, start, end))
    return found


def hold(sheet: Sheet, data: st.DataObject, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "stuk.pdf", Path(folder) / "uit.pdf"
        source.write_bytes(pdf_of_sheet(sheet))
        (page,) = pages(source)
        redactions = withheld(page, data)
        became = written(source, target, redactions)
        tally.pages.append(sheet)
        if became:
            tally.pictures.append(sheet)
            assert read_by_pdfminer(target) == [], "text in a picture"
            return
        before, after = read_by_pdfminer(source), read_by_pdfminer(target)
        if not page.recognised:
            # What OCR reads as well stands twice in the text of the page, and once in the file.
            said = Counter(c for r in redactions for c in page.text[r.span.start : r.span.end] if not c.isspace())
            assert letters(after) <= letters(before) - said, "more than may stay"
        compare(before, after, [box for r in redactions for box in r.cover], sheet)


def letters(seen: Sequence[Seen]) -> Counter[str]:
    return Counter(one.letter for one in seen)


def written(source: Path, target: Path, redactions: Sequence[Redaction]) -> bool:
    """Write as a run does; return whether the page became a picture. The check has to pass."""
    verifier = TwoEngineVerifier(LABELS)
    pictures: dict[int, str] = {}
    for _ in range(2):
        target.unlink(missing_ok=True)
        written = PyMuPdfWriter().write(source, target, redactions, STYLE, pictures)
        done = pictures_of(written.findings)
        report = verifier.verify(source, target, redactions, done, written.coverings)
        blocking = [f for f in report.findings if f.severity is Severity.BLOCKING]
        if not blocking:
            return bool(done)
        assert {f.page for f in blocking} == {0}, blocking
        assert not done, blocking
        pictures = {0: "de controle lukte niet"}
    raise AssertionError("the page as a picture was never written")


def compare(before: Sequence[Seen], after: Sequence[Seen], covers: Sequence[Box], sheet: Sheet) -> None:
    """By a reader that had no part in writing: what lay under the boxes is gone, the rest is in place, no more."""
    left, top = (sheet.crop[0], sheet.crop[3]) if sheet.crop else (0, HEIGHT)
    # The box of a slanted word has parts of other words in it, and engines differ on what a letter's middle is.
    doubt = DOUBT * sheet.state.size if sheet.angle % 90 else 0
    rest = list(after)
    lost, kept = 0, 0
    for seen in before:
        found = next((a for a in rest if a.near(seen)), None)
        if found is not None:
            rest.remove(found)
        lost += found is None and not seen.under(covers, left, top, doubt)
        kept += found is not None and seen.under(covers, left, top, -doubt)
    assert (lost, kept, len(rest)) == (0, 0, 0), f"lost {lost}, left {kept}, more {len(rest)}"


def run(examples: int, *, derandomize: bool) -> Tally:
    """Try so many pages."""
    tally = Tally()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=derandomize,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(SHEETS, st.data())
    def holds(sheet: Sheet, data: st.DataObject) -> None:
        hold(sheet, data, tally)

    holds()
    return tally


def test_what_is_withheld_is_gone_and_all_else_stays() -> None:
    tally = run(EXAMPLES, derandomize=True)
    assert len(tally.pages) >= EXAMPLES
    for slanted, most in ((False, PICTURES), (True, SLANTED_PICTURES)):
        pages_so, pictures = (
            [s for s in some if bool(s.angle % 90) is slanted] for some in (tally.pages, tally.pictures)
        )
        assert len(pictures) <= most * len(pages_so)
