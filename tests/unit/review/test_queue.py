"""Which passage comes next, and which came before."""

from hypothesis import given, settings
from hypothesis import strategies as st

from woo_redact.review.queue import Entry, Queue, grouped

ENTRIES = tuple(
    Entry(name, document, page)
    for name, document, page in (("a", "x", 0), ("b", "x", 0), ("c", "x", 2), ("d", "y", 2), ("e", "y", 2))
)
QUEUE = Queue(ENTRIES)


def test_what_waits_comes_next() -> None:
    assert QUEUE.after(-1, lambda e: e.id in "bd") == 1
    assert QUEUE.after(1, lambda e: e.id in "bd") == 3
    assert QUEUE.after(3, lambda e: e.id in "bd") is None


def test_what_waits_came_before() -> None:
    assert QUEUE.before(3, lambda e: e.id in "bd") == 1
    assert QUEUE.before(1, lambda e: e.id in "bd") is None
    assert QUEUE.before(99, lambda _: True) == 4


def test_pages_are_of_documents() -> None:
    assert [QUEUE.page_after(n) for n in range(5)] == [2, 2, 3, None, None]
    assert [QUEUE.page_before(n) for n in range(5)] == [None, None, 0, 2, 2]


def test_places_are_known_by_name() -> None:
    assert [QUEUE.place(name) for name in "aez"] == [0, 4, None]


def test_groups_come_in_the_order_of_their_first_and_loose_ones_last() -> None:
    found = grouped(ENTRIES, lambda e: {"a": "1", "d": "1", "c": "2"}.get(e.id, ""))
    assert [entry.id for entry in found] == [*"adcbe"]
    assert [entry.group for entry in found] == ["1", "1", "2", "", ""]


@given(st.lists(st.sampled_from(["", "1", "2", "3"]), max_size=12))
@settings(deadline=None)
def test_grouping_loses_nothing_and_keeps_the_order_in_a_group(names: list[str]) -> None:
    entries = [Entry(str(number), "x", number) for number in range(len(names))]
    found = grouped(entries, lambda e: names[e.page])
    assert sorted(entry.page for entry in found) == list(range(len(names)))
    for name in set(names):
        own = [entry.page for entry in found if entry.group == name]
        assert own == sorted(own)
