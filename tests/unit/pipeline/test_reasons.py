"""Reasons are published: what they may not say is told before they are stored."""

import pytest

from support.reviews import AN, JAN_ELSEWHERE, MISTER, PIET_ELSEWHERE
from woo_redact.domain.decision import Verdict
from woo_redact.errors import InputError
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.reasons import told_by


def test_a_reason_without_words_of_the_documents_tells_nothing(review: OpenReview) -> None:
    assert told_by(review, "Dit raakt de persoonlijke levenssfeer.", [MISTER.id]) == ()
    assert told_by(review, "  ", ["0" * 20]) == ()


def test_the_passage_itself_may_not_stand_in_it(review: OpenReview) -> None:
    assert told_by(review, "Jansen is geen ambtenaar.", [MISTER.id]) == ("jansen",)


def test_nor_what_else_is_withheld_in_its_document(review: OpenReview) -> None:
    reason = "Jan Jansen vroeg dit."
    assert told_by(review, reason, [PIET_ELSEWHERE.id]) == ()
    review.desk.decide(AN, [JAN_ELSEWHERE.id], Verdict.APPROVED)
    assert told_by(review, reason, [PIET_ELSEWHERE.id]) == ("jansen", "jan jansen")


def test_a_suggestion_that_is_gone_is_told(review: OpenReview) -> None:
    with pytest.raises(InputError):
        told_by(review, "Omdat.", ["0" * 20])
