"""Any text, font, text state and page: a passage is heard once, and no letter of the page is lost or changed."""

import tempfile
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from support.any_pages import FONTS, Sheet, State, pdf_of_sheet
from support.hearing import copy_of, engines, faults, glyphs, said
from support.write_pages import find, pages, write
from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.document import Page

WORDS = st.text("abcdefgh", min_size=2, max_size=8)
SHEETS = st.builds(
    Sheet,
    lines=st.lists(st.lists(WORDS, min_size=2, max_size=5).map(tuple), min_size=1, max_size=4).map(tuple),
    font=st.sampled_from(FONTS),
    state=st.builds(
        State,
        size=st.floats(6, 20),
        spacing=st.floats(1, 2),
        apart=st.sampled_from([0.0, 0.0, 0.05]),
        gap=st.sampled_from([0.0, 0.3]),
        scale=st.sampled_from([100.0, 80.0]),
        rise=st.sampled_from([0.0, 0.0, 0.2]),
    ),
    angle=st.sampled_from([0.0, 0.0, 90.0, 33.0]),
    rotation=st.sampled_from([0, 90, 180, 270]),
    crop=st.sampled_from([None, (20, 30, 580, 810)]),
    one_text=st.booleans(),
)


def is_whole(passage: SpokenPassage, page: Page) -> bool:
    """Whether the page cuts nothing off a passage: what has no room on it is not heard, or not by every engine."""
    return all(
        box.x0 >= 0 and box.x1 <= page.width and box.top >= 0 and box.bottom <= page.height for box in passage.boxes
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(SHEETS, st.data())
def test_a_blacked_out_page_says_its_passages_once_and_keeps_its_letters(sheet: Sheet, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "page.pdf"
        source.write_bytes(pdf_of_sheet(sheet))
        page = pages(source)[0]
        words = sorted(set(page.text.split()))
        if not words:
            return
        chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True))
        redactions = [find(page, word) for word in chosen]
        places = sorted(redaction.span for redaction in redactions)
        # Passages over each other are one redaction; a word may be found within another.
        assume(all(one.end <= other.start for one, other in pairwise(places)))
        before = write(source, redactions).read_bytes()
        passages = [said(f"nummer {number}", *one.cover) for number, one in enumerate(redactions)]
        after = copy_of(before, passages)
        assert faults(after) == []
        assert glyphs(after) == glyphs(before)
        for engine, text in engines(after, folder).items():
            # Engines order text that leans, glyph by glyph, as they like.
            if sheet.angle % 90 == 0:
                heard = [one for one in passages if is_whole(one, page)]
                assert [text.count(passage.text) for passage in heard] == [1] * len(heard), engine
