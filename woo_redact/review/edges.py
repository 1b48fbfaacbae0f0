"""Moving the ends of a passage by words, cutting it in two and joining it with another. Pure.

A word here is what people call one: ``06-18273645`` and ``k.jansen@minocw.nl`` are one, a comma behind a name is none,
a sign such as that of the euro is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from woo_redact.domain.document import Span

_WORD = regex.compile(r"[\p{L}\p{M}\d]+(?:[^\p{L}\p{M}\d\s]+[\p{L}\p{M}\d]+)*|\p{S}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage whose ends are moved: its places, one for each page, in order; ``texts`` are those of the pages."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...] = field(repr=False)

    def text(self) -> str:
        """Return what it says. For people only: never log it."""
        return " ".join(self.texts[s.page][s.start : s.end] for s in self.spans)

    def words(self) -> tuple[Span, ...]:
        """Return the words of the passage, in order."""
        return tuple(word for span in self.spans for word in words_in(self.texts[span.page], span))


def words_in(text: str, span: Span) -> tuple[Span, ...]:
    """Return the words of a part of the text of a page."""
    return tuple(Span(span.page, *found.span()) for found in _WORD.finditer(text, span.start, span.end))


def begin_earlier(passage: Passage) -> Passage:
    """Return the passage with one word more at its beginning; the same at the beginning of the page."""
    first, *rest = passage.spans
    before = words_in(passage.texts[first.page], Span(first.page, 0, first.start))
    # A passage may begin in the middle of a word: then the rest of that word comes first.
    return _with(passage, (Span(first.page, before[-1].start, first.end), *rest)) if before else passage


def begin_later(passage: Passage) -> Passage:
    """Return the passage with one word less at its beginning; never without words."""
    words = passage.words()
    return _from(passage, words[1]) if len(words) > 1 else passage


def end_earlier(passage: Passage) -> Passage:
    """Return the passage with one word less at its end; never without words."""
    words = passage.words()
    return _until(passage, words[-2]) if len(words) > 1 else passage


def end_later(passage: Passage) -> Passage:
    """Return the passage with one word more at its end; the same at the end of the page."""
    *rest, last = passage.spans
    text = passage.texts[last.page]
    after = words_in(text, Span(last.page, last.end, len(text)))
    return _with(passage, (*rest, Span(last.page, last.start, after[0].end))) if after else passage


def cut_out(passage: Passage, first: int, last: int) -> tuple[Passage, ...]:
    """Return what is left of the passage without its words ``first`` to ``last`` (0-based, both included).

    With ``last`` before ``first`` nothing is taken out: it is cut before the word ``first``.

    Raises:
        ValueError: there are no such words, or nothing would be left on one of the sides.
    """
    words = passage.words()
    if not 0 < first <= last + 1 < len(words):
        raise ValueError("nothing on one side")
    return _until(passage, words[first - 1]), _from(passage, words[last + 1])


def joined(one: Passage, other: Passage) -> Passage:
    """Return two passages as one, on each page with what stands between them.

    What stands between them around a page break stays out: that is where running headers and page numbers are.
    """
    pages: dict[int, Span] = {}
    for span in sorted((*one.spans, *other.spans)):
        known = pages.get(span.page, span)
        pages[span.page] = Span(span.page, known.start, max(known.end, span.end))
    return _with(one, tuple(pages.values()))


def _from(passage: Passage, word: Span) -> Passage:
    kept = (s for s in passage.spans if (s.page, s.end) > (word.page, word.start))
    return _with(passage, tuple(Span(s.page, word.start, s.end) if s.page == word.page else s for s in kept))


def _until(passage: Passage, word: Span) -> Passage:
    kept = (s for s in passage.spans if (s.page, s.start) < (word.page, word.end))
    return _with(passage, tuple(Span(s.page, s.start, word.end) if s.page == word.page else s for s in kept))


def _with(passage: Passage, spans: Sequence[Span]) -> Passage:
    return Passage(tuple(spans), passage.texts)
