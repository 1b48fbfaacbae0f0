"""Where to erase so that the covered characters go and no other: pure geometry.

MuPDF removes a character when a redaction rectangle touches its box less a tenth of width and height at each side
(measured with MuPDF 1.28 on five fonts, see ``tests/unit/write/test_bands.py``). Its boxes are up to 1.5 times the
font size high and overlap those of other lines, so a rectangle over the whole line would take letters of the lines
above and below along. A band is a thin strip through the covered characters that touches nothing else.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from woo_redact.domain.geometry import Box, free_intervals

# Part of a character's box, at each side, where the engine does not feel a rectangle.
NUMB = 0.1
# Heights as parts of the cover, from the top, where a band is tried first: the middle of lower-case letters.
PREFERRED = 0.5
THICKNESS = 0.02
# Points that a band stays within the cover at its ends, and away from what must stay.
INSET = 0.02
CLEAR = 0.05
# Parts of the height of the line: how far one letter reaches over the next, and one word over another, at most.
KERN = 0.12
OVERLAP = 0.15
# Half the size of a spot as a part of the letter's box, and where it may lie, from the middle outwards.
SPOT = 0.01
_STEPS = (0.0, 0.07, -0.07, 0.14, -0.14, 0.21, -0.21, 0.28, -0.28, 0.35, -0.35)
SPOTS = tuple(sorted(((x, y) for x in _STEPS for y in _STEPS), key=lambda s: s[0] ** 2 + s[1] ** 2))


def sensitive(box: Box) -> Box:
    """Return the part of a character's or word's box where the engine feels a rectangle, widthwise the whole of it."""
    shrink = NUMB * box.height
    return Box(box.x0, box.top + shrink, box.x1, box.bottom - shrink)


class NoRoomError(Exception):
    """Something covered cannot be touched without touching something that stays."""


class Rows:
    """Boxes by the height they stand at, to have those near a cover without looking at all of them."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._boxes = sorted(boxes, key=lambda b: b.top)
        self._tops = [b.top for b in self._boxes]
        self._tallest = max((b.height for b in self._boxes), default=0.0)

    def near(self, cover: Box) -> Sequence[Box]:
        """Return the boxes that share a part of the width of a cover, on its line or on one next to it."""
        first = bisect_left(self._tops, cover.top - cover.height - self._tallest)
        last = bisect_right(self._tops, cover.bottom + cover.height)
        return [b for b in self._boxes[first:last] if b.x0 < cover.x1 and b.x1 > cover.x0]


def bands(cover: Box, words: Sequence[Box]) -> tuple[Box, ...]:
    """Return strips that touch every character in ``cover`` and no character beside it.

    ``words`` are the erasing engine's own word boxes (points, page space) on the line of the cover and near it.

    Raises:
        NoRoomError: a word in the cover cannot be touched without touching another line, or lies over another.
    """
    inside = [w for w in words if in_cover(w, cover)]
    if any(below.x0 < word.x1 - OVERLAP * word.height for word, below in pairwise(sorted(inside))):
        # Text over text: where a word ends at the edge of the cover, the other may go on.
        raise NoRoomError
    others = [sensitive(w) for w in words if not in_cover(w, cover) and w.x0 < cover.x1 and w.x1 > cover.x0]
    return tuple(_joined([_strip(cover, word, others) for word in inside or [cover]]))


def in_cover(word: Box, cover: Box) -> bool:
    """Whether the middle of the word's height lies in the cover and the two share a part of the line."""
    return (
        word.x0 < cover.x1 - INSET
        and word.x1 > cover.x0 + INSET
        and cover.top <= (word.top + word.bottom) / 2 <= cover.bottom
    )


