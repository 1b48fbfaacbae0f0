"""Header labels in a row: "Datum", "Aan: de minister", "Opgesteld door<tab>J. Jansen"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from woo_redact.structure.vocabulary import Vocabulary

# A label is short; what stands before a colon further on is prose.
LONGEST = 32
COLON = re.compile(r"([^\s:>|*_][^:\t\n]{0,30}?)[*_]{0,2}\s{0,12}:[*_]{0,2}(?=\s|$|[^\s/\d])[ \t]*")
CELL = re.compile(r"\t| {2,}")
EDGES = " \t*_"
# "BSN (eenmanszaak)*" is the label "BSN".
REMARK = re.compile(r"\s*\([^)]*\)|\*")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a text: half-open range of the label, start of its value, canonical name.

    ``value`` is ``None`` when the text holds no value.
    """

    name: str
    start: int
    end: int
    value: int | None


def label_at(text: str, words: Vocabulary) -> Label | None:
    """Return the label that ``text`` begins with: with a colon, alone, or before a wide gap."""
    lead = len(text) - len(text.lstrip(EDGES))
    found = COLON.match(text, lead)
    if found:
        name = _known(found.group(1), words.labels)
        if name:
            rest = text[found.end() :].strip(EDGES)
            return Label(name, lead, found.end(1), found.end() if rest else None)
    gap = CELL.search(text, lead)
    end = gap.start() if gap else len(text)
    return _bare(text, lead, end, gap.end() if gap else None, words.bare)


def mail_label(text: str, words: Vocabulary) -> Label | None:
    """Return the label of a mail header line, which always has its colon."""
    lead = len(text) - len(text.lstrip(EDGES))
    found = COLON.match(text, lead)
    name = words.mail.get(found.group(1).strip().lower()) if found else None
    return Label(name, lead, found.end(1), found.end()) if found and name else None


def _bare(text: str, start: int, end: int, value: int | None, names: Mapping[str, str]) -> Label | None:
    if end - start > LONGEST:
        return None
    word = text[start:end].strip(" \t*_:")
    name = _known(word, names)
    # Labels are set with a capital; "van" and "aan" at the head of a wrapped line are not.
    if not name or not word[:1].isupper():
        return None
    return Label(name, start, start + len(word), value)


def _known(word: str, names: Mapping[str, str]) -> str | None:
    word = word.strip().lower()
    return names.get(word) or names.get(REMARK.sub("", word))
