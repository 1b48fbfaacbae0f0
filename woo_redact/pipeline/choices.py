"""What one decision can be made on at once: the rules and the persons that open suggestions are there for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from woo_redact.domain.suggestion import Suggestion
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.review.explain import kind_text
from woo_redact.review.state import holds_by_person


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule or the number of a person, as ``alike.select`` knows it. For people: never log it.

    ``text`` says it in Dutch; ``open`` counts the suggestions of it that no person decided.
    """

    value: str
    text: str = field(repr=False)
    open: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from, most first."""

    rules: tuple[Choice, ...]
    persons: tuple[Choice, ...]


def choices(review: OpenReview, document: str = "") -> Choices:
    """Return the rules and the persons of what no person decided yet, in a document or in all.

    Raises:
        InputError: there is no such document.
    """
    review.refresh()
    held = review.store.held()
    documents = (review.record(document).document,) if document else tuple(review.names)
    found = (s for name in documents for s in review.passages(name).suggestions.values())
    left = [s for s in found if not holds_by_person(held.get(s.id))]
    return Choices(_rules(left), _persons(review, left))


def _rules(suggestions: Iterable[Suggestion]) -> tuple[Choice, ...]:
    """A rule under the kind of data that most of what it finds is."""
    kinds: dict[str, Counter[str]] = {}
    for suggestion in suggestions:
        for rule in {reason.rule for reason in suggestion.provenance}:
            kinds.setdefault(rule, Counter())[suggestion.kind] += 1
    found = (
        Choice(rule, f"{kind_text(counts.most_common(1)[0][0])} ({rule})", counts.total())
        for rule, counts in kinds.items()
    )
    return tuple(sorted(found, key=_most_first))


def _persons(review: OpenReview, suggestions: Iterable[Suggestion]) -> tuple[Choice, ...]:
    people = [person for s in suggestions if (person := review.person(s.id)) is not None]
    counts = Counter(person.shown for person in people)
    held = review.store.held()
    known = {person.shown: review.person_name(person, held) for person in people}
    found = (Choice(str(number), name, counts[number]) for number, name in known.items())
    return tuple(sorted(found, key=_most_first))


def _most_first(choice: Choice) -> tuple[int, str]:
    return -choice.open, choice.text
