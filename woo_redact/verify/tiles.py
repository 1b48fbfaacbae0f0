"""Text in patterns and soft masks: it is drawn, but engines give no characters for it.

A page with such text under a box becomes a picture. That the box lies on the text can only be told by laying the tiles
out (ISO 32000-1, 8.7.3) and reading what stands in one.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Matrix, Stream

from woo_redact.domain.geometry import Box, enclosing
from woo_redact.verify.glyphs import Glyphs
from woo_redact.verify.second import SecondEngine

# Tiles across and down that are laid out; finer ones are shades.
MOST = 200


def tiled_glyphs(engine: SecondEngine, index: int, corner: tuple[float, float], covers: Sequence[Box]) -> Glyphs:
    """Return the characters of patterns and soft masks of a page that stand under ``covers`` (page space).

    ``corner`` is the top-left corner of page space in the file's space.
    """
    texts: list[str] = []
    across: list[float] = []
    down: list[float] = []
    if covers:
        for stream, steps in _drawn(engine.pdf.pages[index].resources):
            try:
                matrix = Matrix(*map(float, stream.get("/Matrix", (1, 0, 0, 1, 0, 0))))
                back = matrix.inverse()
            except (TypeError, ValueError):
                # Not to be drawn by anybody: nothing stands there.
                continue
            area = _area(back, corner, covers)
            for text, x, y in zip(*engine.seen(stream.get("/Resources", Dictionary()), stream), strict=True):
                for at in _repeated((x, y), steps, area):
                    place = matrix.transform(at)
                    texts.append(text)
                    across.append(place[0])
                    down.append(place[1])
    glyphs = engine.glyphs_of((texts, across, down), *corner)
    return glyphs.only(glyphs.covered(covers))


def _drawn(resources: Any) -> Iterator[tuple[Stream, tuple[float, float] | None]]:
    """Yield what is drawn: tiles with the steps to the next across and up, and masks, which stand once."""
    for pattern in _values(resources, "/Pattern"):
        if isinstance(pattern, Stream) and pattern.get("/PatternType") == 1:
            steps = pattern.get("/XStep", 0), pattern.get("/YStep", 0)
            if not any(isinstance(step, pikepdf.Object) for step in steps):
                yield pattern, (abs(float(steps[0])), abs(float(steps[1])))
    for state in _values(resources, "/ExtGState"):
        mask = state.get("/SMask") if isinstance(state, Dictionary) else None
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if isinstance(group, Stream):
            yield group, None


def _values(resources: Any, kind: str) -> list[Any]:
    section = resources.get(kind)
    return list(section.values()) if isinstance(section, Dictionary) else []


def _area(back: Matrix, corner: tuple[float, float], covers: Sequence[Box]) -> Box:
    """Return the covers' common rectangle in the space of a pattern (``top`` is the lower edge there)."""
    whole = enclosing(covers)
    left, top = corner
    points = [back.transform((left + x, top - y)) for x in (whole.x0, whole.x1) for y in (whole.top, whole.bottom)]
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def _repeated(at: tuple[float, float], steps: tuple[float, float] | None, area: Box) -> Iterator[tuple[float, float]]:
    """Yield the places of a point in every tile that reaches into an area."""
    if steps is None:
        yield at
        return
    columns, rows = _numbers(at[0], steps[0], area.x0, area.x1), _numbers(at[1], steps[1], area.top, area.bottom)
    yield from ((at[0] + column * steps[0], at[1] + row * steps[1]) for column in columns for row in rows)


def _numbers(at: float, step: float, low: float, high: float) -> range:
    if step <= 0 or (high - low) / step > MOST:
        return range(0)
    return range(math.ceil((low - at) / step), math.floor((high - at) / step) + 1)
