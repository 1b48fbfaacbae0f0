"""Lines and shapes that reach under a cover are cut at its edge, in the page's own instructions.

MuPDF takes away what lies wholly under a cover. What lies partly under it (an underline, a table line, a background, a
signature) would be lost whole or stay whole; here it keeps what lies outside. Text and pictures are left alone.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woo_redact.domain.geometry import Box
from woo_redact.write.instructions import DEEPEST, instructions_of
from woo_redact.write.outlines import Line, Point, bounds, flattened, is_upright_rectangle, outside, without

STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
CLOSING = frozenset(("s", "b", "b*"))
PAINTING = STROKES | FILLS | {"n"}
BUILDING = frozenset(("m", "l", "c", "v", "y", "h", "re"))
CLIPPING = frozenset(("W", "W*"))


@dataclass
class _State:
    """The part of the graphics state that matters here."""

    matrix: pikepdf.Matrix
    width: float = 1.0


@dataclass
class _Path:
    """The path being built: its instructions, its lines in the file's space, and which of them are closed."""

    instructions: list[Any] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    clips: bool = False

    def start(self, point: Point) -> None:
        self.lines.append([point])

    @property
    def at(self) -> Point:
        return self.lines[-1][-1] if self.lines else (0.0, 0.0)


def cut_ink(pdf: pikepdf.Pdf, page: pikepdf.Page, covers: Sequence[Box], keep_last: int) -> None:
    """Cut everything drawn on a page at the covers (in the file's space, y upwards: ``top`` is the lower edge).

    The last ``keep_last`` streams of the page are not touched: the boxes themselves are drawn there.
    """
    contents = page.obj.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    own = len(streams) - keep_last
    body = b"\n".join(stream.read_bytes() for stream in streams[:own])
    inherited = page.obj.get("/Resources", page.resources)
    cutter = _Cutter(pdf, covers)
    changed, page.obj.Resources = cutter.rewritten(pdf.make_stream(body), inherited, pikepdf.Matrix(), 0)
    page.obj.Contents = pikepdf.Array([pdf.make_stream(changed), *streams[own:]])


