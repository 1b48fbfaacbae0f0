"""A term of the case is found however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.detecting import suggest
from woo_redact.detect.terms import find_terms
from woo_redact.domain.rule import Term
from woo_redact.domain.suggestion import Level

TERM = Term("Zwarte Zwaan", "5.1.2f")


def passages(term: str, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_terms([Term(term, "5.1.2e")], text)]


@pytest.mark.parametrize(
    "written",
    [
        "Zwarte Zwaan",
        "zwarte zwaan",
        "ZWARTE ZWAAN",
        "Zwarte\nZwaan",
        "Zwarte\n> Zwaan",
        "Zwarte  \t Zwaan",
        "Zwarte-Zwaan",
        "Zwar-\nte Zwaan",
        "Zwar\u00adte Zwaan",
        "Zwarte Zwa-\n  an",
        "Zwarte\u200bZwaan",
        "Z w a r t e Z w a a n",
        "Zwärte Zwaan",
        "Zwä rte Zwaan",
        "Zwa\u0308 rte Zwaan",
        "Zwar te Zw a an",
    ],
)
def test_every_way_to_write_it(written: str) -> None:
    assert passages("Zwarte Zwaan", f"Project {written}, fase 2") == [written]


@pytest.mark.parametrize(
    "other", ["Zwarte Zwaantje", "onZwarte Zwaan", "Zwarte dag. De Zwaan", "Zwarte", "Zwar te Zwaan"]
)
def test_what_is_not_the_term(other: str) -> None:
    assert passages("Zwarte Zwaan", other) == []


def test_ligatures_and_accents_count_as_their_letters() -> None:
    assert passages("Hadzic", "mevrouw Hadžić") == ["Hadžić"]
    assert passages("kofﬁe", "de koffie") == ["koffie"]


def test_letters_of_another_script_count_as_those_they_look_like() -> None:
    assert passages("Kwibusveld", "over kw\u0456busveld") == ["kw\u0456busveld"]
    assert passages("Kwibusveld", "over kwЖbusveld") == []


def test_a_term_goes_with_its_ground_and_certainly() -> None:
    [found] = suggest("Over Zwarte Zwaan is niets bekend.", terms=(TERM,))
    assert (found.ground, found.level, found.kind) == ("5.1.2f", Level.A, "term")
    assert found.provenance[0].detector == "term"


def test_a_term_may_stand_in_an_exception() -> None:
    [found] = suggest("Minister Harbers komt.", terms=(Term("Harbers", "5.1.2e"),))
    assert found.kind == "term"


@given(st.text(max_size=60), st.text(max_size=12))
def test_no_text_and_no_term_make_it_fail(text: str, term: str) -> None:
    for hit in find_terms([Term(term, "5.1.2e")], text):
        assert 0 <= hit.start < hit.end <= len(text)


words = st.text("abcdefg", min_size=2, max_size=8)


@given(words, words, st.sampled_from([" ", "\n", "-\n", "\u00a0", "  "]), st.booleans())
def test_a_term_of_two_words_is_found_whatever_stands_between(a: str, b: str, between: str, upper: bool) -> None:
    written = f"{a}{between}{b}"
    text = f"x. {written.upper() if upper else written}, y"
    assert passages(f"{a} {b}", text)
