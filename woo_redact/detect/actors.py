"""Whether anybody is about in a text: persons, offices, firms, whatever has a name.

What is withheld is somebody's: who said it, whom it harms, who may not know it. In a manual, a standard or code hardly
anybody acts, in whatever language; there the passage model is as sure as elsewhere, and wrong.
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, field

import regex

from woo_redact.detect.hits import Source

# The word list of who acts and what they do.
ACTORS = "actors"
# Characters before and after a passage in which somebody has to be about: a page or so.
AROUND = 1500
# Of so many words one has to be somebody. Measured on the training part: of 12,433 passages that are withheld five have
# fewer around them; of what the model finds in manuals, standards and code nine in ten have.
ONE_IN = 30
# Fewer words tell nothing.
LEAST = 60
_WORD = regex.compile(r"[\p{L}\p{M}'’]*\p{L}")
# A capital within a sentence.
_NAME = regex.compile(r"(?<=[\p{Ll}\d,;)] )\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*")


@dataclass(frozen=True, slots=True)
class Actors:
    """Where the words of a text begin, and where those that stand for somebody do, in order."""

    words: tuple[int, ...] = field(repr=False)
    acting: tuple[int, ...] = field(repr=False)

    def nobody(self, start: int, end: int) -> bool:
        """Whether hardly anybody is about around a place."""
        low, high = start - AROUND, end + AROUND
        words = bisect_left(self.words, high) - bisect_left(self.words, low)
        acting = bisect_left(self.acting, high) - bisect_left(self.acting, low)
        return words >= LEAST and acting * ONE_IN < words


def actors_in(source: Source, listed: Collection[str]) -> Actors:
    """Look up who is about in a text; ``listed`` are words for somebody, in small letters."""
    known = frozenset(listed)
    words = [match.span() for match in _WORD.finditer(source.folded)]
    acting = [start for start, end in words if source.folded[start:end] in known]
    acting += [match.start() for match in _NAME.finditer(source.text)]
    return Actors(tuple(start for start, _ in words), tuple(sorted(acting)))
