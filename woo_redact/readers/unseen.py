"""Text in a part of a picture that the page does not show: clipped away, under a box, beside the page."""

from collections.abc import Iterator
from typing import Any

import numpy
import pymupdf
from numpy.typing import NDArray

from woo_redact.domain.geometry import Box
from woo_redact.ocr import DPI, POINTS, Picture, recognise
from woo_redact.readers.sight import SCALE, plain

Floats = NDArray[numpy.float64]

# The page and a picture of it are compared in squares of so many points, by their grey.
SQUARE = 4.0
DIFFERENT = 28
# Pixels of the longer side within which a picture is read; what it is drawn at may be anything.
LEAST, MOST = 900, 3000
# A shorter word turns up by chance in what OCR makes of a photograph.
SHORTEST = 4
UPRIGHT = 0.01


def hides_text(page: Any, info: dict[str, Any], shown: Picture, known: str) -> bool:
    """Whether a picture has words that are not on the page.

    ``info`` is what the engine tells of the picture, ``shown`` the rendered page, ``known`` the letters and digits of
    everything that was read on it.
    """
    if not info["xref"]:
        return not page.rect.contains(pymupdf.Rect(info["bbox"]) * page.rotation_matrix)
    pictures = list(_pictures(page.parent, info["xref"]))
    if len(pictures) == 1 and _is_shown(page, info, pictures[0], shown):
        return False
    for picture in pictures:
        for word in recognise(_sized(picture, info)):
            said = plain(word.text)
            if len(said) >= SHORTEST and said.isalnum() and said not in known:
                return True
    return False


def _pictures(pdf: Any, xref: int) -> Iterator[Picture]:
    """Yield the pixels of a picture in grey, and those of its mask."""
    pixmap = pymupdf.Pixmap(pdf, xref)
    if pixmap.colorspace is None:
        yield 255 - _grey(pixmap)
        return
    if pixmap.colorspace.n != 1:
        pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pixmap)
    yield _grey(pixmap)
    for key in ("SMask", "Mask"):
        kind, value = pdf.xref_get_key(xref, key)
        if kind == "xref":
            yield 255 - _grey(pymupdf.Pixmap(pdf, int(value.split()[0])))


def _grey(pixmap: Any) -> Picture:
    pixels = numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)
    return pixels[:, : pixmap.width * pixmap.n : pixmap.n]


def _is_shown(page: Any, info: dict[str, Any], picture: Picture, shown: Picture) -> bool:
    """Whether all of a picture that stands upright can be seen on the page."""
    matrix = pymupdf.Matrix(info["transform"]) * page.rotation_matrix
    box = pymupdf.Rect(0, 0, 1, 1) * matrix
    if abs(matrix.b) > UPRIGHT or abs(matrix.c) > UPRIGHT or matrix.a <= 0 or matrix.d <= 0:
        return False
    if box.x0 < -1 or box.y0 < -1 or box.x1 > page.rect.x1 + 1 or box.y1 > page.rect.y1 + 1:
        return False
    squares = max(int(box.height / SQUARE), 1), max(int(box.width / SQUARE), 1)
    seen = _means(shown, Box(box.x0 * SCALE, box.y0 * SCALE, box.x1 * SCALE, box.y1 * SCALE), squares)
    own = _means(picture, Box(0, 0, picture.shape[1], picture.shape[0]), squares)
    return bool((numpy.abs(seen - own) < DIFFERENT).all())


def _means(picture: Picture, box: Box, squares: tuple[int, int]) -> Floats:
    """Return the mean grey of so many parts of a box (pixels) down and across."""
    rows = _edges(box.top, box.bottom, squares[0], picture.shape[0])
    columns = _edges(box.x0, box.x1, squares[1], picture.shape[1])
    sums = numpy.zeros((picture.shape[0] + 1, picture.shape[1] + 1))
    numpy.cumsum(numpy.cumsum(picture, axis=0, dtype=numpy.float64), axis=1, out=sums[1:, 1:])
    parts = sums[rows][:, columns]
    totals = parts[1:, 1:] - parts[:-1, 1:] - parts[1:, :-1] + parts[:-1, :-1]
    areas = numpy.diff(rows)[:, None] * numpy.diff(columns)[None, :]
    means: Floats = totals / numpy.maximum(areas, 1)
    return means


def _edges(low: float, high: float, parts: int, size: int) -> NDArray[numpy.int64]:
    return numpy.clip(numpy.linspace(low, high, parts + 1).round(), 0, size).astype(numpy.int64)


def _sized(picture: Picture, info: dict[str, Any]) -> Picture:
    """Return a picture at the resolution at which it is read, as far as that is sensible."""
    x0, top, x1, bottom = info["bbox"]
    longest = max(x1 - x0, bottom - top) * DPI / POINTS
    wanted = min(max(longest, LEAST), MOST)
    height, width = picture.shape
    scale = wanted / max(height, width)
    if max(height, width) <= MOST and 0.7 < scale < 1.5:
        return picture
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, width, height, numpy.ascontiguousarray(picture).tobytes(), False)
    return _grey(pymupdf.Pixmap(pixmap, max(round(width * scale), 1), max(round(height * scale), 1)))
