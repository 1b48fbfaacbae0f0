"""Text objects written anew: every run with a place of its own (ISO 32000-1, 9.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Matrix, Operator

SHOWING = frozenset(("Tj", "TJ", "'", '"'))


@dataclass
class Piece:
    """A run of glyphs that move alike: how far along its string it begins (text space), and its codes and numbers."""

    along: float
    by: float
    items: list[Any]

    def instruction(self) -> Any:
        """Return the instruction that shows it."""
        parts: list[Any] = []
        for item in self.items:
            if isinstance(item, bytes) and parts and isinstance(parts[-1], bytes):
                parts[-1] += item
            else:
                parts.append(item)
        shown = [pikepdf.String(part) if isinstance(part, bytes) else part for part in parts]
        return operation("Tj", *shown) if len(shown) == 1 else operation("TJ", Array(shown))


@dataclass
class TextObject:
    """What stands between BT and ET, as it is and written anew, or (not ``open``) outside of them.

    ``shape`` is the linear part of the matrix of text as it was written. ``lost`` tells that only the line is known
    on which the next text stands; ``loose`` that it does not stand where what is written anew has come to.
    """

    open: bool
    plain: list[Any] = field(default_factory=list)
    anew: list[Any] = field(default_factory=list)
    line: Matrix = field(default_factory=Matrix)
    at: Matrix = field(default_factory=Matrix)
    shape: Sequence[Any] = (1, 0, 0, 1)
    lost: bool = False
    loose: bool = False
    offset: tuple[float, float] = (0.0, 0.0)
    moved: bool = False
    stuck: bool = False

    def keep(self, instruction: Any) -> None:
        """Take over an instruction as it is."""
        self.plain.append(instruction)
        self.anew.append(instruction)

    def place(self, line: Matrix) -> None:
        """Begin a line there."""
        self.line = self.at = line
        self.lost, self.loose = False, True

    def next_line(self, across: float, down: float) -> None:
        """Begin a line so far from the beginning of the last (text space)."""
        self.place(Matrix(1, 0, 0, 1, across, down) @ self.line)

    def write(self, shown: Any, at: Matrix, offset: tuple[float, float], digits: int) -> None:
        """Write text that stands at ``at`` anew, moved by ``offset``, with its place unless it follows by itself."""
        if self.loose or offset != self.offset:
            # Without its place known it can only follow what did not move.
            self.stuck = self.stuck or self.lost
            place = [_rounded(at.e + offset[0], digits), _rounded(at.f + offset[1], digits)]
            self.anew.append(operation("Tm", *self.shape, *place))
        self.anew.append(shown)
        self.loose, self.offset = False, offset


def operation(operator: str, *operands: Any) -> Any:
    """Return an instruction."""
    return pikepdf.ContentStreamInstruction(list(operands), Operator(operator))


def _rounded(value: float, digits: int) -> Decimal:
    return round(Decimal(value), digits)
