"""A real terminal with a program in it, for tests: keys go in, and what a person sees comes out."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
# A screen begins at the upper left corner, and ends with the cursor behind the question.
_BEGINS, _ENDS = "\x1b[H", re.compile(r"\r\x1b\[\d+C\Z")
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|.", re.DOTALL)
# Seconds that a program gets on a machine with other work.
PATIENCE = 120.0


class Terminal:
    """Runs ``woo-redact`` with arguments in a terminal of so many columns and lines; a context manager."""

    def __init__(
        self, arguments: Sequence[str], columns: int = 80, lines: int = 24, environment: Mapping[str, str] | None = None
    ) -> None:
        self._person, program = pty.openpty()
        fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "woo_redact", *arguments],
            stdin=program,
            stdout=program,
            stderr=program,
            start_new_session=True,
            env={**known, "TERM": "xterm-256color", "PYTHONPATH": paths, **(environment or {})},
        )
        os.close(program)
        self.sent = ""
        """Everything that the program wrote."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._person)

    def press(self, keys: str) -> str:
        """Press keys, each after a look at the screen that the one before brought; return the last screen."""
        shown = ""
        for key in _KEY.findall(keys):
            before = self.sent.count(_BEGINS)
            os.write(self._person, key.encode())
            shown = self.screen(after=before)
        return shown

    def screen(self, after: int = 0) -> str:
        """Return what is on the screen, once it has been drawn anew more than ``after`` times."""
        until = time.monotonic() + PATIENCE
        while self.sent.count(_BEGINS) <= after or not _ENDS.search(self.sent):
            if not self._read(until):
                raise AssertionError(f"no new screen, but: {self.sent[-2000:]}")
        return _SEQUENCE.sub("", self.sent.rpartition(_BEGINS)[2]).replace("\r", "")

    def finish(self, keys: str) -> str:
        """Press keys and return what stands on the terminal when the program has ended by itself."""
        before = len(self.sent)
        os.write(self._person, keys.encode())
        until = time.monotonic() + PATIENCE
        while self._read(until):
            pass
        assert self._process.wait(PATIENCE) == 0, self.sent[-2000:]
        return _SEQUENCE.sub("", self.sent[before:]).replace("\r", "")

    def _read(self, until: float) -> bool:
        """Read what is there; return whether more may come."""
        ready, _, _ = select.select([self._person], [], [], max(until - time.monotonic(), 0))
        try:
            found = os.read(self._person, 1 << 16) if ready else b""
        except OSError:
            # The program has let go of the terminal.
            found = b""
        self.sent += found.decode(errors="replace")
        return bool(found)
