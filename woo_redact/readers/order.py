"""Reading order: rows of runs, and columns where they are columns and not a table."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from woo_redact.readers.runs import Run

# Parts of the font size. Cells of a table row share their baseline exactly; lines of two columns do so by chance.
SAME_BASELINE = 0.35
EXACT = 0.12
SAME_SIZE = 0.08
CELL_GAP = 1.6
# Points.
GUTTER = 9.0
STEP = 3.0
MOST_STEPS = 1000
# A gutter may be crossed by such a share of the runs: headings and the like over the full width.
CROSSED = (0.0, 0.06, 0.25)
# Of the shorter side of a gutter, the share of lines with a neighbour on the same baseline that makes it a table ...
ALIGNED = 0.6
# A right-hand column narrower than this part of the left-hand one is a sidebar.
SIDEBAR = 0.6
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
    left_side, right_side = sides
    # A sidebar beside the text, read after it, would cut the sentence that goes on over the page break.
    if _width(right_side) < SIDEBAR * _width(left_side):
        sides = right_side, left_side
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
    """Return the widest vertical strip that few runs cross and that parts columns, or nothing; clean ones first."""
    low, high = min(r.x0 for r in runs), max(r.x1 for r in runs)
    # Text far outside the page must not make the strip endless.
    step = max(STEP, (high - low) / MOST_STEPS)
    crossed = [0] * (int((high - low) / step) + 2)
    for run in runs:
        for i in range(int((run.x0 - low) / step), int((run.x1 - low) / step) + 1):
            crossed[i] += 1
    seen: set[tuple[float, float]] = set()
    for share in CROSSED:
        strips = [(low + a * step, low + b * step) for a, b in _strips(crossed, share * len(runs))]
        for strip in sorted(strips, key=lambda s: s[0] - s[1]):
            if strip not in seen and strip[1] - strip[0] >= GUTTER and _parts_columns(runs, *strip):
                return strip
            seen.add(strip)
    return None


def _strips(crossed: Sequence[int], allowed: float) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches, as half-open ranges, that no more than ``allowed`` runs cross."""
    start: int | None = None
    for i, count in enumerate(crossed):
        if count <= allowed:
            start = i if start is None else start
        elif start is not None:
            yield start, i
            start = None


def _parts_columns(runs: Sequence[Run], left: float, right: float) -> bool:
    sides = [r for r in runs if r.x1 <= left + STEP], [r for r in runs if r.x0 >= right - STEP]
    if min(map(len, sides)) < 2:
        return False
    return not _is_table(*sides)


def _is_table(one: Sequence[Run], other: Sequence[Run]) -> bool:
    """Whether the lines of the sides stand beside each other, in one size, and are too short for prose."""
    few, many = sorted((one, other), key=len)
    if abs(_size(few) - _size(many)) > SAME_SIZE * _size(many):
        return False
    baselines = sorted(r.baseline for r in many)
    aligned = sum(_beside(run, baselines) for run in few)
    if aligned < ALIGNED * len(few):
        return False
    lengths = [sum(len(r.text) for r in side) / len(side) for side in (one, other)]
    return min(lengths) < PROSE


def _beside(run: Run, baselines: Sequence[float]) -> bool:
    near = bisect_left(baselines, run.baseline - EXACT * run.size)
    return near < len(baselines) and baselines[near] <= run.baseline + EXACT * run.size


def _width(runs: Sequence[Run]) -> float:
    return max(r.x1 for r in runs) - min(r.x0 for r in runs)


def _size(runs: Sequence[Run]) -> float:
    return median(r.size for r in runs)


def _rows(runs: Sequence[Run]) -> list[Row]:
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (r.baseline, r.x0)):
        if rows and abs(rows[-1][0].baseline - run.baseline) <= SAME_BASELINE * max(rows[-1][0].size, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [Row(tuple(sorted(row, key=lambda r: r.x0))) for row in rows]
