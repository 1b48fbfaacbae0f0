"""Carry marks over to mentions that were left unmarked.

Organisations and places are marked only the first time or two in a document, and names inside a
withheld passage have no mark of their own. Taking these for "no name" would teach the model to
miss them.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from woo_redact.training.corpus import Document, Segment, with_segments

MIN_LENGTH = 3
MIN_TOWN = 5
WORD = re.compile(r"[^\W\d_]+")
# A capital inside a passage that is neither the start of a sentence nor a known name.
CAPITAL = re.compile(r"(?<=[\w,;] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
CARRIED = frozenset({"text", "passage", "data"})


def matcher(strings: Iterable[str]) -> re.Pattern[str] | None:
    """Build a whole-word pattern for the strings, longest first."""
    ordered = sorted(set(strings), key=lambda string: (-len(string), string))
    if not ordered:
        return None
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])")


def _cut(segment: Segment, pattern: re.Pattern[str], kinds: dict[str, Segment]) -> list[Segment]:
    """Cut the matches of a pattern out of a segment; ``kinds`` gives the mark of each string."""
    result: list[Segment] = []
    position = 0
    for match in pattern.finditer(segment.text):
        found = kinds.get(match[0], Segment("", "unknown"))
        if match.start() > position:
            result.append(Segment(segment.text[position : match.start()], segment.kind))
        result.append(Segment(match[0], found.kind, found.group))
        position = match.end()
    if position < len(segment.text):
        result.append(Segment(segment.text[position:], segment.kind))
    return result


def _apply(segments: Sequence[Segment], marks: dict[str, Segment], where: frozenset[str]) -> list[Segment]:
    pattern = matcher(marks)
    if pattern is None:
        return list(segments)
    result: list[Segment] = []
    for segment in segments:
        result.extend(_cut(segment, pattern, marks) if segment.kind in where else [segment])
    return result


def _own_marks(document: Document, kinds: tuple[str, ...]) -> dict[str, Segment]:
    return {
        segment.text: segment
        for segment in document.segments
        if segment.kind in kinds
        and len(segment.text) >= MIN_LENGTH
        and segment.text[0].isupper()
        and "\n" not in segment.text
    }


def lexicon(documents: Sequence[Document], places: Path | None = None) -> dict[str, Segment]:
    """Collect organisations and places that mean the same in every document, and those of a gazetteer.

    Strings that also occur as a person's name or as a common word are left out.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    persons: set[str] = set()
    common: set[str] = set()
    for document in documents:
        for segment in document.segments:
            if segment.kind in ("org", "loc"):
                votes[segment.text][segment.kind] += 1
            elif segment.label in ("PER", "PUB"):
                persons.update(segment.text.split())
                persons.add(segment.text)
            else:
                common.update(w for w in WORD.findall(segment.text) if w.islower())
    for town in _known_places(places) if places else ():
        votes[town]["loc"] += 1
    return {
        text: Segment(text, next(iter(count)))
        for text, count in votes.items()
        if len(count) == 1
        and len(text) >= MIN_LENGTH
        and text[0].isupper()
        and text not in persons
        and text.lower() not in common
        and "\n" not in text
    }


def _known_places(path: Path) -> list[str]:
    lists: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    towns = [t for t in lists.get("gemeenten", []) if len(t) >= MIN_TOWN]
    return lists.get("countries", []) + lists.get("provinces", []) + towns


def carry(document: Document, shared: dict[str, Segment]) -> Document:
    """Mark further mentions of names in one document.

    Persons are carried into withheld passages only: elsewhere an unmarked name is a street, a
    firm or a law named after somebody.
    """
    segments = list(document.segments)
    persons = _own_marks(document, ("person", "public"))
    segments = _apply(segments, persons, frozenset({"passage"}))
    segments = _apply(segments, _own_marks(document, ("org", "loc")), CARRIED)
    taken = set(persons)
    rest = {text: mark for text, mark in shared.items() if text not in taken}
    segments = _apply(segments, rest, CARRIED)
    result: list[Segment] = []
    for segment in segments:
        result.extend(_cut(segment, CAPITAL, {}) if segment.kind == "passage" else [segment])
    return with_segments(document, result)
