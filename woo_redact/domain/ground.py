"""Grounds on which text may be withheld (uitzonderingsgronden), and the ways they are printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Weighing(StrEnum):
    """How a ground works (Woo art. 5.1-5.4, 8.8)."""

    ABSOLUTE = "absolute"
    """Art. 5.1 lid 1: no balancing of interests."""
    RELATIVE = "relative"
    """Art. 5.1 lid 2: the interest has to be weighed and the reason recorded."""
    RESIDUAL = "residual"
    """Art. 5.1 lid 5: exceptional, never with another ground for the same passage."""
    CATEGORY = "category"
    """Art. 5.2: personal policy opinions for internal deliberation."""
    TEMPORARY = "temporary"
    """Art. 5.1 lid 4 and 5.4: until a date or an event."""
    OTHER_REGIME = "other-regime"
    """Art. 8.8: another act applies."""
    NOT_A_GROUND = "not-a-ground"
    """Printed like a ground in practice, but none in law: outside the request, already public, duplicate."""


class LabelScheme(StrEnum):
    """How a ground is printed beside a box."""

    CODE = "code"
    SHORT = "short"
    CODE_SHORT = "code-short"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground; ``id`` is canonical (``5.1.2e``). ``short`` is the label in words, ``title`` the official name.

    ``article`` is the full reference in words; ``wob`` are the twins under the Wob, the act before the Woo;
    ``printed`` are further printed forms that mean this ground.
    """

    id: str
    title: str
    short: str
    weighing: Weighing
    article: str = ""
    wob: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()

    def label(self, scheme: LabelScheme) -> str:
        """Return the text printed beside a box."""
        if scheme is LabelScheme.CODE:
            return self.id
        if scheme is LabelScheme.SHORT:
            return self.short
        # Codes start with a digit; "Dubbel" and the like have no code of their own to print twice.
        return f"{self.id} {self.short}" if self.id[0].isdigit() else self.short


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of publishing: which grounds are offered and how they are printed.

    ``public_from`` is the lowest rank whose holders' names stay readable; ``grounds`` are the ids offered.
    """

    name: str
    title: str
    scheme: LabelScheme
    grounds: tuple[str, ...]
    public_from: str = "bewindspersoon"


class LabelPlace(StrEnum):
    """Where the ground is printed."""

    MARGIN = "margin"
    BOX = "box"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How a run prints its grounds."""

    grounds: Mapping[str, Ground]
    scheme: LabelScheme
    place: LabelPlace = LabelPlace.MARGIN

    def text(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels of the grounds ``ids``, in the order of the ground table, each once."""
        order = {ground: number for number, ground in enumerate(self.grounds)}
        return tuple(self.grounds[i].label(self.scheme) for i in sorted(set(ids), key=lambda i: order[i]))
