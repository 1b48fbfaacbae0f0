"""From decided dossiers to documents of the private corpus."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from woo_redact.detect.pieces import pieces
from woo_redact.detect.tagging import tag
from woo_redact.dossier.store import Store
from woo_redact.training.private import PrivateDocument
from woo_redact.training.reviewed import (
    Entity,
    Lists,
    MarkedPage,
    ReviewedPage,
    marked_page,
    name_words,
    reviewed_pages,
)

# Pages that the model looks at together; it bounds the memory.
PAGES_AT_A_TIME = 250


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
        held = store.held(document)
        pages = reviewed_pages(texts, store.scan(document), held)
        yield ReadDocument(document, dossier, profile, date, texts, pages)


def learn(documents: Iterable[ReadDocument], nlp: Language, lists: Lists, bias: float = 0.0) -> Learnt:
    """Mark what documents teach; of one that stands in several dossiers, where most was decided (else the last).

    Args:
        documents: the documents of all dossiers.
        nlp: the model that is to be trained further: what it finds and nobody decided counts neither way.
        lists: the word lists of the rules.
        bias: how much the model leans to finding no name, as in use.
    """
    chosen: dict[str, ReadDocument] = {}
    for document in documents:
        known = chosen.get(document.id)
        if known is None or len(document.pages) >= len(known.pages):
            chosen[document.id] = document
    read = list(chosen.values())
    words = name_words((p for d in read for p in d.pages), (text for d in read for text in d.texts), lists)
    marked = {
        document.id: [
            marked_page(page, found, words)
            for page, found in zip(document.pages, _found(document.pages, nlp, bias), strict=True)
        ]
        for document in read
    }
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


def _found(pages: Sequence[ReviewedPage], nlp: Language, bias: float) -> Iterator[list[Entity]]:
    """Yield what the model finds on each page of a document; a word is judged by all its places, as in use."""
    for first in range(0, len(pages), PAGES_AT_A_TIME):
        together = pages[first : first + PAGES_AT_A_TIME]
        places = [(n, start, end) for n, page in enumerate(together) for start, end in pieces(page.text)]
        found: list[list[Entity]] = [[] for _ in together]
        texts = [together[n].text[start:end] for n, start, end in places]
        for (n, offset, _), tagged in zip(places, tag(nlp, texts, bias), strict=True):
            found[n] += [(offset + e.start, offset + e.end, e.label) for e in tagged.entities]
        yield from found
