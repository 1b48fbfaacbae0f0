from dataclasses import replace

import pytest

from support.values import DOCUMENT, START, line_box, suggest, verdict
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import OWN, OWN_RECTANGLE, Level, Provenance, Suggestion
from woo_redact.errors import ReviewError
from woo_redact.review.state import by_policy, current, redactions, undecided, united

AB = frozenset({Level.A, Level.B})
SURE = suggest((0, 0, 4), level=Level.A)
MAYBE = suggest((0, 10, 14), level=Level.B)
FLAG = suggest((0, 20, 24), level=Level.C)
ALL = (SURE, MAYBE, FLAG)


def approved(*suggestions: Suggestion) -> dict[str, object]:
    return dict(current([verdict(s) for s in suggestions]))


class TestCurrent:
    def test_the_last_decision_counts(self) -> None:
        held = current([verdict(SURE), verdict(MAYBE), verdict(SURE, Verdict.REJECTED)])
        assert {i: d.verdict for i, d in held.items()} == {SURE.id: Verdict.REJECTED, MAYBE.id: Verdict.APPROVED}

    @pytest.mark.parametrize(
        ("decision", "open_still"),
        [
            (verdict(SURE), False),
            (verdict(SURE, Verdict.REJECTED), False),
            (verdict(SURE, Verdict.OPEN), True),
            (verdict(SURE, author=Author.POLICY), True),
        ],
    )
    def test_only_a_persons_verdict_closes_a_suggestion(self, decision: object, open_still: bool) -> None:
        left = undecided([SURE], current([decision]))  # type: ignore[list-item]
        assert left == ((SURE,) if open_still else ())

    def test_what_nobody_looked_at_is_undecided(self) -> None:
        assert undecided(ALL, {}) == ALL


class TestPolicy:
    def test_accepted_levels_are_approved_in_one_step(self) -> None:
        made = by_policy(ALL, {}, AB, START)
        assert [(d.suggestion, d.verdict, d.author, d.reviewer, d.decided_at) for d in made] == [
            (s.id, Verdict.APPROVED, Author.POLICY, "beleid", START) for s in (SURE, MAYBE)
        ]
        assert len({d.batch for d in made}) == 1
        assert made[0].batch

    def test_a_second_time_there_is_nothing_to_do(self) -> None:
        assert by_policy(ALL, current(by_policy(ALL, {}, AB, START)), AB, START) == ()

    def test_a_level_that_is_no_longer_accepted_opens_again(self) -> None:
        held = current(by_policy(ALL, {}, AB, START))
        made = by_policy(ALL, held, frozenset({Level.A}), START)
        assert [(d.suggestion, d.verdict) for d in made] == [(MAYBE.id, Verdict.OPEN)]
        after = held | current(made)
        assert redactions(DOCUMENT, ALL, after) == redactions(DOCUMENT, (SURE,), after)
        assert [d.verdict for d in by_policy(ALL, after, AB, START)] == [Verdict.APPROVED]

    @pytest.mark.parametrize("outcome", [Verdict.APPROVED, Verdict.REJECTED])
    @pytest.mark.parametrize("accept", [AB, frozenset()])
    def test_a_persons_decision_is_never_touched(self, outcome: Verdict, accept: frozenset[Level]) -> None:
        held = current([verdict(s, outcome) for s in ALL])
        assert by_policy(ALL, held, accept, START) == ()

    def test_what_a_person_opened_again_falls_under_policy(self) -> None:
        held = current([verdict(SURE, Verdict.OPEN)])
        assert [d.suggestion for d in by_policy([SURE], held, AB, START)] == [SURE.id]


