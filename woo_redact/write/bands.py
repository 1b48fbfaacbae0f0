"""Where to erase so that the covered characters go and no other: pure geometry.

MuPDF removes a character when a redaction rectangle touches its box less a tenth of width and height at each side
(measured with MuPDF 1.28 on five fonts, see ``tests/unit/write/test_bands.py``). Its boxes are up to 1.5 times the
font size high and overlap those of other lines, so a rectangle over the whole line would take letters of the lines
above and below along. A band is a thin strip through the covered characters that touches nothing else.
"""

from collections.abc import Iterable, Sequence

from woo_redact.domain.geometry import Box, free_intervals

# Part of a character's box, at each side, where the engine does not feel a rectangle.
NUMB = 0.1
# Heights as parts of the cover, from the top, where a band is tried first: the middle of lower-case letters.
PREFERRED = 0.5
THICKNESS = 0.02
# Points that a band stays within the cover at its ends, and away from what must stay.
INSET = 0.02
CLEAR = 0.05


def sensitive(box: Box) -> Box:
    """Return the part of a character's or word's box where the engine feels a rectangle, widthwise the whole of it."""
    shrink = NUMB * box.height
    return Box(box.x0, box.top + shrink, box.x1, box.bottom - shrink)


def bands(cover: Box, words: Sequence[Box]) -> tuple[Box, ...] | None:
    """Return strips that touch every character in ``cover`` and no character beside it.

    ``words`` are the erasing engine's own word boxes near the cover (points, page space). ``None`` when a word in the
    cover cannot be touched without touching another line.
    """
    inside = [w for w in words if _in_cover(w, cover)]
    others = [sensitive(w) for w in words if not _in_cover(w, cover) and w.x0 < cover.x1 and w.x1 > cover.x0]
    found: list[Box] = []
    for word in inside or [cover]:
        strip = _strip(cover, word, others)
        if strip is None:
            return None
        found.append(strip)
    return tuple(_joined(found))


def _in_cover(word: Box, cover: Box) -> bool:
    """Whether the middle of the word's height lies in the cover and the two share a part of the line."""
    middle = (word.top + word.bottom) / 2
    return cover.top <= middle <= cover.bottom and word.x0 < cover.x1 - INSET and word.x1 > cover.x0 + INSET


def _strip(cover: Box, word: Box, others: Iterable[Box]) -> Box | None:
    """Return a strip over the part of the word under the cover, or nothing where other lines leave no room."""
    x0, x1 = max(cover.x0, word.x0), min(cover.x1, word.x1)
    if x1 - x0 <= 2 * INSET:
        x0, x1 = cover.x0, cover.x1
    feels = sensitive(word)
    low, high = feels.top, feels.bottom
    taken = [(o.top - CLEAR, o.bottom + CLEAR) for o in others if o.x0 < x1 and o.x1 > x0]
    thickness = THICKNESS * cover.height
    wanted = cover.top + PREFERRED * cover.height
    places = [(a, b) for a, b in free_intervals(low, high, taken) if b - a >= thickness]
    if not places:
        return None
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
