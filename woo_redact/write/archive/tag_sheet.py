"""How a page lies in its file, and the way between file space, page space and what is displayed."""

from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf

from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box, to_display, visible_part
from woo_redact.write.rebuild.document import rotation_of

# Points: what is left of a box that lies outside the page, and how far from its edge a box ends.
LEAST, EDGE = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page lies in its file: the corner that is the origin of page space, its size there, how it is turned."""

    left: float
    top: float
    width: float
    height: float
    rotation: int

    def shown(self, corners: Iterable[tuple[float, float]]) -> Box:
        """Return the box around points of file space, as displayed."""
        points = [(x - self.left, self.top - y) for x, y in corners]
        across, down = [x for x, _ in points], [y for _, y in points]
        box = Box(min(across), min(down), max(across), max(down))
        return to_display(box, self.width, self.height, self.rotation)

    def first_box(self, passage: SpokenPassage) -> Box:
        """Return the first box of a passage in file space, y upwards, as far as it lies on the page.

        Text engines leave out what lies outside. A passage without a box has the corner of the page.
        """
        box = passage.boxes[0] if passage.boxes else Box(0, 0, 0, 0)
        x0, x1 = _within(box.x0, box.x1, self.width)
        top, bottom = _within(box.top, box.bottom, self.height)
        return Box(self.left + x0, self.top - bottom, self.left + x1, self.top - top)


def sheet_of(page: pikepdf.Page) -> Sheet:
    """Return how a page lies in its file."""
    media, crop = ([float(value) for value in box] for box in (page.mediabox, page.cropbox))
    left, bottom, right, top = visible_part(media, crop)
    return Sheet(left, top, right - left, top - bottom, rotation_of(page.obj))


def _within(low: float, high: float, end: float) -> tuple[float, float]:
    low = min(max(low, EDGE), max(end - EDGE - LEAST, 0))
    return low, max(min(high, end - EDGE), low + LEAST)
