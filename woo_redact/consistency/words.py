"""The words of a document with their places, and which of them can still be read."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span

_WORD = regex.compile(r"[\p{L}\p{M}\d]+")


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document in small letters, in order over its pages, and their places.

    ``withheld`` tells for each word whether any of it is covered.
    """

    document: str
    words: tuple[str, ...] = field(repr=False)
    places: tuple[Span, ...] = field(repr=False)
    withheld: tuple[bool, ...] = field(repr=False)

    def within(self, span: Span) -> tuple[int, int]:
        """Return the range of words that lie within a passage."""
        first = bisect_right(self.places, Span(span.page, span.start, span.start + 1), key=_ahead)
        last = first
        while last < len(self.places) and self.places[last].page == span.page and self.places[last].end <= span.end:
            last += 1
        return first, last

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the passage from one word to another, a part on each page."""
        found: list[Span] = []
        for place in self.places[start:end]:
            if found and found[-1].page == place.page:
                found[-1] = Span(place.page, found[-1].start, place.end)
            else:
                found.append(place)
        return tuple(found)


def _ahead(place: Span) -> Span:
    """Order words so that one that begins where a passage begins lies behind it."""
    return Span(place.page, place.start + 1, place.start + 2)


def words_of(document: str, texts: Sequence[str], redactions: Iterable[Redaction]) -> DocumentWords:
    """Take the texts of the pages of a document apart."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for redaction in redactions:
        own = ((span.start, span.end) for span in redaction.spans)
        covered.setdefault(redaction.span.page, []).extend(own)
    words: list[str] = []
    places: list[Span] = []
    withheld: list[bool] = []
    for page, text in enumerate(texts):
        marks = bytearray(len(text))
        for start, end in covered.get(page, ()):
            marks[start:end] = b"\1" * len(marks[start:end])
        for match in _WORD.finditer(text):
            words.append(match.group().casefold())
            places.append(Span(page, match.start(), match.end()))
            withheld.append(marks.find(1, match.start(), match.end()) >= 0)
    return DocumentWords(document, tuple(words), tuple(places), tuple(withheld))
