"""How boxes are fitted so that they do not tell how wide the text was that they cover. Pure geometry, in page space.

See :mod:`woo_redact.domain.width`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, floor

from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Covering, Shift, Widths
from woo_redact.write.line_parts import Around, Part, line_parts

# Points: boxes are as wide as a multiple of this where there is room. Some four letters.
STEP = 24.0
# Points: a gap that differs from what was removed by no more than this gives its width away.
TELLS = 3.0
# Points: further text does not move, or the line would no longer look as it did.
FARTHEST = 2 * STEP


@dataclass(slots=True)
class Plan:
    """``boxes`` has the box to draw for each cover; ``covering`` tells what else is done to the page."""

    boxes: dict[Box, Box]
    taken: list[Box] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)

    @property
    def covering(self) -> Covering:
        """What a verifier has to know."""
        return Covering(tuple(self.taken), tuple(self.shifts), tuple(dict.fromkeys(self.boxes.values())))


def plan(covers: Sequence[Box], level: Sequence[Box], around: Around, widths: Widths, *, join: bool) -> Plan:
    """Return what is to be drawn, taken along and moved for ``covers``; ``join`` makes one box of neighbours.

    ``level`` are the covers of text that runs level: boxes of other text stay as they are.
    """
    made = Plan({cover: cover for cover in covers})
    for part in line_parts(level, around):
        _Fitting(part, made, join).fit(widths)
    return made


class _Fitting:
    """Fits the boxes of a part of a line, from left to right."""

    def __init__(self, part: Part, made: Plan, join: bool) -> None:
        self._part = part
        self._made = made
        self._join = join
        # Points that text at this place has moved.
        self._moved = 0.0

    def fit(self, widths: Widths) -> None:
        for number, run in enumerate(self._part.runs):
            if not self._part.behind(run):
                self._draw(run, *self._at_end(run))
                return
            if widths is Widths.STEP:
                self._draw(run, run[0].x0, run[-1].x1)
                continue
            other = self._other_width(run) if widths is Widths.MOVE else None
            if other is None:
                self._take_rest(number)
                return
            self._move_rest(number, other)

    @cached_property
    def _end(self) -> float:
        """Where the text of the part ends."""
        return max(box.x1 for box in (*self._part.stays, *self._part.runs[-1]))

    def _take_rest(self, number: int) -> None:
        """Let the box run to the end of the line, over what stands there."""
        part, run = self._part, self._part.runs[number]
        self._made.taken.append(Box(run[-1].x1, part.top, self._end, part.bottom))
        end = max(self._end + self._moved, min(part.limits[1], part.margin))
        for covered in part.runs[number:]:
            self._draw(covered, run[0].x0 + self._moved, end, join=True)

    def _move_rest(self, number: int, width: float) -> None:
        part, run = self._part, self._part.runs[number]
        x0 = run[0].x0 + self._moved
        self._draw(run, x0, x0 + width, join=True)
        self._moved += width - _width(run)
        later = part.runs[number + 1][0].x0 if number + 1 < len(part.runs) else self._end + 1
        self._made.shifts.append(Shift(Box(run[-1].x1, part.top, later, part.bottom), self._moved))

    def _other_width(self, run: Sequence[Box]) -> float | None:
        """Return a width that follows from no more than a range of widths, when text may be moved so."""
        part, width = self._part, _width(run)
        if part.is_lined(run[-1].x1, self._end):
            return None
        wider = STEP * ceil((width + TELLS) / STEP)
        fitting = []
        if self._end + self._moved + wider - width <= min(part.limits[1], part.margin):
            fitting.append(wider)
        # A line that ends where others do would show by how much it became shorter.
        narrower = STEP * floor((width - TELLS) / STEP) or STEP / 2
        if narrower <= width - TELLS and not part.is_flush:
            fitting.append(narrower)
        # As little as may be, so that the line looks as it did.
        best = min(fitting, key=lambda other: abs(self._moved + other - width), default=None)
        return best if best is not None and abs(self._moved + best - width) <= FARTHEST else None

    def _at_end(self, run: Sequence[Box]) -> tuple[float, float]:
        """Return where a box begins and ends that has no text behind it."""
        low, high = self._part.limits
        x0, x1 = run[0].x0 + self._moved, run[-1].x1 + self._moved
        more = STEP * ceil((x1 - x0) / STEP) - (x1 - x0)
        if self._part.stays or self._part.is_left_aligned:
            return x0, max(x1, min(x1 + more, high))
        if self._part.is_flush:
            return min(x0, max(x0 - more, low)), x1
        # Text in the middle of something: the box keeps its middle.
        return min(x0, max(x0 - more / 2, low)), max(x1, min(x1 + more / 2, high))

    def _draw(self, run: Sequence[Box], x0: float, x1: float, *, join: bool = False) -> None:
        """Draw a box over a run of covers; without joining, its covers share what it is wider."""
        if join or self._join:
            box = Box(x0, min(c.top for c in run), x1, max(c.bottom for c in run))
            self._made.boxes.update(dict.fromkeys(run, box))
            return
        for cover in run:
            start = x0 if cover is run[0] else cover.x0 + self._moved
            end = x1 if cover is run[-1] else cover.x1 + self._moved
            self._made.boxes[cover] = Box(start, cover.top, max(start, end), cover.bottom)


def _width(run: Sequence[Box]) -> float:
    return run[-1].x1 - run[0].x0
