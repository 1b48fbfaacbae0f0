"""Finding a glyph again in another file, by character and place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from woo_redact.domain.geometry import Box
from woo_redact.verify.glyphs import Glyph

# Points: what stays may move by rounding only.
TOLERANCE = 0.3
# Points: covers are looked up by strips of this height.
STRIP = 8.0


class Places:
    """Glyphs by character and place; each is given out once."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._cells: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            self._cells[(glyph.character, round(glyph.x), round(glyph.y))].append(glyph)

    def take(self, wanted: Glyph) -> bool:
        """Take out a glyph like ``wanted`` at its place; tell whether there was one."""
        x, y = round(wanted.x), round(wanted.y)
        if self._from((wanted.character, x, y), wanted):
            return True
        return any(
            self._from((wanted.character, x + dx, y + dy), wanted) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
        )

    def _from(self, cell: tuple[str, int, int], wanted: Glyph) -> bool:
        found = self._cells.get(cell)
        if not found:
            return False
        for number, glyph in enumerate(found):
            if abs(glyph.x - wanted.x) <= TOLERANCE and abs(glyph.y - wanted.y) <= TOLERANCE:
                del found[number]
                return True
        return False

    def left(self) -> list[Glyph]:
        """Return what has not been taken out."""
        return [glyph for found in self._cells.values() for glyph in found]


def parted(glyphs: Iterable[Glyph], covers: Sequence[Box]) -> tuple[list[Glyph], list[Glyph]]:
    """Part glyphs into those in a cover and the others."""
    at_height: dict[int, list[Box]] = defaultdict(list)
    for cover in covers:
        for height in range(int(cover.top // STRIP), int(cover.bottom // STRIP) + 1):
            at_height[height].append(cover)
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.x, glyph.y
        for cover in at_height.get(int(y // STRIP), ()):
            if cover.x0 <= x <= cover.x1 and cover.top <= y <= cover.bottom:
                inside.append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside
