"""A page as a picture with the boxes burnt in: for what cannot be erased or taken over safely.

Nothing of the page's own content is left, so nothing can leak from it; its text can no longer be copied or searched.
"""

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import Any

import numpy
import pymupdf
from numpy.typing import NDArray

from woo_redact.domain.geometry import Box
from woo_redact.write.engine import set_content, unrotated

# Dots to the inch: small print stays readable, a scan of it can be recognised again.
DPI = 300
POINTS = 72
# Eight pages of A4 at that resolution, or one of A1.
MOST_PIXELS = 70_000_000
BLACK = 0
# A page in more than shades of grey is stored as a JPEG of this quality: a photograph would be too large otherwise.
QUALITY = 85
# A pixel has a colour when its parts differ by this much; so many in a thousand may on a page that counts as grey.
COLOUR = 24
COLOURED = 1


class PageFaults(Exception):
    """Pages cannot be blacked out as they are. ``reasons`` has, by page (0-based), a Dutch clause after "want"."""

    def __init__(self, reasons: Mapping[int, str]) -> None:
        super().__init__(f"pages {sorted(reasons)}")
        self.reasons = dict(reasons)


def become_picture(page: Any, covers: Sequence[Box], unit: float = 1.0) -> None:
    """Replace the content of a page by a picture of it in which the covers (page space) are black.

    ``unit`` is how many points a unit of page space measures.
    """
    with unrotated(page):
        scale = _scale(page.rect, unit)
        seen = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False, annots=False)
        pixels = numpy.frombuffer(seen.samples_mv, numpy.uint8).reshape(seen.height, seen.width, 3).copy()
        for cover in covers:
            rows, columns = _range(cover.top, cover.bottom, scale), _range(cover.x0, cover.x1, scale)
            pixels[rows, columns] = BLACK
        set_content(page, b"")
        page.parent.xref_set_key(page.xref, "Resources", "<<>>")
        # A picture has whole pixels: it may reach a little beyond the page, so that each stands where it was seen.
        frame = pymupdf.Rect(0, 0, seen.width / scale, seen.height / scale)
        picture = pymupdf.Pixmap(pymupdf.csRGB, seen.width, seen.height, pixels.tobytes(), False)
        if _is_grey(pixels):
            page.insert_image(frame, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, picture), keep_proportion=False)
        else:
            page.insert_image(frame, stream=picture.tobytes("jpeg", jpg_quality=QUALITY), keep_proportion=False)


def _scale(frame: Any, unit: float) -> float:
    """Return the pixels per unit of page space: fewer on a page so large that its picture would be huge."""
    return float(min(unit * DPI / POINTS, (MOST_PIXELS / max(frame.width * frame.height, 1)) ** 0.5))


def _range(low: float, high: float, scale: float) -> slice:
    """Return the pixels that a stretch of points touches, in part as well."""
    return slice(max(floor(low * scale), 0), max(ceil(high * scale), 0))


def _is_grey(pixels: NDArray[numpy.uint8]) -> bool:
    """Whether a picture has no colour to speak of; one pixel of sixteen is looked at."""
    some = pixels[::4, ::4].astype(numpy.int16)
    coloured = numpy.count_nonzero(numpy.ptp(some, axis=2) > COLOUR)
    return bool(coloured * 1000 <= COLOURED * (some.size // 3))
