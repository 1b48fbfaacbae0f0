"""The sheet in front of a document: in plain Dutch, what was blacked out in it and why."""

from collections.abc import Iterator, Mapping

from woo_redact.disclosure.dutch import counted, written_iso
from woo_redact.disclosure.formats.annex_grounds import on_request
from woo_redact.disclosure.formats.wording import code_of
from woo_redact.domain.explanation import Explanations
from woo_redact.domain.ground import Ground
from woo_redact.domain.publication import Publication, PublishedDocument

TEMPLATE = "grondenblad.typ"
TITLE = "Leeswijzer"


def ground_sheet(
    document: PublishedDocument, publication: Publication, grounds: Mapping[str, Ground], explanations: Explanations
) -> bytes:
    """Return the sheet as a tagged PDF (PDF/A-2a, PDF/UA-1), on a second page when many grounds are used.

    Raises:
        OutputError: it cannot be typeset.
        RulePackError: the installation is incomplete.
    """
    from woo_redact.disclosure.typesetting import compile

    counts = dict.fromkeys(document.grounds, 0)
    for ground, count in document.passages:
        counts[ground] = counts.get(ground, 0) + count
    used = [ground for ground in grounds.values() if ground.id in counts]
    data = {
        "name": document.title,
        "facts": _facts(document, publication),
        "organisation": publication.organisation.label,
        "asked": on_request(publication),
        "example": next(filter(None, (code_of(ground.id) for ground in used)), ""),
        "grounds": [_ground(ground, counts[ground.id], explanations) for ground in used],
    }
    foot = "Dit blad is toegevoegd bij de publicatie en hoort niet bij het oorspronkelijke document."
    title = f"{TITLE} bij document {document.id}"
    return compile(TEMPLATE, data, title=title, moment=publication.moment, foot=foot, concept=publication.concept)


def _facts(document: PublishedDocument, publication: Publication) -> list[Mapping[str, str]]:
    facts = {
        "Nummer": document.id,
        "Datum": written_iso(document.date),
        "Beoordeling": document.judgement.value,
        "Hoort bij": publication.title,
        "Kenmerk": publication.matter,
    }
    return [{"name": name, "value": value} for name, value in facts.items() if value]


def _ground(ground: Ground, count: int, explanations: Explanations) -> Mapping[str, str]:
    explanation = explanations.by_ground.get(ground.id)
    return {
        "code": code_of(ground.id),
        "name": ground.short,
        "plain": explanation.plain if explanation else "",
        "where": " ".join(_where(ground, count)),
    }


def _where(ground: Ground, count: int) -> Iterator[str]:
    if count:
        yield f"Weggelaten op {counted(count, 'plek', 'plekken')} in dit document."
    if ground.article:
        yield f"De regel staat in {ground.article}."
