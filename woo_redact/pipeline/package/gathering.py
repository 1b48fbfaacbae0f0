"""What a package needs to know of each document of a dossier, read once: what may be told, and what may not."""

import re
from dataclasses import dataclass, field
from datetime import date

from woo_redact.disclosure.judgement import grounds_of, judge, reasons_of, secret, visible_pages
from woo_redact.disclosure.mentions import References, separate_papers
from woo_redact.disclosure.themes import themes_of
from woo_redact.disclosure.title import document_title, shown_name, withheld_names
from woo_redact.domain.file import FileRecord
from woo_redact.domain.folding import text_digest
from woo_redact.domain.publication import Judgement
from woo_redact.dossier.store import Store
from woo_redact.pipeline.cases import carried, decided_document
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.structure.dates import dates_in

# So many letters and figures a text has to have before two that are the same are one document.
LEAST_TEXT = 100
# Under these a name is withheld for whose it is, wherever it stands.
PERSONAL = frozenset({"5.1.2e", "5.1.1d", "5.1.1e"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document as it may be told of by itself; ``number`` counts from 1.

    ``printed`` are the ids of the documents whose references can be read in it and ``separate`` the passages that
    speak of a separate paper. ``own_names`` and ``names`` are what is withheld in it that no text of people's own may
    hold: in what is told of this document, and of any.
    """

    record: FileRecord
    number: int
    name: str = field(repr=False)
    title: str = field(repr=False)
    judgement: Judgement
    date: str
    received: str
    reference: str = field(repr=False)
    grounds: tuple[str, ...]
    passages: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[tuple[str, ...], str], ...] = field(repr=False)
    themes: tuple[str, ...]
    text: str
    printed: frozenset[str]
    separate: tuple[str, ...] = field(repr=False)
    own_names: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)


def gathered(store: Store, record: FileRecord, number: int, references: References, latest: date) -> Gathered:
    """Read a document and what was decided on it; a date after ``latest`` is a slip."""
    one = decided_document(store, record)
    approved, texts, facts = one.redactions, one.texts, record.facts
    seen = "\f".join(visible_pages(approved, texts))
    hidden = secret(approved)
    title = document_title(facts.title, texts, hidden, record.name, number)
    judgement, grounds = judge(approved, texts), grounds_of(approved)
    if facts.printed_grounds and judgement is Judgement.FULL:
        judgement = Judgement.PARTIAL
    readable = dates_in(seen) if approved and (facts.date or facts.received) else None
    words = [(r.grounds, " ".join(texts[s.page][s.start : s.end] for s in r.spans)) for r in hidden]
    counts = {ground: sum(ground in r.grounds for r in approved) for ground in grounds}
    return Gathered(
        record,
        number,
        name=shown_name(record.name, texts, hidden, number),
        title=title,
        judgement=judgement,
        date=_told(facts.date, readable, latest),
        received=_told(facts.received, readable, latest),
        reference=facts.reference if _squeezed(facts.reference) in _squeezed(seen) else "",
        grounds=tuple(sorted({*grounds, *facts.printed_grounds})),
        passages=tuple(counts.items()),
        reasons=reasons_of(carried(approved, texts)),
        themes=themes_of(title, _without_labels(seen) if facts.printed_grounds else seen),
        text=text_digest("\n".join(texts), LEAST_TEXT),
        printed=references.printed_in(seen),
        separate=separate_papers(seen),
        own_names=withheld_names(passage for _, passage in words),
        names=withheld_names(passage for own, passage in words if PERSONAL & set(own)),
    )


def _without_labels(text: str) -> str:
    """Return a text without the labels of grounds: what they say is not what it is about."""
    grounds = load_rule_set().grounds.values()
    labels = {" ".join(label.split()) for g in grounds for label in (g.short, g.title, *g.printed)}
    forms = (r"\s+".join(map(re.escape, label.split())) for label in sorted(labels, key=lambda one: (-len(one), one)))
    return re.sub("|".join(forms), " ", text, flags=re.IGNORECASE)


def _told(iso: str, readable: frozenset[str] | None, latest: date) -> str:
    """Return a date that can be read in the document and is not later than it can be."""
    known = iso and (readable is None or iso in readable) and iso <= latest.isoformat()
    return iso if known else ""


def _squeezed(text: str) -> str:
    return "".join(text.split())
