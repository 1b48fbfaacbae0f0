"""What a document is called in public: nothing that is withheld in it may come out through its name."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from woo_redact.disclosure.formats.wording import cut
from woo_redact.disclosure.judgement import visible
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.folding import WORD, folded
from woo_redact.domain.showing import shown
from woo_redact.domain.telling import (
    NAME_LIKE_WORDS,
    TELLING,
    TELLING_DIGITS,
    split_camel,
    telling_words,
)

MARK = "[…]"
LONGEST = 250
# Shorter names are a part of too many words to be looked for within them.
LONG_NAME, LONGEST_NAME = 6, 40


def document_title(
    title: Iterable[Span], texts: Sequence[str], redactions: Sequence[Redaction], name: str, number: int
) -> str:
    """Return the title of a document, what is withheld in it left out.

    ``title`` are the places of its subject line, ``texts`` the texts of its pages, ``name`` its file name in the
    dossier. Without a subject line, or when nothing is left of it, the file name does, if it gives nothing away.
    """
    parts = [_readable(span, texts, redactions) for span in title if span.page < len(texts)]
    found = shown(" ".join(parts))
    if any(c.isalnum() for c in found.replace(MARK, "")):
        return cut(found, LONGEST)
    return shown_name(PurePosixPath(_without_suffix(name)).name, texts, redactions, number)


def shown_name(name: str, texts: Sequence[str], redactions: Sequence[Redaction], number: int) -> str:
    """Return the name, or "Document 12" when a word of it is withheld in the document.

    What steers the order of letters or cannot be seen is left out of it.
    """
    name = shown(name)
    return name if name and not gives_away(name, texts, redactions) else f"Document {number}"


def gives_away(name: str, texts: Sequence[str], redactions: Sequence[Redaction]) -> bool:
    """Whether a word that is withheld in the document stands in ``name``; without its text nobody can tell."""
    if any(r.span.page >= len(texts) for r in redactions):
        return True
    words = {folded(w) for w in WORD.findall(split_camel(name))} | {folded(w) for w in WORD.findall(name)}
    squeezed = "".join(WORD.findall(folded(name)))
    return any(
        word in words or (len(word) >= TELLING and word in squeezed)
        for redaction in redactions
        for place in redaction.spans
        for word in telling_words(texts[place.page][place.start : place.end])
    )


def withheld_names(passages: Iterable[str]) -> frozenset[str]:
    """Return what of withheld passages no title of another document may hold, folded; words joined and with spaces.

    Those are whole passages that are a name or hold a number of so many figures that it tells, and the last word of a
    name: a title says "gesprek Jansen" where a text says "Piet Jansen".
    """
    found: set[str] = set()
    for passage in passages:
        words = WORD.findall(passage)
        capital = any(len(word) >= TELLING and word[:1].isupper() for word in words)
        number = sum(c.isdigit() for c in passage) >= TELLING_DIGITS
        if not words or len(words) > NAME_LIKE_WORDS or not (capital or number):
            continue
        found |= {" ".join(map(folded, words)), "".join(map(folded, words))}
        if capital and words[-1][:1].isupper() and len(words[-1]) >= TELLING:
            found.add(folded(words[-1]))
    return frozenset(found)


def withheld_elsewhere(title: str, names: AbstractSet[str]) -> tuple[str, ...]:
    """Return the parts of a title that are withheld in other documents, as they stand there.

    ``names`` come from :func:`withheld_names`; the longest that begins at a word counts.
    """
    return tuple(title[start:end] for start, end in _found(title, names))


def gives_away_others(name: str, names: AbstractSet[str]) -> bool:
    """Whether a file name, whose words may be joined or in small letters, holds what is withheld in other documents."""
    squeezed = "".join(WORD.findall(folded(name)))
    within = (
        squeezed[start:end] in names
        for start in range(len(squeezed) - LONG_NAME + 1)
        for end in range(start + LONG_NAME, min(start + LONGEST_NAME, len(squeezed)) + 1)
    )
    return bool(names) and (bool(withheld_elsewhere(split_camel(name), names)) or any(within))


def masked(title: str, names: AbstractSet[str]) -> str:
    """Return a title with :data:`MARK` for each part that is withheld in other documents."""
    places = [Span(0, start, end) for start, end in _found(title, names)]
    return visible(title, places, MARK)


def _found(title: str, names: AbstractSet[str]) -> list[tuple[int, int]]:
    if not names:
        return []
    words = [(match.start(), match.end(), folded(match.group())) for match in WORD.finditer(title)]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        longest = min(NAME_LIKE_WORDS, len(words) - at)
        lengths = (n for n in range(longest, 0, -1) if " ".join(w for _, _, w in words[at : at + n]) in names)
        length = next(lengths, 0)
        if length:
            found.append((words[at][0], words[at + length - 1][1]))
        at += length or 1
    return found


def _readable(span: Span, texts: Sequence[str], redactions: Iterable[Redaction]) -> str:
    """Return the passage with :data:`MARK` where something is withheld."""
    inside = [
        Span(0, max(place.start, span.start) - span.start, min(place.end, span.end) - span.start)
        for r in redactions
        for place in r.spans
        if place.page == span.page and place.start < span.end and place.end > span.start
    ]
    return visible(texts[span.page][span.start : span.end], inside, MARK)


def _without_suffix(name: str) -> str:
    return name[:-4] if name.lower().endswith(".pdf") else name
