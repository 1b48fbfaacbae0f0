"""Texts cut into words by the tokeniser of a pipeline, which is helped to remember how it cut."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

# So many stretches between white space are remembered as met; spaCy remembers how it cut 10,000.
MET = 20_000


class Tokeniser:
    """spaCy's tokeniser keeps how it cut a stretch between white space, but in a text no more after the first line end.

    A line end is one of its special cases, and what follows one is not kept. So a stretch that is met again is put to
    it by itself once, which changes nothing in the outcome.
    """

    def __init__(self, pipeline: Any) -> None:
        self._make_doc, self._cut_up = pipeline.make_doc, pipeline.tokenizer
        self._met: set[str] = set()
        self._cut: set[str] = set()

    def docs(self, texts: Sequence[str]) -> list[Any]:
        """Tokenise texts."""
        for text in texts:
            self._prepare(text)
        return [self._make_doc(text) for text in texts]

    def _prepare(self, text: str) -> None:
        for stretch, count in Counter(text.split()).items():
            if stretch in self._cut:
                continue
            if count > 1 or stretch in self._met:
                self._cut_up(stretch)
                self._cut.add(stretch)
            self._met.add(stretch)
        if len(self._met) > MET:
            self._met.clear()
        if len(self._cut) > MET:
            self._cut.clear()