class TestRedactions:
    def test_only_what_is_approved_goes(self) -> None:
        held = current([verdict(SURE), verdict(MAYBE, Verdict.REJECTED), verdict(FLAG, Verdict.OPEN)])
        (redaction,) = redactions(DOCUMENT, ALL, held)
        assert redaction.document == DOCUMENT
        assert redaction.span == Span(0, 0, 4)
        assert redaction.cover == (line_box(0, 4),)
        assert redaction.grounds == ("5.1.2e",)
        assert redaction.suggestions == (SURE.id,)

    def test_a_person_may_give_other_grounds(self) -> None:
        held = current([verdict(SURE, grounds=("5.2", "5.1.2a"))])
        assert redactions(DOCUMENT, [SURE], held)[0].grounds == ("5.1.2a", "5.2")

    def test_overlapping_passages_become_one_with_all_grounds(self) -> None:
        sentence = suggest((0, 0, 30), ground="5.2")
        name = suggest((0, 10, 16))
        (redaction,) = redactions(DOCUMENT, (name, sentence), current([verdict(name), verdict(sentence)]))
        assert redaction.span == Span(0, 0, 30)
        assert redaction.cover == (line_box(0, 30),)
        assert redaction.grounds == ("5.1.2e", "5.2")
        assert redaction.suggestions == (sentence.id, name.id)

    def test_touching_passages_become_one(self) -> None:
        first, second = suggest((0, 0, 5)), suggest((0, 5, 9))
        (redaction,) = redactions(DOCUMENT, (second, first), current([verdict(first), verdict(second)]))
        assert redaction.cover == (line_box(0, 9),)

    def test_a_long_passage_keeps_what_follows_a_short_one_in_it(self) -> None:
        outer, inner, later = suggest((0, 0, 30), ground="5.2"), suggest((0, 2, 5)), suggest((0, 28, 40))
        held = current([verdict(s) for s in (outer, inner, later)])
        (redaction,) = redactions(DOCUMENT, (outer, inner, later), held)
        assert redaction.span == Span(0, 0, 40)

    def test_passages_apart_and_on_other_pages_stay_apart(self) -> None:
        apart = (suggest((0, 0, 5)), suggest((0, 6, 9)), suggest((1, 0, 5)))
        assert len(redactions(DOCUMENT, apart, current([verdict(s) for s in apart]))) == 3

    def test_a_passage_over_a_page_break_gives_one_redaction_a_page(self) -> None:
        across = suggest((3, 80, 90), (4, 0, 7))
        found = redactions(DOCUMENT, [across], current([verdict(across)]))
        assert [r.span for r in found] == list(across.spans)
        assert {r.suggestions for r in found} == {(across.id,)}

    @pytest.mark.parametrize("boxes", [(), ((),), ((line_box(0, 4),), (line_box(0, 4),))])
    def test_what_cannot_be_covered_is_never_passed_over(self, boxes: tuple[tuple[Box, ...], ...]) -> None:
        lost = replace(SURE, boxes=boxes)
        with pytest.raises(ReviewError, match="pagina 1"):
            redactions(DOCUMENT, [lost], current([verdict(lost)]))
        assert redactions(DOCUMENT, [lost], current([verdict(lost, Verdict.REJECTED)])) == ()


class TestUnitedBoxes:
    def test_words_of_one_line_are_one_box(self) -> None:
        assert united([Box(0, 0, 10, 11), Box(13, 0, 20, 11)]) == (Box(0, 0, 20, 11),)

    def test_lines_stay_apart_in_their_order(self) -> None:
        lines = (Box(40, 0, 90, 11), Box(0, 11, 90, 22), Box(0, 22, 30, 33))
        assert united(lines) == lines

    def test_cells_and_columns_stay_apart(self) -> None:
        cells = (Box(0, 0, 40, 11), Box(80, 0, 120, 11))
        assert united(cells) == cells

    def test_a_box_between_two_joins_all_three(self) -> None:
        assert united([Box(0, 0, 10, 11), Box(30, 0, 40, 11), Box(10, 0, 30, 11)]) == (Box(0, 0, 40, 11),)

    def test_a_smaller_letter_on_the_line_belongs_to_it(self) -> None:
        assert united([Box(0, 0, 10, 11), Box(10, 1, 14, 7)]) == (Box(0, 0, 14, 11),)


