"""A document under review, and the details of one item."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Page
from woo_redact.domain.event import decision_of
from woo_redact.domain.suggestion import Suggestion, drawn_area, is_own
from woo_redact.pipeline.alike import touched
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.page_views import headings
from woo_redact.pipeline.review_notes import reason_texts
from woo_redact.pipeline.rows import AROUND, cue_words, why
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.pipeline.views import (
    Details,
    HistoryEntry,
    Neighbour,
    PageSize,
    Place,
    Scope,
    SecondReview,
    Sheet,
    SheetFinding,
    SheetItem,
    SheetPage,
)
from woo_redact.review.explain import kind_text
from woo_redact.review.second_look import SecondLook, second_looks
from woo_redact.review.session import approved_grounds


def sheet(review: OpenReview, document: str, sizes: Sequence[PageSize], second: SecondReview) -> Sheet:
    """Return a document with its items; ``sizes`` are those of its pages, from :class:`Pictures`.

    Raises:
        InputError: it is not in the dossier.
    """
    sequence = review.refresh()
    record = review.record(document)
    progress = review.store.progress.of(document)
    before, after = _neighbours(review, document)
    return Sheet(
        document=document,
        name=record.name,
        sequence=sequence,
        pages=tuple(SheetPage(size, index in progress.pages) for index, size in enumerate(sizes)),
        items=tuple(_items(review, document, second)),
        comments=review.store.progress.comments(document),
        progress=progress,
        findings=(*_told_of_file(review, record.name), *_told_by_law(review, document)),
        previous=before,
        next=after,
    )


def details(
    review: OpenReview, document: str, suggestion: str, known: Callable[[str, int], Page | None] | None = None
) -> Details:
    """Return everything there is to know of one item of a document.

    ``known`` gives a page of a document if it was read already, as :meth:`Pictures.known` does; without it no heading
    is told.

    Raises:
        InputError: the document has no such item.
    """
    review.refresh()
    found = review.suggestion(document, suggestion)
    first, last = found.spans[0], found.spans[-1]
    read = known(document, first.page) if known else None
    above = max((h for h in headings(read) if h.end <= first.start), default=None) if read else None
    cues = {cue.page for reason in found.provenance for cue in reason.cues}
    texts = {page: review.store.page_text(document, page) for page in cues | {first.page, last.page}}
    held = review.store.held()
    decision = held.get(suggestion)
    notes = review.notes.of_one(found, held)
    return Details(
        before=texts[first.page][max(0, first.start - AROUND) : first.start],
        text=review.passages(document).texts[suggestion],
        after=texts[last.page][last.end : last.end + AROUND],
        why=why(found, texts, load_rule_set()),
        heading=" ".join(texts[above.page][above.start : above.end].split()) if above else "",
        cues=cue_words(found, texts),
        notes=notes,
        reason_texts=reason_texts(approved_grounds(decision) or (found.ground,), notes),
        alike_document=len(touched(review, found, Scope.DOCUMENT, held)),
        alike_dossier=len(touched(review, found, Scope.DOSSIER, held)),
        alike_person=len(touched(review, found, Scope.PERSON, held)),
        history=tuple(_history(review, found)),
    )


def _items(review: OpenReview, document: str, second: SecondReview) -> Iterator[SheetItem]:
    own = review.passages(document)
    held = review.store.held()
    looks: Mapping[str, SecondLook] = {}
    if second.asked:
        looks = second_looks(own.suggestions.values(), held, review.store.log.seals(document), second.share)
    persons = {name: person for name in own.suggestions if (person := review.person(name))}
    names = {person.shown: review.person_name(person, held) for person in persons.values()}
    for suggestion in own.suggestions.values():
        decision = held.get(suggestion.id)
        verdict = decision.verdict if decision else Verdict.OPEN
        number = persons[suggestion.id].shown if suggestion.id in persons else None
        yield SheetItem(
            id=suggestion.id,
            places=_places(suggestion),
            spans=suggestion.spans,
            text=own.texts[suggestion.id],
            ground=suggestion.ground,
            grounds=approved_grounds(decision) or (suggestion.ground,),
            kind=suggestion.kind,
            kind_text=kind_text(suggestion.kind),
            level=suggestion.level,
            rules=tuple(dict.fromkeys(reason.rule for reason in suggestion.provenance)),
            own=is_own(suggestion),
            area=drawn_area(suggestion),
            verdict=verdict,
            by=decision.author if decision and verdict is not Verdict.OPEN else None,
            reviewer=decision.reviewer if decision else "",
            reason=decision.reason if decision else "",
            person=number,
            person_name=names.get(number, ""),
            group=own.groups[suggestion.id],
            second=looks.get(suggestion.id),
        )


def _places(suggestion: Suggestion) -> tuple[Place, ...]:
    """Return where a suggestion stands, one place a page; one without boxes has none to show."""
    parts = zip(suggestion.spans, suggestion.boxes or ((),) * len(suggestion.spans), strict=True)
    by_page = groupby(parts, key=lambda part: part[0].page)
    return tuple(Place(page, tuple(box for _, boxes in own for box in boxes)) for page, own in by_page)


def _told_of_file(review: OpenReview, name: str) -> Iterator[SheetFinding]:
    """Yield what reading and checking told of a file."""
    for found in review.store.findings(name):
        yield SheetFinding(found.kind, found.severity, found.message, found.remedy, found.page)


def _told_by_law(review: OpenReview, document: str) -> Iterator[SheetFinding]:
    """Yield what the legal checks tell of a document as it stands, each with the first passage that it is about."""
    about: dict[tuple[str, int | None], str] = {}
    withheld = review.notes.document(document).redactions
    for suggestion in (name for redaction in withheld for name in redaction.suggestions):
        for note in review.notes.of(document, suggestion):
            about.setdefault((note.kind, note.page), suggestion)
            about.setdefault((note.kind, None), suggestion)
    for found in review.notes.of_document(document):
        subject = about.get((found.kind, found.page), "")
        yield SheetFinding(found.kind, found.severity, found.message, found.remedy, found.page, subject)


def _neighbours(review: OpenReview, document: str) -> tuple[Neighbour | None, Neighbour | None]:
    documents = [Neighbour(*item) for item in review.names.items()]
    at = next(number for number, one in enumerate(documents) if one.document == document)
    before = documents[at - 1] if at else None
    return before, documents[at + 1] if at + 1 < len(documents) else None


def _history(review: OpenReview, suggestion: Suggestion) -> Iterator[HistoryEntry]:
    for row in review.store.log.history([suggestion.id]):
        made = decision_of(row.event)
        grounds = made.grounds or (suggestion.ground,)
        yield HistoryEntry(made.decided_at, made.reviewer, made.author, made.verdict, grounds, made.reason)
