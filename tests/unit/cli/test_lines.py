"""Lines for people: nothing in a name acts on the terminal, and no word is cut in two."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.cli.lines import plural, say, visible


class Terminal(io.StringIO):
    """Output that somebody watches."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@given(st.text())
def test_what_is_shown_never_acts_on_the_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(ch == "\n" or not (ord(ch) < 32 or 127 <= ord(ch) < 160) for ch in shown)


@pytest.mark.parametrize("text", ["Zoë's café – nota's.pdf", "regel een\nregel twee", "[bold]", "100 % ✓"])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert visible(text) == text


def test_a_name_cannot_read_backwards() -> None:
    assert visible("nota\u202efdp.exe") == "nota\N{REPLACEMENT CHARACTER}fdp.exe"


@pytest.mark.parametrize(("count", "text"), [(0, "0 bestanden"), (1, "1 bestand"), (2, "2 bestanden")])
def test_one_and_many(count: int, text: str) -> None:
    assert plural(count, "bestand", "bestanden") == text


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, text: str, columns: int) -> list[str]:
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", str(columns))
    say(text)
    return stream.getvalue().splitlines()


MESSAGE = "  nota.pdf (niet bruikbaar): nota.pdf is leeg (0 bytes). Vraag een nieuw exemplaar van het bestand."


@pytest.mark.parametrize("columns", [10, 40, 60, 80])
def test_lines_fit_the_terminal_and_hang_under_their_start(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    lines = said(monkeypatch, Terminal(), MESSAGE, columns)
    assert len(lines) > 1
    assert all(len(line) <= max(columns, 40) for line in lines)
    assert all(line.startswith("    ") for line in lines[1:])
    assert " ".join(" ".join(lines).split()) == MESSAGE.strip()


def test_a_path_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(Path("/", *["een-lange-map"] * 8))
    assert any(path in line for line in said(monkeypatch, Terminal(), f"Verslagen: {path}", 50))


def test_what_is_read_by_a_program_stays_on_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, io.StringIO(), MESSAGE, 50) == [MESSAGE]
