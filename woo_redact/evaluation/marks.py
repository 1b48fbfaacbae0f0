"""Marked documents: text in which everything that has to go is marked, and names that stay.

``[[5.1.2e person#1|Karin]]`` is withheld, ``{{ORG|ILT}}`` stays readable; front matter tells type, profile and date.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.errors import InputError, MissingInputError

MARK = re.compile(
    r"\[\[(?P<ground>\S+) (?P<kind>[a-z]+)(?:#(?P<group>\d+))?\|(?P<withheld>.*?)\]\]"
    r"|\{\{(?P<label>[A-Z]+)\|(?P<kept>.*?)\}\}",
    re.DOTALL,
)
FRONT = re.compile(r"\A---\n(.*?)\n---\n\n?", re.DOTALL)
LEFTOVER = re.compile(r"\[\[|\]\]|\{\{|\}\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage that has to go: half-open range of the text, ground, kind of data, and whose it is (``group``)."""

    start: int
    end: int
    ground: str
    kind: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class KeptName:
    """A name that stays readable: half-open range of the text; ``label`` is PER, ORG or LOC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A marked document without its marks.

    ``part`` is what it serves for: train, dev or test; empty when it is not said.
    """

    text: str = field(repr=False)
    marks: tuple[Mark, ...]
    kept: tuple[KeptName, ...]
    profile: str
    type: str
    date: str
    part: str = ""


def read_marked(path: Path) -> MarkedDocument:
    """Read a marked document.

    Raises:
        MissingInputError: it cannot be read.
        InputError: the marks are not in order; the message names the line.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingInputError(
            f"{path} kan niet worden gelezen als UTF-8-tekst.", "Controleer het bestand."
        ) from error
    return parse_marked(raw, path.name)


def parse_marked(raw: str, name: str) -> MarkedDocument:
    """Take the marks out of a text.

    Raises:
        InputError: the marks are not in order; the message names the line.
    """
    front = FRONT.match(raw)
    settings = dict(line.partition(": ")[::2] for line in front[1].splitlines()) if front else {}
    body = raw[front.end() :] if front else raw
    parts: list[str] = []
    marks: list[Mark] = []
    kept: list[KeptName] = []
    at = length = 0
    for match in MARK.finditer(body):
        before = body[at : match.start()]
        _refuse_leftover(before, raw, len(raw) - len(body) + at, name)
        content = match["withheld"] if match["ground"] else match["kept"]
        _refuse_leftover(content, raw, len(raw) - len(body) + match.start(), name)
        start = length + len(before)
        if match["ground"]:
            marks.append(Mark(start, start + len(content), match["ground"], match["kind"], match["group"] or ""))
        else:
            kept.append(KeptName(start, start + len(content), match["label"]))
        parts += [before, content]
        length = start + len(content)
        at = match.end()
    _refuse_leftover(body[at:], raw, len(raw) - len(body) + at, name)
    parts.append(body[at:])
    return MarkedDocument(
        "".join(parts),
        tuple(marks),
        tuple(kept),
        settings.get("profile", ""),
        settings.get("type", ""),
        settings.get("date", ""),
        settings.get("part", ""),
    )


def _refuse_leftover(part: str, raw: str, offset: int, name: str) -> None:
    found = LEFTOVER.search(part)
    if found:
        line = raw.count("\n", 0, offset + found.start()) + 1
        raise InputError(f"{name}, regel {line}: een markering is niet af.", "Schrijf [[grond soort|tekst]].")
