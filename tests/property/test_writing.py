"""Whatever the page and the words chosen: every covered character is gone, every other is where it was."""

import tempfile
from collections import Counter
from pathlib import Path

import pymupdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.write_pages import pages, redaction, write
from woo_redact.domain.geometry import Box
from woo_redact.write.bands import NoRoomError, bands, sensitive

WORDS = st.text("abcdefgijlpqyÅÉ.,-@", min_size=1, max_size=9)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=6)


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text.replace("\ufffe", "-").replace("\x02", "-") if not c.isspace())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.sampled_from([1.0, 1.1, 1.3]), st.sampled_from(["helv", "tiro", "cour"]), st.data())
def test_characters_are_gone_or_kept(lines: list[list[str]], spacing: float, font: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        with pymupdf.open() as document:
            sheet = document.new_page()
            for number, line in enumerate(lines):
                sheet.insert_text((90, 100 + number * spacing * 10), " ".join(line), fontsize=10, fontname=font)
            document.save(path)
        page = pages(path)[0]
        words = [w for line in page.lines for w in line.words]
        chosen = data.draw(st.lists(st.sampled_from(words), max_size=4, unique_by=lambda w: w.start))
        covered = [redaction(page, w.start, w.end) for w in chosen]
        gone = Counter(c for w in chosen for c in page.text[w.start : w.end])
        # PDFium leaves one of two equal lines out that stand close together, so the reader itself is asked.
        after = letters(pages(write(path, covered))[0].text)
        labels = Counter("5.1.2e") if chosen else Counter()
        extra = after - (letters(page.text) - gone)
        # Labels are all that is added; several lines near each other share one.
        assert not (letters(page.text) - gone) - after
        assert set(extra) <= set(labels)


BOXES = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    st.floats(0, 500),
    st.floats(0, 700),
    st.floats(1, 100),
    st.floats(5, 20),
)


@given(BOXES, st.lists(BOXES, max_size=8))
def test_bands_touch_nothing_outside_their_cover(cover: Box, words: list[Box]) -> None:
    try:
        found = bands(cover, words)
    except NoRoomError:
        return
    for band in found:
        assert cover.x0 <= band.x0 <= band.x1 <= cover.x1
        for word in words:
            middle = (word.top + word.bottom) / 2
            if not cover.top <= middle <= cover.bottom:
                assert not sensitive(word).meets(band)
