"""Text that goes on in another size on the same line keeps its place when what stands before it is removed.

MuPDF leaves a gap where it removes text, measured in the size that held there, but writes the gap after the next change
of size, in which it has another width: the rest of the line moves. An anchor is a character without width in front of
such a change, raised far off the page. It is not removed, so that the gap is written in its own size. Anchors are taken
out at the end.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from woo_redact.write.instructions import instructions_of

NAME = "WooAnchor"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 1/LastChar 1/Widths[0]>>"
# Points above the line: no place where anything is erased.
_RISE = 30000
_CHARACTER = b"\x01"
_MARK = f"/{NAME}".encode()
_NAME = pikepdf.Name(f"/{NAME}")
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
# Afterwards the place does not depend on what was shown before.
_PLACE = frozenset(("Td", "TD", "Tm", "T*", "BT", "ET"))
# Text, a change of size or width, and text again, with nothing between that places: a quick look.
_BETWEEN = rb"(?:(?!BT\b|ET\b|T[dDm*](?:\s|$))(?:<<.*?>>|[^(<]))*?"
_QUICK = re.compile(rb"(?:T[jJ]|['\"])\s+" + _BETWEEN + rb"\bT[fz]\b" + _BETWEEN + rb"[(<]", re.DOTALL)


@dataclass
class _State:
    """Font, its size, the width of letters in percent, and how far they are raised."""

    font: Any = None
    size: float = 0.0
    scale: float = 100.0
    rise: float = 0.0


def may_need(content: bytes) -> bool:
    """Whether text may go on in another size: a quick look, which errs on the side of yes."""
    return _QUICK.search(content) is not None


def anchored(content: bytes) -> bytes | None:
    """Return a content stream with anchors, or nothing when it needs none. The font is :data:`NAME`."""
    with pikepdf.new() as scratch:
        instructions = _with_anchors(instructions_of(scratch.make_stream(content)))
        if not any(str(i.operator) == "Tf" and i.operands[0] == _NAME for i in instructions):
            return None
        return pikepdf.unparse_content_stream(instructions)


def has_anchors(content: bytes) -> bool:
    """Whether a content stream holds anchors."""
    return _MARK in content


def without_anchors(content: bytes) -> bytes:
    """Take the anchors out of a content stream; the gaps before them stay, in a font that is used there anyway."""
    with pikepdf.new() as scratch:
        return pikepdf.unparse_content_stream(_freed(instructions_of(scratch.make_stream(content))))


def _freed(instructions: Iterable[Any]) -> list[Any]:
    result: list[Any] = []
    # Where the size of a gap is set, until it is known which font comes next.
    waiting: dict[int, Any] = {}
    anchor = False
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "Tf":
            anchor = instruction.operands[0] == _NAME
            if anchor:
                waiting[len(result)] = instruction.operands[1]
            else:
                for position, size in waiting.items():
                    result[position] = _operation("Tf", instruction.operands[0], size)
                waiting = {}
        elif anchor and operator in _SHOW:
            gaps = [v for v in _operand(instruction) if not isinstance(v, pikepdf.String)]
            if not gaps:
                continue
            instruction = _operation("TJ", pikepdf.Array(gaps))
        elif operator == "Ts" and instruction.operands[0] == _RISE:
            continue
        result.append(instruction)
    # After the last ones nothing is shown that has a font.
    return [item for position, item in enumerate(result) if position not in waiting]


def _with_anchors(instructions: Iterable[Any]) -> list[Any]:
    result: list[Any] = []
    stack = [_State()]
    follows = False
    # Where an anchor has to stand, and the state there, if text follows before anything places it.
    wanted: tuple[int, _State] | None = None
    for instruction in instructions:
        operator, state = str(instruction.operator), stack[-1]
        if operator in _SHOW:
            if wanted:
                result[wanted[0] : wanted[0]] = _anchor(wanted[1])
            wanted, follows = None, True
        elif operator in _PLACE:
            wanted, follows = None, False
        elif operator == "q":
            stack.append(replace(state))
        elif operator == "Q" and len(stack) > 1:
            stack.pop()
        elif operator == "Ts":
            state.rise = float(instruction.operands[0])
        elif operator in ("Tf", "Tz"):
            before = replace(state)
            if operator == "Tf":
                state.font, state.size = instruction.operands[0], float(instruction.operands[1])
            else:
                state.scale = float(instruction.operands[0])
            changed = (before.size, before.scale) != (state.size, state.scale)
            if follows and changed and before.font is not None and wanted is None:
                wanted = len(result), before
        result.append(instruction)
    return result


def _anchor(state: _State) -> list[Any]:
    return [
        _operation("Tf", _NAME, state.size),
        _operation("Ts", _RISE),
        _operation("Tj", pikepdf.String(_CHARACTER)),
        _operation("Ts", state.rise),
        _operation("Tf", state.font, state.size),
    ]


def _operand(instruction: Any) -> list[Any]:
    last = instruction.operands[-1]
    return list(last) if isinstance(last, pikepdf.Array) else [last]


def _operation(operator: str, *operands: Any) -> Any:
    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))
