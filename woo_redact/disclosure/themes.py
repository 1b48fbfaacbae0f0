"""Themes that are proposed for a document, by the words that may be read in it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from woo_redact.resources import read_rules_file, rules_root

FILE = "publication/themes.toml"
TOKEN = re.compile(r"[^\W_](?:[\w'’-]*[^\W_])?")
# Different cues that have to stand in a text; one in the title counts double.
LEAST = 4
# A second theme is told only when it has so large a part of the first one's cues.
NEARLY = 0.6
MOST = 2


@dataclass(frozen=True, slots=True)
class Theme:
    """A label of the list of themes and its cues, in small letters: words, where "*" ends one any ending does."""

    label: str
    cues: tuple[tuple[str, ...], ...]


def read_themes(path: Path) -> tuple[Theme, ...]:
    """Read the themes.

    Raises:
        RulePackError: the file is missing or a key is wrong.
    """
    return read_rules_file(path, _themes)


@cache
def bundled_themes() -> tuple[Theme, ...]:
    """Return the bundled themes, read once in each process."""
    return read_themes(rules_root() / FILE)


def themes_of(title: str, text: str, themes: Iterable[Theme] | None = None) -> tuple[str, ...]:
    """Return the labels of the themes of a document, the strongest first; none when its words do not tell.

    ``title`` and ``text`` are what may be read of it; ``themes`` defaults to the bundled ones.
    """
    themes = bundled_themes() if themes is None else themes
    body, head = _Words(text), _Words(title)
    scores = {theme.label: sum(body.has(c) + 2 * head.has(c) for c in theme.cues) for theme in themes}
    ranked = sorted((label for label, score in scores.items() if score >= LEAST), key=lambda one: (-scores[one], one))
    return tuple(label for label in ranked[:MOST] if scores[label] >= NEARLY * scores[ranked[0]])


def _themes(data: Mapping[str, Any]) -> tuple[Theme, ...]:
    return tuple(
        Theme(one["label"], tuple(tuple(cue.casefold().split()) for cue in one["cues"])) for one in data["themes"]
    )


class _Words:
    """The words of a text by what is looked up: each word, each beginning, each pair of neighbours."""

    def __init__(self, text: str) -> None:
        words = [word.casefold() for word in TOKEN.findall(text)]
        self._words = frozenset(words)
        self._joined = f" {' '.join(words)} "

    def has(self, cue: tuple[str, ...]) -> bool:
        if len(cue) == 1 and not cue[0].endswith("*"):
            return cue[0] in self._words
        if cue[0].rstrip("*") not in self._words and not cue[0].endswith("*"):
            return False
        phrase = " ".join(cue)
        return f" {phrase[:-1]}" in self._joined if phrase.endswith("*") else f" {phrase} " in self._joined
