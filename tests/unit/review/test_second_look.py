"""What a second person looks at: every difference, and a sample that nobody can foresee and that never changes."""

from collections import Counter

import pytest

from support.values import suggest, verdict
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.suggestion import OWN, OWN_WORDS, Level, Provenance, Suggestion
from woo_redact.review.second_look import SecondLook, second_looks

MANY = tuple(suggest((0, n * 10, n * 10 + 4)) for n in range(1000))
SEALS = {s.id: f"{number:064x}" for number, s in enumerate(MANY)}
APPROVED = {s.id: verdict(s) for s in MANY}
ONE = MANY[0]


@pytest.mark.parametrize(
    "held",
    [
        verdict(ONE, Verdict.REJECTED),
        verdict(ONE, grounds=("5.1.1c",)),
        verdict(ONE, grounds=("5.1.2e", "5.1.1c")),
    ],
)
def test_another_outcome_than_was_suggested_is_a_difference(held: object) -> None:
    assert second_looks([ONE], {ONE.id: held}, {}, 0) == {ONE.id: SecondLook.DIFFERENCE}  # type: ignore[dict-item]


def test_what_a_person_added_is_a_difference() -> None:
    own = Suggestion("f" * 20, "d", (Span(0, 0, 4),), "5.1.2e", "passage", Level.A, (Provenance(OWN, OWN_WORDS),))
    assert second_looks([own], {own.id: verdict(own)}, {}, 0) == {own.id: SecondLook.DIFFERENCE}


@pytest.mark.parametrize("held", [verdict(ONE), verdict(ONE, grounds=("5.1.2e",))])
def test_what_was_approved_as_suggested_is_none(held: object) -> None:
    assert second_looks([ONE], {ONE.id: held}, SEALS, 0) == {}  # type: ignore[dict-item]


@pytest.mark.parametrize("held", [verdict(ONE, author=Author.POLICY), verdict(ONE, Verdict.OPEN)])
def test_what_no_person_decided_is_not_looked_at_yet(held: object) -> None:
    assert second_looks([ONE], {ONE.id: held}, SEALS, 100) == {}  # type: ignore[dict-item]
    assert second_looks([ONE], {}, SEALS, 100) == {}


@pytest.mark.parametrize("share", [0, 5, 20, 50, 100])
def test_a_sample_is_about_as_large_as_asked(share: int) -> None:
    found = Counter(second_looks(MANY, APPROVED, SEALS, share).values())
    assert abs(found[SecondLook.SAMPLE] - 10 * share) <= 40
    assert share not in (0, 100) or found[SecondLook.SAMPLE] == 10 * share


def test_a_sample_is_the_same_every_time_and_a_larger_one_holds_it() -> None:
    first = second_looks(MANY, APPROVED, SEALS, 10)
    assert second_looks(MANY[::-1], APPROVED, SEALS, 10) == first
    assert first.keys() <= second_looks(MANY, APPROVED, SEALS, 30).keys()


def test_nobody_can_tell_it_from_the_passages() -> None:
    others = {name: f"{seal}0" for name, seal in SEALS.items()}
    assert second_looks(MANY, APPROVED, others, 10) != second_looks(MANY, APPROVED, SEALS, 10)
