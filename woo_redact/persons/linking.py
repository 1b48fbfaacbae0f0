"""Mentions to persons: within a document by its full names, over documents by what agrees and contradicts nothing.

What fits more than one person stays apart, marked as unsure: joined wrongly, two people would share a number, and a
decision about one would be taken for both.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import TypeVar

from woo_redact.persons.agreeing import agree, alike, as_surname, by_surname, fits, keys
from woo_redact.persons.names import Form, Name

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A place where a person is mentioned. The order is that of first appearance: file name, page, offset.

    ``suggestion`` is the id of the suggestion, ``document`` that of the document; ``file`` is its (first) name.
    """

    file: str
    page: int
    start: int
    end: int
    suggestion: str
    document: str
    name: Name = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """All mentions of one person, in order of appearance; not ``sure`` when they may be another person's as well."""

    mentions: tuple[Mention, ...]
    sure: bool = True


# The full names of one person in one document.
_Names = frozenset[Name]


@dataclass(slots=True)
class _Group:
    """The full names of a document that are one person's, and the mentions gathered so far."""

    names: _Names
    mentions: list[Mention]
    sure: bool


def link(mentions: Iterable[Mention], first_names: frozenset[str] = frozenset()) -> tuple[Person, ...]:
    """Return the persons, each mention in exactly one, in order of first appearance.

    The result does not depend on the order of the mentions. ``first_names`` are folded words that, standing alone, do
    not name a person by surname in another document.
    """
    documents: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(set(mentions)):
        documents[mention.document].append(mention)
    groups: list[_Group] = []
    unsure: list[Mention] = []
    left: dict[str, list[Mention]] = {}
    for document, found in documents.items():
        own, apart, left[document] = _within(found)
        groups.extend(own)
        unsure.extend(apart)
    persons = _over_documents(groups)
    alone = _by_surname(left, persons, unsure, first_names)
    return tuple(
        sorted(
            (
                *(Person(tuple(sorted(p.mentions)), p.sure) for p in persons),
                *(Person((mention,), sure=False) for mention in unsure),
                *alone,
            ),
            key=lambda p: p.mentions,
        )
    )


