"""Patterns of the packs as compiled expressions."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import regex

_LIST = regex.compile(r"\\L<(\w+)>")
_MACRO = regex.compile(r"\{\{(\w+)\}\}")

_ANY_CASE = "(?i)"
_CASED = regex.compile(r"\(\?-i|\\p\{L[ul]\}|\\L<")
# Escapes, properties and the heads of groups keep their capitals.
_PARTS = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?P?<?|.", regex.DOTALL)

Names = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def lists_in(pattern: str) -> tuple[str, ...]:
    r"""Return the names of the word lists (``\L<name>``) that a pattern uses; ``_`` stands for ``-`` in them."""
    return tuple(dict.fromkeys(_LIST.findall(pattern)))


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Put the text of each ``{{NAME}}`` in its place, in a group of its own.

    Raises:
        KeyError: no such macro.
    """
    return str(_MACRO.sub(lambda m: f"(?:{macros[m[1]]})", pattern))


@cache
def in_small_letters(pattern: str) -> str | None:
    """Return a pattern that finds in small letters what ``pattern`` finds whatever the case; ``None`` when case counts.

    Matching in text that is in small letters already takes two thirds of the time.
    """
    if not pattern.startswith(_ANY_CASE) or _CASED.search(pattern):
        return None
    return "".join(part if len(part) > 1 else part.lower() for part in _PARTS.findall(pattern[len(_ANY_CASE) :]))


def compile_pattern(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> Any:
    r"""Compile a pattern; ``^`` and ``$`` stand for the ends of a line.

    Raises:
        regex.error: the pattern is no regular expression.
        KeyError: it uses a word list that does not exist.
    """
    return _compile(pattern, tuple((name, lists[name.replace("_", "-")]) for name in lists_in(pattern)))


@cache
def _compile(pattern: str, lists: Names) -> Any:
    # The module's own cache is small and hashes its word lists on every call.
    return regex.compile(pattern, regex.MULTILINE, cache_pattern=False, **{name: list(words) for name, words in lists})
