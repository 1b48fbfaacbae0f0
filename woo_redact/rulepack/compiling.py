"""Patterns of the packs as compiled expressions."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import regex

_LIST = regex.compile(r"\\L<(\w+)>")
_MACRO = regex.compile(r"\{\{(\w+)\}\}")

_ANY_CASE = "(?i)"
_CASED = regex.compile(r"\(\?-i|\\p\{L[ul]\}|\\L<")
# Escapes, properties and the heads of groups keep their capitals.
_PARTS = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?P?<?|.", regex.DOTALL)

Names = tuple[tuple[str, tuple[str, ...]], ...]
NO_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


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


def in_small_letters(pattern: str, lists: Mapping[str, tuple[str, ...]] = NO_LISTS) -> str | None:
    """Return a pattern that finds in small letters what ``pattern`` finds whatever the case; ``None`` when case counts.

    Matching in text that is in small letters already takes two thirds of the time, and word lists as trees of letters
    a tenth.

    Raises:
        KeyError: it uses a word list that does not exist.
    """
    return _in_small_letters(pattern, tuple((name, lists[name.replace("_", "-")]) for name in lists_in(pattern)))


@cache
def _in_small_letters(pattern: str, lists: Names) -> str | None:
    if not pattern.startswith(_ANY_CASE):
        return None
    trees = {name: letter_tree(tuple(item.lower() for item in items)) for name, items in lists}
    if _CASED.search(_LIST.sub("", pattern)):
        return None
    parts = _LIST.split(pattern[len(_ANY_CASE) :])
    # What stands between the lists, and at the odd places their names.
    return "".join(trees[part] if odd % 2 else _small(part) for odd, part in enumerate(parts))


def _small(pattern: str) -> str:
    return "".join(part if len(part) > 1 else part.lower() for part in _PARTS.findall(pattern))


@cache
def letter_tree(items: tuple[str, ...]) -> str:
    """Return an expression for any of these words, any white space between the words of an item.

    A tree of letters: a long list costs hardly more than a short one, as most places fail at the first letter.
    """
    tree: dict[str, Any] = {}
    for item in items:
        branch = tree
        for character in " ".join(item.split()):
            branch = branch.setdefault(character, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: Mapping[str, Any]) -> str:
    # The longest item first: the end of an item is tried last.
    choices = [
        (r"\s+" if character == " " else regex.escape(character)) + _branches(rest)
        for character, rest in sorted(tree.items(), key=lambda pair: (not pair[0], pair[0]))
        if character
    ]
    if "" in tree:
        choices.append("")
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})" if choices else ""


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
