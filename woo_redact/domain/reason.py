"""The reasoning of a passage (motivering): the text blocks it is chosen from, and words in it that are withheld."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

# What the reviewer has to fill in: "[datum]".
BLANK = re.compile(r"\[([^\[\]]+)\]")
# "640.000" and "12-03-2026" are one word.
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)*|[^\W\d_]+")
# Of so many letters or digits a word tells something.
TELLING = 5
# In a passage of more words than this, single words tell something only when they are names or figures.
SHORT = 8
# So many words of a long passage in a row are a quotation.
RUN = 3


@dataclass(frozen=True)
class ReasonTexts:
    """Text blocks by ground, the one to add for an ``older`` document, and words that tell nothing (``common``)."""

    by_ground: Mapping[str, tuple[str, ...]] = field(repr=False)
    older: str = field(default="", repr=False)
    common: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words that anybody may use: those of the blocks themselves, and the common ones."""
        blocks = (text for texts in self.by_ground.values() for text in texts)
        return frozenset(word for text in (*blocks, self.older, *self.common) for word in _words(_unblanked(text)))


def blanks(text: str) -> tuple[str, ...]:
    """Return what a text block asks of the reviewer, in order."""
    return tuple(BLANK.findall(text))


def filled(text: str, answers: Sequence[str]) -> str:
    """Return a text block with an answer in the place of each blank."""
    left = iter(answers)
    return BLANK.sub(lambda _: next(left), text)


def withheld_words(reason: str, passages: Iterable[str], plain: frozenset[str]) -> tuple[str, ...]:
    """Return what stands in a reason and in a withheld passage as well, as it stands in the reason without case.

    Of a short passage every word of five letters or digits counts and the passage as a whole; of a long one names,
    figures, and three words in a row. ``plain`` words are in any reason and count nowhere.
    """
    said = tuple(_words(reason))
    if not said:
        return ()
    runs = frozenset(_runs(said, RUN))
    found: dict[str, None] = {}
    for passage in dict.fromkeys(passages):
        for words in _telling(passage, plain):
            if (words[0] in said) if len(words) == 1 else (words in runs or _stands_in(words, said)):
                found[" ".join(words)] = None
    return tuple(found)


def _telling(passage: str, plain: frozenset[str]) -> Iterator[tuple[str, ...]]:
    raw = _WORD.findall(passage)
    words = tuple(map(_plain, raw))
    short = len(words) <= SHORT
    for shown, word in zip(raw, words, strict=True):
        named = short or not shown.islower()
        if named and len(word) >= TELLING and word not in plain:
            yield (word,)
    wholes = [words] if short else _runs(words, RUN)
    for run in wholes:
        if len(run) > 1 and sum(map(len, run)) >= TELLING and _tells_together(run, plain, short=short):
            yield run


def _tells_together(run: Sequence[str], plain: frozenset[str], *, short: bool) -> bool:
    """Whether words in a row tell something: in a long passage "van de wet" is in any sentence."""
    least = 1 if short else TELLING
    return any(len(word) >= least and word not in plain for word in run)


def _stands_in(words: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(said[at : at + len(words)] == words for at in range(len(said) - len(words) + 1))


def _runs(words: tuple[str, ...], length: int) -> list[tuple[str, ...]]:
    return [words[at : at + length] for at in range(len(words) - length + 1)]


def _words(text: str) -> Iterator[str]:
    return map(_plain, _WORD.findall(text))


def _plain(word: str) -> str:
    """Return a word without case, accents, and the marks within figures."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if c.isalnum()).casefold()


def _unblanked(text: str) -> str:
    return BLANK.sub(" ", text)
