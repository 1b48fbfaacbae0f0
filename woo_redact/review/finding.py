"""Finding words in texts: as typed, whatever their case, accents and line breaks. Pure."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from woo_redact.domain.document import Span

# Between the letters of a word: accents that stand by themselves, soft hyphens, and a hyphen at the end of a line.
_WITHIN = "[\u0300-\u036f\u00ad]*"
_BROKEN = r"(?:-\s*\n\s*)?"
_JOINT = "\n"
_SECONDS = 5.0


class _Folding(dict[int, int]):
    """Each character as one small letter without accents, so that places stay what they are; learnt as they come."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        plain = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)).casefold()
        # What would become more than one letter ("ﬁ") or none stays; see _letters.
        folded = self[code] = ord(plain) if len(plain) == 1 else code
        return folded


_FOLDING = _Folding()
# Signs for several letters, as they are written in texts that were set in type.
_JOINED = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ij": "ĳ", "ss": "ß"}


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The texts of the pages of a document as one, folded for finding; ``starts`` is where each page begins."""

    text: str = field(repr=False)
    starts: tuple[int, ...]


def folded(texts: Sequence[str]) -> FoldedText:
    """Fold the texts of the pages of a document."""
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_JOINT)
    return FoldedText(_JOINT.join(text.translate(_FOLDING) for text in texts), tuple(starts))


def places(document: FoldedText, words: str) -> Iterator[tuple[Span, ...]]:
    """Yield the places of ``words`` in text order, each as one part per page.

    A word is found whole only ("jan" is not in "januari"), white space as any white space, also over a page break.
    """
    pattern = _pattern(words)
    if pattern is None:
        return
    for match in pattern.finditer(document.text, timeout=_SECONDS):
        yield tuple(_spans(document, match.start(), match.end()))


def _pattern(words: str) -> regex.Pattern[str] | None:
    """Return the expression for what was typed; nothing when there is nothing to find."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c) and c != "\u00ad")
    typed = plain.casefold().split()
    if not any(c.isalnum() for word in typed for c in word):
        return None
    inner = r"\s+".join("".join(_letters(word)) for word in typed)
    before = r"(?<![\p{L}\p{M}\d])" if typed[0][0].isalnum() else ""
    after = r"(?![\p{L}\p{M}\d])" if typed[-1][-1].isalnum() else ""
    return regex.compile(before + inner + after)


def _letters(word: str) -> Iterator[str]:
    at = 0
    while at < len(word):
        joined = next((letters for letters in _JOINED if word.startswith(letters, at)), "")
        apart = _between([regex.escape(letter) for letter in joined or word[at]])
        yield f"(?:{apart}|{_JOINED[joined]})" if joined else apart
        at += len(joined) or 1
        yield _WITHIN
        if at < len(word) and word[at - 1].isalnum() and word[at].isalnum():
            yield _BROKEN


def _between(letters: Sequence[str]) -> str:
    return (_WITHIN + _BROKEN).join(letters)


def _spans(document: FoldedText, start: int, end: int) -> Iterator[Span]:
    page = bisect_right(document.starts, start) - 1
    while page < len(document.starts) and document.starts[page] < end:
        first = document.starts[page]
        following = document.starts[page + 1] - len(_JOINT) if page + 1 < len(document.starts) else len(document.text)
        low, high = max(start, first) - first, min(end, following) - first
        if low < high:
            yield Span(page, low, high)
        page += 1
