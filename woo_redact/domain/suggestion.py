"""What a detector proposes, and why. Suggestions carry no document text."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box

# What stands in the provenance of a passage that a person pointed out: how, and in ``context`` who.
OWN = "person"
OWN_WORDS, OWN_RECTANGLE, OWN_CHANGE = "own-words", "own-rectangle", "own-change"


class Level(StrEnum):
    """How sure a suggestion is. Order: A before B before C."""

    A = "A"
    """Certain."""
    B = "B"
    """For review."""
    C = "C"
    """Flag only: a person may want to look."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Why a passage was suggested.

    ``detector`` and ``version`` tell the code or model, ``rule`` and ``pack`` the rule, ``validator`` the check that
    the text passed, ``context`` the cue that raised the level, ``score`` 0-1 ranks (it is not a probability), ``cues``
    are the words of the document that weighed most, as places.
    """

    detector: str
    rule: str
    version: str = ""
    pack: str = ""
    validator: str = ""
    context: str = ""
    score: float = 0.0
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may have to be withheld.

    ``spans`` has one part per page, in order; ``boxes`` has for each span its boxes, one per line (points, page
    space); ``kind`` is the kind of data ("person", "email", "stance" ...).
    """

    id: str
    document: str
    spans: tuple[Span, ...]
    ground: str
    kind: str
    level: Level
    provenance: tuple[Provenance, ...]
    boxes: tuple[tuple[Box, ...], ...] = field(default=(), repr=False)

    @property
    def score(self) -> float:
        """The best score among the reasons."""
        return max((p.score for p in self.provenance), default=0.0)

    @property
    def order(self) -> tuple[object, ...]:
        """What suggestions of one document are sorted by: text order."""
        return self.spans, self.ground, self.id


def is_own(suggestion: Suggestion) -> bool:
    """Whether a person made a suggestion, and nothing else found it."""
    return bool(suggestion.provenance) and all(reason.detector == OWN for reason in suggestion.provenance)


def drawn_area(suggestion: Suggestion) -> Box | None:
    """Return the rectangle that a person drew, which is the first box; ``None`` of any other suggestion."""
    drawn = any(p.detector == OWN and p.rule == OWN_RECTANGLE for p in suggestion.provenance)
    return suggestion.boxes[0][0] if drawn else None


def suggestion_id(document: str, spans: tuple[Span, ...], ground: str, area: Box | None = None) -> str:
    """Return an id that is the same whenever document, place and ground are: a new run keeps the decisions.

    ``area`` is the rectangle of a passage that is more than its words.
    """
    places = ";".join(f"{s.page}:{s.start}-{s.end}" for s in spans)
    if area is not None:
        places += ";" + ",".join(f"{value:.2f}" for value in (area.x0, area.top, area.x1, area.bottom))
    return hashlib.sha256(f"{document}|{places}|{ground}".encode()).hexdigest()[:20]
