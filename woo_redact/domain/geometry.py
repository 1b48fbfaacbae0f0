"""Boxes in page space, and the pure geometry of redaction.

Page space: PDF points (1/72 inch), origin at the top-left corner of the CropBox, y downwards, *before* ``/Rotate``.
Display space: the page as a reader sees it, after ``/Rotate``; same unit, origin top-left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """An upright rectangle in points, page space unless said otherwise."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError("inverted box")

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """The middle, as (x, y)."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in the box, edges included."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Whether the two share an area (touching edges do not)."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom

    def grown(self, dx: float, dy: float) -> "Box":
        """The box with ``dx`` added left and right and ``dy`` above and below."""
        return Box(self.x0 - dx, self.top - dy, self.x1 + dx, self.bottom + dy)

    def moved(self, dx: float, dy: float) -> "Box":
        """The box moved by (dx, dy)."""
        return Box(self.x0 + dx, self.top + dy, self.x1 + dx, self.bottom + dy)


def enclosing(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around ``boxes``; at least one is needed."""
    items = tuple(boxes)
    return Box(
        min(b.x0 for b in items), min(b.top for b in items), max(b.x1 for b in items), max(b.bottom for b in items)
    )


def displayed_size(width: float, height: float, rotation: int) -> tuple[float, float]:
    """Return (width, height) of the page as displayed."""
    return (width, height) if rotation % 180 == 0 else (height, width)


def to_display(box: Box, width: float, height: float, rotation: int) -> Box:
    """Turn a page-space box into display space; ``width`` and ``height`` are those of page space."""
    if rotation == 90:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if rotation == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if rotation == 270:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def from_display(box: Box, width: float, height: float, rotation: int) -> Box:
    """Undo :func:`to_display`; ``width`` and ``height`` are those of page space."""
    if rotation == 90:
        return Box(box.top, height - box.x1, box.bottom, height - box.x0)
    if rotation == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if rotation == 270:
        return Box(width - box.bottom, box.x0, width - box.top, box.x1)
    return box


def visible_part(media: Sequence[float], crop: Sequence[float]) -> tuple[float, float, float, float]:
    """Return what of a page is shown, by its boxes: left, bottom, right and top in the file's space (y upwards).

    Its upper left corner is the origin of page space. Boxes are any two opposite corners; a page shows what lies in
    both, or in the MediaBox when that is nothing.
    """
    left, bottom, right, top = _upright(media)
    low_x, low_y, high_x, high_y = _upright(crop)
    shown = max(left, low_x), max(bottom, low_y), min(right, high_x), min(top, high_y)
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else (left, bottom, right, top)


def _upright(corners: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def free_intervals(low: float, high: float, taken: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the parts of [low, high] that no interval of ``taken`` covers, in order."""
    free: list[tuple[float, float]] = []
    at = low
    for start, end in sorted(taken):
        if end <= at:
            continue
        if start >= high:
            break
        if start > at:
            free.append((at, start))
        at = max(at, end)
    if at < high:
        free.append((at, high))
    return free
