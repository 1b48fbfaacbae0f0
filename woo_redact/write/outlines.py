"""Cutting rectangles out of lines and shapes: pure geometry, in whatever space the points are in."""

from collections.abc import Sequence
from itertools import pairwise

from woo_redact.domain.geometry import Box

Point = tuple[float, float]
Line = list[Point]

# A curve becomes so many straight pieces: a signature an inch high is off by a hundredth of a point.
PIECES = 24


def flattened(start: Point, first: Point, second: Point, end: Point) -> Line:
    """Return points on a cubic curve after its start."""
    points = []
    for i in range(1, PIECES + 1):
        t = i / PIECES
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append(
            (
                a * start[0] + b * first[0] + c * second[0] + d * end[0],
                a * start[1] + b * first[1] + c * second[1] + d * end[1],
            )
        )
    return points


def outside(line: Line, hole: Box) -> list[Line]:
    """Return the parts of an open line that lie outside a rectangle."""
    parts: list[Line] = []
    for start, end in pairwise(line):
        for piece in _segment_outside(start, end, hole):
            if parts and parts[-1][-1] == piece[0]:
                parts[-1].append(piece[1])
            else:
                parts.append(list(piece))
    return parts


def _segment_outside(start: Point, end: Point, hole: Box) -> list[tuple[Point, Point]]:
    """Return what is left of a segment, by the way it enters and leaves the rectangle (Liang and Barsky)."""
    enter, leave = 0.0, 1.0
    dx, dy = end[0] - start[0], end[1] - start[1]
    for step, room in (
        (-dx, start[0] - hole.x0),
        (dx, hole.x1 - start[0]),
        (-dy, start[1] - hole.top),
        (dy, hole.bottom - start[1]),
    ):
        if step == 0:
            if room < 0:
                return [(start, end)]
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter >= leave:
        return [(start, end)]
    left = []
    if enter > 0:
        left.append((start, (start[0] + enter * dx, start[1] + enter * dy)))
    if leave < 1:
        left.append(((start[0] + leave * dx, start[1] + leave * dy), end))
    return left


def without(shape: Sequence[Line], hole: Box) -> list[list[Line]]:
    """Return a filled shape without a rectangle, as shapes that do not overlap: above, below, left and right of it.

    A shape is closed lines that are filled together.
    """
    far = 1e6
    regions = (
        Box(-far, -far, far, hole.top),
        Box(-far, hole.bottom, far, far),
        Box(-far, hole.top, hole.x0, hole.bottom),
        Box(hole.x1, hole.top, far, hole.bottom),
    )
    parts = ([clipped for line in shape if len(clipped := inside(line, region)) > 2] for region in regions)
    return [part for part in parts if part]


def inside(line: Line, window: Box) -> Line:
    """Return a closed line clipped to a rectangle (Sutherland and Hodgman)."""
    for axis, bound, sign in ((0, window.x0, 1), (0, window.x1, -1), (1, window.top, 1), (1, window.bottom, -1)):
        clipped: Line = []
        for start, end in zip([line[-1], *line[:-1]] if line else [], line, strict=True):
            was_in, is_in = sign * (start[axis] - bound) >= 0, sign * (end[axis] - bound) >= 0
            if was_in != is_in:
                share = (bound - start[axis]) / (end[axis] - start[axis])
                clipped.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
            if is_in:
                clipped.append(end)
        line = clipped
    return line


def bounds(lines: Sequence[Line]) -> Box | None:
    """Return the box around lines, nothing when there are no points."""
    points = [point for line in lines for point in line]
    if not points:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_upright_rectangle(line: Line) -> bool:
    """Whether a closed line is a rectangle with upright sides: a background, a table line, a bar."""
    corners = line[:-1] if len(line) == 5 and line[0] == line[-1] else line
    if len(corners) != 4:
        return False
    return len({round(x, 3) for x, _ in corners}) == 2 and len({round(y, 3) for _, y in corners}) == 2
