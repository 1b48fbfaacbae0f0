"""Tasks for worker processes: they have to be functions of a module."""

import os
import signal
import time
from pathlib import Path

from woo_redact.errors import DamagedPdfError


def square(value: int) -> int:
    return value * value


def slow_square(seconds: float) -> float:
    time.sleep(seconds)
    return seconds * seconds


def process_id(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def attempt(value: int) -> int:
    if value == 3:
        raise DamagedPdfError(f"{value} is beschadigd.", "Vraag een nieuw bestand.")
    return value


class UnpicklableError(Exception):
    """Takes more than it hands to its base, so it cannot be rebuilt."""

    def __init__(self, text: str, more: int) -> None:
        super().__init__(text)
        self.more = more


def spoil(value: int) -> int:
    if value == 2:
        raise UnpicklableError("text of the document", 1)
    return value


def kill_on_seven(value: int) -> int:
    if value == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return value


def die_once(value: tuple[Path, int]) -> int:
    """Take the process down at the third item, the first time round."""
    died, number = value
    if number == 2 and not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def sleep(value: tuple[str, float]) -> None:
    """Leave the number of the process in a folder, then take that many seconds."""
    folder, seconds = value
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(seconds)


def tell_and_stay(path: str) -> None:
    """Write the number of this process to a file, and stay for a while."""
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)
