"""Finding a glyph again in another file, by character and place."""

from collections import defaultdict

import numpy

from woo_redact.verify.glyphs import TOLERANCE, Glyphs


class Places:
    """Glyphs by character and place; each is given out once."""

    def __init__(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._cells: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        places = zip(glyphs.code.tolist(), glyphs.x.tolist(), glyphs.y.tolist(), strict=True)
        for number, (code, x, y) in enumerate(places):
            self._cells[(code, round(x), round(y))].append(number)

    def take(self, glyphs: Glyphs, number: int) -> bool:
        """Take out a glyph like the one with ``number``, at its place; tell whether there was one."""
        code, x, y = int(glyphs.code[number]), float(glyphs.x[number]), float(glyphs.y[number])
        column, row = round(x), round(y)
        return self._from((code, column, row), x, y) or any(
            self._from((code, column + dx, row + dy), x, y) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
        )

    def _from(self, cell: tuple[int, int, int], x: float, y: float) -> bool:
        found = self._cells.get(cell, [])
        for position, number in enumerate(found):
            near_x = abs(float(self._glyphs.x[number]) - x) <= TOLERANCE
            if near_x and abs(float(self._glyphs.y[number]) - y) <= TOLERANCE:
                del found[position]
                return True
        return False

    def left(self) -> Glyphs:
        """Return what has not been taken out, in order."""
        rest = sorted(number for found in self._cells.values() for number in found)
        return self._glyphs.only(numpy.array(rest, numpy.int64))
