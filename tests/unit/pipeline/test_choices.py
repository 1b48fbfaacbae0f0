"""The rules and persons that open suggestions are there for."""

import pytest

from support.reviews import AN, JAN, MISTER, OTHER
from woo_redact.domain.decision import Verdict
from woo_redact.errors import InputError
from woo_redact.pipeline.alike import select
from woo_redact.pipeline.choices import Choice, choices
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import SelectBy


def test_rules_have_the_kind_that_they_find_and_persons_their_name(review: OpenReview) -> None:
    found = choices(review)
    assert found.rules == (Choice("person-field", "Naam van een persoon (person-field)", 6),)
    assert found.persons == (Choice("3", "Jan Jansen", 4),)


def test_what_somebody_decided_is_no_longer_counted(review: OpenReview) -> None:
    review.desk.decide(AN, [JAN.id, MISTER.id], Verdict.REJECTED)
    assert [choice.open for choice in choices(review).rules] == [4]
    assert [choice.open for choice in choices(review).persons] == [2]


def test_a_choice_counts_what_selecting_it_gives(review: OpenReview) -> None:
    review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
    for by, offered in ((SelectBy.RULE, choices(review).rules), (SelectBy.PERSON, choices(review).persons)):
        for choice in offered:
            assert len(select(review, by, choice.value)) == choice.open


def test_choices_can_be_those_of_one_document(review: OpenReview) -> None:
    assert [choice.open for choice in choices(review, OTHER).rules] == [2]
    with pytest.raises(InputError):
        choices(review, "f" * 64)


def test_no_repr_of_a_choice_tells_a_name(review: OpenReview) -> None:
    assert "Jansen" not in repr(choices(review))
