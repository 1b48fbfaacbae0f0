"""A terminal that gives its keys one by one, and is afterwards what it was before."""

import os
import sys
from collections.abc import Iterator
from typing import TextIO

import pytest

if sys.platform == "win32":
    pytest.skip("has no pseudo-terminals", allow_module_level=True)

import fcntl
import pty
import struct
import termios

from woo_redact.cli.terminal.keyboard import pressing
from woo_redact.cli.terminal.pressed import ENTER, NO_MORE, REDRAW, UP


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """Both ends of a terminal: what a person types into, and what a program reads from."""
    person, program = pty.openpty()
    with os.fdopen(program, encoding="utf-8") as stream:
        yield person, stream
    os.close(person)


def test_keys_come_as_they_are_pressed_and_what_is_typed_ahead_waits(terminal: tuple[int, TextIO]) -> None:
    person, stream = terminal
    with pressing(stream) as keyboard:
        os.write(person, "aé\x1b[A\r".encode())
        assert [keyboard.key().name for _ in range(4)] == ["a", "é", UP, ENTER]


def test_what_was_typed_before_the_program_asked_is_not_lost(terminal: tuple[int, TextIO]) -> None:
    person, stream = terminal
    os.write(person, b"ar")
    with pressing(stream) as keyboard:
        assert [keyboard.key().name for _ in range(2)] == ["a", "r"]


def test_another_size_of_the_terminal_is_told_as_a_wish_to_draw_anew(terminal: tuple[int, TextIO]) -> None:
    person, stream = terminal
    with pressing(stream) as keyboard:
        fcntl.ioctl(stream, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        assert keyboard.key().name == REDRAW
        os.write(person, b"a")
        assert keyboard.key().name == "a"


@pytest.mark.parametrize("broken", [False, True])
def test_the_terminal_is_as_it_was(terminal: tuple[int, TextIO], broken: bool) -> None:
    _, stream = terminal
    before = termios.tcgetattr(stream)
    try:
        with pressing(stream):
            assert not termios.tcgetattr(stream)[3] & termios.ECHO
            if broken:
                raise KeyboardInterrupt
    except KeyboardInterrupt:
        assert broken
    assert termios.tcgetattr(stream) == before


def test_a_terminal_that_goes_away_is_the_end_of_input() -> None:
    person, program = pty.openpty()
    with os.fdopen(program, encoding="utf-8") as stream, pressing(stream) as keyboard:
        os.close(person)
        assert keyboard.key().name == NO_MORE