def _within(mentions: Sequence[Mention]) -> tuple[list[_Group], list[Mention], list[Mention]]:
    """Return the persons with a full name in a document, the mentions that fit several, and those that fit none."""
    read = {name: as_surname(name, {m.name for m in mentions}) for name in {m.name for m in mentions}}
    mentions = [replace(mention, name=read[mention.name]) for mention in mentions]
    full: dict[Name, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.name.form is Form.FULL:
            full[mention.name].append(mention)
    classes, several = classes_of(list(full), agree, keys)
    groups = [_Group(frozenset(c), [m for name in c for m in full[name]], sure=True) for c in classes]
    doubtful = [_Group(frozenset({name}), full[name], sure=False) for name in several]
    unsure = [mention for group in doubtful for mention in group.mentions]
    left = []
    for mention in mentions:
        if mention.name.form is Form.FULL:
            continue
        fitting = _best(
            mention.name, [group for group in (*groups, *doubtful) if _fits_all(mention.name, group.names, fits)]
        )
        if len(fitting) == 1 and fitting[0].sure:
            fitting[0].mentions.append(mention)
        elif fitting:
            unsure.append(mention)
        else:
            left.append(mention)
    return groups, unsure, left


def _fits_all(part: Name, names: _Names, fit: Callable[[Name, Name], bool]) -> bool:
    """Whether a partial mention fits a person: by any of its names, and each of the fullest surnames when it is one."""
    if not any(fit(part, name) for name in names):
        return False
    by_family = [by_surname(part, name) for name in _fullest(names)]
    return not any(by_family) or all(by_family)


def _best(part: Name, groups: list[_Group]) -> list[_Group]:
    """Return the groups that have a double surname as it is written, if any: others have only half of it."""
    if len(part.surname) < 2:
        return groups
    return [group for group in groups if any(name.surname == part.surname for name in group.names)] or groups


def _fullest(names: _Names) -> list[Name]:
    """Return the names whose surname is no part of another one's: Lieshout-Maas, not Maas beside it."""
    return [
        name
        for name in names
        if not any(set(name.surname) < set(other.surname) for other in names if other is not name)
    ]


def _over_documents(groups: Sequence[_Group]) -> list[_Group]:
    """Join the persons of documents whose names agree; one that agrees with two that contradict each other is apart."""
    alike_in: dict[_Names, list[_Group]] = defaultdict(list)
    for group in groups:
        alike_in[group.names].append(group)
    classes, several = classes_of(list(alike_in), _groups_agree, _group_keys)
    joined = [
        _Group(
            frozenset().union(*names),
            [mention for one in names for group in alike_in[one] for mention in group.mentions],
            sure=True,
        )
        for names in classes
    ]
    apart = [_Group(group.names, group.mentions, sure=False) for names in several for group in alike_in[names]]
    return [*joined, *apart]


def _groups_agree(first: _Names, second: _Names) -> bool:
    return all(agree(one, other) for one in first for other in second)


def _group_keys(names: _Names) -> Iterable[str]:
    return {key for name in names for key in keys(name)}


def _by_surname(
    left: Mapping[str, Sequence[Mention]],
    persons: Sequence[_Group],
    unsure: list[Mention],
    first_names: frozenset[str],
) -> list[Person]:
    """Give what fits nobody in its own document to the one person of that surname; return what is left, as persons.

    Only a surname counts over documents, never a given name or first letters.
    """
    known = _Families(persons, first_names)
    alone: list[Person] = []
    for mentions in left.values():
        rest: dict[Name, list[Mention]] = defaultdict(list)
        for mention in mentions:
            fitting = known.of(mention.name)
            if len(fitting) == 1 and fitting[0].sure:
                fitting[0].mentions.append(mention)
            elif fitting:
                unsure.append(mention)
            else:
                rest[mention.name].append(mention)
        telling = [name for name in rest if not name.address and name.form is not Form.NONE]
        classes, several = classes_of(telling, alike, _alike_keys)
        alone.extend(Person(tuple(sorted(m for name in c for m in rest[name]))) for c in classes)
        # An address of one word that fits nobody may be anything.
        unsure.extend(m for name in rest if name in several or name not in telling for m in rest[name])
    return alone


def _alike_keys(name: Name) -> Iterable[str]:
    return {*name.surname, name.letters}


class _Families:
    """The persons of a dossier by surname."""

    def __init__(self, persons: Sequence[_Group], first_names: frozenset[str]) -> None:
        self._by_key: dict[str, list[_Group]] = defaultdict(list)
        self._given: set[str] = set(first_names)
        for person in persons:
            self._given.update(given for name in person.names for given in name.given)
            for key in {key for name in person.names for key in keys(name)}:
                self._by_key[key].append(person)

    def of(self, part: Name) -> list[_Group]:
        """Return the persons whose surname this mention is."""
        if (part.address and part.form is Form.WORD) or (not part.particle and part.hyphened in self._given):
            return []
        found = {id(person): person for key in keys(part) for person in self._by_key.get(key, ())}
        return _best(part, [person for person in found.values() if _fits_all(part, person.names, by_surname)])


def classes_of(
    items: Sequence[T], same: Callable[[T, T], bool], keys_of: Callable[[T], Iterable[str]]
) -> tuple[list[list[T]], list[T]]:
    """Return classes of items that are all the same, and the items that are the same as two that are not.

    ``same`` is symmetric, not transitive; items that are the same have a key in common. Without the doubtful ones it is
    transitive, so that the classes do not depend on any order.
    """
    by_key: dict[str, list[T]] = defaultdict(list)
    for item in items:
        for key in set(keys_of(item)):
            by_key[key].append(item)
    mates: dict[T, set[T]] = {item: set() for item in items}
    for alike_ones in by_key.values():
        for one, other in combinations(alike_ones, 2):
            if other not in mates[one] and same(one, other):
                mates[one].add(other)
                mates[other].add(one)
    doubtful = {item for item in items if any(not mates[item] - {mate} <= mates[mate] for mate in mates[item])}
    classes: dict[frozenset[T], list[T]] = {}
    for item in items:
        if item not in doubtful:
            classes.setdefault(frozenset({item, *(mates[item] - doubtful)}), []).append(item)
    return list(classes.values()), [item for item in items if item in doubtful]
