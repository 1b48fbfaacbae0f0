"""Lines of text for people: safe to show, not cut in the middle of a word. Imports no engine."""

import re
import shutil
import sys
import textwrap
from typing import Any

import click

# Names of files come from outside. Control characters could change the terminal, and marks that turn the direction of
# writing could make one name look like another.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NARROWEST = 40


def visible(text: str) -> str:
    """Return the text with every character that acts on a terminal shown as ``\N{REPLACEMENT CHARACTER}``."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def plural(count: int, one: str, many: str) -> str:
    """Return the number with its word: "1 bestand", "2 bestanden"."""
    return f"{count} {one if count == 1 else many}"


def say(text: str = "") -> None:
    """Print a result line."""
    click.echo(_fitted(visible(text), sys.stdout))


def tell(text: str = "") -> None:
    """Print something about the work, not its result."""
    click.echo(_fitted(visible(text), sys.stderr), err=True)


def holds_unicode(stream: Any) -> bool:
    """Whether a stream can hold every character."""
    return (stream.encoding or "").lower().replace("-", "") == "utf8"


def survive_odd_characters() -> None:
    """Let what a stream cannot print come out escaped: a name that is no text may not stop the work."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _fitted(text: str, stream: Any) -> str:
    """Return the text in lines as wide as the terminal; as it is when nobody watches, so that programs can read it."""
    if not stream.isatty():
        return text
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    return "\n".join(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    # A path is copied from the screen: it is never broken.
    return textwrap.fill(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
