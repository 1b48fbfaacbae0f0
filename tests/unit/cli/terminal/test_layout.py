"""Screens as lines: wrapped between words, aligned, and never more than fit."""

import io
from functools import partial

import pytest
from rich.console import Console
from rich.text import Text

from woo_redact.cli.terminal.layout import (
    PASSAGE,
    Row,
    Screen,
    around_passage,
    cut,
    fitted,
    flat,
    key_lines,
    rows_in_view,
    sides,
    unfolded,
)

WORDS = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien"


def console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, force_terminal=True)


def lines(screen: Screen, width: int, height: int | None = None) -> list[str]:
    out = console(width)
    found = fitted(screen, out, height)
    return [line.plain for line in (*found.head, *rows_in_view(screen, 0, 99, out).lines, *found.foot)]


def long_screen() -> Screen:
    around = f"{WORDS} " * 8
    body = Text(around).append("[Karin]", style=PASSAGE).append(f" {around}")
    facts = (("Grond", Text("5.1.2e")), ("Reden", Text(f"{WORDS} " * 3)))
    return Screen("nota.pdf", "1 van 4", (body,), facts, keys=(("a lakken", "r leesbaar"),))


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_broken(width: int) -> None:
    found = lines(long_screen(), width)
    assert max(map(len, found)) <= min(width, 110)
    known = {*WORDS.split(), *["van", "lakken", "leesbaar", "a", "r", "Grond", "Reden"]}
    assert {word for line in found for word in line.split() if word.isalpha()} <= known


@pytest.mark.parametrize("height", [12, 16, 24])
def test_what_does_not_fit_is_left_out_and_the_passage_stays(height: int) -> None:
    found = lines(long_screen(), 80, height)
    assert len(found) <= height
    assert any("[Karin]" in line for line in found)
    assert "a lakken  r leesbaar" in found


def test_a_passage_that_is_longer_than_the_screen_shows_its_beginning_and_end() -> None:
    marked = [Text(f"regel {n}", style="").append(" ", style=PASSAGE) for n in range(30)]
    shown = [line.plain.strip() for line in around_passage([Text("voor"), *marked, Text("na")], 8)]
    assert shown == ["regel 0", "regel 1", "regel 2", "regel 3", "…", "regel 27", "regel 28", "regel 29"]


def test_what_was_left_out_can_be_asked_for() -> None:
    assert cut([Text("a"), Text("b"), Text("c")], 2)[-1].plain.strip() == "… nog meer: Enter toont alles"
    whole = unfolded(long_screen())
    assert any("[Karin]" in row.text.plain for row in whole.rows)
    assert [row.text.plain[:7] for row in whole.rows[1:]] == ["Grond  ", "Reden  "]


def test_facts_and_lists_hang_below_their_beginning() -> None:
    screen = Screen("t", facts=(("Reden", Text(WORDS)),), rows=(Row("9", Text(WORDS)), Row("10", Text("x"))))
    found = lines(screen, 40)
    assert found[2:4] == ["Reden      een twee drie vier vijf zes", "           zeven acht negen tien elf"]
    assert found[5] == "   9  een twee drie vier vijf zes zeven"
    assert found[6][:6] == " " * 6
    assert found[-1] == "  10  x"


def test_keys_are_never_broken_and_move_closer_before_they_take_a_second_line() -> None:
    keys = ("a alle lakken", "r alle leesbaar", "Esc toch niet")
    assert [line.plain for line in key_lines(keys, 80)] == ["a alle lakken  r alle leesbaar  Esc toch niet"]
    assert [line.plain for line in key_lines(keys, 43)] == ["a alle lakken r alle leesbaar Esc toch niet"]
    assert [line.plain for line in key_lines(keys, 30)] == ["a alle lakken r alle leesbaar", "Esc toch niet"]


def test_of_a_long_name_the_end_stays() -> None:
    name = "map/" * 20 + "nota.pdf"
    [line] = sides(name, "1 van 4", 40)
    assert line.plain == f"…{name[-30:]}  1 van 4"
    [one, two] = sides(name, "1 van 4000 van 4000", 40)
    assert one.plain == f"…{name[-39:]}"
    assert two.plain == "1 van 4000 van 4000"


def test_a_line_break_in_the_name_of_a_file_is_no_line_break() -> None:
    [line] = sides("a\nb.pdf", "", 40)
    assert line.plain == "a\N{REPLACEMENT CHARACTER}b.pdf"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" een\ntwee\t drie ", " een twee drie "),
        ("een\n\ntwee", "een\ntwee"),
        ("een \n \n\n twee", "een\ntwee"),
        ("\n\neen", "\neen"),
        ("a\x1b[31mb\u202ec", "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c"),
        ("   ", ""),
    ],
)
def test_text_is_shown_in_paragraphs_and_acts_on_nothing(text: str, shown: str) -> None:
    assert flat(text) == shown


LIST = Screen("t", rows=tuple(Row(str(n), Text(f"rij{n} {WORDS}" if n % 3 == 0 else f"rij{n}")) for n in range(40)))


@pytest.mark.parametrize("room", [4, 7, 15])
def test_page_by_page_every_row_of_a_list_is_shown_whole_and_once(room: int) -> None:
    out, top, seen = console(40), 0, ""
    while top < len(LIST.rows):
        view = rows_in_view(LIST, top, room, out)
        assert len(view.lines) <= room
        assert view.following > top
        if view.following < len(LIST.rows):
            seen += "\n".join(line.plain for line in view.lines if "nog" not in line.plain)
        top = view.following
    last = "\n".join(line.plain for line in rows_in_view(LIST, 99, room, out).lines)
    assert all(f"rij{n}" in seen + last for n in range(40))
    assert all(seen.count(f"rij{n}\n") <= 1 for n in range(40) if n % 3)


def test_it_is_told_how_many_rows_are_left_above_and_below() -> None:
    lines_ = [line.plain.strip() for line in rows_in_view(LIST, 10, 8, console(80)).lines]
    assert lines_[0] == "… hierboven nog 10"
    assert lines_[-1] == "… hierna nog 24"
    end = [line.plain.strip() for line in rows_in_view(LIST, 39, 8, console(80)).lines]
    assert len(end) == 8
    assert "hierna" not in end[-1]


def test_a_row_that_is_made_when_it_is_shown_is_not_made_before() -> None:
    made: list[int] = []

    def say(number: int) -> Text:
        made.append(number)
        return Text(str(number))

    rows_in_view(Screen("t", rows=tuple(Row("", partial(say, n)) for n in range(6000))), 3000, 10, console(80))
    assert len(made) < 20
