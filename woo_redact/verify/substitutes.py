"""Text in fonts that the file does not bring along: each engine draws it in a font of its own, with other shapes."""

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

from woo_redact.domain.geometry import Box
from woo_redact.verify.engines import origin


def substituted(page: Any) -> Iterator[tuple[Box, float]]:
    """Yield the box (page space) and size (points) of every character on an open page whose font is not embedded."""
    left, top = origin(page)
    textpage = page.get_textpage()
    box = pdfium.FS_RECTF()
    try:
        handle = textpage.raw
        for index in range(pdfium.FPDFText_CountChars(handle)):
            item = pdfium.FPDFText_GetTextObject(handle, index)
            if not item or _is_embedded(_address(pdfium.FPDFTextObj_GetFont(item))):
                continue
            pdfium.FPDFText_GetLooseCharBox(handle, index, box)
            found = Box(box.left - left, top - box.top, box.right - left, top - box.bottom)
            if found.width > 0 and found.height > 0:
                yield found, min(found.width * 2, found.height)
    finally:
        textpage.close()
        _is_embedded.cache_clear()


def _address(font: Any) -> int:
    return ctypes.cast(font, ctypes.c_void_p).value or 0


@cache
def _is_embedded(font: int) -> bool:
    return not font or pdfium.FPDFFont_GetIsEmbedded(ctypes.cast(font, pdfium.FPDF_FONT)) != 0
