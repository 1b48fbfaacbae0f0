"""What a step on all identical passages, on a person or on a selection touches: what no person decided yet.

And what reads like a withheld passage, and is not suggested yet.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import Event, EventKind
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.errors import InputError
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.finding import AROUND
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.proposing import proposed
from woo_redact.pipeline.views import AlikeItem, Scope, SelectBy
from woo_redact.review.state import batch_id, holds_by_person


def alike(review: OpenReview, document: str, suggestion: str, scope: Scope) -> tuple[AlikeItem, ...]:
    """Return what no person decided yet and is like an item, and the item itself.

    Raises:
        InputError: the document has no such item.
    """
    review.refresh()
    held = review.store.held()
    return tuple(_shown(review, touched(review, review.suggestion(document, suggestion), scope, held), held))


def touched(review: OpenReview, suggestion: Suggestion, scope: Scope, held: Mapping[str, Decision]) -> list[Suggestion]:
    """Return the suggestions that :func:`alike` shows; ``held`` are the decisions that hold."""
    found: Sequence[Suggestion] = (suggestion,)
    own = review.passages(suggestion.document)
    if scope is Scope.PERSON and (person := review.person(suggestion.id)):
        found = review.mentions(person)
    elif scope is Scope.DOCUMENT:
        # Other documents need not be read for it.
        group = own.groups[suggestion.id]
        found = [s for s in own.suggestions.values() if own.groups[s.id] == group]
    elif scope is Scope.DOSSIER:
        found = review.group(own.groups[suggestion.id])
    return [s for s in found if s.id == suggestion.id or not holds_by_person(held.get(s.id))]


def select(review: OpenReview, by: SelectBy, value: str, document: str = "") -> tuple[AlikeItem, ...]:
    """Return what no person decided yet of a level, a rule or a person (its number), in a document or in all.

    Raises:
        InputError: there is no such document or level, or the number is none.
    """
    review.refresh()
    held = review.store.held()
    fits = _fits(review, by, value)
    documents = (review.record(document).document,) if document else tuple(review.names)
    found = (s for name in documents for s in review.passages(name).suggestions.values() if fits(s))
    return tuple(_shown(review, (s for s in found if not holds_by_person(held.get(s.id))), held))


def propose(review: OpenReview, asked: Asked) -> Mapping[str, int]:
    """Propose what is withheld where it can still be read elsewhere; return by document how many places.

    The log tells it, so that others see the proposals as well; undo leaves them, since they decide nothing.

    Raises:
        DossierError: the dossier cannot be used.
    """
    added = proposed(review.layout, review.store, review.reader_name)

    def made(at: datetime) -> list[Event]:
        batch = batch_id(asked.reviewer, at.isoformat(), EventKind.PROPOSAL, *added)
        by = Author.PERSON, asked.reviewer, at, batch
        return [Event(EventKind.PROPOSAL, name, "", *by, {"added": count}) for name, count in added.items()]

    review.desk.stored(asked, made)
    review.refresh()
    return added


def _fits(review: OpenReview, by: SelectBy, value: str) -> Callable[[Suggestion], bool]:
    match by:
        case SelectBy.LEVEL if value in tuple(Level):
            return lambda s: s.level == value
        case SelectBy.RULE:
            return lambda s: any(reason.rule == value for reason in s.provenance)
        case SelectBy.PERSON if value.isascii() and value.isdigit():
            return lambda s: (person := review.person(s.id)) is not None and person.shown == int(value)
        case _:
            raise InputError("Deze keuze bestaat niet.", "Kies een niveau, een regel of een persoon.")


def _shown(review: OpenReview, suggestions: Iterable[Suggestion], held: Mapping[str, Decision]) -> Iterator[AlikeItem]:
    """Yield suggestions with the text around them; those of one document follow each other."""
    for document, own in groupby(suggestions, key=lambda s: s.document):
        texts = review.store.page_texts(document)
        words = review.passages(document).texts
        for suggestion in own:
            first, last = suggestion.spans[0], suggestion.spans[-1]
            decision = held.get(suggestion.id)
            yield AlikeItem(
                document=document,
                name=review.names[document],
                page=first.page,
                id=suggestion.id,
                before=texts[first.page][max(0, first.start - AROUND) : first.start],
                text=words[suggestion.id],
                after=texts[last.page][last.end : last.end + AROUND],
                verdict=decision.verdict if decision else Verdict.OPEN,
            )
