"""A passage in its surroundings."""

import pytest

from woo_redact.cli.terminal.item import in_short, passage_text
from woo_redact.cli.terminal.layout import CUE, PASSAGE

LONG = "Zoals besproken in het overleg van gisteren, waarin iedereen het eens was. " * 3


def test_what_was_cut_off_begins_and_ends_with_a_whole_word_and_says_so() -> None:
    shown = passage_text(f"beoordeling. {LONG}", "Karin", f" {LONG}bespreking").plain
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "[Karin] Zoals" in shown
    assert shown.partition(" ")[2].split()[0] in LONG.split()


def test_at_the_edge_of_a_page_nothing_was_cut_off() -> None:
    assert passage_text("Van: ", "Karin", "\nAan: Bas").plain == "Van: [Karin] Aan: Bas"


def test_paragraphs_stay_apart_around_a_passage_and_not_in_a_list() -> None:
    assert passage_text("Van\n\n", "Karin\nOuwehand", "\n\nAan").plain == "Van\n[Karin Ouwehand]\nAan"
    assert in_short("Van\n\n", "Karin\nOuwehand", "\n\nAan").plain == "Van [Karin Ouwehand] Aan"


@pytest.mark.parametrize("side", ["voor", "na"])
def test_in_a_list_a_few_words_are_around_it(side: str) -> None:
    shown = in_short(LONG if side == "voor" else "", "Karin", LONG if side == "na" else "").plain
    assert len(shown) < 45
    assert "…" in shown


def test_the_words_that_weighed_are_marked_where_they_stand_whole() -> None:
    shown = passage_text("De bel belt. Bel ", "Karin", " nu", ["Bel", "Kar"])
    marked = [shown.plain[span.start : span.end] for span in shown.spans if span.style == CUE]
    assert marked == ["Bel"]
    assert [shown.plain[s.start : s.end] for s in shown.spans if s.style == PASSAGE] == ["[Karin]"]


def test_what_acts_on_a_terminal_shows_as_a_sign() -> None:
    assert passage_text("\x1b[2J", "a\u202eb", "\x07").plain.count("\N{REPLACEMENT CHARACTER}") == 3
