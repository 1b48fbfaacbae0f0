"""Showing screens and asking for keys and lines: on a whole screen, or one after another where there is none."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import click
from rich.text import Text

from woo_redact.cli.console import console
from woo_redact.cli.lines import holds_unicode, say, visible
from woo_redact.cli.terminal.keyboard import Keyboard, LineKeyboard, pressing
from woo_redact.cli.terminal.layout import DIM, Screen, View, fitted, rows_in_view, wrapped
from woo_redact.cli.terminal.pressed import (
    BACKSPACE,
    DOWN,
    ENTER,
    ESCAPE,
    NO_MORE,
    PAGE_DOWN,
    PAGE_UP,
    PASTE,
    REDRAW,
    UP,
)
from woo_redact.cli.terminal.typed import Typed

# What a screen is for what was typed so far.
Narrowed = Callable[[str], Screen]
# Lines of a list that are printed where nobody can scroll.
MANY = 200
_ALTERNATE, _MAIN = "\x1b[?1049h\x1b[?2004h", "\x1b[?2004l\x1b[?1049l"
_HOME, _REST_OF_LINE, _REST_OF_SCREEN = "\x1b[H", "\x1b[K", "\x1b[J"
_PROMPT = "› "
# How one sees more of a list, where a blank is not what is typed.
_HOW, _HOW_TYPING = ": spatie of pijl omlaag", ": pijl omlaag"
# For a terminal with few characters; each as wide as it was.
_SIMPLER = str.maketrans("─…·›█‘’", "-~->#''")


def still(screen: Screen) -> Narrowed:
    """Return a screen that stays what it is, whatever is typed."""
    return lambda _: screen


class Ui(Protocol):
    """What a review needs of whoever talks to people."""

    def say(self, text: str) -> None:
        """Tell something: at once, or below the next screen."""
        ...

    def ask(self, screen: Screen, question: str = "") -> str:
        """Show a screen and return the key that is pressed; ``NO_MORE`` when the input has ended."""
        ...

    def ask_line(self, narrowed: Narrowed, question: str) -> str:
        """Show a screen and return the line that is typed without the blanks around it; empty: not after all."""
        ...


class Plain:
    """One thing below the other: for a pipe, and for a terminal that cannot do more."""

    def __init__(self, keyboard: Keyboard, *, lines: bool) -> None:
        self._keyboard = keyboard
        self._lines = lines

    def say(self, text: str) -> None:
        """Tell something."""
        say(text)

    def ask(self, screen: Screen, question: str = "") -> str:
        """Show a screen and return a key."""
        self._print(screen)
        self._prompt(question)
        key = self._keyboard.key().name
        click.echo("" if self._lines or len(key) != 1 else key)
        return key

    def ask_line(self, narrowed: Narrowed, question: str) -> str:
        """Show a screen and return a line."""
        self._print(narrowed(""))
        self._prompt(question)
        line = self._line()
        # What a script types does not show, so neither does its line break.
        click.echo()
        return line

    def _line(self) -> str:
        if isinstance(self._keyboard, LineKeyboard):
            return self._keyboard.line() or ""
        typed = Typed()
        while (pressed := self._keyboard.key()).name not in (ENTER, ESCAPE, NO_MORE):
            before, typed = typed.text, Typed(typed.text, len(typed.text)).after(pressed)
            shown = "\b \b" if pressed.name == BACKSPACE and before else visible(typed.text.removeprefix(before))
            click.echo(shown, nl=False)
        return typed.text.strip() if pressed.name == ENTER else ""

    def _print(self, screen: Screen) -> None:
        out = console()
        lines = fitted(screen, out)
        with out.capture() as captured:
            for line in (Text(), *lines.head, *rows_in_view(screen, 0, MANY, out).lines, *lines.foot):
                out.print(line, no_wrap=True, crop=False, overflow="ignore")
        _drawn(captured.get())

    def _prompt(self, question: str) -> None:
        _drawn(visible(f"{question} {_PROMPT}".lstrip()))


class Whole:
    """A whole screen, drawn anew for each question; what a list has more than fits is scrolled to."""

    def __init__(self, keyboard: Keyboard, draw: Callable[[str], None]) -> None:
        self._keyboard = keyboard
        self._draw = draw
        self._told: list[str] = []

    def say(self, text: str) -> None:
        """Tell something below the next screen."""
        self._told.append(text)

    def left(self) -> list[str]:
        """Return what was not told yet."""
        return self._told

    def ask(self, screen: Screen, question: str = "") -> str:
        """Show a screen and return a key."""
        top = 0
        while True:
            view = self._show(screen, question, top)
            key = self._keyboard.key().name
            if key == PASTE:
                self._told = ["Plakken doet hier niets."]
            elif screen.rows and (moved := _scrolled(key, view)) is not None:
                top = moved
            elif key != REDRAW:
                self._told = []
                return key

    def ask_line(self, narrowed: Narrowed, question: str) -> str:
        """Show a screen and return a line; the screen follows what is typed."""
        typed, top = Typed(), 0
        while True:
            view = self._show(narrowed(typed.text), question, top, typed)
            pressed = self._keyboard.key()
            if pressed.name in (ENTER, ESCAPE, NO_MORE):
                self._told = []
                return typed.text.strip() if pressed.name == ENTER else ""
            moved = _scrolled(pressed.name, view) if pressed.name != " " else None
            if moved is None:
                typed = typed.after(pressed)
            else:
                top = moved

    def _show(self, screen: Screen, question: str, top: int, typed: Typed | None = None) -> View:
        """Draw, the list from its row ``top``; return which part of it that is."""
        out = console()
        short = question if typed is None and len(question) <= out.width // 2 else ""
        texts = [*self._told, *([question] if question and not short else [])] or [""]
        told = [line for text in texts for line in wrapped(Text(visible(text)), out.width, out)]
        lines = fitted(screen, out, out.height - len(told) - 1)
        room = max(out.height - len(lines.head) - len(lines.foot) - len(told) - 1, 1)
        view = rows_in_view(screen, top, room, out, _HOW if typed is None else _HOW_TYPING)
        above = (*lines.head, *view.lines)
        above = above[: max(out.height - len(told) - len(lines.foot) - 1, 0)]
        padding = [Text()] * (out.height - len(above) - len(lines.foot) - len(told) - 1)
        with out.capture() as captured:
            for line in (*above, *padding, *lines.foot, *told):
                out.print(line, no_wrap=True, crop=True, overflow="crop")
            prompt = f"{short} {_PROMPT}".lstrip()
            shown, cursor = typed.window(out.width - len(prompt) - 1) if typed else ("", 0)
            out.print(Text(visible(prompt), style=DIM).append(shown, style="not dim"), end="", no_wrap=True, crop=True)
        drawn = captured.get().replace("\n", _REST_OF_LINE + "\n")
        self._draw(f"{_HOME}{drawn}{_REST_OF_SCREEN}\r\x1b[{len(prompt) + cursor}C")
        return view


@contextmanager
def talking() -> Iterator[Ui]:
    """Talk to whoever is there; the terminal is as it was afterwards."""
    if not sys.stdin.isatty():
        yield Plain(LineKeyboard(sys.stdin), lines=True)
        return
    out = console()
    with pressing(sys.stdin) as keyboard:
        if not out.is_terminal or out.is_dumb_terminal or out.legacy_windows:
            yield Plain(keyboard, lines=False)
            return
        whole = Whole(keyboard, _drawn)
        with _alternate():
            yield whole
    for text in whole.left():
        say(text)


@contextmanager
def _alternate() -> Iterator[None]:
    """Use the other screen of the terminal, which leaves no text of documents behind."""
    _drawn(_ALTERNATE)
    try:
        yield
    finally:
        _drawn(_MAIN)


def _drawn(text: str) -> None:
    click.echo(text if holds_unicode(sys.stdout) else text.translate(_SIMPLER), nl=False)


def _scrolled(key: str, view: View) -> int | None:
    """Return the row that a list begins with after a key; nothing when the key does not scroll."""
    page = max(view.following - view.top, 1)
    tops = {
        DOWN: view.top + 1,
        UP: view.top - 1,
        PAGE_DOWN: view.following,
        " ": view.following,
        PAGE_UP: view.top - page,
    }
    return tops.get(key)
