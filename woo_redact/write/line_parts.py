"""The lines on which boxes stand, taken apart: what is covered, what stays beside it, and how much room there is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from woo_redact.domain.geometry import Box, free_intervals

# Wider than this part of the height of the line is no space between words: it parts columns, cells or tab stops.
COLUMN = 1.2
# Points: the rest of a word beside a cover that is rounding, and how far boxes and moved text stay from other things.
SLIVER, CLEAR = 0.6, 2.0
# Points from the edge of the page that stay free.
EDGE = 8.0
# Points: a line on paper is no thicker than this.
RULE = 3.0
# Points within which ends of words stand in line, and how many others of them have to.
ALIGNED, OTHERS = 1.0, 2
# The part of a height within which neighbours above and below have no ink to speak of.
CORE = 0.25
# Words above and below a line that may reach to its height.
NEIGHBOURS = 40


@dataclass(frozen=True)
class Around:
    """What stands on a page (boxes in points, page space): words; pictures and paths; and how wide it is."""

    words: Sequence[Box] = field(repr=False)
    drawn: Sequence[Box]
    width: float

    @cached_property
    def by_middle(self) -> list[Box]:
        """The words by the middle of their height."""
        return sorted(self.words, key=_middle)

    @cached_property
    def middles(self) -> list[float]:
        """The middles of their height, in order."""
        return list(map(_middle, self.by_middle))

    @cached_property
    def cores(self) -> list[tuple[float, float]]:
        """Where the ink of words begins and ends, from above, in the same order."""
        parts = ((box, CORE * (box.bottom - box.top)) for box in self.by_middle)
        return [(box.top + part, box.bottom - part) for box, part in parts]

    @cached_property
    def starts(self) -> list[float]:
        """Where words begin, in order."""
        return sorted(box.x0 for box in self.words)

    @cached_property
    def ends(self) -> list[float]:
        """Where words end, in order."""
        return sorted(box.x1 for box in self.words)

    @cached_property
    def margin(self) -> float:
        """Where lines may end: the furthest one does, or as far from the right edge as they begin at the left."""
        return max(self.ends[-1], self.width - max(self.starts[0], EDGE)) if self.words else self.width - EDGE


@dataclass(frozen=True)
class Part:
    """A part of a line between two columns: its covers, those beside each other together, and what stays of it.

    ``limits`` are where something else begins at either side; ``margin`` is where lines of text end at most.
    """

    runs: tuple[tuple[Box, ...], ...]
    stays: tuple[Box, ...] = field(repr=False)
    limits: tuple[float, float]
    margin: float
    lined: tuple[Box, ...]
    is_flush: bool
    """It ends where other lines end."""
    is_left_aligned: bool
    """It begins where others begin."""

    @property
    def top(self) -> float:
        """The highest edge of its covers."""
        return min(cover.top for run in self.runs for cover in run)

    @property
    def bottom(self) -> float:
        """The lowest edge of its covers."""
        return max(cover.bottom for run in self.runs for cover in run)

    def behind(self, run: Sequence[Box]) -> list[Box]:
        """Return what stays behind a run of covers."""
        return [box for box in self.stays if box.x0 >= run[-1].x1 - SLIVER]

    def is_lined(self, x0: float, x1: float) -> bool:
        """Whether a line or picture is drawn at text from ``x0`` to ``x1``: it would not move along."""
        return any(box.x0 < x1 and box.x1 > x0 for box in self.lined)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def line_parts(covers: Sequence[Box], around: Around) -> Iterator[Part]:
    """Yield the parts of lines that have covers, which are of text that runs level."""
    for line in _lines(cover for cover in covers if cover.width > SLIVER):
        top, bottom = min(c.top for c in line), max(c.bottom for c in line)
        first, last = bisect_left(around.middles, top), bisect_right(around.middles, bottom)
        words = around.by_middle[first:last]
        # What stands in another column may lie between two lines of this one.
        near = slice(max(0, first - NEIGHBOURS), last + NEIGHBOURS)
        cores = zip(around.by_middle[near], around.cores[near], strict=True)
        beside = [word for word, (low, high) in cores if low < bottom and high > top]
        yield from _parts(line, words, beside, around)


def _lines(covers: Iterable[Box]) -> list[list[Box]]:
    """Return covers that stand on one line together, from left to right."""
    lines: list[list[Box]] = []
    for cover in sorted(set(covers), key=lambda c: (c.top, c.x0)):
        same = next((line for line in reversed(lines[-3:]) if _on_one_line(line[0], cover)), None)
        if same is None:
            lines.append([cover])
        else:
            same.append(cover)
    return [sorted(line, key=lambda c: c.x0) for line in lines]


def _on_one_line(first: Box, second: Box) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.5 * min(first.height, second.height)


def _parts(line: Sequence[Box], words: Sequence[Box], beside: Sequence[Box], around: Around) -> Iterator[Part]:
    height = max(cover.height for cover in line)
    top, bottom = min(c.top for c in line), max(c.bottom for c in line)
    core = Box(0, top + CORE * height, around.width, bottom - CORE * height)
    lined = [box for box in around.drawn if box.top <= bottom + RULE and box.bottom >= core.top]
    covered = [(cover.x0, cover.x1) for cover in line]
    stays = [
        Box(low, word.top, high, word.bottom)
        for word in words
        for low, high in free_intervals(word.x0, word.x1, covered)
        if high - low > SLIVER
    ]
    rules = [box.x0 for box in lined if box.width <= RULE and box.height >= core.height]
    own = set(map(id, line))
    for items in _apart(sorted([*line, *stays], key=lambda box: box.x0), COLUMN * height, rules):
        runs = tuple(_runs(items, own))
        if runs:
            yield _part(runs, tuple(item for item in items if id(item) not in own), (beside, lined), around)


def _apart(items: Sequence[Box], column: float, rules: Sequence[float]) -> Iterator[list[Box]]:
    """Part what stands on a line where there is a column or a rule between."""
    part: list[Box] = []
    reached = 0.0
    for item in items:
        if part and (item.x0 - reached > column or any(reached - SLIVER <= x <= item.x0 + SLIVER for x in rules)):
            yield part
            part = []
        reached = max(reached, item.x1) if part else item.x1
        part.append(item)
    if part:
        yield part


def _runs(items: Sequence[Box], covers: Set[int]) -> Iterator[tuple[Box, ...]]:
    """Yield covers (known by their identity) with nothing between them together."""
    run: list[Box] = []
    for item in items:
        if id(item) in covers:
            run.append(item)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _part(
    runs: tuple[tuple[Box, ...], ...],
    stays: tuple[Box, ...],
    beside: tuple[Sequence[Box], Sequence[Box]],
    around: Around,
) -> Part:
    words, lined = beside
    own = (*stays, *(cover for run in runs for cover in run))
    x0, x1 = min(b.x0 for b in own), max(b.x1 for b in own)
    low, high = EDGE, around.width - EDGE
    for box in words:
        if box.x0 >= x1 - SLIVER:
            high = min(high, box.x0 - CLEAR)
        if box.x1 <= x0 + SLIVER:
            low = max(low, box.x1 + CLEAR)
    for box in lined:
        # What reaches over the whole part is a frame or a ground; it ends somewhere as well.
        for edge in (box.x0, box.x1):
            if edge >= x1 - SLIVER:
                high = min(high, max(edge - CLEAR / 2, x1))
            if edge <= x0 + SLIVER:
                low = max(low, min(edge + CLEAR / 2, x0))
    held = [box for box in lined if not (box.x0 <= x0 and box.x1 >= x1)]
    return Part(
        runs,
        stays,
        (low, high),
        around.margin,
        tuple(held),
        is_flush=_near(around.ends, x1) > OTHERS,
        is_left_aligned=_near(around.starts, x0) > OTHERS,
    )


def _near(places: Sequence[float], at: float) -> int:
    return bisect_right(places, at + ALIGNED) - bisect_left(places, at - ALIGNED)
