"""The log of a review: what happened, in order, each row tied to the one before. No ``repr`` shows what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Level, Provenance, Suggestion

# The step that an undo takes back stands behind this in the batch of the undo.
UNDO = "undo:"


class EventKind(StrEnum):
    """What happened."""

    DECISION = "decision"
    """A verdict on a suggestion; ``subject`` is its id, ``content`` as :class:`Decision` has it."""
    PASSAGE = "passage"
    """A person added a passage, or took it back (``present`` false); ``subject`` is its id."""
    PAGE = "page"
    """A page was marked as done, or no longer; ``subject`` is its 0-based index."""
    DOCUMENT = "document"
    """A document was marked as done, or no longer."""
    COMMENT = "comment"
    """Words for colleagues on a suggestion (``subject``), a page (``page`` in ``content``) or the document."""
    ASSIGNMENT = "assignment"
    """A document was given to a reviewer (``reviewer`` in ``content``), or to nobody."""
    CONFIRMATION = "confirmation"
    """A second person confirmed a document, or took that back."""
    PROPOSAL = "proposal"
    """What is withheld elsewhere was proposed in a document because a person asked for it; nothing to take back."""


# What a person did that a second person has to look at again.
CHANGES = (EventKind.DECISION, EventKind.PASSAGE)
# What people say of pages and documents. An event that takes one back has in ``content``, as RESTORED, what holds then.
MARKS = (EventKind.PAGE, EventKind.DOCUMENT, EventKind.COMMENT, EventKind.ASSIGNMENT, EventKind.CONFIRMATION)
RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a document of the dossier.

    ``subject`` is what of the document it is about; ``batch`` ties what was done in one step; ``at`` is UTC;
    ``content`` holds values that JSON knows, and no text of a document but what a person wrote.
    """

    kind: EventKind
    document: str
    subject: str
    author: Author
    reviewer: str
    at: datetime
    batch: str
    content: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def same(self) -> tuple[object, ...]:
        """What makes it the same wish: not when it was made, nor the name of its step."""
        return self.kind, self.document, self.subject, self.author, self.reviewer, self.content


@dataclass(frozen=True, slots=True)
class Logged:
    """An event as it stands in the log.

    ``sequence`` counts from 1; ``hash`` is the SHA-256 (hex) over ``previous``, the hash of the row before it, and
    everything else of the row; ``key`` is the name that whoever asked gave the step, or empty.
    """

    sequence: int
    event: Event
    key: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one step stored: its batch, the numbers of its first and last event, and the suggestions it decided on."""

    batch: str = ""
    first: int = 0
    last: int = 0
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What a look at the whole log tells.

    ``events`` counts its rows, ``last`` is the number and ``hash`` the hash of the last one. ``broken`` is the number
    of the first row that is not what it was when it was stored, 0 when all are; ``projected`` tells whether what holds
    is what follows from the log.
    """

    events: int
    last: int
    hash: str
    broken: int = 0
    projected: bool = True


def decision_event(decision: Decision, document: str) -> Event:
    """Return the event of a decision on a suggestion of a document."""
    return Event(
        EventKind.DECISION,
        document,
        decision.suggestion,
        decision.author,
        decision.reviewer,
        decision.decided_at,
        decision.batch,
        {"verdict": decision.verdict.value, "grounds": list(decision.grounds), "reason": decision.reason},
    )


def decision_of(event: Event) -> Decision:
    """Undo :func:`decision_event`."""
    return Decision(
        suggestion=event.subject,
        verdict=Verdict(event.content["verdict"]),
        author=event.author,
        reviewer=event.reviewer,
        decided_at=event.at,
        batch=event.batch,
        grounds=tuple(event.content["grounds"]),
        reason=event.content["reason"],
    )


def passage_content(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion that a person made as the content of an event: places, and no text."""
    return {
        "present": True,
        "ground": suggestion.ground,
        "kind": suggestion.kind,
        "level": suggestion.level.value,
        "spans": [[s.page, s.start, s.end] for s in suggestion.spans],
        "boxes": [[[b.x0, b.top, b.x1, b.bottom] for b in boxes] for boxes in suggestion.boxes],
        "provenance": [[p.detector, p.rule, p.context, p.score] for p in suggestion.provenance],
    }


def passage_of(event: Event) -> Suggestion | None:
    """Return the suggestion that an event of kind ``PASSAGE`` added; ``None`` when it took one back."""
    content = event.content
    if not content["present"]:
        return None
    return Suggestion(
        id=event.subject,
        document=event.document,
        spans=tuple(Span(*place) for place in content["spans"]),
        ground=content["ground"],
        kind=content["kind"],
        level=Level(content["level"]),
        provenance=tuple(_provenance(*made) for made in content["provenance"]),
        boxes=tuple(tuple(Box(*box) for box in boxes) for boxes in content["boxes"]),
    )


def _provenance(detector: str, rule: str, context: str, score: float) -> Provenance:
    return Provenance(detector, rule, context=context, score=score)


def step_of(logged: Sequence[Logged]) -> Step:
    """Return what a step stored, from its rows."""
    if not logged:
        return Step()
    decided = (row.event.subject for row in logged if row.event.kind is EventKind.DECISION)
    return Step(logged[0].event.batch, logged[0].sequence, logged[-1].sequence, tuple(dict.fromkeys(decided)))
