"""Characters of a page with their places, as PDFium sees them. No text in any ``repr``."""

import ctypes
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from woo_redact.domain.geometry import Box

Integers = NDArray[numpy.int64]
Floats = NDArray[numpy.float64]
Flags = NDArray[numpy.bool_]

# PDFium marks a hyphen at a line end by control codes; with the text after it gone it is a hyphen again.
HYPHENS = (0x02, 0xAD, 0xFFFE, 0x2010, 0x2011, 0x2212)
HYPHEN = ord("-")
WHITE = [*(c for c in range(0x3001) if c == 0 or chr(c).isspace() or 0x200B <= c <= 0x200F), 0xFEFF]
_IS_WHITE, _IS_HYPHEN = numpy.zeros((2, sys.maxunicode + 1), numpy.bool_)
_IS_WHITE[WHITE] = True
_IS_HYPHEN[list(HYPHENS)] = True
# Part of the font size from the baseline to the middle of a line: where a character is asked whether it is covered.
# Baseline and advance decide, not ink: a comma hangs below its line, an accent stands in the one above.
MIDDLE = 0.28
# Points: what stays may move by rounding only.
TOLERANCE = 0.3
# Points: where two engines see the middle of one character.
SAME = 1.0
# A character whose baseline rises by more than this part of its width is no part of a horizontal line.
SLANT = 0.02


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a page that are no white space, in the order of the file; arrays of one length.

    ``code`` is the code point, (``x``, ``y``) the origin on the baseline, (``middle_x``, ``middle_y``) the middle of
    advance and line, all in page space points. ``word`` numbers the words; they are parted by white space.
    """

    code: Integers = field(repr=False)
    x: Floats = field(repr=False)
    y: Floats = field(repr=False)
    middle_x: Floats = field(repr=False)
    middle_y: Floats = field(repr=False)
    word: Integers = field(repr=False)

    def __len__(self) -> int:
        return len(self.code)

    def only(self, chosen: Flags | Integers | slice) -> "Glyphs":
        """Return some of them, in order."""
        return Glyphs(
            self.code[chosen],
            self.x[chosen],
            self.y[chosen],
            self.middle_x[chosen],
            self.middle_y[chosen],
            self.word[chosen],
        )

    def text(self) -> str:
        """Return the characters, joined. To be compared, never to be shown."""
        return "".join(map(chr, self.code.tolist()))

    def words(self) -> list[tuple[int, str]]:
        """Return the words with their numbers, in order. To be compared, never to be shown."""
        found: dict[int, str] = {}
        for number, character in zip(self.word.tolist(), self.text(), strict=True):
            found[number] = found.get(number, "") + character
        return list(found.items())

    def covered(self, covers: Sequence[Box]) -> Flags:
        """Tell which lie under one of ``covers``."""
        sides = numpy.array([(c.x0, c.x1, c.top, c.bottom) for c in covers]).reshape(-1, 4, 1)
        across = (self.middle_x >= sides[:, 0]) & (self.middle_x <= sides[:, 1])
        inside: Flags = across & (self.middle_y >= sides[:, 2]) & (self.middle_y <= sides[:, 3])
        found: Flags = numpy.logical_or.reduce(inside, axis=0)
        return found


def joined(first: Glyphs, second: Glyphs) -> Glyphs:
    """Return both, one after the other, as words of their own."""
    ahead = int(first.word.max()) + 1 if len(first) else 0
    return Glyphs(
        numpy.concatenate((first.code, second.code)),
        numpy.concatenate((first.x, second.x)),
        numpy.concatenate((first.y, second.y)),
        numpy.concatenate((first.middle_x, second.middle_x)),
        numpy.concatenate((first.middle_y, second.middle_y)),
        numpy.concatenate((first.word, second.word + ahead)),
    )


def near(glyphs: Glyphs, others: Glyphs, reach: float) -> Flags:
    """Tell which of ``glyphs`` have another of the same character within ``reach`` points, by their middles."""
    found: Flags = numpy.zeros(len(glyphs), numpy.bool_)
    for number in range(len(glyphs)):
        close_x = numpy.abs(others.middle_x - glyphs.middle_x[number]) <= reach
        close_y = numpy.abs(others.middle_y - glyphs.middle_y[number]) <= reach
        found[number] = bool((close_x & close_y & (others.code == glyphs.code[number])).any())
    return found


def _by_address(function: Any, outputs: int, result: Any = ctypes.c_uint) -> Any:
    """Return a PDFium function that takes addresses as integers, so that it can be mapped over a whole page."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    kinds = (ctypes.c_void_p, ctypes.c_int, *(ctypes.c_void_p,) * outputs)
    return ctypes.PYFUNCTYPE(result, *kinds)(address)


_CODE = _by_address(pdfium.FPDFText_GetUnicode, 0)
_LOOSE = _by_address(pdfium.FPDFText_GetLooseCharBox, 1)
_SIZE = _by_address(pdfium.FPDFText_GetFontSize, 0, ctypes.c_double)
_OBJECT = _by_address(pdfium.FPDFText_GetTextObject, 0, ctypes.c_size_t)
_ORIGIN = _by_address(pdfium.FPDFText_GetCharOrigin, 2)
_MATRIX = _by_address(pdfium.FPDFText_GetMatrix, 1)
_TIGHT = _by_address(pdfium.FPDFText_GetCharBox, 4)
_TEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetText, ctypes.c_void_p).value or 0
)


