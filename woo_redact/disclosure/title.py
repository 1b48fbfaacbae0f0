"""What a document is called in public: nothing that is withheld in it may come out through its name."""

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from woo_redact.disclosure.judgement import visible
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.telling import TELLING, WORD, folded, split_camel, telling_words

MARK = "[…]"
LONGEST = 250


def document_title(
    title: Iterable[Span], texts: Sequence[str], redactions: Sequence[Redaction], name: str, number: int
) -> str:
    """Return the title of a document, what is withheld in it left out.

    ``title`` are the places of its subject line, ``texts`` the texts of its pages, ``name`` its file name in the
    dossier. Without a subject line, or when nothing is left of it, the file name does, if it gives nothing away.
    """
    parts = [_readable(span, texts, redactions) for span in title if span.page < len(texts)]
    found = " ".join(" ".join(parts).split())
    if any(c.isalnum() for c in found.replace(MARK, "")):
        return found if len(found) <= LONGEST else found[: LONGEST - 1].rstrip() + "…"
    return shown_name(PurePosixPath(_without_suffix(name)).name, texts, redactions, number)


def shown_name(name: str, texts: Sequence[str], redactions: Sequence[Redaction], number: int) -> str:
    """Return the name, or "Document 12" when a word of it is withheld in the document."""
    return f"Document {number}" if gives_away(name, texts, redactions) else name


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
