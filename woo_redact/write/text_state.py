"""What decides where text stands: the matrix of the page and the parameters of text (ISO 32000-1, 8.4 and 9.3)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary

from woo_redact.write.advances import Advances, advances_of


@dataclass
class TextState:
    """The part of the graphics state that matters to text; ``stretch`` is 1 for text that is not stretched."""

    matrix: pikepdf.Matrix
    font: Advances | None = None
    size: float = 0.0
    chars: float = 0.0
    words: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def step_of(self, code: bytes, width: float) -> float:
        """Return how far a code with this width goes, in text space; only the one byte 32 is a space (9.3.3)."""
        return (width * self.size + self.chars + (self.words if code == b" " else 0.0)) * self.stretch

    def step_back(self, thousandths: float) -> float:
        """Return how far a number in the array of TJ goes, in text space."""
        return -thousandths / 1000 * self.size * self.stretch


class TextStates:
    """Follows the operators of a page that change how text is set."""

    def __init__(self, resources: Any) -> None:
        self._resources = resources
        self._held = [TextState(pikepdf.Matrix())]
        self._fonts: dict[str, Advances | None] = {}

    @property
    def now(self) -> TextState:
        """The state at this point of the page."""
        return self._held[-1]

    def resource(self, kind: str, name: Any) -> Any:
        """Return what the page has under a name; ``None`` without it."""
        held = self._resources.get(kind) if isinstance(self._resources, Dictionary) else None
        return held.get(str(name)) if isinstance(held, Dictionary) else None

    def follow(self, operator: str, operands: list[Any]) -> None:
        """Take in one instruction; those that do not matter to text are passed over.

        Raises:
            TypeError, ValueError, IndexError: its operands are not what they should be.
        """
        state = self.now
        if operator == "q":
            self._held.append(replace(state))
        elif operator == "Q":
            if len(self._held) > 1:
                self._held.pop()
        elif operator == "cm":
            state.matrix = pikepdf.Matrix(*map(float, operands)) @ state.matrix
        elif operator == "Tf":
            state.font = self._font(str(operands[0]))
            state.size = float(operands[1])
        elif operator == "gs":
            held = self.resource("/ExtGState", operands[0])
            if isinstance(held, Dictionary) and "/Font" in held:
                # MuPDF sets text in this font, pdfium goes on with the font that it had.
                state.font = None
        elif operator in NUMBERS:
            NUMBERS[operator](state, float(operands[0]))

    def _font(self, name: str) -> Advances | None:
        if name not in self._fonts:
            self._fonts[name] = advances_of(self.resource("/Font", name))
        return self._fonts[name]


def _set(name: str, unit: float = 1.0) -> Callable[[TextState, float], None]:
    return lambda state, value: setattr(state, name, value * unit)


NUMBERS = {
    "Tc": _set("chars"),
    "Tw": _set("words"),
    "Tz": _set("stretch", 0.01),
    "TL": _set("leading"),
    "Ts": _set("rise"),
}
