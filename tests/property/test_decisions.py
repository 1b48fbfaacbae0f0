"""Decisions are a log: the last one wins, undo restores, and redactions never cover less than their parts."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from support.values import DOCUMENT, at, line_box, suggest, verdict
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Level, Suggestion, suggestion_id
from woo_redact.review.session import decide, undo
from woo_redact.review.state import by_policy, current, redactions, undecided, united

POOL = tuple(suggest((0, n * 10, n * 10 + 4), level=list(Level)[n % 3]) for n in range(6))
PEOPLE = ("An", "Bo")

subsets = st.lists(st.sampled_from(POOL), min_size=1, max_size=4, unique=True)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.sampled_from(PEOPLE), subsets, st.sampled_from(Verdict)),
        st.tuples(st.just("undo"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("policy"), st.frozensets(st.sampled_from(Level))),
    ),
    max_size=12,
)


def play(moves: list[tuple[object, ...]]) -> list[Decision]:
    log: list[Decision] = []
    for minute, move in enumerate(moves):
        match move:
            case ("decide", str(who), list(what), Verdict() as outcome):
                log += decide(what, outcome, who, at(minute))
            case ("undo", str(who)):
                log += undo(log, who, at(minute))
            case ("policy", frozenset() as accept):
                log += by_policy(POOL, current(log), accept, at(minute))
    return log


def state(log: list[Decision]) -> dict[str, tuple[object, ...]]:
    """What holds: nothing is the same as open."""
    return {
        i: (d.verdict, d.author, d.grounds, d.reason) for i, d in current(log).items() if d.verdict is not Verdict.OPEN
    }


@given(steps)
def test_the_last_decision_wins(moves: list[tuple[object, ...]]) -> None:
    log = play(moves)
    for suggestion, held in current(log).items():
        assert held == [d for d in log if d.suggestion == suggestion][-1]


@given(steps, st.integers(0, 40))
def test_replaying_a_log_in_parts_gives_the_same(moves: list[tuple[object, ...]], cut: int) -> None:
    log = play(moves)
    assert current(log[:cut]) | current(log[cut:]) == current(log)
    assert play(moves) == log


@given(steps, st.sampled_from(PEOPLE), subsets, st.sampled_from(Verdict))
def test_undo_restores_what_held(
    moves: list[tuple[object, ...]], who: str, what: list[Suggestion], outcome: Verdict
) -> None:
    before = play(moves)
    after = [*before, *decide(what, outcome, who, at(100))]
    assert state([*after, *undo(after, who, at(101))]) == state(before)


@given(steps, st.sampled_from(PEOPLE))
def test_undo_never_touches_what_another_person_decided_last(moves: list[tuple[object, ...]], who: str) -> None:
    log = play([move for move in moves if move[0] != "undo"])
    by_people = current(d for d in log if d.author is Author.PERSON)
    for decision in undo(log, who, at(100)):
        assert by_people[decision.suggestion].reviewer == who


@given(steps, st.sampled_from(PEOPLE))
def test_everything_can_be_undone_step_by_step(moves: list[tuple[object, ...]], who: str) -> None:
    log = play([m for m in moves if m[0] != "decide" or m[1] == who])
    for _ in range(len(moves)):
        log += undo(log, who, at(100))
    assert undo(log, who, at(101)) == ()
    assert undecided(POOL, current(log)) == POOL


@given(steps, st.frozensets(st.sampled_from(Level)))
def test_policy_approves_exactly_the_accepted_levels_of_what_no_person_decided(
    moves: list[tuple[object, ...]], accept: frozenset[Level]
) -> None:
    log = play(moves)
    people = {i: v for i, v in state(log).items() if v[1] is Author.PERSON}
    log += by_policy(POOL, current(log), accept, at(100))
    after = state(log)
    assert {i: v for i, v in after.items() if v[1] is Author.PERSON} == people
    approved = {i for i, v in after.items() if v[1] is Author.POLICY}
    assert approved == {s.id for s in POOL if s.level in accept and s.id not in people}
    assert by_policy(POOL, current(log), accept, at(101)) == ()


numbers = st.integers(0, 30)
spans = st.lists(
    st.tuples(st.integers(0, 1), numbers, st.integers(1, 12)).map(lambda t: Span(t[0], t[1], t[1] + t[2])),
    min_size=1,
    max_size=8,
    unique=True,
)


def with_boxes(span: Span, ground: str) -> Suggestion:
    """A passage in lines of ten characters, with its boxes."""
    lines = sorted({n // 10 for n in range(span.start, span.end)})
    boxes = tuple(line_box(max(span.start - line * 10, 0), min(span.end - line * 10, 10), line) for line in lines)
    whole = suggest((span.page, span.start, span.end), ground=ground)
    return replace(whole, boxes=(boxes,), id=suggestion_id(DOCUMENT, (span,), ground))


def inside(box: Box, covers: tuple[Box, ...]) -> bool:
    return any(c.x0 <= box.x0 and c.top <= box.top and c.x1 >= box.x1 and c.bottom >= box.bottom for c in covers)


@given(spans, st.lists(st.sampled_from(("5.1.2e", "5.2")), min_size=8, max_size=8), st.sets(st.integers(0, 7)))
def test_redactions_cover_exactly_what_is_approved(places: list[Span], grounds: list[str], rejected: set[int]) -> None:
    suggestions = [with_boxes(span, ground) for span, ground in zip(places, grounds, strict=False)]
    outcomes = [Verdict.REJECTED if n in rejected else Verdict.APPROVED for n in range(len(suggestions))]
    held = current([verdict(s, o) for s, o in zip(suggestions, outcomes, strict=True)])
    found = redactions(DOCUMENT, suggestions, held)
    wanted = [s for s, o in zip(suggestions, outcomes, strict=True) if o is Verdict.APPROVED]

    def characters(places: list[Span]) -> set[tuple[int, int]]:
        return {(s.page, n) for s in places for n in range(s.start, s.end)}

    assert characters([r.span for r in found]) == characters([s.spans[0] for s in wanted])
    for suggestion in wanted:
        (holder,) = [r for r in found if suggestion.id in r.suggestions]
        assert suggestion.ground in holder.grounds
        assert all(inside(box, holder.cover) for box in suggestion.boxes[0])
    # Apart, in order, and no box beyond the characters of the passage (6 by 11 points each, ten on a line).
    for one, other in pairwise(found):
        assert (one.span.page, one.span.end) < (other.span.page, other.span.start) or one.span.page < other.span.page
    for redaction in found:
        area = sum(b.width * b.height for b in redaction.cover)
        assert area == (redaction.span.end - redaction.span.start) * 6.0 * 11.0
    assert redactions(DOCUMENT, list(reversed(suggestions)), held) == found


coordinates = st.floats(0, 100, allow_nan=False)
boxes = st.tuples(coordinates, coordinates, st.floats(0, 40), st.floats(0.1, 20)).map(
    lambda t: Box(t[0], t[1], t[0] + t[2], t[1] + t[3])
)


@given(st.lists(boxes, max_size=10))
def test_uniting_boxes_never_uncovers_anything_and_is_done_in_one_go(many: list[Box]) -> None:
    once = united(many)
    assert all(inside(box, once) for box in many)
    assert united(once) == once
    assert len(once) <= len(many)
