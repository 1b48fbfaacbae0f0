"""Words changed for others that mean about the same, so that a model does not hang on single words and names."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Doc

# Shorter words are articles, prepositions and pronouns: with another one a sentence says something else.
SHORTEST = 4
# A smaller group is one word in its forms.
LEAST = 2


@dataclass(frozen=True)
class Alike:
    """The words of documents, in small letters, by the row that they share in the table of centres."""

    rows: Mapping[str, int] = field(repr=False)
    groups: Mapping[int, tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, docs: Iterable[Any]) -> "Alike":
        """Gather the words of tokenised documents."""
        rows: dict[str, int] = {}
        for doc in docs:
            find = doc.vocab.vectors.find
            for token in doc:
                if len(token) >= SHORTEST and token.is_alpha and token.lower_ not in rows:
                    rows[token.lower_] = int(find(key=token.lower))
        groups: dict[int, list[str]] = defaultdict(list)
        for word in sorted(rows):
            groups[rows[word]].append(word)
        groups.pop(-1, None)
        return cls(rows, {row: tuple(words) for row, words in groups.items() if len(words) >= LEAST})

    def swapped(self, doc: Any, share: float, rng: random.Random) -> Any:
        """Return a copy of a document in which so many of its words are others of their group, each the same all over.

        The places of the tokens stay, and so do capitals.
        """
        chosen: dict[str, str] = {}
        words = []
        for token in doc:
            group = self.groups.get(self.rows.get(token.lower_, -1), ())
            if group and token.lower_ not in chosen:
                chosen[token.lower_] = rng.choice(group) if rng.random() < share else token.lower_
            words.append(_cased(chosen[token.lower_], token.text) if group else token.text)
        return Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])


def _cased(word: str, like: str) -> str:
    if word == like.lower():
        return like
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word
