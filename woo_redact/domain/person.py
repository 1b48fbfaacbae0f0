"""Persons of a dossier as they are kept: numbers and places, no names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptMention:
    """A mention that belongs to a person: id of the suggestion, and where it stands."""

    suggestion: str
    document: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """A person: its number (``None``: never had one), whether it is ``sure``, and its mentions in order."""

    number: int | None
    sure: bool
    mentions: tuple[KeptMention, ...]

    @property
    def shown(self) -> int | None:
        """The number that may be printed: that of a person that is sure."""
        return self.number if self.sure else None
