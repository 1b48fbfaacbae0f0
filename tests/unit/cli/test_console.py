"""Tables and progress: width, colour and odd names."""

import io
import sys

import pytest

from woo_redact.cli.console import print_json, progress, table
from woo_redact.pipeline.results import Progress

ESCAPE = "\x1b"


class Terminal(io.StringIO):
    """Output that somebody watches."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *cells: str) -> str:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", stream)
    table(("Bestand", "Reden"), [cells])
    return stream.getvalue()


def test_a_terminal_gets_its_headings_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert ESCAPE in shown(monkeypatch, Terminal(), "nota.pdf", "leeg")


def test_no_colour_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    # Bold is no colour; a colour is ESC [ 3x or ESC [ 9x.
    text = shown(monkeypatch, Terminal(), "nota.pdf", "leeg")
    assert f"{ESCAPE}[3" not in text
    assert f"{ESCAPE}[9" not in text


def test_a_pipe_gets_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ESCAPE not in shown(monkeypatch, io.StringIO(), "nota.pdf", "leeg")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_fits_and_loses_nothing(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    reason = "een lange reden " * 12
    text = shown(monkeypatch, io.StringIO(), "map/een-lange-naam-zonder-spaties-" * 3 + ".pdf", reason)
    assert all(len(line) <= columns for line in text.splitlines())
    assert text.count("reden") + text.count("Reden") == 13
    assert "…" not in text


@pytest.mark.parametrize("name", ["[red]x[/red].pdf", "[/bold].pdf", ":smile:.pdf"])
def test_names_are_not_marked_up(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert name in shown(monkeypatch, io.StringIO(), name, "leeg")


def test_a_name_over_two_lines_is_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, io.StringIO(), f"a{ESCAPE}[31m\nvals.pdf", "leeg")
    assert len(text.splitlines()) == 2
    assert ESCAPE not in text


@pytest.mark.parametrize("name", ["nota.pdf", "[/bold].pdf", "een-heel-lange-naam-van-een-bestand-in-een-map.pdf"])
def test_progress_goes_to_stderr_when_somebody_watches(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("TERM", "xterm")
    err, out = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", out)
    with progress("Lakken") as show:
        assert show is not None
        show(Progress(1, 2, name))
    assert "Lakken" in err.getvalue()
    assert not out.getvalue()


def test_no_progress_for_a_pipe_or_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    with progress("Lakken") as show:
        assert show is None
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("Lakken", quiet=True) as show:
        assert show is None


def test_json_holds_in_any_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.BytesIO()
    stream = io.TextIOWrapper(held, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    print_json({"naam": "Zoë"}, indent=None)
    stream.flush()
    assert held.getvalue() == b'{"naam": "Zo\\u00eb"}\n'