class _Cutter:
    def __init__(self, pdf: pikepdf.Pdf, covers: Sequence[Box]) -> None:
        self._pdf = pdf
        self._covers = covers

    def rewritten(self, stream: Any, resources: Any, matrix: pikepdf.Matrix, depth: int) -> tuple[bytes, Any]:
        """Return the instructions of a stream, cut, and its resources: private, with the objects that are still drawn.

        Others may share the resources, and an uncut form that nothing draws any more would stay in the file.
        """
        states = [_State(matrix)]
        path = _Path()
        result: list[Any] = []
        drawn: dict[str, Any] = {}
        for instruction in instructions_of(stream):
            operator = str(instruction.operator)
            if operator in BUILDING:
                _build(path, operator, [float(v) for v in instruction.operands], states[-1].matrix)
                path.instructions.append(instruction)
            elif operator in CLIPPING:
                path.clips = True
                path.instructions.append(instruction)
            elif operator in PAINTING:
                result.extend(self._painted(path, instruction, states[-1]))
                path = _Path()
            else:
                if operator == "Do":
                    instruction = self._object(instruction, (resources, drawn), states[-1].matrix, depth)
                _follow(states, operator, instruction)
                result.append(instruction)
        private = pikepdf.Dictionary(resources)
        private.XObject = pikepdf.Dictionary(drawn)
        return pikepdf.unparse_content_stream(result), private

    def _painted(self, path: _Path, instruction: Any, state: _State) -> Iterator[Any]:
        operator = str(instruction.operator)
        reach = state.width * _scale(state.matrix) / 2 if operator in STROKES else 0.0
        box = bounds(path.lines)
        met = [c for c in self._covers if box and box.grown(reach + 0.01, reach + 0.01).meets(c)]
        if not met or operator == "n" or path.clips:
            yield from path.instructions
            yield instruction
            return
        back = state.matrix.inverse()
        if operator in FILLS:
            yield from _filled(path.lines, met, back, "f*" if operator.endswith("*") else "f")
        if operator in STROKES:
            closed = [[*line, line[0]] if operator in CLOSING else line for line in path.lines]
            left = closed
            for cover in met:
                left = [part for line in left for part in outside(line, cover.grown(reach, reach))]
            yield from _drawn(left, back, close=False)
            yield _operation("S" if left else "n")

    def _object(self, instruction: Any, objects: tuple[Any, dict[str, Any]], matrix: pikepdf.Matrix, depth: int) -> Any:
        """Draw a private, cut copy of a form instead of the form; pictures are drawn as they are.

        ``objects`` are the resources the name is looked up in, and the objects drawn so far, by their new names.
        """
        resources, drawn = objects
        name = str(instruction.operands[0])
        item = resources.get("/XObject", pikepdf.Dictionary()).get(name)
        if item is None:
            return instruction
        if item.get("/Subtype") == "/Form" and depth < DEEPEST:
            inner = pikepdf.Matrix(*map(float, item.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ matrix
            content, own = self.rewritten(item, item.get("/Resources", resources), inner, depth + 1)
            copy = self._pdf.make_stream(content)
            for key, value in item.items():
                if key not in ("/Length", "/Filter", "/DecodeParms"):
                    copy[key] = value
            copy.Resources = own
            item = copy
            while name in resources.XObject or name in drawn:
                name = f"{name}-{len(drawn)}"
        drawn[name] = item
        return _operation("Do", pikepdf.Name(name))


def _build(path: _Path, operator: str, numbers: list[float], matrix: pikepdf.Matrix) -> None:
    points = [matrix.transform(p) for p in zip(numbers[::2], numbers[1::2], strict=True)]
    match operator:
        case "m":
            path.start(points[0])
        case "l":
            path.lines[-1].append(points[0])
        case "c":
            path.lines[-1].extend(flattened(path.at, *points))
        case "v":
            path.lines[-1].extend(flattened(path.at, path.at, *points))
        case "y":
            path.lines[-1].extend(flattened(path.at, points[0], points[1], points[1]))
        case "h" if path.lines and path.lines[-1]:
            first = path.lines[-1][0]
            path.lines[-1].append(first)
            path.start(first)
        case "re":
            x, y, width, height = numbers
            corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            path.lines.append([matrix.transform(corner) for corner in corners])
            path.start(matrix.transform((x, y)))


def _follow(states: list[_State], operator: str, instruction: Any) -> None:
    state = states[-1]
    if operator == "q":
        states.append(_State(state.matrix, state.width))
    elif operator == "Q" and len(states) > 1:
        states.pop()
    elif operator == "cm":
        state.matrix = pikepdf.Matrix(*map(float, instruction.operands)) @ state.matrix
    elif operator == "w":
        state.width = float(instruction.operands[0])


def _filled(lines: Sequence[Line], covers: Sequence[Box], back: pikepdf.Matrix, operator: str) -> Iterator[Any]:
    shape = [line for line in lines if len(line) > 2]
    if len(shape) == 1 and is_upright_rectangle(shape[0]):
        # A hole leaves no seam, and the outline of a rectangle tells nothing about what stood on it.
        box = bounds(shape)
        holes = [
            Box(max(c.x0, box.x0), max(c.top, box.top), min(c.x1, box.x1), min(c.bottom, box.bottom))
            for c in covers
            if box
        ]
        if not any(a.meets(b) for i, a in enumerate(holes) for b in holes[i + 1 :]):
            outlines = [[(h.x0, h.top), (h.x1, h.top), (h.x1, h.bottom), (h.x0, h.bottom)] for h in holes]
            yield from _drawn([*shape, *outlines], back, close=True)
            yield _operation("f*")
            return
    shapes = [shape]
    for cover in covers:
        shapes = [part for piece in shapes for part in without(piece, cover)]
    for piece in shapes:
        yield from _drawn(piece, back, close=True)
        yield _operation(operator)


def _drawn(lines: Iterable[Line], back: pikepdf.Matrix, *, close: bool) -> Iterator[Any]:
    for line in lines:
        for number, point in enumerate(line):
            x, y = back.transform(point)
            yield _operation("l" if number else "m", round(x, 4), round(y, 4))
        if close:
            yield _operation("h")


def _operation(operator: str, *operands: Any) -> Any:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def _scale(matrix: pikepdf.Matrix) -> float:
    size: float = abs(matrix.a * matrix.d - matrix.b * matrix.c)
    return math.sqrt(size)
