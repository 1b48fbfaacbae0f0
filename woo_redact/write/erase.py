"""Erasing on one page: characters by bands, pixels and ink under the covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.errors import EraseError
from woo_redact.write import anchors
from woo_redact.write.bands import bands
from woo_redact.write.engine import (
    CLEAR_PIXELS,
    KEEP_PATHS,
    KEEP_PIXELS,
    KEEP_TEXT,
    REMOVE_COVERED_PATHS,
    REMOVE_TEXT,
    new_object,
    redact,
    set_content,
    unrotated,
    use_font,
    use_font_in_form,
)

REMEDY = "Sla het document opnieuw op als PDF, zonder watermerk of met meer ruimte tussen de regels."
# Sine or cosine above which text is neither upright nor sideways.
ASLANT = 0.05
# A line set aslant has at most about so many words: the square of it parts their boxes from those of other text.
ASLANT_WORDS = 16


@dataclass(frozen=True, slots=True)
class Ink:
    """Something that stands on a page: text, or a picture or path."""

    is_text: bool
    box: Box


def erase(page: Any, covers: Sequence[Box], ink: Sequence[Ink]) -> None:
    """Remove every character whose place lies in a cover, and the pixels and paths there; nothing else.

    ``ink`` is everything that stands on the page (see :func:`ink_of`).

    Raises:
        EraseError: a line cannot be erased without its neighbours; the message names the page, no text.
    """
    found = _bands(page, covers)
    with unrotated(page):
        redact(page, found, REMOVE_TEXT, KEEP_PIXELS, KEEP_PATHS)
        if reaches_under(ink, covers):
            redact(page, covers, KEEP_TEXT, CLEAR_PIXELS, REMOVE_COVERED_PATHS)


def hold_in_place(page: Any) -> bool:
    """Put anchors in a page and its forms, where text goes on in another size; return whether there are any."""
    pdf = page.parent
    changed = {0: found} if (found := _anchored(page.read_contents())) else {}
    for xref, *_ in page.get_xobjects():
        if found := _anchored(pdf.xref_stream(xref) or b""):
            changed[xref] = found
    if not changed:
        return False
    font = new_object(pdf, anchors.FONT)
    use_font(page, anchors.NAME, font)
    for xref, content in changed.items():
        if xref:
            pdf.update_stream(xref, content)
            use_font_in_form(pdf, xref, anchors.NAME, font)
        else:
            set_content(page, content)
    return True


def _anchored(content: bytes) -> bytes | None:
    return anchors.anchored(content) if anchors.may_need(content) and not anchors.has_anchors(content) else None


def reaches_under(ink: Sequence[Ink], covers: Sequence[Box]) -> bool:
    """Whether a picture or path lies under a cover, wholly or in part."""
    # A line without thickness has an empty box.
    return any(not i.is_text and any(i.box.grown(0.5, 0.5).meets(c) for c in covers) for i in ink)


def ink_of(page: Any) -> list[Ink]:
    """Return everything that stands on a page, with its box in page space."""
    return [
        Ink(kind.endswith("text"), Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        for kind, (x0, y0, x1, y1) in page.get_bboxlog()
        if x1 != x0 or y1 != y0
    ]


def _bands(page: Any, covers: Sequence[Box]) -> list[Box]:
    textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
    words = _word_boxes(textpage)
    # Text read from below or above fills boxes that are higher than wide, except for single letters.
    sideways = _sideways_lines(textpage) if any(c.height > c.width for c in covers) else []
    all_bands: list[Box] = []
    letters: list[Box] | None = None
    for cover in covers:
        upright = not any(line.meets(cover) for line in sideways)
        found = _bands_of(cover, words, upright)
        if found is None:
            # The box of a word set aslant covers much that the word does not, such as a watermark over the page.
            letters = _words_and_slanted_letters(textpage) if letters is None else letters
            found = _bands_of(cover, letters, upright)
        if found is None:
            raise EraseError(
                f"Op pagina {page.number + 1} ligt tekst zo dicht op andere tekst dat die niet apart te wissen is.",
                REMEDY,
            )
        all_bands.extend(found)
    return all_bands


def _bands_of(cover: Box, words: Sequence[Box], upright: bool) -> tuple[Box, ...] | None:
    if upright:
        return bands(*_around(cover, words))
    return _turned(bands(*_around(_turned_one(cover), [_turned_one(w) for w in words])))


def _around(cover: Box, words: Sequence[Box]) -> tuple[Box, list[Box]]:
    """Return the cover with the words near enough to be touched."""
    reach = cover.height
    return cover, [w for w in words if w.top < cover.bottom + reach and w.bottom > cover.top - reach]


def _turned_one(box: Box) -> Box:
    """Return the box with its axes exchanged: lines that run up or down become rows."""
    return Box(box.top, box.x0, box.bottom, box.x1)


def _turned(boxes: Sequence[Box] | None) -> tuple[Box, ...] | None:
    return None if boxes is None else tuple(map(_turned_one, boxes))


def _word_boxes(textpage: Any) -> list[Box]:
    return [
        Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for x0, y0, x1, y1, *_ in textpage.extractWORDS()
        if x1 != x0 and y1 != y0
    ]


def _words_and_slanted_letters(textpage: Any) -> list[Box]:
    """Return the boxes of words, but of text set aslant those of its letters."""
    slanted: list[Box] = []
    letters: list[Box] = []
    for block in textpage.extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            if min(map(abs, line["dir"])) > ASLANT:
                slanted.append(Box(*line["bbox"]))
                letters.extend(Box(*char["bbox"]) for span in line["spans"] for char in span["chars"])
    return [w for w in _word_boxes(textpage) if not any(s.holds(*w.centre) and _fits(w, s) for s in slanted)] + letters


def _fits(word: Box, line: Box) -> bool:
    """Whether a word may be the one that fills a line set aslant: words of other text that lie in it are smaller."""
    return word.width * word.height > line.width * line.height / ASLANT_WORDS


def _sideways_lines(textpage: Any) -> list[Box]:
    lines = [line for block in textpage.extractDICT()["blocks"] for line in block.get("lines", ())]
    return [Box(*line["bbox"]) for line in lines if abs(line["dir"][0]) < abs(line["dir"][1])]
