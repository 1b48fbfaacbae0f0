"""The characters of a page with all that decides whether they can be seen."""

import ctypes
from dataclasses import dataclass, field
from typing import Any

import numpy
import pypdfium2.raw as pdfium

from woo_redact.domain.geometry import Box
from woo_redact.verify.audit.scene import Colours, Item, Scene
from woo_redact.verify.engines import origin
from woo_redact.verify.glyphs import Flags, Floats, Integers, is_white
from woo_redact.verify.view import View

# Of red, green or blue (0 to 255): a character that changes no pixel by more cannot be seen.
SEEN = 14
# Of the box of a character, the part that its ink has to change: less is a neighbour's ink.
INK_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters that are no white space; arrays of one length. No text in any ``repr``.

    ``tight`` and ``loose`` are boxes in page space, one row (x0, top, x1, bottom) each: of the ink, and of advance and
    line. ``item`` is the position in the scene of what draws it, ``word`` numbers the words.
    """

    code: Integers = field(repr=False)
    tight: Floats = field(repr=False)
    loose: Floats = field(repr=False)
    item: Integers = field(repr=False)
    word: Integers = field(repr=False)

    def __len__(self) -> int:
        return len(self.code)

    def counted(self) -> Flags:
        """Tell which are letters or digits: a dot that nobody sees leaks nothing."""
        return numpy.array([chr(c).isalnum() for c in self.code.tolist()], numpy.bool_)

    def text(self, chosen: Flags) -> str:
        """Return some of them, words parted by spaces. To be compared, never to be shown."""
        found: list[str] = []
        last = -1
        for code, word in zip(self.code[chosen].tolist(), self.word[chosen].tolist(), strict=True):
            if word != last:
                found.append(" ")
            found.append(chr(code))
            last = word
        return "".join(found).strip()

    def box(self, number: int) -> Box:
        """Return the box of one, ink and line together."""
        return Box(*map(float, self.tight[number]))


def letters_of(scene: Scene) -> Letters:
    """Read the characters of a page; what the scene does not know (white space that PDFium adds) is left out."""
    textpage = scene.page.get_textpage()
    try:
        return _read(textpage.raw, scene, origin(scene.page))
    finally:
        textpage.close()


def _read(handle: Any, scene: Scene, corner: tuple[float, float]) -> Letters:
    count = pdfium.FPDFText_CountChars(handle)
    raw = numpy.fromiter((pdfium.FPDFText_GetUnicode(handle, i) for i in range(count)), numpy.int64, count)
    # Half a pair of surrogates, or a number beyond Unicode: a character all the same.
    raw[(raw > 0x10FFFF) | ((raw >= 0xD800) & (raw < 0xE000))] = 0xFFFD
    white = is_white(raw)
    word = numpy.cumsum(white, dtype=numpy.int64)
    sides = [ctypes.c_double() for _ in range(4)]
    loose = pdfium.FS_RECTF()
    rows: list[tuple[float, ...]] = []
    kept: list[int] = []
    items: list[int] = []
    for index in numpy.flatnonzero(~white).tolist():
        address = ctypes.cast(pdfium.FPDFText_GetTextObject(handle, index), ctypes.c_void_p).value or 0
        item = scene.by_address.get(address)
        if item is None:
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, index, loose)
        around = _upright(loose.left, loose.top, loose.right, loose.bottom, corner)
        pdfium.FPDFText_GetCharBox(handle, index, *sides)
        left, right, bottom, top = (side.value for side in sides)
        ink = _upright(left, top, right, bottom, corner) if right > left and top > bottom else around
        rows.append((*ink, *around))
        kept.append(index)
        items.append(item.order)
    boxes = numpy.array(rows, numpy.float64).reshape(-1, 8)
    return Letters(raw[kept], boxes[:, :4], boxes[:, 4:], numpy.array(items, numpy.int64), word[kept])


def _upright(left: float, top: float, right: float, bottom: float, corner: tuple[float, float]) -> tuple[float, ...]:
    x0, x1 = sorted((left - corner[0], right - corner[0]))
    y0, y1 = sorted((corner[1] - top, corner[1] - bottom))
    return x0, y0, x1, y1


def pixels_of(boxes: Floats, view: View, shape: tuple[int, ...]) -> Integers:
    """Return for each box its pixels, a row (top, bottom, left, right), at least one pixel each, within the picture."""
    first_x, first_y = view.points(boxes[:, 0], boxes[:, 1])
    last_x, last_y = view.points(boxes[:, 2], boxes[:, 3])
    left, right = numpy.minimum(first_x, last_x), numpy.maximum(first_x, last_x)
    top, bottom = numpy.minimum(first_y, last_y), numpy.maximum(first_y, last_y)
    rows = numpy.stack((top, bottom + 1, left, right + 1), axis=1)
    rows[:, :2] = rows[:, :2].clip(0, shape[0])
    rows[:, 2:] = rows[:, 2:].clip(0, shape[1])
    return rows


def changed_share(first: Colours, second: Colours, places: Integers) -> Floats:
    """Return for each place (as :func:`pixels_of` gives them) the part of its pixels that differ to the eye."""
    by_colour = (numpy.maximum(first, second) - numpy.minimum(first, second)) > SEEN
    differ = by_colour[:, :, 0] | by_colour[:, :, 1] | by_colour[:, :, 2]
    table = numpy.zeros((differ.shape[0] + 1, differ.shape[1] + 1), numpy.int32)
    numpy.cumsum(differ.cumsum(axis=0, dtype=numpy.int32), axis=1, out=table[1:, 1:])
    top, bottom, left, right = places.T
    inked = table[bottom, right] - table[top, right] - table[bottom, left] + table[top, left]
    share: Floats = inked / numpy.maximum((bottom - top) * (right - left), 1)
    return share


def seen(scene: Scene, letters: Letters, whole: Colours, left_out: list[Item]) -> Flags:
    """Tell which characters change the picture ``whole``, by leaving ``left_out`` (what draws them) out of it."""
    with scene.without(left_out):
        bare = scene.picture()
    places = pixels_of(letters.tight, scene.view(whole), whole.shape)
    found: Flags = changed_share(whole, bare, places) > INK_SHARE
    return found
