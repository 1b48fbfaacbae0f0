"""The start page of a review: one row a document, and what of it is left to do."""

from support.reviews import AN, BO, JAN, JAN_AGAIN, JAN_ELSEWHERE, MISTER, OTHER, PIET, PIET_ELSEWHERE
from support.values import DOCUMENT, at
from woo_redact.domain.decision import Verdict
from woo_redact.domain.suggestion import Level
from woo_redact.pipeline.board import board
from woo_redact.pipeline.marks import assign, comment, confirm, mark_document
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import Board, BoardDocument, BoardPerson, SecondReview
from woo_redact.review.state import by_policy


def shown(review: OpenReview) -> Board:
    return board(review, SecondReview())


def row(review: OpenReview, document: str = DOCUMENT) -> BoardDocument:
    return next(one for one in shown(review).documents if one.document == document)


def test_a_document_has_one_row_and_its_copies_are_told(review: OpenReview) -> None:
    assert [(one.name, one.duplicates) for one in shown(review).documents] == [
        ("a.pdf", ("kopie/a.pdf",)),
        ("b.pdf", ()),
        ("stuk.pdf", ()),
    ]


def test_a_file_that_could_not_be_read_says_why(review: OpenReview) -> None:
    failed = shown(review).documents[-1]
    assert (failed.document, failed.state_text, failed.message) == ("", "mislukt", "stuk.pdf is beschadigd.")
    assert shown(review).totals.documents == 2


def test_what_is_open_is_counted_by_level(review: OpenReview) -> None:
    assert row(review).open == {Level.A: 1, Level.B: 2, Level.C: 1}
    review.desk.decide(AN, [JAN.id, PIET.id], Verdict.APPROVED)
    review.desk.decide(AN, [MISTER.id], Verdict.REJECTED)
    found = row(review)
    assert (found.open, found.approved, found.rejected) == ({Level.A: 0, Level.B: 0, Level.C: 1}, 2, 1)
    totals = shown(review).totals
    assert (totals.open, totals.decided) == (3, 3)


def test_what_policy_approved_is_open_still(review: OpenReview) -> None:
    review.store.append(by_policy((JAN, PIET), review.store.held(), frozenset({Level.A}), at(0)))
    found = row(review)
    assert (found.open[Level.A], found.by_policy, found.approved) == (1, 1, 0)
    review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
    assert (row(review).by_policy, row(review).approved) == (0, 1)


def test_grounds_are_those_that_hold_and_flags_do_not_count(review: OpenReview) -> None:
    assert row(review).grounds == {"5.1.2e": 3}
    review.desk.decide(AN, [JAN.id], Verdict.APPROVED, ("5.1.2e", "5.1.1c"))
    review.desk.decide(AN, [PIET.id], Verdict.REJECTED)
    review.desk.decide(AN, [JAN_AGAIN.id], Verdict.APPROVED)
    assert row(review).grounds == {"5.1.2e": 3, "5.1.1c": 1}


def test_findings_and_comments_are_counted(review: OpenReview) -> None:
    comment(review.desk, AN, DOCUMENT, "Zie bijlage.")
    found = row(review)
    assert (found.findings, found.blocking, found.comments) == (2, 1, 1)
    assert (row(review, OTHER).findings, row(review, OTHER).comments) == (0, 0)


def test_everybody_is_told_with_what_they_did(review: OpenReview) -> None:
    assign(review.desk, BO, OTHER, "Cas")
    review.desk.decide(AN, [JAN_ELSEWHERE.id], Verdict.APPROVED)
    review.desk.decide(BO, [PIET_ELSEWHERE.id], Verdict.REJECTED)
    review.desk.decide(AN, [PIET_ELSEWHERE.id], Verdict.APPROVED)
    mark_document(review.desk, AN, OTHER)
    confirm(review.desk, BO, OTHER)
    found = shown(review)
    assert found.people == (
        BoardPerson("An", 2, 0, 1, 0),
        BoardPerson("Bo", 0, 0, 0, 1),
        BoardPerson("Cas", 0, 1, 0, 0),
    )
    assert (found.totals.done, found.totals.confirmed) == (1, 1)


def test_it_tells_up_to_which_event(review: OpenReview) -> None:
    assert shown(review).sequence == 0
    review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
    assert shown(review).sequence == 1


def test_grounds_come_in_the_order_of_the_profile(review: OpenReview) -> None:
    assert [ground.id for ground in shown(review).grounds] == list(review.profile.grounds)
