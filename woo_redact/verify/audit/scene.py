"""What PDFium draws on a page, in paint order, forms opened up; each thing can be left out of a picture."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from woo_redact.domain.geometry import Box
from woo_redact.verify.engines import origin
from woo_redact.verify.view import View

Colours = NDArray[numpy.uint8]

# Pixels per point, and at most so many pixels in a picture: posters are looked at from further off.
SCALE = 1.5
MOST_PIXELS = 8_000_000
DEEPEST = 12
OPAQUE = 250
# Text that is not painted: neither fill nor stroke, or only used to clip (ISO 32000-1, table 106).
UNPAINTED = (3, 7)

TEXT, PATH, IMAGE, SHADING, FORM = (
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_SHADING,
    pdfium.FPDF_PAGEOBJ_FORM,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A drawn thing: its number in paint order, kind, bounds in page space, and fill colour (red, green, blue, alpha).

    ``filled`` tells whether a path is filled or an image is opaque; ``mode`` is the render mode of text.
    """

    order: int
    kind: int
    box: Box
    fill: tuple[int, int, int, int]
    filled: bool
    mode: int
    handle: Any = field(repr=False)

    @property
    def hides(self) -> bool:
        """Whether nothing below it can be seen, within its outline."""
        return self.kind in (IMAGE, SHADING) or (self.kind == PATH and self.filled and self.fill[3] >= OPAQUE)


class Scene:
    """An open page: its items in paint order, and pictures of it with or without some of them."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.items: list[Item] = []
        self.by_address: dict[int, Item] = {}
        self._corner = origin(page)
        unmoved = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._walk(pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(page), page, unmoved, 0)
        across, down = page.get_width(), page.get_height()
        self.scale = min(SCALE, (MOST_PIXELS / max(across * down, 1)) ** 0.5)

    def _walk(self, get: Callable[..., Any], number: int, parent: Any, matrix: tuple[float, ...], depth: int) -> None:
        for index in range(number):
            handle = get(parent, index)
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind == FORM:
                if depth < DEEPEST:
                    inner = _times(_matrix(handle), matrix)
                    inside = pdfium.FPDFFormObj_CountObjects(handle)
                    self._walk(pdfium.FPDFFormObj_GetObject, inside, handle, inner, depth + 1)
                continue
            item = Item(
                len(self.items), kind, self._bounds(handle, matrix), _fill(handle), *_manner(handle, kind), handle
            )
            self.items.append(item)
            self.by_address[ctypes.cast(handle, ctypes.c_void_p).value or 0] = item

    def _bounds(self, handle: Any, matrix: tuple[float, ...]) -> Box:
        sides = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(handle, *sides)
        left, bottom, right, top = (side.value for side in sides)
        a, b, c, d, e, f = matrix
        xs = [a * x + c * y + e - self._corner[0] for x in (left, right) for y in (bottom, top)]
        ys = [self._corner[1] - (b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
        return Box(min(xs), min(ys), max(xs), max(ys))

    def of_kind(self, kind: int) -> list[Item]:
        """Return the items of a kind, in paint order."""
        return [item for item in self.items if item.kind == kind]

    @contextmanager
    def without(self, items: list[Item]) -> Iterator[None]:
        """Leave ``items`` out of pictures for a while."""
        for item in items:
            pdfium.FPDFPageObj_SetIsActive(item.handle, False)
        try:
            yield
        finally:
            for item in items:
                pdfium.FPDFPageObj_SetIsActive(item.handle, True)

    def picture(self) -> Colours:
        """Return what is seen now, as rows of columns of three colours."""
        bitmap = self.page.render(scale=self.scale, may_draw_forms=False)
        try:
            pixels: Colours = bitmap.to_numpy()[:, :, :3].copy()
        finally:
            bitmap.close()
        return pixels

    def view(self, picture: Colours) -> View:
        """Return how page space lies in a picture of this page."""
        width, height, rotation = self.page.get_width(), self.page.get_height(), self.page.get_rotation()
        across, down = picture.shape[1] / width, picture.shape[0] / height
        if rotation % 180:
            width, height = height, width
        return View(width, height, rotation, across, down)


def _matrix(handle: Any) -> tuple[float, ...]:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _fill(handle: Any) -> tuple[int, int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(handle, *parts):
        return 0, 0, 0, 255
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _manner(handle: Any, kind: int) -> tuple[bool, int]:
    """Return whether an item fills its outline, and the render mode of text."""
    if kind == TEXT:
        return True, int(pdfium.FPDFTextObj_GetTextRenderMode(handle))
    if kind == PATH:
        how, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(handle, how, stroked)
        return how.value != pdfium.FPDF_FILLMODE_NONE, 0
    return True, 0
