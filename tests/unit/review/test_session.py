import pytest

from support.values import DOCUMENT, at, suggest, verdict
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.suggestion import Level
from woo_redact.review.session import decide, give_reason, identical, review_order, undo, without_reason
from woo_redact.review.state import by_policy, current

A, B, C = (suggest((0, n, n + 4)) for n in (0, 10, 20))
ME, YOU = "A. Beoordelaar", "B. Collega"
OTHER = "f" * 64


def verdicts(decisions: list[Decision]) -> dict[str, Verdict]:
    return {i: d.verdict for i, d in current(decisions).items() if d.verdict is not Verdict.OPEN}


class TestOrder:
    def test_each_document_is_read_through_in_text_order(self) -> None:
        other = suggest((0, 0, 3), document=OTHER)
        assert review_order([C, other, B, A]) == (A, B, C, other)
        assert review_order([other, C, A]) == (other, A, C)


TEXTS = {
    DOCUMENT: ("Jan de Vries, jan  de\nvries en Jan de Vriesen", "Jan de\u00ad Vries"),
    OTHER: ("JAN DE VRIES",),
}


class TestIdentical:
    FIRST = suggest((0, 0, 12))

    @pytest.mark.parametrize(
        ("candidate", "alike"),
        [
            (suggest((0, 14, 27)), True),
            (suggest((1, 0, 13)), True),
            (suggest((0, 0, 12), document=OTHER), True),
            (suggest((0, 31, 45)), False),
            (suggest((0, 14, 27), ground="5.2"), False),
        ],
    )
    def test_alike_is_the_same_ground_and_the_same_text(self, candidate: object, alike: bool) -> None:
        found = identical(self.FIRST, [self.FIRST, candidate], TEXTS)  # type: ignore[list-item]
        assert found == ((self.FIRST, candidate) if alike else (self.FIRST,))

    def test_a_passage_over_a_page_break_is_like_the_same_words_on_one_page(self) -> None:
        texts = {DOCUMENT: ("... Jan de", "Vries", "Jan de Vries")}
        across, whole = suggest((0, 4, 10), (1, 0, 5)), suggest((2, 0, 12))
        assert identical(whole, [across, whole], texts) == (across, whole)


class TestDecide:
    def test_one_step_has_one_batch(self) -> None:
        made = decide([A, B, A], Verdict.APPROVED, ME, at(1), ("5.2",), "weegt zwaarder")
        assert [d.suggestion for d in made] == [A.id, B.id]
        assert {(d.verdict, d.author, d.reviewer, d.decided_at, d.grounds, d.reason) for d in made} == {
            (Verdict.APPROVED, Author.PERSON, ME, at(1), ("5.2",), "weegt zwaarder")
        }
        assert len({d.batch for d in made}) == 1

    def test_steps_have_batches_of_their_own(self) -> None:
        steps = [
            decide([A], Verdict.APPROVED, ME, at(1)),
            decide([A], Verdict.APPROVED, ME, at(2)),
            decide([A], Verdict.REJECTED, ME, at(1)),
            decide([B], Verdict.APPROVED, ME, at(1)),
            decide([A], Verdict.APPROVED, YOU, at(1)),
        ]
        assert len({step[0].batch for step in steps}) == len(steps)


