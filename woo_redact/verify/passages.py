"""Withheld passages, and what gives them away, sought in any text at the borders of words."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from woo_redact.domain.folding import WORD, folded
from woo_redact.domain.telling import split_camel, telling_words
from woo_redact.verify.decoded import decodings
from woo_redact.verify.piece import Piece

# Letters and digits of a passage; a shorter one turns up by chance.
SHORTEST = 4
# Words of fewer letters are in any text ("BZ" of a postcode, "NL"): they tell only when they are all of a passage.
SHORTEST_WORD = 3
# A shorter string has to be a word by itself: two short words that stand together may look like it.
SHORTEST_ACROSS = 6
# The same for figures alone, of which dates, numbers and sizes are full.
SHORTEST_FIGURES_ACROSS = 8
# Where short strings turn up by chance.
SHORTEST_LOOSE, SHORTEST_LOOSE_FIGURES = 6, 10
# A longer run of letters than this has no name within it that a person put there.
KEY = 4
# What shows no sign and parts no word: soft hyphen, zero width, marks of direction.
_UNSEEN = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
)


class Sought:
    """What to look for: by document id, passages and the telling words in them. Has no ``repr`` of its own: text."""

    def __init__(self, withheld: Mapping[str, Sequence[str]]) -> None:
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        for document, passages in withheld.items():
            for passage in set(passages):
                for target in targets_of(passage):
                    self._owners[target].add(document)
        self._index()

    def _index(self) -> None:
        self._short = frozenset(t for t in self._owners if len(t) < KEY)
        self._long: dict[str, list[str]] = {}
        for target in self._owners:
            if len(target) >= KEY:
                self._long.setdefault(target[:KEY], []).append(target)

    def __bool__(self) -> bool:
        return bool(self._owners)

    def without(self, texts: Iterable[str | Piece]) -> "Sought":
        """Return what to look for but for what can be read in ``texts`` anyhow; a piece is read as it is searched."""
        readable: set[str] = set()
        for text in texts:
            readable |= self.within(text) if isinstance(text, str) else self._targets_in(text)
        kept = Sought({})
        kept._owners.update((t, o) for t, o in self._owners.items() if t not in readable)
        kept._index()
        return kept

    def documents_in(self, piece: Piece) -> frozenset[str]:
        """Return the ids of the documents of which something stands in a piece of text."""
        return frozenset().union(*(self._owners[target] for target in self._targets_in(piece)))

    def _targets_in(self, piece: Piece) -> set[str]:
        found: set[str] = set()
        for text in _readings(piece):
            for target in self.within(text):
                if not piece.loose or len(target) >= (SHORTEST_LOOSE_FIGURES if target.isdigit() else SHORTEST_LOOSE):
                    found.add(target)
            if piece.name:
                found.update(self._inside(text))
        return found

    def within(self, text: str) -> set[str]:
        """Return which targets stand in a text: as words of it, whatever stands between their letters."""
        words = words_of(text)
        found = set(self._short.intersection(words))
        run = "".join(words)
        starts = [0, *accumulate(map(len, words))]
        borders = frozenset(starts)
        for number, start in enumerate(starts[:-1]):
            for target in self._long.get(run[start : start + KEY], ()):
                if not run.startswith(target, start) or start + len(target) not in borders:
                    continue
                if starts[number + 1] == start + len(target) or _may_be_parted(target):
                    found.add(target)
        return found

    def _inside(self, name: str) -> Iterator[str]:
        """Yield the targets in a name that is written as one ("mailjansen")."""
        for word in words_of(name):
            for start in range(1, len(word) - SHORTEST_ACROSS + 1):
                for target in self._long.get(word[start : start + KEY], ()):
                    if len(target) >= SHORTEST_ACROSS and word.startswith(target, start):
                        yield target


def targets_of(passage: str) -> set[str]:
    """Return what of a passage is sought: all of it, its letters and digits, and the words that give it away."""
    # An accent that is a character of its own would part a word.
    plain = unicodedata.normalize("NFC", passage).translate(_UNSEEN)
    words = words_of(plain)
    whole = "".join(words)
    found = {word for word in telling_words(plain) if len(word) >= SHORTEST_WORD or len(words) == 1}
    return found | {whole} if len(whole) >= SHORTEST else found


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded; what cannot be seen parts no words."""
    if not text.isascii():
        text = text.translate(_UNSEEN)
    return WORD.findall(folded(text))


def _may_be_parted(target: str) -> bool:
    return len(target) >= (SHORTEST_FIGURES_ACROSS if target.isdigit() else SHORTEST_ACROSS)


def _readings(piece: Piece) -> Iterator[str]:
    yield piece.text
    if piece.name and (parted := split_camel(piece.text)) != piece.text:
        yield parted
    yield from decodings(piece.text)
