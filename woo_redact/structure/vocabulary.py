"""The words by which the parts of a document are known, read from ``rules/structure/nl.toml``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from woo_redact.resources import read_rules_file, rules_root

FILE = "structure/nl.toml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in lower case. ``labels``, ``bare`` and ``mail`` map the printed label to the canonical field name.

    ``bare`` labels may stand without a colon; fields in ``one_row`` have a value of one line; a group of ``mail``
    labels heads a mail when one of ``sure_mail`` is among them.
    """

    labels: Mapping[str, str]
    bare: Mapping[str, str]
    mail: Mapping[str, str]
    one_row: frozenset[str]
    sure_mail: frozenset[str]
    status: frozenset[str]
    titles: frozenset[str]
    kinds: frozenset[str]
    running: frozenset[str]
    abbreviations: frozenset[str]
    closing_abbreviations: frozenset[str]
    starters: frozenset[str]
    separator: re.Pattern[str]
    greeting: re.Pattern[str]
    closing: re.Pattern[str]
    page_number: re.Pattern[str]
    sure_page_number: re.Pattern[str]


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary.

    Raises:
        RulePackError: the file is missing or a key is wrong.
    """
    return read_rules_file(path, _vocabulary)


@cache
def bundled() -> Vocabulary:
    """Return the bundled vocabulary, read once in each process."""
    return read_vocabulary(rules_root() / FILE)


def _vocabulary(data: Mapping[str, Any]) -> Vocabulary:
    fields, sentences = data["fields"], data["sentences"]
    return Vocabulary(
        labels=_names(fields, "labels"),
        bare=_names(fields, "bare"),
        mail=_names(fields, "mail"),
        one_row=frozenset(f["name"] for f in fields if f.get("rows") == 1),
        sure_mail=_words(data["mail"]["sure"]),
        status=_words(data["status"]["words"]),
        titles=_words(data["headings"]["titles"]),
        kinds=_words(data["headings"]["kinds"]),
        running=_words(data["running"]["fields"]),
        abbreviations=_words(sentences["abbreviations"]),
        closing_abbreviations=_words(sentences["closing_abbreviations"]),
        starters=_words(sentences["starters"]),
        separator=re.compile(rf"[-_*\s]*(?:{_any(data['mail']['separators'])})[-_*:\s]*", re.IGNORECASE),
        greeting=re.compile(rf"(?:{_any(data['letters']['greetings'])})(?![\w.'])", re.IGNORECASE),
        closing=re.compile(rf"(?:{_any(data['letters']['closings'])})(?![\w'])", re.IGNORECASE),
        page_number=_pages(data["running"]["pages"]),
        sure_page_number=_pages(data["running"]["anywhere"]),
    )


def _names(fields: Iterable[Mapping[str, Any]], key: str) -> dict[str, str]:
    return {label.lower(): field["name"] for field in fields for label in field.get(key, ())}


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _any(words: Iterable[str]) -> str:
    # Longest first: "met vriendelijke groeten" before "met vriendelijke groet".
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _pages(forms: Iterable[str]) -> re.Pattern[str]:
    patterns = (re.escape(form).replace(r"\#", r"\d{1,4}").replace(r"\ ", r"\s*") for form in forms)
    return re.compile("|".join(patterns), re.IGNORECASE)
