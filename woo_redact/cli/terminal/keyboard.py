"""Where keys and lines come from: a terminal, one key at a time, or a pipe, a line at a time."""

import codecs
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol, TextIO

from woo_redact.cli.terminal.pressed import ENTER, NO_MORE, REDRAW, Pressed, next_key


class Keyboard(Protocol):
    """Gives the keys that a person presses."""

    def key(self) -> Pressed:
        """Wait for a key and return it; ``NO_MORE`` when there will be none."""
        ...


class LineKeyboard:
    """Keys from lines, each by its first character: of a pipe, or of a terminal that shows no more than lines."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def key(self) -> Pressed:
        """Return the first character of the next line; of an empty one, Enter."""
        line = self._stream.readline()
        if not line:
            return Pressed(NO_MORE)
        return Pressed(line.strip()[:1] or ENTER)

    def line(self) -> str | None:
        """Return the next line without the blanks around it; ``None`` when there is none."""
        line = self._stream.readline()
        return line.strip() if line else None


# Seconds between two looks at the size of the terminal.
LOOK = 0.3


def _size(descriptor: int) -> tuple[int, int]:
    try:
        return os.get_terminal_size(descriptor)
    except OSError:
        return (0, 0)


class RawKeyboard:
    """Keys of a terminal as they are pressed. What was typed ahead waits its turn."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._size = _size(descriptor)
        # A key may be several bytes, which may come apart.
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def key(self) -> Pressed:
        """Wait for a key and return it."""
        return next_key(self._read)

    def _read(self, seconds: float | None) -> str:
        while True:
            byte = self._byte(seconds)
            character = self._decoder.decode(byte, final=not byte)
            if character or not byte:
                return character

    def _byte(self, seconds: float | None) -> bytes:
        ready: list[int] = []
        while not ready:
            ready, _, _ = select.select([self._descriptor], [], [], LOOK if seconds is None else seconds)
            if seconds is not None:
                break
            if not ready and (size := _size(self._descriptor)) != self._size:
                self._size = size
                return REDRAW.encode()
        try:
            return os.read(self._descriptor, 1) if ready else b""
        except OSError:
            # The terminal is gone.
            return b""


if sys.platform == "win32":
    import msvcrt
    import time

    @contextmanager
    def pressing(stream: TextIO) -> Iterator[Keyboard]:
        """Take each key of a terminal as it is pressed."""
        yield _Console()

    class _Console:
        def key(self) -> Pressed:
            return next_key(self._read)

        def _read(self, seconds: float | None) -> str:
            until = None if seconds is None else time.monotonic() + seconds
            while not msvcrt.kbhit():
                if until is not None and time.monotonic() > until:
                    return ""
                time.sleep(0.01)
            return msvcrt.getwch()

else:
    import termios

    @contextmanager
    def pressing(stream: TextIO) -> Iterator[Keyboard]:
        """Take each key of a terminal as it is pressed, without showing it; the terminal is as it was afterwards."""
        descriptor = stream.fileno()
        before = termios.tcgetattr(descriptor)
        changed = termios.tcgetattr(descriptor)
        changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        # The last characters that were typed stay; Ctrl-Z would leave the terminal in this state.
        changed[6][termios.VSUSP] = bytes([os.fpathconf(descriptor, "PC_VDISABLE")])
        changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
        termios.tcsetattr(descriptor, termios.TCSADRAIN, changed)
        try:
            yield RawKeyboard(descriptor)
        finally:
            # One that is gone has nothing to put back.
            with suppress(termios.error):
                termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
