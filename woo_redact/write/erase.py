"""Erasing on one page: characters by bands, pixels and ink under the covers."""

from collections.abc import Sequence
from typing import Any

import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.errors import EraseError
from woo_redact.write.bands import bands

REMEDY = "Lak de hele regel, of druk het document af naar een nieuwe PDF met meer ruimte tussen de regels."
INK = ("fill-path", "stroke-path", "fill-shade", "fill-image", "fill-imgmask")


def erase(page: Any, covers: Sequence[Box]) -> None:
    """Remove every character whose place lies in a cover, and the pixels and ink there; nothing else.

    Raises:
        EraseError: a line cannot be erased without its neighbours; the message names the page, no text.
    """
    ink = _ink(page, covers)
    _erase_text(page, covers)
    if ink:
        _erase_ink(page, covers)


def _erase_text(page: Any, covers: Sequence[Box]) -> None:
    textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
    words = _word_boxes(textpage)
    # Text read from below or above fills boxes that are higher than wide, except for single letters.
    sideways = _sideways_lines(textpage) if any(c.height > c.width for c in covers) else []
    for cover in covers:
        if any(line.holds(*cover.centre) for line in sideways):
            found = _turned(bands(*_around(_turned_one(cover), [_turned_one(w) for w in words])))
        else:
            found = bands(*_around(cover, words))
        if found is None:
            raise EraseError(
                f"Op pagina {page.number + 1} staan regels zo dicht opeen dat er niet een te wissen is.", REMEDY
            )
        for band in found:
            _mark(page, band)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_NONE,
        graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
        text=pymupdf.PDF_REDACT_TEXT_REMOVE,
    )


def _around(cover: Box, words: Sequence[Box]) -> tuple[Box, list[Box]]:
    """Return the cover with the words near enough to be touched."""
    reach = cover.height
    return cover, [w for w in words if w.top < cover.bottom + reach and w.bottom > cover.top - reach]


def _turned_one(box: Box) -> Box:
    """Return the box with its axes exchanged: lines that run up or down become rows."""
    return Box(box.top, box.x0, box.bottom, box.x1)


def _turned(boxes: Sequence[Box] | None) -> tuple[Box, ...] | None:
    return None if boxes is None else tuple(map(_turned_one, boxes))


def _erase_ink(page: Any, covers: Sequence[Box]) -> None:
    for cover in covers:
        _mark(page, cover)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_PIXELS,
        graphics=pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED,
        text=pymupdf.PDF_REDACT_TEXT_NONE,
    )


def _mark(page: Any, box: Box) -> None:
    # Redaction marks are placed in page space, before rotation, unlike other annotations.
    page.add_redact_annot((box.x0, box.top, box.x1, box.bottom), fill=False, cross_out=False)


def _word_boxes(textpage: Any) -> list[Box]:
    return [
        Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for x0, y0, x1, y1, *_ in textpage.extractWORDS()
        if x1 != x0 and y1 != y0
    ]


def _sideways_lines(textpage: Any) -> list[Box]:
    lines = [line for block in textpage.extractDICT()["blocks"] for line in block.get("lines", ())]
    return [Box(*line["bbox"]) for line in lines if abs(line["dir"][0]) < abs(line["dir"][1])]


def _ink(page: Any, covers: Sequence[Box]) -> bool:
    """Whether a picture or path may lie under a cover."""
    return any(
        kind in INK and any(x0 < c.x1 and x1 > c.x0 and y0 < c.bottom and y1 > c.top for c in covers)
        for kind, (x0, y0, x1, y1) in page.get_bboxlog()
    )
