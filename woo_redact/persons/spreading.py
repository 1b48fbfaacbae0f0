"""Names that are certain in one document, looked for in the others."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

import regex

from woo_redact.domain.folding import folded
from woo_redact.domain.name import KnownName
from woo_redact.persons.names import Form, Name

# Shorter surnames are found in everything.
SHORTEST = 3

_CAPITAL = regex.compile(r"(?:d['’])?\p{Lu}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*")


def known_name(name: Name, ground: str, rule: str, words: Set[str], first_names: Set[str]) -> KnownName | None:
    """Return what of a full name is looked for elsewhere; ``None`` when it is no full name, or nothing is left of it.

    ``words`` are folded words that are more than names: common words, places, words that tell against a name.
    """
    if name.form is not Form.FULL or name.address:
        return None
    parts = tuple(part for part in name.surname if len(part) >= SHORTEST and part not in words)
    if len(parts) > 1:
        # "Jean Pierre Bakker": what stands before the surname may be a given name.
        parts = tuple(part for part in parts if part not in first_names)
    return KnownName(parts, name.given, bool(name.particle), ground, rule) if parts else None


@dataclass(slots=True)
class NameIndex:
    """The certain names of a dossier by word of their surname. Holds words, no texts."""

    _by_word: dict[str, set[KnownName]] = field(default_factory=dict, repr=False)
    # The document that a name is from; empty when it is from several.
    _from: dict[KnownName, str] = field(default_factory=dict, repr=False)

    def add(self, name: KnownName, document: str) -> None:
        """Add a name that is certain in a document."""
        if self._from.setdefault(name, document) != document:
            self._from[name] = ""
        for word in name.surname:
            self._by_word.setdefault(word, set()).add(name)

    def on(self, document: str, text: str) -> Iterator[tuple[int, int, frozenset[KnownName]]]:
        """Yield the places in a text of a document where a surname from another document stands with a capital."""
        for match in _CAPITAL.finditer(text):
            found = self._by_word.get(folded(match.group()))
            names = frozenset(n for n in found if self._from[n] != document) if found else frozenset()
            if names:
                yield match.start(), match.end(), names


def found_names(
    index: NameIndex, document: str, texts: Sequence[str], covered: Sequence[Sequence[tuple[int, int]]]
) -> tuple[tuple[KnownName, ...], bool]:
    """Return the names from other documents that stand in a document, and whether one stands where nothing covers it.

    ``covered`` are the ranges of each page that are suggested already.
    """
    names: set[KnownName] = set()
    bare = False
    for text, ranges in zip(texts, covered, strict=True):
        for start, end, found in index.on(document, text):
            names |= found
            bare = bare or not any(low < end and high > start for low, high in ranges)
    return tuple(sorted(names)), bare
