"""Where in the content of a page a withheld passage has its place: beside the words that stand beside its first box."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from pikepdf import Matrix

from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box
from woo_redact.write.archive.tag_frames import SETTINGS, Content, Piece, Setting, Spot, frames_of, in_artifact
from woo_redact.write.archive.tag_sheet import Sheet

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


def places(content: Content, passages: Sequence[SpokenPassage], sheet: Sheet) -> list[Heard]:
    """Return the passages of a page in the order of its content, each with its place."""
    pieces = [piece for piece in content.pieces if not in_artifact(piece.frame)]
    text, emptied = _Text(pieces), _emptied(content, pieces)
    found: list[_Found] = []
    for passage in passages:
        box = sheet.first_box(passage)
        heard, lines = Heard(passage.text, box, content.last), max(len(passage.boxes), 1)
        near = text.nearest(box)
        if near is None:
            found.append(_Found((0, -box.bottom, box.x0), heard, lines, 0 if 0 in emptied else None))
            continue
        index, behind, close = near
        spot = pieces[index].after if behind else pieces[index].before
        heard = replace(heard, spot=spot, beside=pieces[index].at)
        gap = index + behind
        slot = gap if gap in emptied else None if close else text.slot(box, emptied)
        gap = gap if slot is None else slot
        found.append(_Found((gap, *text.order(min(gap, len(pieces) - 1), box)), heard, lines, slot))
    found.sort(key=lambda one: one.order)
    heard_ones = [_steady(content, one) for one in _filled(found, emptied)]
    return sorted(heard_ones, key=lambda one: (one.spot.at, one.spot.item))


@dataclass(frozen=True, slots=True)
class _Found:
    """A passage, its order on the page, how many lines it has, and the gap between strings that it emptied."""

    order: tuple[float, float, float]
    heard: Heard
    lines: int
    slot: int | None


def _filled(found: Sequence[_Found], emptied: Mapping[int, Sequence[Spot]]) -> list[Heard]:
    """Give passages the marked content that they emptied; each line has its own, as far as there are enough."""
    made: list[Heard] = []
    taken: dict[int, int] = {}
    for one in found:
        heard = one.heard
        if one.slot is not None:
            number = taken.get(one.slot, 0)
            taken[one.slot] = number + one.lines
            spots = emptied[one.slot]
            heard = replace(heard, spot=spots[min(number, len(spots) - 1)])
        made.append(heard)
    return made


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


def from_top(passages: Sequence[SpokenPassage], sheet: Sheet) -> list[Heard]:
    """Return the passages of a page from top to bottom, with a place in front of all of its content."""
    place = Spot(0, 0, None, Setting(dict(SETTINGS), Matrix()))
    heard = [Heard(passage.text, sheet.first_box(passage), place) for passage in passages]
    return sorted(heard, key=lambda one: (-one.box.bottom, one.box.x0))


def _emptied(content: Content, pieces: Sequence[Piece]) -> dict[int, list[Spot]]:
    """Return the marked content in which nothing is left, a cell or a line, by how many strings come before it."""
    paints, starts = sorted(content.paints), [piece.at for piece in pieces]
    found: dict[int, list[Spot]] = {}
    for frame, spot in content.opened:
        first = bisect_left(paints, frame.at)
        if not frame.artifact and (first == len(paints) or paints[first] > frame.close):
            found.setdefault(bisect_left(starts, frame.at), []).append(spot)
    return found


class _Text:
    """The strings of a page as arrays: origin, direction along and upwards (file space), length and size."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        rows = [_row(piece) for piece in pieces]
        table = np.array(rows, dtype=float).reshape(len(rows), 8)
        self._x, self._y, self._dx, self._dy, self._ux, self._uy, self._length, self._size = table.T

    def nearest(self, box: Box) -> tuple[int, bool, bool] | None:
        """Return the string beside which a box stands, whether the box comes behind it, and whether it is close."""
        if not len(self._x):
            return None
        along, half, up, high = self._relative(box)
        size = self._size
        behind = along > self._length / 2
        gap = np.where(behind, along - half - self._length, -(along + half)) / size
        gap = np.maximum(gap, 0)
        # How far the middle of the string lies above that of the box.
        rise = MIDDLE * size - up
        same = np.abs(rise) < high
        from_top = np.maximum((high - rise) / size - 1, 0)
        away = np.where(rise > 0, BOTTOM * size - up - high, up - high - TOP * size) / size
        other = OTHER_LINE + np.where(rise > 0, 0.0, 0.5) + np.maximum(away, 0) + gap
        cost = np.where(same, gap + 2 * from_top + np.where(behind, 0.0, 0.01), other)
        best = int(np.argmin(cost))
        if same[best]:
            return best, bool(behind[best]), bool(cost[best] < WORD_GAP)
        return (*(self._end_of_line(best) if rise[best] > 0 else self._start_of_line(best)), False)

    def slot(self, box: Box, gaps: Iterable[int]) -> int | None:
        """Return the gap between two strings in which a box fits as text is read: none when there is none."""
        along, _, up, high = self._relative(box)
        rise = MIDDLE * self._size - up
        same, behind = np.abs(rise) < high, along > self._length / 2
        earlier = np.where(same, behind, rise > 0)
        fitting = [
            (min(abs(rise[at] / self._size[at]) for at in (gap - 1, gap) if 0 <= at < len(rise)), gap)
            for gap in gaps
            if (gap == 0 or earlier[gap - 1]) and (gap == len(rise) or not earlier[gap])
        ]
        return min(fitting)[1] if fitting else None

    def order(self, index: int, box: Box) -> tuple[float, float]:
        """Return how far down and along a box lies from a string, in lines and sizes of its text."""
        along, _, up, _ = (float(values[index]) for values in self._relative(box))
        size = float(self._size[index])
        return round((MIDDLE * size - up) / size), along / size

    def _relative(self, box: Box) -> tuple[NDArray[np.float64], ...]:
        """Return the middle of a box along and above each string, with half its length and height."""
        x, y = box.centre[0] - self._x, box.centre[1] - self._y
        wide, tall = box.width / 2, box.height / 2
        return (
            x * self._dx + y * self._dy,
            wide * np.abs(self._dx) + tall * np.abs(self._dy),
            x * self._ux + y * self._uy,
            wide * np.abs(self._ux) + tall * np.abs(self._uy),
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
