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
    ``reason`` is what the decisions give as reasoning, each text once; ``rest`` are further places on the page when the
    passage is not one run of text, as under a rectangle that a person drew. A place without words is empty. ``areas``
    are those of the boxes that a person drew: they are no lines of text, and are drawn as they are.
    """

    document: str
    span: Span
    cover: tuple[Box, ...]
    grounds: tuple[str, ...]
    suggestions: tuple[str, ...] = ()
    person: int | None = None
    reason: str = field(default="", repr=False)
    rest: tuple[Span, ...] = ()
    areas: tuple[Box, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All places that have words, in text order."""
        return tuple(span for span in (self.span, *self.rest) if span.start < span.end)

    @property
    def characters(self) -> int:
        """How many characters it takes out, by the count of the text of its page."""
        return sum(span.end - span.start for span in self.spans)