def pdfium_glyphs(page: Any, left: float, top: float, like: Glyphs | None = None) -> Glyphs:
    """Return what PDFium sees on a page; (left, top) is the top-left corner of page space in the file's space.

    ``like`` are glyphs that the page is expected to begin with: a glyph of the same code at the same origin has the
    same middle, which then need not be asked for.
    """
    textpage = page.get_textpage()
    try:
        handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        count = pdfium.FPDFText_CountChars(textpage.raw)
        return _read(handle, count, (left, top), like)
    finally:
        textpage.close()


def _read(handle: int | None, count: int, corner: tuple[float, float], like: Glyphs | None) -> Glyphs:
    code = _codes(handle, count)
    _join_surrogates(code)
    white = is_white(code)
    code = as_compared(code)
    visible = numpy.flatnonzero(~white)
    chosen = visible.tolist()
    origin = _numbers(_ORIGIN, handle, chosen, 2, numpy.float64)
    x, y = origin[:, 0] - corner[0], corner[1] - origin[:, 1]
    word = numpy.cumsum(white, dtype=numpy.int64)[visible]
    read = Glyphs(code[visible], x, y, x.copy(), y.copy(), word)
    known = 0
    if like is not None and begins_with(read, like):
        known = len(like)
        read.middle_x[:known], read.middle_y[:known] = like.middle_x, like.middle_y
    middle = _middles(handle, chosen[known:], origin[known:])
    read.middle_x[known:], read.middle_y[known:] = middle[:, 0] - corner[0], corner[1] - middle[:, 1]
    return read


def _codes(handle: int | None, count: int) -> Integers:
    """Return the code of every character."""
    written = numpy.zeros(count + 1, numpy.uint16)
    # As one text, of which characters without a code are left out: then they have to be asked for one by one.
    if _TEXT(handle, 0, count, written.ctypes.data) == count + 1:
        return written[:count].astype(numpy.int64)
    return numpy.fromiter(map(_CODE, repeat(handle), range(count)), numpy.int64, count)


def is_white(code: Integers) -> Flags:
    """Tell which codes show nothing."""
    return _IS_WHITE[code]


def as_compared(code: Integers) -> Integers:
    """Return the codes with all hyphens alike."""
    return numpy.where(_IS_HYPHEN[code], HYPHEN, code)


def begins_with(glyphs: Glyphs, like: Glyphs) -> bool:
    """Whether ``glyphs`` begin with ``like``: the same characters in the same order at the same places."""
    count = len(like)
    if count > len(glyphs) or not numpy.array_equal(like.code, glyphs.code[:count]):
        return False
    off_x, off_y = numpy.abs(like.x - glyphs.x[:count]), numpy.abs(like.y - glyphs.y[:count])
    return not count or bool(off_x.max() <= TOLERANCE and off_y.max() <= TOLERANCE)


def _join_surrogates(code: Integers) -> None:
    """Make one code point of each pair, in place; the second half becomes white space."""
    high = numpy.flatnonzero((code[:-1] >= 0xD800) & (code[:-1] < 0xDC00) & (code[1:] >= 0xDC00) & (code[1:] < 0xE000))
    code[high] = 0x10000 + ((code[high] - 0xD800) << 10) + code[high + 1] - 0xDC00
    code[high + 1] = 0x200B


def _middles(handle: int | None, chosen: Sequence[int], origin: Floats) -> Floats:
    """Return the points that tell whether a character is covered, in the file's space."""
    loose = _numbers(_LOOSE, handle, chosen, 4, numpy.float32)
    size, level = _sizes(handle, chosen)
    # The loose box is as wide as the advance.
    middle = numpy.empty((len(chosen), 2))
    middle[:, 0] = (loose[:, 0] + loose[:, 2]) / 2
    middle[:, 1] = origin[:, 1] + MIDDLE * size
    if not level.all():
        # Slanted and sideways text is covered whole, by its ink.
        tight = _numbers(_TIGHT, handle, chosen, 4, numpy.float64)
        middle[~level, 0] = (tight[~level, 0] + tight[~level, 1]) / 2
        middle[~level, 1] = (tight[~level, 2] + tight[~level, 3]) / 2
    return middle


def _sizes(handle: int | None, chosen: Sequence[int]) -> tuple[Floats, Flags]:
    """Return how large characters are drawn, and which of them stand on a level line.

    Those of one piece of text have one font size and one matrix; PDFium made up the characters that are of no piece.
    """
    pieces = numpy.fromiter(map(_OBJECT, repeat(handle), chosen), numpy.uint64, len(chosen))
    begins: Flags = numpy.ones(len(chosen), numpy.bool_)
    begins[1:] = (pieces[1:] != pieces[:-1]) | (pieces[1:] == 0)
    first = numpy.flatnonzero(begins)
    asked = [chosen[n] for n in first.tolist()]
    lengths = numpy.diff(first, append=len(chosen))
    matrix = _numbers(_MATRIX, handle, asked, 6, numpy.float32)
    size = numpy.fromiter(map(_SIZE, repeat(handle), asked), numpy.float64, len(asked)) * matrix[:, 3]
    level = numpy.abs(matrix[:, 1]) < SLANT * numpy.abs(matrix[:, 0])
    return size.repeat(lengths), level.repeat(lengths)


def _numbers(function: Any, handle: int | None, chosen: Sequence[int], width: int, kind: Any) -> Floats:
    """Call ``function`` for the chosen characters; return its ``width`` outputs, a row per character."""
    count = len(chosen)
    found: Floats = numpy.zeros((count, width), kind)
    start, size = found.ctypes.data, found.itemsize
    row = width * size
    # A structure is written to one address, separate numbers to one each.
    outputs = len(function.argtypes) - 2
    places = [range(start + o * size, start + o * size + count * row, row) for o in range(outputs)]
    deque(map(function, repeat(handle), chosen, *places), maxlen=0)
    return found.astype(numpy.float64, copy=False)
