"""A page as a picture with the boxes burnt in: for what cannot be erased or taken over safely.

Nothing of the page's own content is left, so nothing can leak from it; its text can no longer be copied or searched.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.write.engine import set_content, unrotated

# Dots to the inch: small print stays readable, a scan of it can be recognised again.
DPI = 300
POINTS = 72
BLACK = (0, 0, 0)
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


def become_picture(page: Any, covers: Sequence[Box]) -> None:
    """Replace the content of a page by a picture of it in which the covers (page space) are black."""
    with unrotated(page):
        picture = page.get_pixmap(dpi=DPI, alpha=False, annots=False)
        for cover in covers:
            picture.set_rect(_pixels(cover, picture), BLACK)
        set_content(page, b"")
        page.parent.xref_set_key(page.xref, "Resources", "<<>>")
        # A picture has whole pixels: it may reach a little beyond the page, so that each stands where it was seen.
        frame = pymupdf.Rect(picture.irect) * pymupdf.Matrix(POINTS / DPI, POINTS / DPI)
        if _is_grey(picture):
            page.insert_image(frame, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, picture), keep_proportion=False)
        else:
            page.insert_image(frame, stream=picture.tobytes("jpeg", jpg_quality=QUALITY), keep_proportion=False)


def _pixels(cover: Box, picture: Any) -> Any:
    """Return the pixels that a cover touches, in part as well."""
    scale = DPI / POINTS
    outer = pymupdf.Rect(cover.x0, cover.top, cover.x1, cover.bottom) * pymupdf.Matrix(scale, scale)
    return outer.round() & picture.irect


def _is_grey(picture: Any) -> bool:
    """Whether a picture has no colour to speak of; one pixel of sixteen is looked at."""
    rows = numpy.frombuffer(picture.samples_mv, numpy.uint8).reshape(picture.height, picture.stride)
    pixels = rows[::4, : picture.width * 3].reshape(-1, picture.width, 3)[:, ::4].astype(numpy.int16)
    coloured = numpy.count_nonzero(numpy.ptp(pixels, axis=2) > COLOUR)
    return bool(coloured * 1000 <= COLOURED * (pixels.size // 3))
