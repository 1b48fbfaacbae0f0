"""What changed in a review since somebody last looked."""

from collections.abc import Iterable, Iterator, Mapping

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import CHANGES, MARKS, EventKind, Logged, Step
from woo_redact.domain.suggestion import Suggestion
from woo_redact.pipeline.open_review import PASSAGES, OpenReview
from woo_redact.pipeline.views import ChangedItem, Changes
from woo_redact.review.session import approved_grounds


def changes(review: OpenReview, since: int) -> Changes:
    """Return what changed after the event with this number: each item as it is now."""
    last = review.refresh()
    rows = review.store.log.after(since) if since < last else ()
    if not rows:
        return Changes(last)
    held = review.store.log.held_since(since)
    return Changes(
        sequence=rows[-1].sequence,
        items=tuple(_items(review, rows, held)),
        reload=tuple(sorted({row.event.document for row in rows if row.event.kind in PASSAGES})),
        marks=tuple(sorted({row.event.document for row in rows if row.event.kind in MARKS} | _unmarked(review, rows))),
    )


def told(review: OpenReview, step: Step, seen: int | None = None) -> Changes:
    """Return what changed since the event numbered ``seen``, a step included; without it, since before the step.

    So whoever takes the step misses nothing that others did between what was seen and the step.
    """
    if step.first and (seen is None or seen >= step.first):
        seen = step.first - 1
    return changes(review, review.refresh() if seen is None else seen)


def _items(review: OpenReview, rows: Iterable[Logged], held: Mapping[str, Decision]) -> Iterator[ChangedItem]:
    """Yield what holds now for each item on which something was decided and that is still there."""
    decided = {row.event.subject: row.event.document for row in rows if row.event.kind is EventKind.DECISION}
    for name, document in decided.items():
        suggestion = review.passages(document).suggestions.get(name) if document in review.names else None
        if suggestion is not None:
            yield changed_item(suggestion, held[name])


def changed_item(suggestion: Suggestion, decision: Decision) -> ChangedItem:
    """Return what a decision that holds means for an item."""
    return ChangedItem(
        document=suggestion.document,
        id=suggestion.id,
        verdict=decision.verdict,
        by=None if decision.verdict is Verdict.OPEN else decision.author,
        reviewer=decision.reviewer,
        grounds=approved_grounds(decision) or (suggestion.ground,),
        reason=decision.reason,
    )


def _unmarked(review: OpenReview, rows: Iterable[Logged]) -> set[str]:
    """Return the documents that may no longer be done or confirmed, since a person decided on something in them."""
    by_people = (row.event for row in rows if row.event.kind in CHANGES and row.event.author is Author.PERSON)
    return {name for name in {event.document for event in by_people} if review.store.log.was_marked(name)}
