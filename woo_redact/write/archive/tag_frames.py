"""What stands in the content of a page: marks, texts and states in each other, strings and where they lie.

File space: that of the page's boxes, y upwards. Text space: that of strings before the matrix of text.
"""

from dataclasses import dataclass, field
from typing import Any

from pikepdf import Matrix

# How text is shown, apart from its matrix, and what holds until a page says otherwise.
SETTINGS: dict[str, tuple[Any, ...]] = {"Tr": (0,), "Tc": (0,), "Tw": (0,), "Tz": (100,), "Ts": (0,)}
INVISIBLE = 3


@dataclass(eq=False, slots=True)
class Frame:
    """Marked content ("mark"), a text object ("text") or a saved state ("state"): from one instruction to another.

    ``number`` is that of marked content (MCID), ``inner`` that of the innermost around a place in it. A mark that is
    ``whole`` cannot be cut in two. A state is ``loose`` when it does not stand in marks and texts, or they in it.
    """

    kind: str
    at: int
    parent: "Frame | None"
    close: int = -1
    number: int | None = None
    inner: int | None = None
    artifact: bool = False
    whole: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is shown at some point: the operands of each operator, and the matrix of the page."""

    operands: dict[str, tuple[Any, ...]]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the content: before part ``item`` of instruction ``at``.

    ``line`` leads from text space, whose x is ``along`` here, to file space; ``None`` outside a text object.
    """

    at: int
    item: int
    frame: Frame | None
    setting: Setting
    line: Matrix | None = None
    along: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A string that is shown: part ``item`` of instruction ``at``, from ``start`` to ``end`` in text space."""

    at: int
    item: int
    last: bool
    """Whether no part of the instruction comes after it."""
    frame: Frame | None
    setting: Setting
    line: Matrix
    start: float
    end: float
    size: float

    @property
    def before(self) -> Spot:
        """The place before it."""
        return Spot(self.at, self.item, self.frame, self.setting, self.line, self.start)

    @property
    def after(self) -> Spot:
        """The place behind it."""
        at, item = (self.at + 1, 0) if self.last else (self.at, self.item + 1)
        return Spot(at, item, self.frame, self.setting, self.line, self.end)


@dataclass(frozen=True, slots=True)
class Placed:
    """An object (picture, form, shading) that instruction ``at`` draws; ``matrix`` is that of the page there."""

    at: int
    frame: Frame | None
    matrix: Matrix
    item: Any = field(repr=False)


@dataclass(slots=True)
class Content:
    """A page's content. ``paints`` are the instructions where something that may be seen begins.

    ``crossed`` tells that it cannot be taken apart: text objects and marks do not stand in each other; ``odd`` that the
    font of text is not known everywhere. ``opened`` has the place behind the beginning of each numbered mark; ``last``
    is the one behind all that is seen and no artifact, in no frame.
    """

    instructions: list[Any]
    operators: list[str]
    last: Spot
    by_edge: dict[int, Frame] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    paints: set[int] = field(default_factory=set)
    within: dict[int, Frame | None] = field(default_factory=dict)
    opened: list[tuple[Frame, Spot]] = field(default_factory=list)
    crossed: bool = False
    odd: bool = False


def frames_of(frame: Frame | None) -> list[Frame]:
    """Return a frame and those that it stands in, the outermost first, without loose ones."""
    found: list[Frame] = []
    while frame is not None:
        if not frame.loose:
            found.append(frame)
        frame = frame.parent
    return found[::-1]


def in_artifact(frame: Frame | None) -> bool:
    """Whether content in this frame is an artifact."""
    return frame is not None and frame.artifact
