"""How far people are with the documents of a dossier, and what they told each other. Values."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """That somebody did something, and when (UTC)."""

    reviewer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DocumentProgress:
    """How far people are with a document: who has it (or nobody), who is done with it, who confirmed it.

    ``pages`` are the pages (0-based) that are done. Whoever changes something in a document takes its confirmation
    away; when that is somebody else than who was done with it, it is not done either.
    """

    document: str
    assigned: str = ""
    done: Mark | None = None
    confirmed: Mark | None = None
    pages: frozenset[int] = frozenset()

    def is_final(self, *, second_review: bool) -> bool:
        """Whether nobody has to look at it any more; with ``second_review`` a second person has to have confirmed."""
        return self.done is not None and (self.confirmed is not None or not second_review)


@dataclass(frozen=True, slots=True)
class Comment:
    """Words of a reviewer on a suggestion (its id), on a page (0-based), or on the document. Never for a log.

    ``sequence`` is its number in the log of the dossier.
    """

    sequence: int
    document: str
    suggestion: str
    page: int | None
    reviewer: str
    at: datetime
    text: str = field(repr=False)
