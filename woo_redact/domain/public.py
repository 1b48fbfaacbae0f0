"""Who stays readable by office: who held which office when, and down to which rank an authority names its people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PublicFrom(StrEnum):
    """The lowest rank whose holders' names stay readable beside their title."""

    MINISTER = "bewindspersoon"
    SECRETARY_GENERAL = "SG/DG"
    DIRECTOR = "directeur"


class Spokespersons(StrEnum):
    """What happens to the names of those who speak to the press."""

    READABLE = "readable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Publicity:
    """What an authority chose for one dossier."""

    rank: PublicFrom = PublicFrom.MINISTER
    spokespersons: Spokespersons = Spokespersons.WITHHELD


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One term in one office: from the day ``since`` until the day ``until`` (``None``: still).

    ``name`` is the full name and ``also`` are other ways to write it; ``surname`` is how it is written alone ("De
    Jonge"). ``office`` is what one is ("minister"), ``portfolio`` of what.
    """

    name: str = field(repr=False)
    surname: str = field(repr=False)
    office: str
    portfolio: str
    since: date
    until: date | None = None
    also: tuple[str, ...] = field(default=(), repr=False)

    def holds_on(self, day: date | None) -> bool:
        """Whether it was the office's holder on a day, the last day included; an unknown day may be any."""
        return day is None or (self.since <= day and (self.until is None or day <= self.until))

    @property
    def full_names(self) -> tuple[str, ...]:
        """The full name in every way it is written, also as "Jonge, Hugo de"."""
        return tuple(form for name in (self.name, *self.also) for form in (name, _reversed(name, self.surname)))

    @property
    def surnames(self) -> tuple[str, ...]:
        """The name without first name in every way it is written."""
        other = (name.partition(" ")[2] for name in self.also)
        return tuple(dict.fromkeys((self.surname, *(name[:1].upper() + name[1:] for name in other))))


def in_office(holders: Iterable[OfficeHolder], day: str) -> tuple[OfficeHolder, ...]:
    """Return those who held office on a day (ISO 8601; empty or no date: whenever)."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        when = None
    return tuple(holder for holder in holders if holder.holds_on(when))


def _reversed(name: str, surname: str) -> str:
    """Return "Jonge, Hugo de" for "Hugo de Jonge": the words in small letters go last."""
    words = name.split()
    family = len(surname.split()) if name.casefold().endswith(surname.casefold()) else len(words) - 1
    given, rest = words[: len(words) - family], words[len(words) - family :]
    loose = 0
    while loose < len(rest) - 1 and (rest[loose][0].islower() or rest[loose][0] in "'’"):
        loose += 1
    return " ".join((f"{' '.join(rest[loose:])},", *given, *rest[:loose]))
