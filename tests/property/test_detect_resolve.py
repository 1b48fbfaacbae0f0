"""Overlaps are made one without losing coverage, level or reason, whatever the order."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.detect.hits import LEVELS, Hit
from woo_redact.detect.resolve import resolve
from woo_redact.domain.suggestion import Level, Provenance


@st.composite
def hits(draw: st.DrawFn) -> Hit:
    start = draw(st.integers(0, 40))
    rule = draw(st.sampled_from(("a", "b", "c")))
    return Hit(
        start,
        start + draw(st.integers(1, 15)),
        draw(st.sampled_from(("5.1.2e", "5.2"))),
        draw(st.sampled_from(("person", "opinion"))),
        draw(st.sampled_from(LEVELS)),
        rule,
        (Provenance("pattern", rule, score=draw(st.sampled_from((0.5, 0.9)))),),
    )


many = st.lists(hits(), max_size=9)


def best(found: list[Hit], ground: str, place: int) -> Level | None:
    levels = [hit.level for hit in found if hit.ground == ground and hit.start <= place < hit.end]
    return min(levels, key=LEVELS.index) if levels else None


@given(many)
def test_every_character_stays_covered_and_no_level_sinks(given_hits: list[Hit]) -> None:
    resolved = resolve(given_hits)
    for ground in ("5.1.2e", "5.2"):
        for place in range(60):
            before, after = best(given_hits, ground, place), best(resolved, ground, place)
            assert (before is None) == (after is None)
            if before is not None and after is not None:
                assert LEVELS.index(after) <= LEVELS.index(before)


@given(many)
def test_there_are_no_overlaps_per_ground_and_the_order_is_that_of_the_text(given_hits: list[Hit]) -> None:
    resolved = resolve(given_hits)
    assert [h.start for h in resolved] == sorted(h.start for h in resolved)
    for ground in ("5.1.2e", "5.2"):
        group = [h for h in resolved if h.ground == ground]
        assert all(a.end <= b.start for a, b in itertools.pairwise(group))


@given(many)
def test_resolving_twice_changes_nothing(given_hits: list[Hit]) -> None:
    once = resolve(given_hits)
    assert resolve(once) == once


@given(many.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_the_hits_does_not_matter(both: tuple[list[Hit], list[Hit]]) -> None:
    assert resolve(both[0]) == resolve(both[1])


@given(many)
def test_every_reason_is_kept(given_hits: list[Hit]) -> None:
    before = {(hit.ground, reason) for hit in given_hits for reason in hit.reasons}
    assert before == {(hit.ground, reason) for hit in resolve(given_hits) for reason in hit.reasons}


def test_a_certain_name_within_a_doubtful_paragraph_stays_certain_and_alone() -> None:
    def hit(start: int, end: int, level: Level) -> Hit:
        return Hit(start, end, "5.1.2e", "person", level, "r", (Provenance("pattern", "r"),))

    resolved = resolve([hit(0, 100, Level.B), hit(10, 15, Level.A)])
    assert [(h.start, h.end, h.level) for h in resolved] == [
        (0, 10, Level.B),
        (10, 15, Level.A),
        (15, 100, Level.B),
    ]
