"""The passages of a review one after another: which comes next, which came before. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from woo_redact.domain.suggestion import Level


class GroupBy(StrEnum):
    """How passages are put together in a review."""

    PASSAGE = "passage"
    """Each by itself, as one reads them."""
    TERM = "term"
    """Those with the same text and ground together."""
    PERSON = "person"
    """Those that name the same person together; then those that name nobody for certain."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to review: of a level, of a rule, of a file (by its name in the dossier); in which order.

    ``legal``: instead what is withheld, whoever decided that, and of which a legal check tells something. ``second``:
    instead what a second person has to look at before a document is confirmed.
    """

    level: Level | None = None
    rule: str | None = None
    file: str | None = None
    legal: bool = False
    second: bool = False
    group: GroupBy = GroupBy.PASSAGE

    @property
    def listed(self) -> bool:
        """Whether it is a list that is gone through, decided or not."""
        return self.legal or self.second


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage in a queue: id of the suggestion, its document, its page (0-based), and the name of its group.

    The name is empty where a passage stands by itself.
    """

    id: str
    document: str
    page: int
    group: str = ""


Waiting = Callable[[Entry], bool]


def grouped(entries: Iterable[Entry], group_of: Callable[[Entry], str]) -> tuple[Entry, ...]:
    """Return entries with those of one group together, groups in the order of their first entry; loose ones last."""
    groups: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for entry in entries:
        name = group_of(entry)
        (groups.setdefault(name, []) if name else loose).append(replace(entry, group=name))
    return (*(entry for group in groups.values() for entry in group), *loose)


@dataclass(frozen=True)
class Queue:
    """Passages in the order in which they are reviewed."""

    entries: tuple[Entry, ...]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {entry.id: place for place, entry in enumerate(self.entries)}

    def place(self, name: str) -> int | None:
        """Return the place of a suggestion, if it is in the queue."""
        return self._places.get(name)

    def after(self, place: int, waiting: Waiting) -> int | None:
        """Return the first place after one (-1: of all) whose passage is waiting, if there is one."""
        return next((n for n in range(place + 1, len(self.entries)) if waiting(self.entries[n])), None)

    def before(self, place: int, waiting: Waiting) -> int | None:
        """Return the last place before one whose passage is waiting, if there is one."""
        return next((n for n in range(min(place, len(self.entries)) - 1, -1, -1) if waiting(self.entries[n])), None)

    def page_after(self, place: int) -> int | None:
        """Return the first place after one whose passage stands on another page, if there is one."""
        here = _page(self.entries[place])
        return self.after(place, lambda entry: _page(entry) != here)

    def page_before(self, place: int) -> int | None:
        """Return the place of the first passage of the page before, if there is one."""
        here = _page(self.entries[place])
        last = self.before(place, lambda entry: _page(entry) != here)
        if last is None:
            return None
        there = _page(self.entries[last])
        start = self.before(last, lambda entry: _page(entry) != there)
        return 0 if start is None else start + 1


def _page(entry: Entry) -> tuple[str, int]:
    return entry.document, entry.page
