"""What was decided, and the redactions that follow from it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box


class Verdict(StrEnum):
    """Outcome for one suggestion."""

    APPROVED = "approved"
    REJECTED = "rejected"
    OPEN = "open"
    """Undone: nothing holds any more."""


class Author(StrEnum):
    """Who decided: only a person's decision counts for a package."""

    PERSON = "person"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Decision:
    """One append-only event; the current state is the last one per suggestion.

    ``grounds`` replace the suggested one when not empty; ``batch`` ties decisions made in one step, so that one undo
    takes them all back. ``decided_at`` is UTC.
    """

    suggestion: str
    verdict: Verdict
    author: Author
    reviewer: str
    decided_at: datetime
    batch: str
    grounds: tuple[str, ...] = ()
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Redaction:
    """An approved passage on one page, ready to be removed. Made from approved decisions only, by ``review.state``.

    ``cover`` has one box per line (points, page space); ``grounds`` are all grounds that hold for the passage;
    ``person`` is the number of the person it names, when numbers were asked for and it is certain who that is;
    ``reason`` is what the decisions give as reasoning, each text once.
    """

    document: str
    span: Span
    cover: tuple[Box, ...]
    grounds: tuple[str, ...]
    suggestions: tuple[str, ...] = ()
    person: int | None = None
    reason: str = field(default="", repr=False)
