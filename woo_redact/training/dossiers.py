"""From decided dossiers to documents of the private corpus."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from woo_redact.detect.pieces import pieces
from woo_redact.dossier.store import Store
from woo_redact.review.state import current
from woo_redact.training.private import PrivateDocument
from woo_redact.training.reviewed import (
    Entity,
    Lists,
    MarkedPage,
    NameWords,
    ReviewedPage,
    marked_page,
    name_words,
    reviewed_pages,
)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document of a dossier as its reviewers left it; ``texts`` are those of all its pages."""

    id: str
    dossier: str
    profile: str
    date: str
    texts: tuple[str, ...] = field(repr=False)
    pages: tuple[ReviewedPage, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What dossiers teach: documents (also those that teach nothing), and the counts of what stands in them.

    ``pages`` of ``all_pages`` were decided whole; ``undecidable`` rejected passages count neither way.
    """

    documents: tuple[PrivateDocument, ...]
    pages: int
    all_pages: int
    persons: int
    no_names: int
    undecidable: int


def read_documents(store: Store, dossier: str, profile: str) -> Iterator[ReadDocument]:
    """Yield the documents of an open dossier, each once."""
    dates = {record.document: record.facts.date for record in store.files() if record.document}
    for document, date in sorted(dates.items()):
        texts = store.page_texts(document)
        held = current(store.decisions(document))
        pages = reviewed_pages(texts, store.scan(document), held)
        yield ReadDocument(document, dossier, profile, date, texts, pages)


def learn(documents: Iterable[ReadDocument], nlp: Language, lists: Lists) -> Learnt:
    """Mark what documents teach; of one that stands in several dossiers, where most was decided (else the last).

    Args:
        documents: the documents of all dossiers.
        nlp: the model that is to be trained further: what it finds and nobody decided counts neither way.
        lists: the word lists of the rules.
    """
    chosen: dict[str, ReadDocument] = {}
    for document in documents:
        known = chosen.get(document.id)
        if known is None or len(document.pages) >= len(known.pages):
            chosen[document.id] = document
    read = list(chosen.values())
    words = name_words((p for d in read for p in d.pages), (text for d in read for text in d.texts), lists)
    marked = {document.id: [_marked(page, nlp, words) for page in document.pages] for document in read}
    pages = [page for own in marked.values() for page in own]
    return Learnt(
        documents=tuple(_private(document, marked) for document in read),
        pages=len(pages),
        all_pages=sum(len(document.texts) for document in read),
        persons=sum(page.persons for page in pages),
        no_names=sum(page.no_names for page in pages),
        undecidable=sum(page.undecidable for page in pages),
    )


def _private(document: ReadDocument, marked: Mapping[str, Sequence[MarkedPage]]) -> PrivateDocument:
    pages = tuple(page.raw for page in marked[document.id])
    return PrivateDocument(document.id, document.dossier, document.profile, document.date, pages)


def _marked(page: ReviewedPage, nlp: Language, words: NameWords) -> MarkedPage:
    return marked_page(page, list(_found(page.text, nlp)), words)


def _found(text: str, nlp: Language) -> Iterator[Entity]:
    """Yield what the model finds on a page, read as in use."""
    places = pieces(text)
    for (offset, _), doc in zip(places, nlp.pipe(text[start:end] for start, end in places), strict=True):
        for entity in doc.ents:
            yield offset + entity.start_char, offset + entity.end_char, entity.label_
