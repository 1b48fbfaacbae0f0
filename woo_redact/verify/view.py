"""How page space lies in a picture of a page."""

from dataclasses import dataclass

import numpy

from woo_redact.domain.geometry import Box, to_display
from woo_redact.verify.glyphs import Floats, Integers


@dataclass(frozen=True, slots=True)
class View:
    """How page space lies in a picture: its size and rotation, and pixels per point across and down."""

    width: float
    height: float
    rotation: int
    across: float
    down: float

    def pixels(self, box: Box, more: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
        """Return the rows and columns of a page-space box, with ``more`` pixels at each side."""
        shown = to_display(box, self.width, self.height, self.rotation)
        return (
            _range(shown.top * self.down - more, shown.bottom * self.down + more, shape[0]),
            _range(shown.x0 * self.across - more, shown.x1 * self.across + more, shape[1]),
        )

    def points(self, x: Floats, y: Floats) -> tuple[Integers, Integers]:
        """Return the column and row of each page-space point."""
        shown_x, shown_y = {
            0: (x, y),
            90: (self.height - y, x),
            180: (self.width - x, self.height - y),
            270: (y, self.width - x),
        }[self.rotation]
        return (shown_x * self.across).astype(numpy.int64), (shown_y * self.down).astype(numpy.int64)


def _range(low: float, high: float, size: int) -> slice:
    # Negative ends would count from the other side.
    return slice(min(max(round(low), 0), size), min(max(round(high), 0), size))
