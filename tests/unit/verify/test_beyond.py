"""Words under boxes that no passage holds are counted and told: they may be read, and are gone."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.verify_pages import LABELS, MEMO, lines, make
from support.write_pages import GROUNDS, find, pages
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Page
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import Finding, Severity, VerificationReport, pictures_of
from woo_redact.domain.width import Widths
from woo_redact.review.own import Meant, Pointed, own_suggestion
from woo_redact.verify.beyond import beyond, finding_beyond
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.verify.engines import opened, origin, page_of
from woo_redact.verify.glyphs import Glyphs, pdfium_glyphs
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
TEXT = "Wij spraken Wieringerwaard over de kade, daarna de dijkgraaf en de secretaris over de prijs."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make(tmp_path, lines(TEXT, "De rest van de pagina blijft staan.")).source


def checked(
    source: Path,
    redactions: tuple[Redaction, ...],
    withheld: Mapping[int, str] | None,
    widths: Widths = Widths.STEP,
    pictures: Mapping[int, str] | None = None,
) -> VerificationReport:
    """Write the source and check it; the counts hang on what the redactions are said to hold."""
    target = source.with_name("uit.pdf")
    target.unlink(missing_ok=True)
    written = PyMuPdfWriter().write(source, target, redactions, STYLE, pictures or {}, widths)
    done = pictures_of(written.findings)
    return TwoEngineVerifier(LABELS).verify(source, target, redactions, done, written.coverings, withheld)


def told(report: VerificationReport) -> list[Finding]:
    return [finding for finding in report.findings if finding.kind == "beyond-passages"]


def wider(found: Redaction, page: Page, text: str) -> Redaction:
    """Return a redaction whose box runs on over the words ``text`` as well."""
    (box,) = found.cover
    (more,) = find(page, text).cover
    return replace(found, cover=(Box(box.x0, box.top, more.x1, box.bottom),))


def test_boxes_that_hold_their_passages_take_nothing_else(source: Path) -> None:
    report = checked(source, (find(pages(source)[0], "Wieringerwaard"),), {0: "Wieringerwaard"})
    assert (report.beyond, report.taken, told(report)) == (0, 0, [])


def test_a_box_that_runs_on_over_readable_words_is_told_with_their_number(source: Path) -> None:
    page = pages(source)[0]
    report = checked(source, (wider(find(page, "Wieringerwaard"), page, "kade"),), {0: "Wieringerwaard"})
    assert report.beyond == 3
    (finding,) = told(report)
    assert (finding.severity, finding.page) == (Severity.WARNING, 0)
    assert "3 woorden" in finding.message


def test_a_page_that_became_a_picture_is_counted_too(source: Path) -> None:
    page = pages(source)[0]
    report = checked(
        source, (wider(find(page, "Wieringerwaard"), page, "over"),), {0: "Wieringerwaard"}, pictures={0: "proef"}
    )
    assert report.passed
    assert (report.beyond, len(told(report))) == (1, 1)


def test_a_box_over_a_line_that_stands_too_close_takes_its_words(tmp_path: Path) -> None:
    close = make(tmp_path, lines("Het gesprek met Wieringerwaard", "Alles daarvan is openbaar", spacing=0.3)).source
    report = checked(close, (find(pages(close)[0], "Wieringerwaard"),), {0: "Wieringerwaard"})
    assert report.beyond
    assert told(report)


def test_words_taken_along_on_purpose_to_hide_a_width_are_counted_but_no_finding(source: Path) -> None:
    report = checked(source, (find(pages(source)[0], "secretaris"),), {0: "secretaris"}, Widths.LINE)
    assert (report.beyond, report.taken, told(report)) == (0, 3, [])


def test_a_rectangle_takes_the_words_at_least_half_in_it_and_tells_of_those_that_it_cuts(source: Path) -> None:
    page = pages(source)[0]
    (name,), (cut,) = find(page, "Wieringerwaard").cover, find(page, "spraken").cover
    inside = own_rectangle(page, Box(name.x0 - 1, name.top, name.x1 + 1, name.bottom))
    assert checked(source, (inside,), {0: words(page, inside)}).beyond == 0
    cutting = own_rectangle(page, Box(cut.x1 - 0.3 * cut.width, name.top, name.x1, name.bottom))
    assert words(page, cutting) == "Wieringerwaard"
    assert checked(source, (cutting,), {0: words(page, cutting)}).beyond == 1


def own_rectangle(page: Page, area: Box) -> Redaction:
    drawn = own_suggestion(Pointed("x", page=0, area=area), {0: page}, Meant("5.1.2e", "An"))
    return Redaction("x", drawn.spans[0], drawn.boxes[0], ("5.1.2e",), rest=drawn.spans[1:], areas=(area,))


def words(page: Page, redaction: Redaction) -> str:
    return "\n".join(page.text[span.start : span.end] for span in redaction.spans)


def test_a_field_or_note_under_a_box_is_a_word_that_no_passage_holds(source: Path) -> None:
    (box,) = find(pages(source)[0], "Wieringerwaard").cover
    with pymupdf.open(source) as document:
        document[0].add_freetext_annot(pymupdf.Rect(box.x0, box.top - 1, box.x1, box.bottom + 1), "geheim", fontsize=8)
        document.saveIncr()
    report = checked(source, (find(pages(source)[0], "Wieringerwaard"),), {0: "Wieringerwaard"})
    assert report.beyond == 1


def test_without_the_text_of_the_passages_nothing_is_counted(source: Path) -> None:
    page = pages(source)[0]
    report = checked(source, (wider(find(page, "Wieringerwaard"), page, "kade"),), None)
    assert (report.beyond, told(report)) == (None, [])


def test_a_page_of_which_the_text_is_not_given_is_left_out(source: Path) -> None:
    page = pages(source)[0]
    report = checked(source, (wider(find(page, "Wieringerwaard"), page, "kade"),), {})
    assert (report.beyond, told(report)) == (0, [])


def test_the_message_agrees_with_the_number() -> None:
    assert list(finding_beyond(2, 0)) == []
    assert ["1 woord dat" in f.message for f in finding_beyond(2, 1)] == [True]
    assert ["4 woorden die" in f.message for f in finding_beyond(2, 4)] == [True]


@pytest.fixture(scope="module")
def memo(tmp_path_factory: pytest.TempPathFactory) -> Glyphs:
    case = make(tmp_path_factory.mktemp("memo"), MEMO)
    with opened(case.source) as document, page_of(document, 0) as page:
        return pdfium_glyphs(page, *origin(page))


@given(chosen=st.sets(st.sampled_from(range(len(MEMO)))), more=st.sets(st.sampled_from(range(len(MEMO)))))
def test_what_is_counted_is_exactly_the_words_that_no_passage_holds(
    memo: Glyphs, chosen: set[int], more: set[int]
) -> None:
    under = memo.only(memo.covered([MEMO[n].cover for n in chosen | more]))
    withheld = "\n".join(MEMO[n].text for n in sorted(chosen))
    extra = [MEMO[n].text for n in more - chosen if any(c.isalnum() for c in MEMO[n].text)]
    assert beyond(under, withheld) == len(extra)
