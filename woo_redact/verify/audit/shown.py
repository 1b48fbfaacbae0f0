"""What a reader can see on the pages of a file: to tell whether another part of it says more."""

import re
import unicodedata
from collections.abc import Iterable

from woo_redact.verify.strings import plain

_WORD = re.compile(r"[^\W_]+")


def words_in(text: str) -> list[str]:
    """Return the words of a text in order: letters and digits only, without case and typographic variants."""
    return _WORD.findall(unicodedata.normalize("NFKD", text).casefold())


class Shown:
    """The words of all pages, and all their letters in a row. Has no ``repr`` of its own: it holds text."""

    def __init__(self, pages: Iterable[str]) -> None:
        whole = " ".join(pages)
        self._words = frozenset(words_in(whole))
        self._run = plain(whole)

    def has(self, text: str) -> bool:
        """Whether every word of ``text`` can be read, or its letters follow each other, as in a hyphenated word."""
        return set(words_in(text)) <= self._words or plain(text) in self._run
