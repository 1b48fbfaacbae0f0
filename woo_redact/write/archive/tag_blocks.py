"""What stands on a page without tags, as far as its looks tell: paragraphs and pictures. No more is claimed.

Text that goes on in the next line, or in the same, is one paragraph. All is seen as displayed, y downwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Dictionary, Matrix, Name

from woo_redact.domain.archive_copy import PICTURE, SCAN
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.write.archive.tag_content import SHOWING
from woo_redact.write.archive.tag_cuts import Order
from woo_redact.write.archive.tag_frames import INVISIBLE, Content, Piece, Placed, in_artifact
from woo_redact.write.archive.tag_sheet import Sheet
from woo_redact.write.instructions import DEEPEST, instructions_of

# Parts of the size of text: from line to line, from the baseline to the top and the bottom of its box.
LINE, TOP, BOTTOM = 1.75, 0.78, 0.22
# How much larger the text of one paragraph may be than its own.
SIZES = 1.25
# Points: a picture that is smaller is an ornament; strips of one picture lie this close.
SMALLEST, TOUCHING = 6.0, 1.5
# The part of a page that the picture of all of it fills.
WHOLE_PAGE = 0.8


@dataclass(eq=False, slots=True)
class Part:
    """A paragraph or a picture: its box as displayed and, once it is written, the numbers of its content."""

    role: str
    box: Box
    alt: str = ""
    order: Order = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """What one instruction shows; ``level`` text is read from left to right and has a baseline."""

    at: int
    box: Box
    base: float
    size: float
    level: bool


def parts_of(content: Content, sheet: Sheet, number: int) -> dict[int, Part]:
    """Return what each instruction that paints belongs to; the others are artifacts.

    ``number`` is that of the page, from 1.
    """
    parts: dict[int, Part] = {}
    _add_text(parts, _runs(content, sheet))
    _add_placed(parts, [one for one in content.placed if not in_artifact(one.frame)], sheet)
    seen = any(piece.setting.operands["Tr"] != (INVISIBLE,) for piece in _read_pieces(content))
    figures = list(dict.fromkeys(part for part in parts.values() if part.role == "Figure"))
    whole = sum(part.box.width * part.box.height for part in figures) >= WHOLE_PAGE * sheet.width * sheet.height
    for figure in figures:
        figure.alt = SCAN.format(number) if whole and not seen else PICTURE
    return parts


def _read_pieces(content: Content) -> Sequence[Piece]:
    return [piece for piece in content.pieces if not in_artifact(piece.frame)]


def _runs(content: Content, sheet: Sheet) -> list[_Run]:
    found: dict[int, list[Piece]] = {}
    for piece in _read_pieces(content):
        found.setdefault(piece.at, []).append(piece)
    return [_run(at, pieces, sheet) for at, pieces in found.items()]


def _run(at: int, pieces: Sequence[Piece], sheet: Sheet) -> _Run:
    first, end = pieces[0], pieces[-1]
    line, high = first.line, first.size
    corners = [line.transform((x, y)) for x in (first.start, end.end) for y in (-BOTTOM * high, TOP * high)]
    start, stop = (sheet.shown([line.transform((x, 0))]) for x in (first.start, end.end))
    size = abs(high) * (line.c**2 + line.d**2) ** 0.5
    level = abs(stop.top - start.top) < size / 4 and stop.x0 >= start.x0
    return _Run(at, sheet.shown(corners), start.top, max(size, 0.01), level)


def _add_text(parts: dict[int, Part], runs: Sequence[_Run]) -> None:
    part: Part | None = None
    last: _Run | None = None
    for run in runs:
        if part is None or last is None or not _goes_on(part, last, run):
            part = Part("P", run.box)
        part.box = enclosing((part.box, run.box))
        parts[run.at] = part
        last = run


def _goes_on(part: Part, last: _Run, run: _Run) -> bool:
    """Whether a text goes on with the paragraph whose last text is given."""
    if last.level != run.level:
        return False
    size = max(last.size, run.size)
    if not run.level:
        return part.box.grown(size, size).meets(run.box)
    down = run.base - last.base
    if abs(down) < size / 2:
        return run.box.x0 >= last.box.x0
    alike = size <= SIZES * min(last.size, run.size)
    beside = run.box.x0 <= part.box.x1 and run.box.x1 >= part.box.x0
    return alike and beside and 0 < down <= LINE * size


def _add_placed(parts: dict[int, Part], placed: Sequence[Placed], sheet: Sheet) -> None:
    figure: Part | None = None
    kinds: dict[tuple[int, int], str | None] = {}
    for one in placed:
        role, corners = _kind(one, kinds)
        if role is None:
            continue
        box = sheet.shown(one.matrix.transform(corner) for corner in corners)
        if role == "P":
            parts[one.at], figure = Part("P", box), None
        elif min(box.width, box.height) >= SMALLEST or (figure and figure.box.grown(TOUCHING, TOUCHING).meets(box)):
            if figure is None or not figure.box.grown(TOUCHING, TOUCHING).meets(box):
                figure = Part("Figure", box)
            figure.box = enclosing((figure.box, box))
            parts[one.at] = figure


def _kind(placed: Placed, known: dict[tuple[int, int], str | None]) -> tuple[str | None, list[tuple[float, float]]]:
    """Return what an object is, and its corners in the space of the page there."""
    item = placed.item
    low_x, low_y, high_x, high_y = 0.0, 0.0, 1.0, 1.0
    matrix = Matrix()
    role: str | None = "Figure"
    if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form:
        if item.objgen not in known:
            known[item.objgen] = _holds(item, 0)
        role = known[item.objgen]
        try:
            low_x, low_y, high_x, high_y = (float(value) for value in item.BBox)
            matrix = Matrix(*(float(value) for value in item.get("/Matrix", (1, 0, 0, 1, 0, 0))))
        except (AttributeError, TypeError, ValueError):
            low_x, low_y, high_x, high_y = 0.0, 0.0, 0.0, 0.0
    elif item is None:
        role = None
    corners = [(x, y) for x in (low_x, high_x) for y in (low_y, high_y)]
    return role, [matrix.transform(corner) for corner in corners]


def _holds(form: Any, deep: int) -> str | None:
    """Return what a form is: text, a picture, or nothing to be read."""
    if deep > DEEPEST:
        return None
    found: str | None = None
    resources = form.get("/Resources")
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    try:
        instructions = instructions_of(form)
    except pikepdf.PdfError:
        return None
    for instruction in instructions:
        operator = bytes(instruction.operator).decode("latin-1")
        if operator in SHOWING:
            return "P"
        if operator == "INLINE IMAGE" or isinstance(instruction, pikepdf.ContentStreamInlineImage):
            found = "Figure"
        elif operator == "Do" and isinstance(objects, Dictionary) and len(instruction.operands):
            item = objects.get(str(instruction.operands[0]))
            is_form = isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Form
            inner = _holds(item, deep + 1) if is_form else "Figure"
            if inner == "P":
                return "P"
            found = found or inner
    return found


# -- reading order


def in_order(parts: Sequence[Part]) -> list[Part]:
    """Return the parts of a page in reading order: as they come unless one stands above another that came before."""
    return list(parts) if _agrees(parts) else _sorted(list(parts))


def _agrees(parts: Sequence[Part]) -> bool:
    lowest: list[Part] = []
    for part in parts:
        if any(part.box.bottom <= other.box.top + 1 and _share(part.box, other.box) for other in lowest):
            return False
        lowest = [one for one in lowest if not (_covers(part.box, one.box) and one.box.top <= part.box.top)]
        lowest.append(part)
    return True


def _share(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def _covers(one: Box, other: Box) -> bool:
    return one.x0 <= other.x0 and one.x1 >= other.x1


# Columns lie this far apart (points), and each has more than one part.
GUTTER = 8.0


def _sorted(parts: list[Part]) -> list[Part]:
    """Return parts by the white between them: columns from left to right, what lies below after what lies above."""
    found: list[Part] = []
    waiting = [parts]
    while waiting:
        some = waiting.pop()
        halves = _halves(some)
        if halves is None:
            found += sorted(some, key=lambda part: (part.box.top, part.box.x0))
        else:
            waiting += reversed(halves)
    return found


def _halves(parts: list[Part]) -> tuple[list[Part], list[Part]] | None:
    if len(parts) < 2:
        return None
    columns = _cut(parts, lambda box: (box.x0, box.x1))
    if columns and columns[0] >= GUTTER and all(len(half) > 1 for half in columns[1]):
        return columns[1]
    rows = _cut(parts, lambda box: (box.top, box.bottom))
    if rows:
        return rows[1]
    return columns[1] if columns else None


def _cut(
    parts: Sequence[Part], side: Callable[[Box], tuple[float, float]]
) -> tuple[float, tuple[list[Part], list[Part]]] | None:
    """Return the widest gap between parts, and those on its sides."""
    ordered = sorted(parts, key=lambda part: side(part.box))
    best, place, end = 0.0, 0, side(ordered[0].box)[1]
    for at, part in enumerate(ordered[1:], start=1):
        low, high = side(part.box)
        if low - end > best or (place == 0 and low >= end):
            best, place = low - end, at
        end = max(end, high)
    return (best, (ordered[:place], ordered[place:])) if place else None
