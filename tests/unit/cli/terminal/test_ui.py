"""Talking to people: on a whole screen that is drawn anew, and line by line where there is none."""

import io
import sys
from collections.abc import Iterator, Sequence

import pytest
from rich.text import Text

from woo_redact.cli.terminal.keyboard import LineKeyboard
from woo_redact.cli.terminal.layout import Row, Screen
from woo_redact.cli.terminal.pressed import BACKSPACE, DOWN, ENTER, ESCAPE, NO_MORE, PASTE, Pressed
from woo_redact.cli.terminal.ui import Plain, Whole, still

MANY = Screen("Lijst", rows=tuple(Row(str(n), Text(f"regel {n}")) for n in range(1, 61)), keys=(("Esc terug",),))


class Fingers:
    """Presses keys one after another."""

    def __init__(self, names: Sequence[str | Pressed]) -> None:
        self._names: Iterator[str | Pressed] = iter(names)

    def key(self) -> Pressed:
        name = next(self._names, NO_MORE)
        return name if isinstance(name, Pressed) else Pressed(name)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")


def whole(*names: str | Pressed) -> tuple[Whole, list[str]]:
    drawn: list[str] = []
    return Whole(Fingers(names), drawn.append), drawn


class TestWhole:
    def test_a_screen_has_exactly_the_lines_of_the_terminal(self) -> None:
        ui, drawn = whole("a")
        assert ui.ask(Screen("Titel", body=(Text("tekst"),), keys=(("a lakken",),))) == "a"
        [shown] = drawn
        assert shown.count("\n") == 23
        assert shown.splitlines()[21].startswith("a lakken")

    def test_a_list_is_scrolled_until_another_key_comes(self) -> None:
        ui, drawn = whole(DOWN, " ", " ", " ", " ", "a")
        assert ui.ask(MANY) == "a"
        assert "regel 1\x1b" in drawn[0].replace(" \x1b", "\x1b")
        assert "regel 60" in drawn[-1]
        assert "nog" in drawn[0]
        assert all(shown.count("\n") == 23 for shown in drawn)

    def test_no_line_of_a_list_is_passed_over(self) -> None:
        ui, drawn = whole(*[" "] * 10)
        ui.ask(MANY)
        assert all(any(f"regel {n}" in shown for shown in drawn) for n in range(1, 61))

    def test_what_is_told_stands_below_the_next_screen_once(self) -> None:
        ui, drawn = whole("a", "b")
        ui.say("Gelakt: 1 passage.")
        ui.ask(Screen("Een"))
        ui.ask(Screen("Twee"))
        assert ["Gelakt" in shown for shown in drawn] == [True, False]
        ui.say("Tot ziens.")
        assert ui.left() == ["Tot ziens."]

    def test_pasting_where_a_key_is_asked_does_nothing_and_says_so(self) -> None:
        ui, drawn = whole(Pressed(PASTE, "arar"), "r")
        assert ui.ask(Screen("Een")) == "r"
        assert "Plakken" in drawn[1]

    @pytest.mark.parametrize(
        ("names", "line"),
        [
            ((*" Jam", BACKSPACE, "n", ENTER), "Jan"),
            ((*"Jan", ESCAPE), ""),
            ((*"Jan",), ""),
            ((Pressed(PASTE, "een\ntwee"), ENTER), "een twee"),
        ],
    )
    def test_a_line_is_typed(self, names: tuple[str | Pressed, ...], line: str) -> None:
        ui, _ = whole(*names)
        assert ui.ask_line(still(Screen("Vraag")), "Welke woorden?") == line

    def test_the_screen_follows_what_is_typed(self) -> None:
        ui, drawn = whole(*"ab", ENTER)
        ui.ask_line(lambda typed: Screen(f"<{typed}>"), "?")
        assert [next(part for part in ("<>", "<a>", "<ab>") if part in shown) for shown in drawn] == [
            "<>",
            "<a>",
            "<ab>",
        ]

    def test_a_long_line_stays_on_one_line_of_the_screen(self) -> None:
        ui, drawn = whole(*("x" * 200), ENTER)
        assert ui.ask_line(still(Screen("Vraag")), "?") == "x" * 200
        assert all(shown.count("\n") == 23 for shown in drawn)

    def test_what_acts_on_a_terminal_reaches_none(self) -> None:
        ui, drawn = whole("a")
        ui.say("\x1b]0;titel\x07")
        ui.ask(Screen("a\x1b[2Jb", facts=(("Reden", Text("c")),)), "\u202eVraag")
        assert not any(sign in drawn[0] for sign in ("\x1b[2J", "\x1b]0", "\u202e"))


class TestPlain:
    def test_a_key_is_the_first_letter_of_a_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        ui = Plain(LineKeyboard(io.StringIO("alles\n\nDe\n")), lines=True)
        assert [ui.ask(Screen("Titel")) for _ in range(4)] == ["a", ENTER, "D", NO_MORE]
        assert capsys.readouterr().out.count("Titel") == 4

    def test_a_line_is_a_line(self) -> None:
        ui = Plain(LineKeyboard(io.StringIO(" 5.1.2e \n")), lines=True)
        assert ui.ask_line(still(Screen("Titel")), "Grond") == "5.1.2e"
        assert ui.ask_line(still(Screen("Titel")), "Grond") == ""

    def test_a_terminal_that_only_writes_shows_what_is_typed(self, capsys: pytest.CaptureFixture[str]) -> None:
        ui = Plain(
            Fingers([*"Jam", BACKSPACE, "n", BACKSPACE, BACKSPACE, BACKSPACE, BACKSPACE, *"Ko", ENTER]), lines=False
        )
        assert ui.ask_line(still(Screen("Titel")), "Naam") == "Ko"
        assert "Jam\b \bn" in capsys.readouterr().out

    def test_of_a_long_list_it_is_told_how_much_was_left_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        rows = tuple(Row(str(n), Text(f"regel {n}")) for n in range(1, 231))
        Plain(LineKeyboard(io.StringIO("q\n")), lines=True).ask(Screen("Lijst", rows=rows))
        assert "hierna nog 31" in capsys.readouterr().out

    def test_what_is_told_is_told_at_once(self, capsys: pytest.CaptureFixture[str]) -> None:
        Plain(LineKeyboard(sys.stdin), lines=True).say("Gelakt.")
        assert capsys.readouterr().out == "Gelakt.\n"

    def test_where_there_are_few_characters_simpler_ones_are_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        shown = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", errors="backslashreplace")
        monkeypatch.setattr(sys, "stdout", shown)
        Plain(LineKeyboard(io.StringIO("q\n")), lines=True).ask(Screen("Titel", body=(Text("… █ ‘x’"),)))
        shown.flush()
        assert isinstance(shown.buffer, io.BytesIO)
        text = shown.buffer.getvalue().decode("latin-1")
        assert "~ # 'x'" in text
        assert "\\u" not in text
