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
    words = _word_boxes(page)
    for cover in covers:
        near = [w for w in words if w.top < cover.bottom + cover.height and w.bottom > cover.top - cover.height]
        found = bands(cover, near)
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


def _erase_ink(page: Any, covers: Sequence[Box]) -> None:
    for cover in covers:
        _mark(page, cover)
    page.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_PIXELS,
        graphics=pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED,
        text=pymupdf.PDF_REDACT_TEXT_NONE,
    )


def _mark(page: Any, box: Box) -> None:
    # Rectangles are given in the displayed page; boxes are in page space, before rotation.
    rectangle = pymupdf.Rect(box.x0, box.top, box.x1, box.bottom) * page.rotation_matrix
    page.add_redact_annot(rectangle, fill=False, cross_out=False)


def _word_boxes(page: Any) -> list[Box]:
    textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
    return [
        Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for x0, y0, x1, y1, *_ in textpage.extractWORDS()
        if x1 != x0 and y1 != y0
    ]


def _ink(page: Any, covers: Sequence[Box]) -> bool:
    """Whether a picture or path may lie under a cover."""
    return any(
        kind in INK and any(x0 < c.x1 and x1 > c.x0 and y0 < c.bottom and y1 > c.top for c in covers)
        for kind, (x0, y0, x1, y1) in page.get_bboxlog()
    )
