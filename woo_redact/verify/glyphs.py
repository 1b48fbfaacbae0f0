"""Characters of a page with their places, as PDFium and pdfminer see them. No text in any ``repr``."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

# PDFium marks a hyphen at a line end by control codes; with the text after it gone it is a hyphen again.
HYPHENS = {0x02: "-", 0xAD: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0x2212: "-"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that is no white space; ``x`` and ``y`` are the middle of its ink, in page space points."""

    character: str = field(repr=False)
    x: float
    y: float
    word: int
    """Number of the word that it stands in; words are parted by white space."""


def pdfium_glyphs(page: Any, left: float, top: float) -> list[Glyph]:
    """Return what PDFium sees on a page; (left, top) is the top-left corner of the CropBox in the file's space."""
    textpage = page.get_textpage()
    try:
        return list(_pdfium(textpage.raw, left, top))
    finally:
        textpage.close()


def _pdfium(handle: Any, left: float, top: float) -> Iterator[Glyph]:
    x0, x1, y0, y1 = (ctypes.c_double() for _ in range(4))
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox
    word = 0
    high = 0
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = unicode_of(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        letter = HYPHENS.get(code) or chr(code)
        if letter.isspace() or code == 0:
            word += 1
            continue
        box_of(handle, index, x0, x1, y0, y1)
        yield Glyph(letter, (x0.value + x1.value) / 2 - left, top - (y0.value + y1.value) / 2, word)


class _Lean(PDFTextDevice):  # type: ignore[misc]
    """Keeps characters and their places only: a fifth of the work of pdfminer's layout."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.found: list[tuple[str, float, float]] = []

    def render_char(  # noqa: PLR0913 - pdfminer's signature
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except Exception:  # noqa: BLE001 - pdfminer raises its own error or KeyError for an unmapped code
            text = "\ufffd"
        advance = float(font.char_width(cid) * fontsize * scaling)
        a, b, c, d, e, f = matrix
        # The middle of the advance, a quarter of the size above the baseline.
        x, y = advance / 2, rise + 0.25 * fontsize
        self.found.append((text, a * x + c * y + e, b * x + d * y + f))
        return advance


def pdfminer_glyphs(page: Any, left: float, top: float) -> list[Glyph]:
    """Return what pdfminer sees on a page of pdfplumber; places are a quarter of the font size above the baseline."""
    # The document's own manager: it keeps the fonts, which are the dearest to read.
    manager = page.pdf.rsrcmgr
    device = _Lean(manager)
    interpreter = PDFPageInterpreter(manager, device)
    interpreter.render_contents(page.page_obj.resources, page.page_obj.contents)
    found = []
    for text, x, y in device.found:
        for letter in text:
            plain = HYPHENS.get(ord(letter), letter)
            if not plain.isspace() and plain != "\0":
                found.append(Glyph(plain, x - left, top - y, 0))
    return found
