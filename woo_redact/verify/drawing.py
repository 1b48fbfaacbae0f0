"""Pages drawn by PDFium in greys, whole or some of their rows."""

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

Picture = NDArray[numpy.uint8]

# Rows of pixels between covers that are drawn along rather than apart.
GAP = 40


def picture(page: Any, scale: float, cut: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Picture:
    """Return a page in greys; ``cut`` are points to leave out at the left, bottom, right and top."""
    bitmap = page.render(scale=scale, grayscale=True, crop=cut)
    try:
        pixels: Picture = bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return pixels.reshape(pixels.shape[0], pixels.shape[1])


def strips(rows: Sequence[slice], lower: int) -> list[tuple[int, int]]:
    """Join ranges of rows that lie near each other, moved down by ``lower``: each strip is drawn apart."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted((r.start + lower, r.stop + lower) for r in rows if r.start < r.stop):
        if joined and start - joined[-1][1] < GAP:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined


def in_strips(page: Any, scale: float, strips: Sequence[tuple[int, int]], shape: tuple[int, ...]) -> Picture:
    """Return a picture of some rows of a page; all else is black, which no cover may be when its box is off."""
    drawn: Picture = numpy.zeros(shape, numpy.uint8)
    for start, stop in strips:
        part = picture(page, scale, (0, (shape[0] - stop) / scale, 0, start / scale))
        if part.shape != (stop - start, shape[1]):
            # The cut did not fall between pixels.
            return picture(page, scale)
        drawn[start:stop] = part
    return drawn
