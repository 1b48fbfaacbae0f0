"""What becomes of a document as a whole."""

from collections.abc import Iterable, Sequence

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.publication import Judgement

ALREADY_PUBLIC_GROUND = "reeds-openbaar"
# What stands in the place of a passage: no letter, and no space that a word could go on over.
GAP = " \f "


def judge(redactions: Sequence[Redaction], texts: Sequence[str]) -> Judgement:
    """Judge a document by what is withheld of it and what is left; ``texts`` are the texts of its pages.

    Page numbers and punctuation alone do not make a document partly public.
    """
    if not redactions:
        return Judgement.FULL
    if _words_left(redactions, texts):
        return Judgement.PARTIAL
    return Judgement.ALREADY_PUBLIC if grounds_of(redactions) == (ALREADY_PUBLIC_GROUND,) else Judgement.NONE


def secret(redactions: Iterable[Redaction]) -> tuple[Redaction, ...]:
    """Return what nobody may read: not what went only because it is public already, elsewhere."""
    return tuple(r for r in redactions if r.grounds != (ALREADY_PUBLIC_GROUND,))


def grounds_of(redactions: Iterable[Redaction]) -> tuple[str, ...]:
    """Return every ground that holds somewhere in a document, sorted, each once."""
    return tuple(sorted({ground for r in redactions for ground in r.grounds}))


def reasons_of(redactions: Iterable[Redaction]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return every reason given in a document, in the order of the text, each with the grounds it was given for."""
    grounds: dict[str, set[str]] = {}
    for redaction in redactions:
        if redaction.reason:
            grounds.setdefault(redaction.reason, set()).update(redaction.grounds)
    return tuple((tuple(sorted(own)), reason) for reason, own in grounds.items())


def _words_left(redactions: Iterable[Redaction], texts: Sequence[str]) -> bool:
    return any(character.isalpha() for text in visible_pages(redactions, texts) for character in text)


def visible_pages(redactions: Iterable[Redaction], texts: Sequence[str]) -> tuple[str, ...]:
    """Return what may be read of each page; a gap is a space between words."""
    spans: dict[int, list[Span]] = {}
    for redaction in redactions:
        for span in redaction.spans:
            spans.setdefault(span.page, []).append(span)
    return tuple(visible(text, spans.get(page, ()), GAP) for page, text in enumerate(texts))


def visible(text: str, withheld: Iterable[Span], mark: str) -> str:
    """Return the text of a page with ``mark`` in the place of each withheld passage; overlaps count as one."""
    parts: list[str] = []
    at = 0
    for span in sorted(withheld):
        if span.end <= at:
            continue
        if span.start >= at:
            parts += [text[at : span.start], mark]
        at = span.end
    return "".join((*parts, text[at:]))