class TestUndo:
    def test_there_is_nothing_to_take_back_at_first(self) -> None:
        assert undo([], ME, at(1)) == ()
        assert undo([verdict(A, reviewer=YOU), verdict(B, author=Author.POLICY, reviewer="beleid")], ME, at(1)) == ()

    def test_the_whole_last_step_is_taken_back(self) -> None:
        log = [*decide([A], Verdict.REJECTED, ME, at(1)), *decide([B, C], Verdict.APPROVED, ME, at(2))]
        log += undo(log, ME, at(3))
        assert verdicts(log) == {A.id: Verdict.REJECTED}

    def test_again_takes_back_the_step_before(self) -> None:
        log = [*decide([A], Verdict.REJECTED, ME, at(1)), *decide([A], Verdict.APPROVED, ME, at(2))]
        log += undo(log, ME, at(3))
        assert verdicts(log) == {A.id: Verdict.REJECTED}
        log += undo(log, ME, at(4))
        assert verdicts(log) == {}
        assert undo(log, ME, at(5)) == ()

    def test_deciding_after_taking_back_can_be_taken_back(self) -> None:
        log = list(decide([A], Verdict.REJECTED, ME, at(1)))
        log += undo(log, ME, at(2))
        log += decide([A], Verdict.APPROVED, ME, at(3))
        log += undo(log, ME, at(4))
        assert verdicts(log) == {}

    def test_what_policy_held_before_holds_again_as_policy(self) -> None:
        log = list(by_policy([A], {}, frozenset({Level.A}), at(0)))
        log += decide([A], Verdict.REJECTED, ME, at(1), reason="publiek persoon")
        log += undo(log, ME, at(2))
        held = current(log)[A.id]
        assert (held.verdict, held.author, held.reason) == (Verdict.APPROVED, Author.POLICY, "")
        assert held.decided_at == at(2)

    def test_the_grounds_of_before_hold_again(self) -> None:
        log = [*decide([A], Verdict.APPROVED, YOU, at(1), ("5.2",)), *decide([A], Verdict.APPROVED, ME, at(2))]
        log += undo(log, ME, at(3))
        held = current(log)[A.id]
        assert (held.verdict, held.author, held.grounds, held.reviewer) == (
            Verdict.APPROVED,
            Author.PERSON,
            ("5.2",),
            ME,
        )

    def test_policy_that_came_after_a_step_goes_with_it(self) -> None:
        log = [*decide([A], Verdict.REJECTED, ME, at(1)), *decide([A], Verdict.OPEN, ME, at(2))]
        log += by_policy([A], current(log), frozenset({Level.A}), at(3))
        log += undo(log, ME, at(4))
        assert verdicts(log) == {A.id: Verdict.REJECTED}
        assert current(log)[A.id].author is Author.PERSON

    def test_what_a_colleague_decided_afterwards_stays(self) -> None:
        log = [*decide([A, B], Verdict.APPROVED, ME, at(1)), *decide([A], Verdict.REJECTED, YOU, at(2))]
        log += undo(log, ME, at(3))
        assert verdicts(log) == {A.id: Verdict.REJECTED}

    def test_a_colleague_takes_back_only_their_own(self) -> None:
        log = [*decide([A], Verdict.APPROVED, ME, at(1)), *decide([B], Verdict.APPROVED, YOU, at(2))]
        log += undo(log, YOU, at(3))
        assert verdicts(log) == {A.id: Verdict.APPROVED}
        assert undo(log, YOU, at(4)) == ()


WHY = "Het belang weegt zwaarder."


class TestReasons:
    def test_what_was_approved_keeps_its_grounds(self) -> None:
        log = [*decide([A], Verdict.APPROVED, YOU, at(1), ("5.2",)), verdict(B, author=Author.POLICY)]
        made = give_reason([A, B, C, A], current(log), ME, at(2), WHY)
        assert [(d.suggestion, d.grounds) for d in made] == [(A.id, ("5.2",)), (B.id, ()), (C.id, ())]
        assert {(d.verdict, d.author, d.reviewer, d.reason) for d in made} == {
            (Verdict.APPROVED, Author.PERSON, ME, WHY)
        }

    def test_grounds_of_what_was_rejected_or_taken_back_do_not_come_back(self) -> None:
        log = decide([A], Verdict.REJECTED, YOU, at(1), ("5.2",))
        assert give_reason([A], current(log), ME, at(2), WHY)[0].grounds == ()

    def test_it_is_one_step_that_can_be_taken_back(self) -> None:
        log = [*decide([A], Verdict.APPROVED, ME, at(1), ("5.2",)), verdict(B, author=Author.POLICY)]
        log += give_reason([A, B, C], current(log), ME, at(2), WHY)
        log += undo(log, ME, at(3))
        held = current(log)
        assert [(held[s.id].verdict, held[s.id].author, held[s.id].reason) for s in (A, B, C)] == [
            (Verdict.APPROVED, Author.PERSON, ""),
            (Verdict.APPROVED, Author.POLICY, ""),
            (Verdict.OPEN, Author.PERSON, ""),
        ]
        assert held[A.id].grounds == ("5.2",)

    def test_without_a_reason_is_what_is_withheld_under_the_ground_and_has_none(self) -> None:
        log = [verdict(A), verdict(B, grounds=("5.2",)), verdict(C, Verdict.REJECTED)]
        assert without_reason([A, B, C], current(log), "5.1.2e") == (A,)
        assert without_reason([A, B, C], current(log), "5.2") == (B,)
        log += give_reason([A], current(log), ME, at(2), WHY)
        assert without_reason([A, B, C], current(log), "5.1.2e") == ()
        assert without_reason([A], {}, "5.1.2e") == ()
