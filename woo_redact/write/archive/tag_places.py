"""Where in the content of a page a withheld passage has its place: beside the words that stand beside its first box."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy
from numpy.typing import NDArray
from pikepdf import Matrix

from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box
from woo_redact.write.archive.tag_content import SETTINGS, Content, Piece, Setting, Spot, frames_of, in_artifact

# In sizes of the text. A neighbour on the same line counts before one on another unless it is this far away.
OTHER_LINE = 3.0
# A string that goes on with the line of the one before it.
WORD_GAP = 1.5
# Where the middle of a line of text lies above its baseline.
MIDDLE, TOP, BOTTOM = 0.28, 0.78, -0.22
SMALLEST_AREA = 1e-9


@dataclass(frozen=True, slots=True)
class Heard:
    """A passage with its place; ``box`` is its first (file space, y upwards).

    ``beside`` is the instruction that shows the text next to it, if there is any.
    """

    text: str = field(repr=False)
    box: Box
    spot: Spot
    beside: int | None = None


def places(content: Content, passages: Sequence[SpokenPassage], corner: tuple[float, float]) -> list[Heard]:
    """Return the passages of a page in the order of its content, each with its place.

    ``corner`` is the origin of page space in file space.
    """
    pieces = [piece for piece in content.pieces if not in_artifact(piece.frame)]
    text = _Text(pieces)
    found: list[tuple[int, float, float, Heard, int]] = []
    for passage in passages:
        box = _first(passage, corner)
        near = text.nearest(box)
        if near is None:
            found.append((len(pieces), -box.bottom, box.x0, Heard(passage.text, box, content.last), len(passage.boxes)))
            continue
        index, behind = near
        spot = pieces[index].after if behind else pieces[index].before
        down, along = text.order(index, box)
        heard = Heard(passage.text, box, spot, pieces[index].at)
        found.append((index + behind, down, along, heard, len(passage.boxes)))
    found.sort(key=lambda one: one[:3])
    heard = _in_emptied(content, pieces, found)
    return sorted((_steady(content, one) for one in heard), key=lambda one: (one.spot.at, one.spot.item))


def can_stand_in_text(setting: Setting) -> bool:
    """Whether the way that text is shown can be had back after a passage."""
    return "Tf" in setting.operands and all(len(operands) for operands in setting.operands.values())


def _steady(content: Content, heard: Heard) -> Heard:
    """Move a passage out of what it cannot stand in."""
    spot = heard.spot
    frames = frames_of(spot.frame)
    if content.crossed or any(frame.whole for frame in frames):
        return replace(heard, spot=content.last)
    if spot.line is not None and (content.odd or not can_stand_in_text(spot.setting) or not _has_inverse(spot.line)):
        text = next(frame for frame in frames if frame.kind == "text")
        return replace(heard, spot=Spot(text.at, 0, text.parent, spot.setting))
    return heard


def _has_inverse(matrix: Matrix) -> bool:
    return abs(matrix.a * matrix.d - matrix.b * matrix.c) > SMALLEST_AREA


def behind(passages: Sequence[SpokenPassage], corner: tuple[float, float]) -> list[Heard]:
    """Return the passages of a page from top to bottom, with a place behind all of its content."""
    place = Spot(0, 0, None, Setting(dict(SETTINGS), Matrix()))
    heard = [Heard(passage.text, _first(passage, corner), place) for passage in passages]
    return sorted(heard, key=lambda one: (-one.box.bottom, one.box.x0))


def _first(passage: SpokenPassage, corner: tuple[float, float]) -> Box:
    return _in_file(passage.boxes[0], corner) if passage.boxes else Box(*corner, *corner)


def _in_file(box: Box, corner: tuple[float, float]) -> Box:
    left, top = corner
    return Box(left + box.x0, top - box.bottom, left + box.x1, top - box.top)


def _in_emptied(
    content: Content, pieces: Sequence[Piece], found: Sequence[tuple[int, float, float, Heard, int]]
) -> list[Heard]:
    """Give passages the marked content that they emptied: a cell or a line of which nothing is left."""
    paints = sorted(content.paints)
    empty: dict[int, list[Spot]] = {}
    starts = [piece.at for piece in pieces]
    for frame, spot in content.opened:
        first = int(numpy.searchsorted(paints, frame.at))
        if not frame.artifact and (first == len(paints) or paints[first] > frame.close):
            empty.setdefault(int(numpy.searchsorted(starts, frame.at)), []).append(spot)
    made: list[Heard] = []
    taken: dict[int, int] = {}
    for gap, _, _, heard, boxes in found:
        homes = empty.get(gap)
        if homes:
            # Each line of a passage empties content of its own, when each line has its own.
            number = taken.get(gap, 0)
            taken[gap] = number + max(boxes, 1)
            spot = homes[min(number, len(homes) - 1)]
            heard = replace(heard, spot=spot)
        made.append(heard)
    return made


class _Text:
    """The strings of a page as arrays: origin, direction along and upwards (file space), length and size."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        rows = [_row(piece) for piece in pieces]
        table = numpy.array(rows, dtype=float).reshape(len(rows), 8)
        self._x, self._y, self._dx, self._dy, self._ux, self._uy, self._length, self._size = table.T

    def nearest(self, box: Box) -> tuple[int, bool] | None:
        """Return the string beside which a box stands, and whether the box comes behind it."""
        if not len(self._x):
            return None
        along, half, up, high = self._relative(box)
        size = self._size
        behind = along > self._length / 2
        gap = numpy.where(behind, along - half - self._length, -(along + half)) / size
        gap = numpy.maximum(gap, 0)
        # How far the middle of the string lies above that of the box.
        rise = MIDDLE * size - up
        same = numpy.abs(rise) < high
        from_top = numpy.maximum((high - rise) / size - 1, 0)
        away = numpy.where(rise > 0, BOTTOM * size - up - high, up - high - TOP * size) / size
        other = OTHER_LINE + numpy.where(rise > 0, 0.0, 0.5) + numpy.maximum(away, 0) + gap
        cost = numpy.where(same, gap + 2 * from_top + numpy.where(behind, 0.0, 0.01), other)
        best = int(numpy.argmin(cost))
        if same[best]:
            return best, bool(behind[best])
        return self._end_of_line(best) if rise[best] > 0 else self._start_of_line(best)

    def order(self, index: int, box: Box) -> tuple[float, float]:
        """Return how far down and along a box lies from a string, in lines and sizes of its text."""
        along, _, up, _ = (float(values[index]) for values in self._relative(box))
        size = float(self._size[index])
        return round((MIDDLE * size - up) / size), along / size

    def _relative(self, box: Box) -> tuple[NDArray[numpy.float64], ...]:
        """Return the middle of a box along and above each string, with half its length and height."""
        x, y = box.centre[0] - self._x, box.centre[1] - self._y
        wide, tall = box.width / 2, box.height / 2
        return (
            x * self._dx + y * self._dy,
            wide * numpy.abs(self._dx) + tall * numpy.abs(self._dy),
            x * self._ux + y * self._uy,
            wide * numpy.abs(self._ux) + tall * numpy.abs(self._uy),
        )

    def _end_of_line(self, index: int) -> tuple[int, bool]:
        while index + 1 < len(self._x) and self._goes_on(index):
            index += 1
        return index, True

    def _start_of_line(self, index: int) -> tuple[int, bool]:
        while index > 0 and self._goes_on(index - 1):
            index -= 1
        return index, False

    def _goes_on(self, index: int) -> bool:
        """Whether the next string goes on with this one's line."""
        x, y = self._x[index + 1] - self._x[index], self._y[index + 1] - self._y[index]
        size = self._size[index]
        gap = x * self._dx[index] + y * self._dy[index] - self._length[index]
        up = x * self._ux[index] + y * self._uy[index]
        return bool(abs(up) < size / 2 and -size < gap < WORD_GAP * size)


def _row(piece: Piece) -> tuple[float, ...]:
    line, size = piece.line, piece.size
    (dx, dy), (ux, uy) = _unit(line.a, line.b), _unit(line.c, line.d)
    across, high = (line.a**2 + line.b**2) ** 0.5, (line.c**2 + line.d**2) ** 0.5
    sign = 1 if piece.end >= piece.start else -1
    tall = max(abs(size) * high, 1e-3)
    start = line.a * piece.start + line.e, line.b * piece.start + line.f
    length = abs(piece.end - piece.start) * across
    turn = -1 if size < 0 else 1
    return (*start, sign * dx, sign * dy, turn * ux, turn * uy, length, tall)


def _unit(x: float, y: float) -> tuple[float, float]:
    length = (x * x + y * y) ** 0.5
    return (x / length, y / length) if length else (0.0, 0.0)
