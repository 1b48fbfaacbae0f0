"""The value lists of DiWoo, which the platforms demand: an entry found by its name, code or URI.

The lists lie in ``rules/standards/lists``; each is read when it is first asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from woo_redact.domain.publication import Listed
from woo_redact.errors import InputError
from woo_redact.resources import rules_root

NEAREST = 4
# Less alike than this is no help (of 100).
ALIKE = 60
# What people leave out of the name of an organisation.
PREFIXES = ("ministerie van ", "gemeente ", "provincie ", "waterschap ", "hoogheemraadschap van ", "hoogheemraadschap ")


class ListName(StrEnum):
    """The lists; values are the names of their files."""

    ORGANISATIONS = "organisations"
    CATEGORIES = "categories"
    DOCUMENT_SORTS = "document-sorts"
    THEMES = "themes"
    ACTS = "acts"
    RELATIONS = "relations"
    FORMATS = "formats"
    LANGUAGES = "languages"


_CALLED = {
    ListName.ORGANISATIONS: ("organisatie", "organisaties"),
    ListName.CATEGORIES: ("informatiecategorie", "informatiecategorieën"),
    ListName.DOCUMENT_SORTS: ("documentsoort", "documentsoorten"),
    ListName.THEMES: ("thema", "thema's"),
    ListName.ACTS: ("documenthandeling", "documenthandelingen"),
    ListName.RELATIONS: ("documentrelatie", "documentrelaties"),
    ListName.FORMATS: ("bestandsformaat", "bestandsformaten"),
    ListName.LANGUAGES: ("taal", "talen"),
}


@dataclass(frozen=True, slots=True)
class _ValueList:
    entries: Mapping[str, Listed]
    """By URI, in the order of the file."""
    names: Mapping[str, tuple[Listed, ...]] = field(repr=False)
    """By URI, code and whole name, without case."""
    short: Mapping[str, tuple[Listed, ...]] = field(repr=False)
    """By name without its prefix."""


def organisation(text: str) -> Listed:
    """Find an organisation by its name ("ministerie van" or "gemeente" may be left out), TOOI code or URI.

    Raises:
        InputError: there is none, or there are several of that name.
    """
    return find(ListName.ORGANISATIONS, text)


def category(text: str) -> Listed:
    """Find one of the eighteen categories of information by its name, code or URI; raises as :func:`organisation`."""
    return find(ListName.CATEGORIES, text)


def theme(text: str) -> Listed:
    """Find a theme by its name, code or URI; raises as :func:`organisation`."""
    return find(ListName.THEMES, text)


def find(name: ListName, text: str) -> Listed:
    """Find an entry of a list by its name, code or URI, whatever the case.

    Raises:
        InputError: there is none, or there are several of that name.
    """
    listed, key = _list(name), _key(text)
    found = listed.names.get(key) or listed.short.get(key) or ()
    if len(found) == 1:
        return found[0]
    one, several = _CALLED[name]
    if found:
        raise InputError(
            f'Er is meer dan één {one} met de naam "{text}".',
            f"Geef de code op: {_named(found)}.",
        )
    near = tuple(_nearest(listed, key))
    raise InputError(
        f'"{text}" staat niet in de waardelijst van {several}.',
        f"Lijkt op: {_named(near)}." if near else "Geef de naam, de code of de URI uit de TOOI-waardelijst op.",
    )


def is_listed(name: ListName, entry: Listed) -> bool:
    """Whether a list has this entry."""
    return entry.uri in _list(name).entries


def category_number(category: Listed) -> int:
    """Return the number of a category in the order of article 3.3 Woo, from 1, by which sitemaps are named.

    Raises:
        InputError: it is not on the list.
    """
    known = _list(ListName.CATEGORIES).entries
    return list(known).index(find(ListName.CATEGORIES, category.uri).uri) + 1


def gpp_uuid(entry: Listed) -> str | None:
    """Return by which UUID the GPP-publicatiebank knows an organisation or category, if it does.

    Organisations that an installation has added itself, such as ministries, are not among them.
    """
    return _gpp_uuids().get(entry.uri)


@cache
def _gpp_uuids() -> Mapping[str, str]:
    return MappingProxyType(dict(_rows("gpp-uuids")))


@cache
def _list(name: ListName) -> _ValueList:
    entries = {uri: Listed(uri, label) for uri, label in _rows(name)}
    names: dict[str, tuple[Listed, ...]] = {}
    short: dict[str, tuple[Listed, ...]] = {}
    for entry in entries.values():
        label = _key(entry.label)
        for key in {_key(entry.uri), _key(_code(entry)), label}:
            names[key] = (*names.get(key, ()), entry)
        for prefix in PREFIXES:
            if name is ListName.ORGANISATIONS and label.startswith(prefix):
                key = label.removeprefix(prefix)
                short[key] = (*short.get(key, ()), entry)
                break
    return _ValueList(MappingProxyType(entries), MappingProxyType(names), MappingProxyType(short))


def _rows(name: str) -> Iterator[tuple[str, str]]:
    path = rules_root() / "standards" / "lists" / f"{name}.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            uri, _, value = line.partition("\t")
            yield uri, value


def _key(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _code(entry: Listed) -> str:
    return entry.uri.rpartition("/")[2]


def _nearest(listed: _ValueList, key: str) -> Iterator[Listed]:
    # Only needed for a mistake.
    from rapidfuzz import fuzz, process

    labels = {uri: _key(entry.label) for uri, entry in listed.entries.items()}
    for _, _, uri in process.extract(key, labels, scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=ALIKE):
        yield listed.entries[uri]


def _named(entries: tuple[Listed, ...]) -> str:
    return ", ".join(f"{entry.label} ({_code(entry)})" for entry in entries)
