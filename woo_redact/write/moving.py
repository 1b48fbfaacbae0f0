"""Text behind a gap is moved sideways, in the page's own instructions.

A gap as wide as what stood there tells what stood there. Each run of a text object in which something moves gets a
place of its own, so that no distance within it is left of how the line was set before.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Matrix

from woo_redact.domain.width import Shift
from woo_redact.write.form_text import form_box, shows_text
from woo_redact.write.instructions import instructions_of
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.text_objects import SHOWING, Piece, TextObject, operation
from woo_redact.write.text_state import TextState, TextStates

PLACING = frozenset(("Td", "TD", "Tm", "T*"))
# How far before the left edge of a box text may begin (points).
LEFT_TOLERANCE = 0.02
# Where text is looked for: this part of its size above the baseline, about the middle of small letters.
MIDDLE = 0.28
# The most that level and upright text is turned or slanted.
LEVEL = 1e-4
DIGITS = 4


class CannotMoveError(Exception):
    """Text can not be moved, or not for certain; the message holds no text of the document."""


def move_text(pdf: pikepdf.Pdf, page: pikepdf.Page, shifts: Sequence[Shift], keep_last: int) -> None:
    """Move text of a page to the right, by the points that each shift says; to the left when they are negative.

    The boxes are in the file's space (points, y upwards: ``top`` is the lower edge). A glyph moves when it begins in a
    box, and the point ``MIDDLE`` of its size above its baseline lies between the edges. Nothing else moves. The last
    ``keep_last`` streams of the page are not looked at; a page on which nothing moves is left as it is.

    Of widths that are no whole thousandths MuPDF takes the nearest and pdfium what is below: in such a font they see a
    run that begins within a string up to a thousandth of the size further or less far moved for each code before it.

    Raises:
        CannotMoveError: text there is in a form, outside text objects, not level and upright or set downwards, or how
            far its codes go can not be told.
        pikepdf.PdfError: the content can not be parsed.
    """
    contents = page.obj.get("/Contents")
    if contents is None or not shifts:
        return
    streams = list(contents) if isinstance(contents, Array) else [contents]
    own = len(streams) - keep_last
    body = b"\n".join(stream.read_bytes() for stream in streams[:own])
    mover = _Mover(shifts, page.obj.get("/Resources", page.resources))
    try:
        changed = mover.rewritten(pdf.make_stream(body))
    except (TypeError, ValueError, IndexError) as error:
        raise CannotMoveError("an instruction with other operands than it should have") from error
    if mover.moved:
        page.obj.Contents = Array([pdf.make_stream(pikepdf.unparse_content_stream(changed)), *streams[own:]])


@dataclass(frozen=True)
class _Setting:
    """How a string is set on the page, and the shifts that may touch it."""

    matrix: Matrix
    height: float
    rise: float
    upright: bool
    near: Sequence[Shift]

    def shift_at(self, along: float) -> float:
        """Return by how much a glyph moves that begins so far along the string (text space)."""
        if not self.near:
            return 0.0
        x, y = self.matrix.transform((along, self.rise))
        middle = self.matrix.transform((along, self.rise + self.height))
        if not self.upright:
            if _found(self.near, *middle) or _found(self.near, x, y):
                raise CannotMoveError("text that is not level and upright")
            return 0.0
        found = _found(self.near, x, middle[1])
        return found.by if found else 0.0


class _Mover:
    """Goes through the instructions of a page and writes those of text anew in which something moves."""

    def __init__(self, shifts: Sequence[Shift], resources: Any) -> None:
        # Where two boxes touch, the one on the right counts.
        self._shifts = sorted(shifts, key=lambda shift: shift.box.x0, reverse=True)
        self._states = TextStates(resources)
        self._resources = resources
        self._text = TextObject(open=False)
        self._result: list[Any] = []
        self.moved = False

    def rewritten(self, stream: Any) -> list[Any]:
        for instruction in instructions_of(stream):
            operator = str(instruction.operator)
            if operator == "BT":
                self._close(TextObject(open=True))
            if operator in SHOWING or operator in PLACING or operator == "Do":
                self._take(instruction, operator, list(instruction.operands))
            else:
                if operator != "INLINE IMAGE":
                    self._states.follow(operator, list(instruction.operands))
                self._text.keep(instruction)
            if operator == "ET":
                self._close(TextObject(open=False))
        self._close(TextObject(open=False))
        return self._result

    def _close(self, following: TextObject) -> None:
        text = self._text
        if text.moved and text.stuck:
            raise CannotMoveError("text behind text of an unknown width")
        self._result.extend(text.anew if text.moved else text.plain)
        self.moved = self.moved or text.moved
        self._text = following

    def _take(self, instruction: Any, operator: str, operands: list[Any]) -> None:
        if operator == "Do":
            self._look_into(operands[0])
            self._text.keep(instruction)
            return
        self._text.plain.append(instruction)
        if operator in PLACING:
            self._place(operator, operands)
            return
        if operator == '"':
            for name, value in zip(("Tw", "Tc"), operands[:2], strict=True):
                self._states.follow(name, [value])
                self._text.anew.append(operation(name, value))
        if operator in ("'", '"'):
            self._text.next_line(0.0, -self._states.now.leading)
        self._show(list(operands[0]) if operator == "TJ" else [operands[-1]])

    def _place(self, operator: str, operands: list[Any]) -> None:
        text = self._text
        if operator == "Tm":
            text.shape = operands[:4]
            text.place(Matrix(*map(float, operands)))
        elif operator == "T*":
            text.next_line(0.0, -self._states.now.leading)
        else:
            across, down = map(float, operands)
            if operator == "TD":
                self._states.now.leading = -down
                text.anew.append(operation("TL", -operands[1]))
            text.next_line(across, down)

    def _show(self, items: list[Any]) -> None:
        if not self._text.open:
            raise CannotMoveError("text outside text objects")
        text, state = self._text, self._states.now
        setting = self._setting()
        steps = None if text.lost else _steps(items, state)
        if steps is None:
            self._show_unknown(items, setting)
            return
        along, pieces, waiting = 0.0, list[Piece](), list[Any]()
        for item, step in steps:
            if not isinstance(item, bytes):
                waiting.append(item)
            else:
                by = setting.shift_at(along)
                if pieces and pieces[-1].by == by:
                    pieces[-1].items += [*waiting, item]
                else:
                    text.loose = text.loose or (not pieces and bool(waiting))
                    pieces.append(Piece(along, by, [item]))
                waiting = []
            along += step
        for piece in pieces:
            self._write(piece)
        text.loose = text.loose or bool(waiting)
        text.at = Matrix(1, 0, 0, 1, along, 0) @ text.at

    def _write(self, piece: Piece) -> None:
        text, page = self._text, self._states.now.matrix
        offset = (0.0, 0.0)
        if piece.by:
            back = Matrix(page.a, page.b, page.c, page.d, 0, 0).inverse()
            offset = back.transform((piece.by, 0.0))
            text.moved = True
        text.write(piece.instruction(), Matrix(1, 0, 0, 1, piece.along, 0) @ text.at, offset, _digits(page))

    def _show_unknown(self, items: list[Any], setting: _Setting) -> None:
        """Show text as it is of which only the line is known; no box may stand on that line."""
        text, state = self._text, self._states.now
        if not setting.upright or setting.near or (state.font and state.font.vertical):
            raise CannotMoveError("text of an unknown width, or set downwards")
        text.write(operation("TJ", Array(items)), text.at, (0.0, 0.0), _digits(state.matrix))
        text.lost = True

    def _setting(self) -> _Setting:
        state = self._states.now
        matrix = self._text.at @ state.matrix
        flat = abs(matrix.b) <= LEVEL * abs(matrix.a) and abs(matrix.c) <= LEVEL * abs(matrix.d)
        upright = flat and matrix.a * state.size * state.stretch > 0 and matrix.d * state.size > 0
        height = MIDDLE * state.size
        near: Sequence[Shift] = self._shifts
        if upright:
            # Level to the limit, a long line may still leave the height at which it begins.
            _, y = matrix.transform((0.0, state.rise + height))
            slack = 0.0 if matrix.b == 0 else 1.0
            near = [s for s in near if s.box.top - slack <= y <= s.box.bottom + slack]
        return _Setting(matrix, height, state.rise, upright, near)

    def _look_into(self, name: Any) -> None:
        """Refuse a form with text that stands where something is to move."""
        form = self._states.resource("/XObject", name)
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            return
        place = form_box(form, self._states.now.matrix)
        met = place is None or any(place.meets(shift.box) for shift in self._shifts)
        if met and shows_text(form, self._resources):
            raise CannotMoveError("text in a form")


def _steps(items: list[Any], state: TextState) -> list[tuple[Any, float]] | None:
    """Return the codes and numbers of what is shown, and how far each goes (text space); ``None`` if unknown."""
    if state.font is None or state.font.vertical:
        return None
    steps: list[tuple[Any, float]] = []
    for item in items:
        if is_number(item):
            steps.append((item, state.step_back(float(item))))
            continue
        for code, width in state.font.of(bytes(item)):
            if width is None:
                return None
            steps.append((code, state.step_of(code, width)))
    return steps


def _found(shifts: Sequence[Shift], x: float, y: float) -> Shift | None:
    for shift in shifts:
        box = shift.box
        if box.x0 - LEFT_TOLERANCE <= x <= box.x1 and box.top <= y <= box.bottom:
            return shift
    return None


def _digits(page: Matrix) -> int:
    """Return the decimals with which a place in text space is right to a hundredth of what a reader may see."""
    scale = max(abs(page.a), abs(page.b), abs(page.c), abs(page.d))
    return DIGITS + (max(0, math.ceil(math.log10(scale))) if scale > 0 else 0)
