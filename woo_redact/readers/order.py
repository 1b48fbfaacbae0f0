"""Reading order: rows of runs, and columns where they are columns and not a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from woo_redact.readers.runs import Run

# Parts of the font size.
SAME_BASELINE = 0.35
CELL_GAP = 1.6
# Points.
GUTTER = 9.0
STEP = 3.0
# A gutter may be crossed by this share of the runs: headings and the like over the full width.
CROSSED = 0.25
# Of the shorter side of a gutter, the share of lines with a neighbour on the same baseline that makes it a table ...
ALIGNED = 0.6
# ... unless both sides are prose: lines of at least so many characters.
PROSE = 28.0


@dataclass(frozen=True, slots=True)
class Row:
    """Runs on one baseline, from left to right."""

    runs: tuple[Run, ...]

    @property
    def baseline(self) -> float:
        """The baseline of the largest run."""
        return max(self.runs, key=lambda r: r.size).baseline

    @property
    def size(self) -> float:
        """The font size of the largest run."""
        return max(r.size for r in self.runs)


def in_reading_order(runs: Sequence[Run]) -> list[list[Row]]:
    """Return regions in reading order, each a list of rows from top to bottom."""
    if not runs:
        return []
    gutter = _gutter(runs)
    if gutter is None:
        return [_rows(runs)]
    left, right = gutter
    regions: list[list[Row]] = []
    band: list[Run] = []
    for run in sorted(runs, key=lambda r: (r.baseline, r.x0)):
        if run.x0 < left and run.x1 > right:
            regions.extend(_split(band, left, right))
            regions.append([Row((run,))])
            band = []
        else:
            band.append(run)
    regions.extend(_split(band, left, right))
    return _joined(regions)


def _split(band: Sequence[Run], left: float, right: float) -> list[list[Row]]:
    """Return the two sides of a band one after the other where they are columns, as one where they are a table."""
    middle = (left + right) / 2
    sides = [r for r in band if r.x1 <= middle], [r for r in band if r.x1 > middle]
    if not band:
        return []
    if not all(sides) or _is_table(*sides):
        return [_rows(band)]
    return [region for side in sides for region in in_reading_order(side)]


def _joined(regions: list[list[Row]]) -> list[list[Row]]:
    """Join single spanning rows with the region after them, so that rows keep their neighbours."""
    joined: list[list[Row]] = []
    for region in regions:
        if joined and len(joined[-1]) == 1 and len(region) == 1:
            joined[-1] = joined[-1] + region
        else:
            joined.append(region)
    return joined


def _gutter(runs: Sequence[Run]) -> tuple[float, float] | None:
    """Return the widest vertical strip that few runs cross and that parts columns, or nothing."""
    low, high = min(r.x0 for r in runs), max(r.x1 for r in runs)
    steps = int((high - low) / STEP) + 1
    crossed = [0] * (steps + 1)
    for run in runs:
        first, last = int((run.x0 - low) / STEP), int((run.x1 - low) / STEP)
        for i in range(first, min(last, steps) + 1):
            crossed[i] += 1
    allowed = CROSSED * len(runs)
    best: tuple[float, float] | None = None
    start: int | None = None
    for i, count in enumerate([*crossed, len(runs) + 1]):
        if count <= allowed:
            start = i if start is None else start
        elif start is not None:
            strip = low + start * STEP, low + (i - 1) * STEP
            width = strip[1] - strip[0]
            if width >= GUTTER and (best is None or width > best[1] - best[0]) and _parts_columns(runs, *strip):
                best = strip
            start = None
    return best


def _parts_columns(runs: Sequence[Run], left: float, right: float) -> bool:
    sides = [r for r in runs if r.x1 <= left + STEP], [r for r in runs if r.x0 >= right - STEP]
    if min(map(len, sides)) < 2:
        return False
    return not _is_table(*sides)


def _is_table(one: Sequence[Run], other: Sequence[Run]) -> bool:
    """Whether the lines of the sides stand beside each other and are too short for prose."""
    few, many = sorted((one, other), key=len)
    baselines = sorted(r.baseline for r in many)
    aligned = sum(any(abs(r.baseline - b) <= SAME_BASELINE * r.size for b in baselines) for r in few)
    if aligned < ALIGNED * len(few):
        return False
    lengths = [sum(len(r.text) for r in side) / len(side) for side in (one, other)]
    return min(lengths) < PROSE


def _rows(runs: Sequence[Run]) -> list[Row]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.baseline, r.x0)):
        if rows and abs(rows[-1][0].baseline - run.baseline) <= SAME_BASELINE * max(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [Row(tuple(sorted(row, key=lambda r: r.x0))) for row in rows]
