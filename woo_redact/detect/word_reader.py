"""Word vectors in their context, as the networks of a spaCy pipeline give them, in less time.

What a network says of a word without its context follows from a few attributes. So it is asked about distinct words
only, and what it said is kept; the layers that look at the context are put to all words. A network that is built in
another way than :mod:`woo_redact.detect.networks` knows is asked as spaCy does.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from woo_redact.detect.networks import Attributes, Matrix, Numbers, embedded, in_context, taken_apart
from woo_redact.detect.tokens import Tokeniser

# So many distinct words are kept.
KEPT = 5000
# Words are worked on in sections, in which each distinct one counts once; this bounds the memory.
SECTION = 4096
# What is asked of words beside what the networks look at, and the numbers of all flags of spaCy.
FLAGS = ("IS_ALPHA", "IS_LOWER", "IS_SPACE")
FIRST_FLAG, LAST_FLAG = 1, 63


class WordReader:
    """The networks of a pipeline, whose weights must not change any more.

    Args:
        pipeline: tokenises, and has the words and their table.
        networks: those that give word vectors (``Tok2Vec`` of spaCy).
    """

    def __init__(self, pipeline: Any, networks: Sequence[Any]) -> None:
        self._tokeniser = Tokeniser(pipeline)
        self._vectors = pipeline.vocab.vectors
        self._models = tuple(networks)
        self._parts = tuple(taken_apart(model, self._vectors) for model in networks)
        self._known = tuple(network for network in self._parts if network)
        own = {attribute for network in self._known for attribute, _, _ in network.tables}
        self._columns: tuple[Any, ...] = (*sorted(own, key=str), self._vectors.attr)
        if self._known == self._parts:
            _without_flags(pipeline.vocab, self._columns)
        self._words = _Words(sum(network.width for network in self._known))

    def docs(self, texts: Sequence[str]) -> list[Any]:
        """Tokenise texts."""
        return self._tokeniser.docs(texts)

    def vectors(self, docs: Sequence[Any]) -> list[Matrix]:
        """Return for each network the vectors of the words of all documents, tokens by width."""
        fast = iter(self._fast(docs) if self._known and docs else ())
        return [
            next(fast) if network else np.concatenate(model.predict(docs))
            for model, network in zip(self._models, self._parts, strict=True)
        ]

    def _fast(self, docs: Sequence[Any]) -> list[Matrix]:
        table = np.concatenate([doc.to_array(self._columns) for doc in docs]).astype(np.uint64, copy=False)
        count = len(table)
        found = [np.empty((count, network.width), dtype=np.float32) for network in self._known]
        keys: list[bytes] = table.view(f"V{table.itemsize * table.shape[1]}").ravel().tolist()
        # Between documents stands nothing, as far as the layers can see.
        reach = max(network.reach for network in self._known)
        document = np.repeat(np.arange(len(docs)), [len(doc) for doc in docs])
        rows = np.full(count + reach * (len(docs) + 1), -1, dtype=np.int64)
        rows[np.arange(count) + reach * (document + 1)] = np.arange(count)
        for first in range(0, len(rows), SECTION):
            low = max(0, first - reach)
            section = rows[low : first + SECTION + reach]
            own = np.flatnonzero(section >= 0)
            numbers, distinct = _distinct(keys, section, own)
            own = own[(own >= first - low) & (own < first - low + SECTION)]
            words = self._without_context([keys[row] for row in distinct], table[distinct])
            for network, vectors, each in zip(self._known, found, words, strict=True):
                vectors[section[own]] = in_context(network, each, numbers)[own]
        return found

    def _without_context(self, keys: Sequence[bytes], table: Attributes) -> list[Matrix]:
        """Return for each network what distinct words are without their context, and after them nothing."""
        places = self._words.places(keys)
        new = np.flatnonzero(places < 0)
        rows = np.zeros((len(keys) + 1, self._words.width), dtype=np.float32)
        self._words.put(places, rows)
        if len(new):
            attributes = {column: np.ascontiguousarray(table[new, i]) for i, column in enumerate(self._columns)}
            rows[new] = np.hstack(embedded(self._known, self._models[0].ops, attributes, self._vectors))
            self._words.keep([keys[number] for number in new[: KEPT // 2].tolist()], rows[new[: KEPT // 2]])
        ends = np.cumsum([network.width for network in self._known])
        return [np.ascontiguousarray(part) for part in np.split(rows, ends[:-1], axis=1)]


def _without_flags(vocab: Any, asked: Sequence[Any]) -> None:
    """Have spaCy work out of a new word only what is asked for: the other flags take longer than all the rest."""
    from spacy.attrs import intify_attr

    kept = {intify_attr(one) for one in (*asked, *FLAGS)}
    getters = vocab.lex_attr_getters.items()
    vocab.lex_attr_getters = {
        number: getter for number, getter in getters if number in kept or number not in range(FIRST_FLAG, LAST_FLAG + 1)
    }


class _Words:
    """What is kept of words: a row of numbers for each, at most :data:`KEPT`."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._places: dict[bytes, int] = {}
        self._rows: Matrix = np.empty((0, width), dtype=np.float32)
        self._met: Numbers = np.zeros(KEPT, dtype=np.int64)

    def places(self, keys: Sequence[bytes]) -> Numbers:
        """Return where the words are kept, -1 for those that are not."""
        return np.array([self._places.get(key, -1) for key in keys], dtype=np.int64)

    def put(self, places: Numbers, rows: Matrix) -> None:
        """Put what is kept at these places into the rows of the same numbers."""
        known = np.flatnonzero(places >= 0)
        rows[known] = self._rows[places[known]]
        self._met[places[known]] += 1

    def keep(self, keys: Sequence[bytes], rows: Matrix) -> None:
        """Keep new words, at most half of all; when there are too many, those that were met least are forgotten."""
        if len(self._places) + len(keys) > KEPT:
            self._forget()
        first, last = len(self._places), len(self._places) + len(keys)
        if last > len(self._rows):
            larger = np.empty((min(KEPT, 2 * last), self.width), dtype=np.float32)
            larger[:first] = self._rows[:first]
            self._rows = larger
        self._rows[first:last] = rows
        self._met[first:last] = 1
        self._places.update(zip(keys, range(first, last), strict=True))

    def _forget(self) -> None:
        stay = np.sort(np.argsort(-self._met[: len(self._places)], kind="stable")[: KEPT // 2])
        names = list(self._places)
        self._places = {names[old]: place for place, old in enumerate(stay.tolist())}
        self._rows[: len(stay)] = self._rows[stay]
        # What was met long ago counts for less.
        self._met[: len(stay)] = self._met[stay] // 2


def _distinct(keys: Sequence[bytes], rows: Numbers, own: Numbers) -> tuple[Numbers, Numbers]:
    """Return the number of the word in each row among the distinct ones, and a row of ``keys`` for each of those.

    ``own`` are the rows with a word; all others get the number after the last.
    """
    numbers: dict[bytes, int] = {}
    chosen = rows[own]
    each = np.array([numbers.setdefault(keys[row], len(numbers)) for row in chosen.tolist()], dtype=np.int64)
    found = np.full(len(rows), len(numbers), dtype=np.int64)
    found[own] = each
    distinct = np.empty(len(numbers), dtype=np.int64)
    distinct[each] = chosen
    return found, distinct
