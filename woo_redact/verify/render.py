"""Pictures of source and target: boxes are black, and nothing else that was drawn has changed."""

from collections.abc import Sequence
from typing import Any

import numpy

from woo_redact.domain.geometry import Box, to_display
from woo_redact.domain.report import Finding, Severity

# Pixels per point.
SCALE = 1.0
# Grey values, 0 black to 255 white.
INK = 160
# Greys are compared as means over so many pixels in the square, since text that moves by a tenth of a point is
# smoothed otherwise; a letter gone or covered changes the mean by 70 and more.
WINDOW = 5
CHANGE = 55
DARK = 110
# Of a box, the part that must be dark: the rest may be a white label.
DARK_SHARE = 0.45
# Ink of what is gone may have reached beyond its cover by these parts of its height.
REACH_UP, REACH_DOWN, REACH_ASIDE = 0.3, 0.15, 0.2
# Pixels that may differ on a page: smoothing at the edge of something else.
CHANCE = 3


def compare_pictures(page: int, source: Any, target: Any, covers: Sequence[Box]) -> list[Finding]:
    """Compare the pages of two open PDFium documents; ``covers`` are in page space."""
    width, height, rotation = _page_space(source)
    before, after = _picture(source), _picture(target)
    dx = _shift(after.shape[1] - before.shape[1], rotation)
    dy = 0
    after = after[dy : dy + before.shape[0], dx : dx + before.shape[1]]
    if after.shape != before.shape:
        return [Finding("changed-page", Severity.BLOCKING, "De pagina is kleiner geworden", page)]
    findings = []
    watched = before < INK
    for cover in covers:
        box = to_display(cover, width, height, rotation)
        if not _is_dark(after, box):
            findings.append(Finding("box-missing", Severity.BLOCKING, "Een lak is niet zwart", page, cover))
        aside, up, down = REACH_ASIDE * cover.height, REACH_UP * cover.height, REACH_DOWN * cover.height
        reach = to_display(
            Box(cover.x0 - aside, cover.top - up, cover.x1 + aside, cover.bottom + down), width, height, rotation
        )
        watched[_pixels(reach, before.shape)] = False
    changed = int(numpy.count_nonzero(numpy.abs(_means(before) - _means(after))[watched] > CHANGE))
    if changed > CHANCE:
        findings.append(Finding("changed-page", Severity.BLOCKING, "Buiten de lakken is de pagina veranderd", page))
    return findings


def _page_space(page: Any) -> tuple[float, float, int]:
    """Return (width, height, rotation) before rotation."""
    width, height, rotation = page.get_width(), page.get_height(), page.get_rotation()
    return (width, height, rotation) if rotation % 180 == 0 else (height, width, rotation)


def _picture(page: Any) -> "numpy.ndarray[Any, numpy.dtype[numpy.uint8]]":
    bitmap = page.render(scale=SCALE, grayscale=True)
    try:
        pixels: numpy.ndarray[Any, numpy.dtype[numpy.uint8]] = bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return pixels.reshape(pixels.shape[0], pixels.shape[1])


def _means(picture: "numpy.ndarray[Any, numpy.dtype[numpy.uint8]]") -> "numpy.ndarray[Any, numpy.dtype[numpy.float32]]":
    """Return for each pixel the mean grey of the square around it, by running sums."""
    half = WINDOW // 2
    sums = numpy.pad(picture, half, mode="edge").astype(numpy.int32)
    for axis in (0, 1):
        before = [(0, 0), (0, 0)]
        before[axis] = (1, 0)
        running = numpy.pad(numpy.cumsum(sums, axis=axis, dtype=numpy.int32), before)
        sums = running[WINDOW:] - running[:-WINDOW] if axis == 0 else running[:, WINDOW:] - running[:, :-WINDOW]
    return (sums / (WINDOW * WINDOW)).astype(numpy.float32)


def _shift(grown: int, rotation: int) -> int:
    """Return how many pixels the source lies to the right in the target: a page grows away from its origin."""
    return max(grown, 0) if rotation in (90, 180) else 0


def _pixels(box: Box, shape: tuple[int, ...]) -> tuple[slice, slice]:
    rows = slice(max(int(box.top * SCALE) - 1, 0), min(int(box.bottom * SCALE) + 2, shape[0]))
    columns = slice(max(int(box.x0 * SCALE) - 1, 0), min(int(box.x1 * SCALE) + 2, shape[1]))
    return rows, columns


def _is_dark(picture: "numpy.ndarray[Any, numpy.dtype[numpy.uint8]]", box: Box) -> bool:
    rows = slice(max(int(box.top * SCALE) + 1, 0), int(box.bottom * SCALE))
    columns = slice(max(int(box.x0 * SCALE) + 1, 0), int(box.x1 * SCALE))
    inner = picture[rows, columns]
    # A box thinner than a pixel, or off the page, cannot be looked at.
    return inner.size == 0 or float(numpy.mean(inner < DARK)) >= DARK_SHARE
