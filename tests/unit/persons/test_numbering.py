"""Numbers of persons stay with them, and are never given to another."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.person import KeptMention, KeptPerson
from woo_redact.persons.linking import Mention, Person
from woo_redact.persons.names import name_of
from woo_redact.persons.numbering import numbered


def person(*places: int, sure: bool = True, document: str = "d") -> Person:
    found = (Mention("a.pdf", 0, p, p + 5, f"{document}{p}", document, name_of("Karin Bakker")) for p in sorted(places))
    return Person(tuple(found), sure)


def places(found: Sequence[KeptPerson]) -> dict[int, list[KeptMention]]:
    return {p.number: list(p.mentions) for p in found if p.number is not None}


def numbers(found: Sequence[KeptPerson]) -> list[int | None]:
    return [n.number for n in found]


def test_numbers_follow_the_order_of_appearance() -> None:
    assert numbers(numbered([person(0), person(10), person(20)], {}, 0)) == [1, 2, 3]


def test_a_person_keeps_its_number_when_others_come_before() -> None:
    first = numbered([person(50), person(60)], {}, 0)
    assert numbers(numbered([person(0), person(50), person(60)], places(first), 2)) == [3, 1, 2]


def test_a_passage_that_a_new_scan_made_longer_is_the_same() -> None:
    assert numbers(numbered([person(53)], {7: [KeptMention("s", "d", 0, 50, 56)]}, 9)) == [7]


def test_of_two_that_are_one_the_lowest_number_stays_and_the_other_is_never_given_again() -> None:
    first = numbered([person(0), person(10)], {}, 0)
    joined = numbered([person(0, 10)], places(first), 2)
    assert numbers(joined) == [1]
    assert numbers(numbered([person(0, 10), person(20)], places(joined), 2)) == [1, 3]


def test_of_one_that_are_two_the_number_stays_with_most_mentions() -> None:
    first = numbered([person(0, 10, 20)], {}, 0)
    assert numbers(numbered([person(0), person(10, 20)], places(first), 1)) == [2, 1]


def test_who_is_unsure_gets_no_number_but_keeps_one_unprinted() -> None:
    assert numbered([person(0, sure=False)], {}, 0)[0].number is None
    kept = numbered([person(0, sure=False)], {4: [KeptMention("s", "d", 0, 0, 5)]}, 4)[0]
    assert (kept.number, kept.shown) == (4, None)


RUNS = st.lists(st.lists(st.integers(0, 3), min_size=8, max_size=8), min_size=1, max_size=5)


@given(RUNS)
def test_over_any_runs_no_number_is_given_twice(runs: list[list[int]]) -> None:
    """Each run puts eight mentions into up to four persons, in any other way."""
    before: dict[int, list[KeptMention]] = {}
    last = 0
    for run in runs:
        groups = [[10 * place for place, own in enumerate(run) if own == group] for group in range(4)]
        persons = sorted((person(*g) for g in groups if g), key=lambda p: p.mentions)
        found = numbered(persons, before, last)
        given_now = [n for n in numbers(found) if n is not None]
        assert len(set(given_now)) == len(persons)
        assert all(n in before or n > last for n in given_now)
        again = numbered(persons, places(found), max(given_now))
        assert numbers(again) == numbers(found)
        before, last = places(found), max(last, *given_now)
