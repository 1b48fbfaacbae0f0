"""Keys as terminals send them: one by one, sequences whole, pasted text never as keys."""

from collections.abc import Iterator

import pytest

from woo_redact.cli.terminal.pressed import (
    BACKSPACE,
    DELETE,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    NO_MORE,
    PASTE,
    SHIFT_RIGHT,
    UNKNOWN,
    UP,
    Pressed,
    next_key,
)


def keys(sent: str) -> Iterator[Pressed]:
    """The keys of what a terminal sends; a "|" is a pause, in which nothing more comes."""
    waiting = list(sent)

    def read(seconds: float | None) -> str:
        while waiting and waiting[0] == "|":
            waiting.pop(0)
            if seconds is not None:
                return ""
        return waiting.pop(0) if waiting else ""

    while (pressed := next_key(read)).name != NO_MORE:
        yield pressed


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        pytest.param("aDé/", ["a", "D", "é", "/"], id="characters"),
        pytest.param("aaa", ["a", "a", "a"], id="what is typed ahead is so many keys"),
        pytest.param("\r\n", [ENTER, ENTER], id="enter"),
        pytest.param("\x7f\x08", [BACKSPACE, BACKSPACE], id="backspace"),
        pytest.param("\x1b[A\x1bOB\x1b[1;2C\x1b[3~", [UP, DOWN, SHIFT_RIGHT, DELETE], id="sequences"),
        pytest.param("\x1b[Aa", [UP, "a"], id="a key behind a sequence"),
        pytest.param("\x1b|a", [ESCAPE, "a"], id="escape, then a key"),
        pytest.param("\x1ba", [UNKNOWN], id="a key with Alt is no key"),
        pytest.param("\x1b[15;5~r", [UNKNOWN, "r"], id="a sequence that is not known decides nothing"),
        pytest.param("\x1b[D", [LEFT], id="left"),
        pytest.param("a\x04r", ["a"], id="the end of input"),
    ],
)
def test_names(sent: str, names: list[str]) -> None:
    assert [pressed.name for pressed in keys(sent)] == names


def test_what_is_pasted_is_one_thing_whatever_is_in_it() -> None:
    pasted, after = keys("\x1b[200~a\nr\x1b[A\x1b[201~x")
    assert (pasted.name, pasted.text, after.name) == (PASTE, "a\nr\x1b[A", "x")


def test_pasting_without_an_end_ends_when_nothing_comes() -> None:
    pasted, after = keys("\x1b[200~ar|x")
    assert (pasted.name, after.name) == (PASTE, "x")


def test_no_repr_tells_what_was_pasted() -> None:
    assert "geheim" not in repr(Pressed(PASTE, "geheim"))
