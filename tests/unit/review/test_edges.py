"""The ends of a passage move by words, and never over what is not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woo_redact.domain.document import Span
from woo_redact.review.edges import (
    Passage,
    begin_earlier,
    begin_later,
    cut_out,
    end_earlier,
    end_later,
    joined,
)

PAGES = (
    "Bel (Karin Ouwehand, Bas) op 06-18273645 of k.o@minocw.nl; het kost € 500.",
    "Voet 1\nTweede pagina met Femke Noord.",
)


def at(words: str, page: int = 0) -> Span:
    start = PAGES[page].index(words)
    return Span(page, start, start + len(words))


def passage(*words: str) -> Passage:
    return Passage(tuple(at(w, 0 if w in PAGES[0] else 1) for w in words), PAGES)


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        pytest.param(end_later, "Karin Ouwehand", "Karin Ouwehand, Bas", id="longer, the comma with it"),
        pytest.param(end_later, "Bas", "Bas) op", id="over a bracket"),
        pytest.param(end_later, "op", "op 06-18273645", id="a number is one word"),
        pytest.param(end_later, "of", "of k.o@minocw.nl", id="an address is one word"),
        pytest.param(end_later, "kost", "kost €", id="a sign is a word"),
        pytest.param(end_later, "Ouweh", "Ouwehand", id="the rest of a word first"),
        pytest.param(end_later, "500", "500", id="not over the end of the page"),
        pytest.param(begin_earlier, "Karin Ouwehand", "Bel (Karin Ouwehand", id="earlier, the bracket with it"),
        pytest.param(begin_earlier, "hand", "Ouwehand", id="the beginning of a word first"),
        pytest.param(begin_earlier, "Bel", "Bel", id="not over the beginning of the page"),
        pytest.param(end_earlier, "Karin Ouwehand, Bas", "Karin Ouwehand", id="shorter, the comma goes too"),
        pytest.param(end_earlier, "Karin", "Karin", id="one word stays"),
        pytest.param(begin_later, "Karin Ouwehand", "Ouwehand", id="begins later"),
        pytest.param(begin_later, "Karin", "Karin", id="one word stays, from the beginning"),
    ],
)
def test_an_end_moves_by_a_word(move: object, before: str, after: str) -> None:
    assert callable(move)
    assert move(passage(before)).text() == after


def test_over_a_page_break_a_whole_part_may_go() -> None:
    both = passage("k.o@minocw.nl; het kost € 500", "Voet")
    assert end_earlier(both).spans == (at("k.o@minocw.nl; het kost € 500"),)
    one = passage("500", "Voet 1")
    assert begin_later(one).spans == (at("Voet 1", 1),)


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        pytest.param(2, 1, ["Karin Ouwehand", "Bas"], id="cut, nothing left out"),
        pytest.param(1, 1, ["Karin", "Bas"], id="a word stays readable"),
    ],
)
def test_a_passage_is_cut(first: int, last: int, parts: list[str]) -> None:
    assert [part.text() for part in cut_out(passage("Karin Ouwehand, Bas"), first, last)] == parts


@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, -1), (3, 2), (1, 2), (2, 0), (7, 9)])
def test_on_both_sides_of_a_cut_a_word_stays(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="side"):
        cut_out(passage("Karin Ouwehand, Bas"), first, last)


def test_together_takes_what_stands_between_along_but_not_over_a_page_break() -> None:
    assert joined(passage("Karin"), passage("Bas")).text() == "Karin Ouwehand, Bas"
    assert joined(passage("Bas"), passage("Karin")).text() == "Karin Ouwehand, Bas"
    assert joined(passage("500"), passage("Femke Noord")).spans == (at("500"), at("Femke Noord", 1))


def test_no_repr_tells_the_text() -> None:
    assert "Ouwehand" not in repr(passage("Karin Ouwehand"))


MOVES = (begin_earlier, begin_later, end_earlier, end_later)
words = st.text(alphabet="ab ,-€\n(", max_size=40)


@given(st.tuples(words, words), st.data())
@settings(deadline=None)
def test_however_it_is_moved_it_stays_on_the_page_and_begins_and_ends_with_a_word(
    texts: tuple[str, str], data: st.DataObject
) -> None:
    found = [span for page, text in enumerate(texts) for span in Passage((Span(page, 0, len(text)),), texts).words()]
    if not found:
        return
    moved = Passage((data.draw(st.sampled_from(found)),), texts)
    for move in data.draw(st.lists(st.sampled_from(MOVES), max_size=12)):
        moved = move(moved)
        assert moved.words()
        for span in moved.spans:
            assert 0 <= span.start < span.end <= len(texts[span.page])
            assert not texts[span.page][span.start].isspace()
            assert not texts[span.page][span.end - 1].isspace()


@given(words, st.data())
@settings(deadline=None)
def test_parts_of_a_cut_are_all_words_but_those_left_out(text: str, data: st.DataObject) -> None:
    whole = Passage((Span(0, 0, len(text)),), (text,))
    count = len(whole.words())
    if count < 2:
        return
    first = data.draw(st.integers(1, count - 1))
    last = data.draw(st.integers(first - 1, count - 2))
    one, other = cut_out(whole, first, last)
    found = whole.words()
    assert (*one.words(), *other.words()) == (*found[:first], *found[last + 1 :])