def touches(covers: Sequence[Box], words: Iterable[Sequence[Any]]) -> bool:
    """Whether the middle of one of the words (x0, top, x1, bottom, ...) lies in the lines of the covers."""
    rows = sorted(covers, key=lambda c: c.top)
    tops = [c.top for c in rows]
    tallest = max((c.height for c in rows), default=0.0)
    for x0, top, x1, bottom, *_ in words:
        middle = (top + bottom) / 2
        for cover in rows[bisect_left(tops, middle - tallest) : bisect_right(tops, middle)]:
            if middle <= cover.bottom and x0 < cover.x1 - INSET and x1 > cover.x0 + INSET:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Letter:
    """A character: the engine's box, and the point (points, page space) that tells whether a cover holds it."""

    box: Box
    at: tuple[float, float]

    def goes(self, covers: Iterable[Box]) -> bool:
        """Whether it lies in one of the covers."""
        return any(cover.holds(*self.at) for cover in covers)


def spots(covers: Sequence[Box], letters: Sequence[Letter]) -> list[Box]:
    """Return a spot on every letter in the covers, away from all letters that stay.

    For text that leans or lies over other text.

    Raises:
        NoRoomError: a letter has no place of its own.
    """
    gone = [letter.goes(covers) for letter in letters]
    others = [_felt(letter.box) for letter, goes in zip(letters, gone, strict=True) if not goes]
    return [
        _spot(letter.box, [o for o in others if o.meets(letter.box)])
        for letter, goes in zip(letters, gone, strict=True)
        if goes
    ]


def _felt(letter: Box) -> Box:
    """Return the part of a single letter's box where the engine feels a rectangle, with some room around it."""
    dx, dy = NUMB * letter.width - CLEAR, NUMB * letter.height - CLEAR
    return letter.grown(max(-dx, -0.4 * letter.width), max(-dy, -0.4 * letter.height))


def _spot(letter: Box, others: Sequence[Box]) -> Box:
    x, y = letter.centre
    for step_x, step_y in SPOTS:
        at_x, at_y = x + step_x * letter.width, y + step_y * letter.height
        spot = Box(at_x, at_y, at_x, at_y).grown(SPOT * letter.width + 0.01, SPOT * letter.height)
        if not any(spot.meets(o) for o in others):
            return spot
    raise NoRoomError


def _strip(cover: Box, word: Box, others: Iterable[Box]) -> Box:
    """Return a strip over the part of the word under the cover."""
    x0, x1 = max(cover.x0, word.x0), min(cover.x1, word.x1)
    if x1 - x0 <= 2 * INSET:
        x0, x1 = cover.x0, cover.x1
    if word.x0 < cover.x0 - INSET:
        # The letter before, which stays, may reach over the first one that goes, such as a T over an o.
        x0 += min(KERN * cover.height, 0.4 * (x1 - x0))
    feels = sensitive(word)
    low, high = feels.top, feels.bottom
    taken = [(o.top - CLEAR, o.bottom + CLEAR) for o in others if o.x0 < x1 and o.x1 > x0]
    thickness = THICKNESS * cover.height
    wanted = cover.top + PREFERRED * cover.height
    places = [(a, b) for a, b in free_intervals(low, high, taken) if b - a >= thickness]
    if not places:
        raise NoRoomError
    a, b = min(places, key=lambda p: _distance(wanted, *p))
    top = min(max(wanted - thickness / 2, a), b - thickness)
    inset = min(INSET, (x1 - x0) / 4)
    return Box(x0 + inset, top, x1 - inset, top + thickness)


def _distance(at: float, low: float, high: float) -> float:
    return max(low - at, at - high, 0.0)


def _joined(strips: Sequence[Box]) -> list[Box]:
    """Join strips at one height that follow each other: fewer rectangles, less work for the engine."""
    joined: list[Box] = []
    for strip in sorted(strips, key=lambda s: (round(s.top, 3), s.x0)):
        last = joined[-1] if joined else None
        if last and abs(last.top - strip.top) < 1e-3 and strip.x0 >= last.x0:
            joined[-1] = Box(last.x0, last.top, max(last.x1, strip.x1), last.bottom)
        else:
            joined.append(strip)
    return joined
