"""One treatment for one passage: what is withheld at one place is proposed where it can still be read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from woo_redact.consistency.compare import differences, spans_overlap
from woo_redact.consistency.words import words_of
from woo_redact.domain.consistency import Difference
from woo_redact.domain.decision import Decision, Redaction
from woo_redact.domain.rule import SAME_PASSAGE
from woo_redact.domain.suggestion import Level, Provenance, Suggestion, suggestion_id
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.errors import WooRedactError
from woo_redact.pipeline.persons import documents_of, state_of
from woo_redact.pipeline.stages import StageNames, reader
from woo_redact.review.state import redactions

DETECTOR = "consistency"
# What is made from the documents of a dossier: see ``Store.made_from``.
ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class _Treated:
    """A document with what is suggested and withheld in it."""

    name: str
    suggestions: tuple[Suggestion, ...]
    held: Mapping[str, Decision]
    withheld: tuple[Redaction, ...]


def propose_alike(layout: DossierLayout, store: Store, reader_name: str = StageNames().reader) -> int:
    """Add a suggestion for each place that reads like a withheld passage and has none; return how many.

    See :func:`proposed`, which tells where.

    Raises:
        DossierError: the dossier cannot be used.
    """
    return sum(proposed(layout, store, reader_name).values())


def proposed(layout: DossierLayout, store: Store, reader_name: str = StageNames().reader) -> dict[str, int]:
    """Add a suggestion for each place that reads like a withheld passage; return by document how many were added.

    It is for review: under the ground of the withheld passage, with the name and page of the document that holds it.
    Where a person looked already, or something is suggested, nothing is added. A document that cannot be read any more
    is left out; ``woo-redact check`` still tells of it. When nothing was decided since the last time, nothing is looked
    at.

    Raises:
        DossierError: the dossier cannot be used.
    """
    documents = documents_of(store)
    state = state_of(store, documents, store.last_sequence())
    if store.made_from(ALIKE) == state:
        return {}
    treated = {document: _treated(store, document, name) for document, name in documents.items()}
    words = [words_of(document, store.page_texts(document), one.withheld) for document, one in treated.items()]
    found: dict[str, list[Difference]] = defaultdict(list)
    for difference in differences(words, {document: one.withheld for document, one in treated.items()}):
        own = treated[difference.readable.document].suggestions
        if not any(spans_overlap(s.spans, difference.readable.spans) for s in own if s.level is not Level.C):
            found[difference.readable.document].append(difference)
    added = {}
    for document, places in found.items():
        suggestions = tuple(_suggestions(layout, places, treated, reader_name))
        store.add_suggestions(document, suggestions)
        if suggestions:
            added[document] = len(suggestions)
    store.set_made_from(ALIKE, state)
    return added


def _treated(store: Store, document: str, name: str) -> _Treated:
    suggestions = store.scan(document)
    held = store.held(document)
    return _Treated(name, suggestions, held, redactions(document, suggestions, held))


def _suggestions(
    layout: DossierLayout, places: Iterable[Difference], treated: Mapping[str, _Treated], reader_name: str
) -> Iterator[Suggestion]:
    """Yield the suggestions for the places of one document, with their boxes from its pages."""
    pages_of = reader(reader_name)
    for difference in places:
        document, spans = difference.readable.document, difference.readable.spans
        path = layout.original(document)
        try:
            pages = {s.page: next(iter(pages_of.pages(path, s.page, s.page + 1))) for s in spans}
        except WooRedactError:
            continue
        boxes = tuple(pages[span.page].boxes(span.start, span.end) for span in spans)
        if not all(boxes):
            continue
        source = treated[difference.withheld.document]
        page = difference.withheld.spans[0].page + 1
        reason = Provenance(DETECTOR, SAME_PASSAGE, context=f"{source.name}, pagina {page}", score=difference.likeness)
        for ground in difference.grounds:
            yield Suggestion(
                suggestion_id(document, spans, ground),
                document,
                spans,
                ground,
                _kind(source, difference, ground),
                Level.B,
                (reason,),
                boxes,
            )


def _kind(source: _Treated, difference: Difference, ground: str) -> str:
    """The kind of data that the withheld passage was suggested as."""
    own = (s for s in source.suggestions if spans_overlap(s.spans, difference.withheld.spans))
    kinds = sorted({s.kind for s in own if s.ground == ground})
    return kinds[0] if kinds else "passage"