class TestPersons:
    TWO = (suggest((0, 0, 4)), suggest((0, 4, 9), ground="5.1.2i"))

    def numbers(self, *given: int | None) -> list[int | None]:
        """The numbers of the redactions when the touching two, and one apart, name these persons (0: none)."""
        suggestions = (*self.TWO, suggest((0, 20, 24)))
        persons = {s.id: n for s, n in zip(suggestions, given, strict=True) if n != 0}
        held = current([verdict(s) for s in suggestions])
        return [r.person for r in redactions(DOCUMENT, suggestions, held, persons)]

    def test_a_redaction_has_the_number_of_the_one_person_it_names(self) -> None:
        assert self.numbers(3, 3, 4) == [3, 4]

    @pytest.mark.parametrize("second", [4, None, 0])
    def test_none_when_it_names_another_or_somebody_unsure_or_something_else(self, second: int | None) -> None:
        assert self.numbers(3, second, None) == [None, None]

    def test_none_when_nobody_asked(self) -> None:
        held = current([verdict(s) for s in self.TWO])
        assert [r.person for r in redactions(DOCUMENT, self.TWO, held)] == [None]


class TestReasons:
    def test_a_redaction_has_the_reasons_of_its_decisions_each_once(self) -> None:
        parts = [suggest((0, 0, 4)), suggest((0, 4, 8)), suggest((0, 8, 12)), suggest((0, 20, 24))]
        given = ("Beraad.", "Beraad.", "Privé.", "")
        held = {s.id: replace(verdict(s), reason=reason) for s, reason in zip(parts, given, strict=True)}
        assert [r.reason for r in redactions(DOCUMENT, parts, held)] == ["Beraad. Privé.", ""]

    def test_no_reason_shows_in_a_repr(self) -> None:
        (made,) = redactions(DOCUMENT, [SURE], {SURE.id: replace(verdict(SURE), reason="Beraad.")})
        assert "Beraad" not in repr(made)


def area(x0: float, x1: float, *places: tuple[int, int], ground: str = "5.1.2e") -> Suggestion:
    """A rectangle that a person drew on page 0, over these ranges of text or over none."""
    spans = tuple(Span(0, *place) for place in places) or (Span(0, 30, 30),)
    boxes = ((Box(x0, 0, x1, 60),), *((line_box(s.start, s.end),) for s in spans[1:]))
    made = (Provenance(OWN, OWN_RECTANGLE, context="An"),)
    return Suggestion(f"area-{x0}-{ground}", DOCUMENT, spans, ground, "area", Level.A, made, boxes)


class TestRectangles:
    def test_one_over_words_of_several_lines_is_one_redaction(self) -> None:
        drawn = area(10, 90, (5, 9), (40, 44))
        (found,) = redactions(DOCUMENT, [drawn], current([verdict(drawn)]))
        assert (found.span, found.rest) == (Span(0, 5, 9), (Span(0, 40, 44),))
        assert found.characters == 8
        assert found.cover == (Box(10, 0, 90, 60), line_box(40, 44))

    def test_a_line_that_sticks_out_does_not_make_it_wider(self) -> None:
        drawn, long = area(10, 90, (5, 9)), suggest((0, 8, 60))
        (found,) = redactions(DOCUMENT, [drawn, long], current([verdict(drawn), verdict(long)]))
        assert found.cover == (Box(10, 0, 90, 60), line_box(8, 60))

    def test_it_joins_the_passages_whose_words_it_shares(self) -> None:
        drawn, name, other = area(10, 90, (5, 9), (40, 44), ground="5.2"), suggest((0, 42, 50)), suggest((0, 20, 24))
        found = redactions(DOCUMENT, [drawn, name, other], current([verdict(s) for s in (drawn, name, other)]))
        assert [(r.spans, r.grounds) for r in found] == [
            ((Span(0, 5, 9), Span(0, 40, 50)), ("5.1.2e", "5.2")),
            ((Span(0, 20, 24),), ("5.1.2e",)),
        ]

    def test_without_words_it_stays_apart_from_the_text_around_it(self) -> None:
        drawn, touching = area(10, 90), suggest((0, 24, 30))
        found = redactions(DOCUMENT, [drawn, touching], current([verdict(drawn), verdict(touching)]))
        assert [(r.spans, r.characters) for r in found] == [((Span(0, 24, 30),), 6), ((), 0)]

    def test_two_without_words_are_one_when_they_overlap(self) -> None:
        one, over, apart = area(10, 90), area(80, 120, ground="5.2"), area(200, 300)
        found = redactions(DOCUMENT, [one, over, apart], current([verdict(s) for s in (one, over, apart)]))
        assert sorted(r.grounds for r in found) == [("5.1.2e",), ("5.1.2e", "5.2")]
