"""The content of a page read as tags see it: what is painted, what it stands in, and where its text lies."""

from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Matrix, Name

from woo_redact.write.archive.tag_frames import SETTINGS, Content, Frame, Piece, Placed, Setting, Spot, frames_of
from woo_redact.write.instructions import instructions_of
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.text_state import TextStates

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
PATH_BEGINS = frozenset(("m", "re"))
PATH_GOES_ON = frozenset(("m", "re", "l", "c", "v", "y", "h"))
PATH_PAINTS = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
PATH_ENDS = PATH_PAINTS | {"n"}
# For a code whose width is not known.
GUESS = 0.5


def read_content(page: pikepdf.Page) -> Content:
    """Return what stands on a page.

    Raises:
        pikepdf.PdfError: it cannot be parsed.
    """
    instructions = list(instructions_of(page))
    return _Reader(page.resources, instructions).read()


class _Reader:
    def __init__(self, resources: Any, instructions: list[Any]) -> None:
        self._resources = resources
        self._states = TextStates(resources)
        operators = [bytes(one.operator).decode("latin-1") for one in instructions]
        self._content = Content(instructions, operators, Spot(0, 0, None, Setting(dict(SETTINGS), Matrix())))
        self._frame: Frame | None = None
        self._operands = dict(SETTINGS)
        self._saved: list[dict[str, tuple[Any, ...]]] = []
        self._setting: Setting | None = None
        self._line = Matrix()
        self._full: Matrix | None = None
        self._along = 0.0
        self._path: int | None = None
        self._in_text = False

    def read(self) -> Content:
        content = self._content
        for at, (instruction, operator) in enumerate(zip(content.instructions, content.operators, strict=True)):
            try:
                self._take(at, instruction, operator)
            except (TypeError, ValueError, IndexError, ArithmeticError):
                # Engines differ about an instruction without the operands that it takes.
                content.crossed = True
        for frame in frames_of(self._frame):
            frame.close = len(content.instructions)
            content.crossed = content.crossed or frame.kind != "state"
        return content

    def _take(self, at: int, instruction: Any, operator: str) -> None:
        if operator in SHOWING:
            self._show(at, list(instruction.operands), operator)
        elif operator in PATH_GOES_ON or operator in PATH_ENDS:
            self._draw(at, operator)
        elif operator in ("q", "BT", "BMC", "BDC"):
            self._open(at, instruction, operator)
        elif operator in ("Q", "ET", "EMC"):
            self._close(at, operator)
        elif operator in ("Do", "sh") or isinstance(instruction, ContentStreamInlineImage):
            self._place(at, instruction, operator)
        elif operator in ("Td", "TD", "T*", "Tm"):
            self._move(operator, list(instruction.operands))
        else:
            self._set(operator, list(instruction.operands))

    # -- frames

    def _open(self, at: int, instruction: Any, operator: str) -> None:
        if operator == "q":
            self._saved.append(dict(self._operands))
            self._states.follow("q", [])
            self._push("state", at)
        elif operator == "BT":
            self._line, self._along, self._full = Matrix(), 0.0, None
            if self._in_text:
                self._content.crossed = True
            else:
                self._push("text", at)
                self._in_text = True
        else:
            tag, number, plain = _mark(list(instruction.operands), self._resources)
            frame = self._push("mark", at)
            frame.artifact = frame.artifact or tag == "/Artifact"
            frame.number, frame.whole = number, not plain
            if number is not None:
                frame.inner = number
                self._content.opened.append((frame, self._spot(at + 1)))

    def _push(self, kind: str, at: int) -> Frame:
        frame = Frame(kind, at, self._frame)
        if frame.parent is not None:
            frame.artifact, frame.inner = frame.parent.artifact, frame.parent.inner
        self._frame = frame
        self._content.by_edge[at] = frame
        return frame

    def _close(self, at: int, operator: str) -> None:
        kind = {"Q": "state", "ET": "text", "EMC": "mark"}[operator]
        if kind == "state" and self._saved:
            self._operands = self._saved.pop()
            self._states.follow("Q", [])
            self._setting, self._full = None, None
        if kind == "text":
            self._in_text = False
        above: list[Frame] = []
        frame = self._frame
        while frame is not None and (frame.kind != kind or frame.loose):
            above.append(frame)
            frame = frame.parent
        if frame is None:
            self._content.crossed = self._content.crossed or kind != "state"
            return
        frame.close = at
        self._content.by_edge[at] = frame
        inner = [one for one in above if not one.loose and one.kind != "state"]
        if kind == "state" and inner:
            frame.loose = True
            return
        self._content.crossed = self._content.crossed or bool(inner)
        for one in above:
            one.loose = one.loose or one.kind == "state"
        self._frame = frame.parent
        if not frame.artifact:
            self._pass(at)

    def _pass(self, at: int) -> None:
        """Note the place behind an instruction when nothing is open there."""
        if self._frame is None:
            self._content.last = self._spot(at + 1)

    # -- what is seen

    def _draw(self, at: int, operator: str) -> None:
        if operator in PATH_ENDS:
            if self._path is not None and operator in PATH_PAINTS:
                self._paint(self._path)
                self._pass(at)
            self._path = None
        elif self._path is None and operator in PATH_BEGINS:
            self._path = at

    def _paint(self, at: int) -> None:
        self._content.paints.add(at)
        self._content.within[at] = self._frame

    def _place(self, at: int, instruction: Any, operator: str) -> None:
        if operator == "Do":
            item = self._states.resource("/XObject", instruction.operands[0])
        else:
            item = None if operator == "sh" else instruction.iimage
        self._paint(at)
        if operator != "sh":
            self._content.placed.append(Placed(at, self._frame, self._states.now.matrix, item))
        self._pass(at)

    def _show(self, at: int, operands: list[Any], operator: str) -> None:
        if operator == '"':
            self._set("Tw", operands[:1])
            self._set("Tc", operands[1:2])
        if operator in ("'", '"'):
            self._move("T*", [])
        text = operands[-1]
        parts: list[Any] = list(text) if isinstance(text, Array) else [text]
        state, setting, line = self._states.now, self._now(), self._text_line()
        self._paint(at)
        last = max((n for n, part in enumerate(parts) if not is_number(part)), default=0)
        for item, part in enumerate(parts):
            if is_number(part):
                self._along += state.step_back(float(part))
                continue
            start = self._along
            codes = state.font.of(bytes(part)) if state.font else [(b"?", None)] * len(bytes(part))
            for code, width in codes:
                self._along += state.step_of(code, GUESS if width is None else width)
            whole = item == last or operator != "TJ"
            piece = Piece(at, item, whole, self._frame, setting, line, start, self._along, state.size)
            self._content.pieces.append(piece)

    # -- where and how text is shown

    def _text_line(self) -> Matrix:
        if self._full is None:
            self._full = self._line @ self._states.now.matrix
        return self._full

    def _now(self) -> Setting:
        if self._setting is None:
            self._setting = Setting(dict(self._operands), self._states.now.matrix)
        return self._setting

    def _spot(self, at: int) -> Spot:
        line = self._text_line() if self._in_text else None
        return Spot(at, 0, self._frame, self._now(), line, self._along if self._in_text else 0.0)

    def _move(self, operator: str, operands: list[Any]) -> None:
        if operator == "Tm":
            self._line = Matrix(*map(float, operands))
        else:
            across, down = (0.0, -self._states.now.leading) if operator == "T*" else map(float, operands)
            if operator == "TD":
                self._states.follow("TL", [-down])
            self._line = Matrix(1, 0, 0, 1, across, down) @ self._line
        self._along, self._full = 0.0, None

    def _set(self, operator: str, operands: list[Any]) -> None:
        if operator == "gs":
            held = self._states.resource("/ExtGState", operands[0])
            self._content.odd = self._content.odd or (isinstance(held, Dictionary) and "/Font" in held)
        self._states.follow(operator, operands)
        if operator in SETTINGS or operator == "Tf":
            self._operands[operator] = tuple(operands)
            self._setting = None
        elif operator == "cm":
            self._setting, self._full = None, None


def _mark(operands: list[Any], resources: Any) -> tuple[str, int | None, bool]:
    """Return the tag and number of a mark, and whether it may be told twice."""
    tag = str(operands[0]) if operands and isinstance(operands[0], Name) else ""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        held = resources.get("/Properties") if isinstance(resources, Dictionary) else None
        properties = held.get(str(properties)) if isinstance(held, Dictionary) else None
    if not isinstance(properties, Dictionary):
        return tag, None, True
    number: Any = properties.get("/MCID")
    plain = not any(key in properties for key in ("/ActualText", "/Alt", "/E"))
    return tag, number if type(number) is int and number >= 0 else None, plain
