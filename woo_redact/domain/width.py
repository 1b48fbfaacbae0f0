"""What hides how wide removed text was, which can tell a name from a list of names.

The gap that a name leaves on its line is as wide as the name, to a tenth of a point (Bland, Iyer and Levchenko, "Story
Beyond the Eye: Glyph Positions Break PDF Text Redaction", PETS 2023).
"""

from dataclasses import dataclass
from enum import StrEnum

from woo_redact.domain.geometry import Box


class Widths(StrEnum):
    """What is done about the widths of what was removed."""

    STEP = "step"
    """Boxes are widened where there is room; nothing readable moves."""
    MOVE = "move"
    """Text behind a box on its line is moved; where that cannot be, as ``LINE``."""
    LINE = "line"
    """A box with text behind it runs to the end of the line, and that text goes as well."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Text in ``box`` (what begins there, points, page space) was moved to the right by ``by`` points, or left."""

    box: Box
    by: float


@dataclass(frozen=True, slots=True)
class Covering:
    """What a writer did to a page beyond its redactions, to hide widths (points, page space).

    ``taken`` are the places of readable text that went as well; ``shifts`` tell which text was moved; ``boxes`` are
    what is drawn black.
    """

    taken: tuple[Box, ...] = ()
    shifts: tuple[Shift, ...] = ()
    boxes: tuple[Box, ...] = ()
