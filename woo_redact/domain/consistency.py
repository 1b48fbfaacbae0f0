"""The same passage treated in two ways."""

from dataclasses import dataclass

from woo_redact.domain.document import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a document (by the SHA-256 of its bytes): its parts, one a page, in order."""

    document: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that is withheld at one place and, the same or nearly so, can be read at another.

    ``grounds`` are those of the withheld one, ``likeness`` is 1 for the same words. ``settled``: a person decided that
    it stays at the other place.
    """

    withheld: Place
    readable: Place
    grounds: tuple[str, ...]
    likeness: float
    settled: bool = False
