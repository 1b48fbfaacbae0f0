"""Where pictures on a page have ink, so that no label is printed over what stands in them."""

from typing import Any

import numpy
import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.write.engine import unrotated

# Dots to the inch: a letter is a few pixels.
DPI = 36
POINTS = 72
# Grey value, 0 black to 255 white, and pixels of white that part two spots.
INK = 200
GAP = 4
# A page darker than this part has no white for labels anyway.
FULL = 0.5


def dark_spots(page: Any) -> list[Box]:
    """Return boxes (page space) around what is dark on a page, which has pictures."""
    with unrotated(page):
        pixmap = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
    pixels = numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
    dark = pixels < INK
    if dark.mean() > FULL:
        return []
    size = POINTS / DPI
    spots: list[Box] = []
    for row in numpy.flatnonzero(dark.any(axis=1)).tolist():
        columns = numpy.flatnonzero(dark[row])
        for part in numpy.split(columns, numpy.flatnonzero(numpy.diff(columns) > GAP) + 1):
            spots.append(Box(int(part[0]) * size, row * size, (int(part[-1]) + 1) * size, (row + 1) * size))
    return spots
