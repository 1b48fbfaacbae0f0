"""Passages are counted as passages: half of one is enough to find it, less than half withheld makes one false."""

import pytest

from woo_redact.evaluation.passages import PassageCount, Passages, count_passages

Place = tuple[int, int]


def at(start: int, end: int) -> frozenset[Place]:
    return frozenset((0, i) for i in range(start, end))


@pytest.mark.parametrize(("end", "found"), [(50, 1), (49, 0)])
def test_half_of_a_passage_is_enough(end: int, found: int) -> None:
    counted = count_passages("woord", [("5.2", at(0, 100))], [("5.2", at(0, end))], at(0, 100))
    assert counted.total == PassageCount(1, found, found, 1, 0)


def test_under_another_ground_it_is_found_by_whatever_ground_alone() -> None:
    counted = count_passages("woord", [("5.2", at(0, 10))], [("5.1.2i", at(0, 10))], at(0, 10))
    assert counted.by_ground["5.2"] == PassageCount(1, 0, 1)
    assert counted.by_ground["5.1.2i"] == PassageCount(0, 0, 0, 1, 0)


def test_a_suggestion_of_which_most_stays_is_false() -> None:
    counted = count_passages("woord", [("5.2", at(0, 10))], [("5.2", at(0, 21))], at(0, 10))
    assert (counted.total.found, counted.total.false) == (1, 1)


def test_documents_without_passages_are_counted_and_those_among_them_that_are_disturbed() -> None:
    quiet = count_passages("woord", [], [], frozenset())
    disturbed = count_passages("woord", [], [("5.2", at(0, 9))], frozenset())
    both = quiet + disturbed
    assert (both.clean, both.disturbed, both.pages) == (2, 1, 2.0)
    assert both.false_on_three_pages == 1.5


def test_a_long_document_is_more_than_a_page() -> None:
    assert count_passages("woord " * 900, [], [], frozenset()).pages == 2.0


def test_nothing_is_no_mistake() -> None:
    assert (Passages().total.recall, Passages().total.precision, Passages().false_on_three_pages) == (1.0, 1.0, 0.0)
