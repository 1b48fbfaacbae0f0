"""Which document is an attachment of which, as far as file names tell."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.folding import folded

_SEPARATOR = r"[\s._\-–(),]*"
# "brief - bijlage 1", "brief_bijlage", "4 (bijlage 2)".
TAIL = re.compile(rf"(?P<stem>.*?\w){_SEPARATOR}(?<![^\W_])(?:bijlagen?|bijl|attachment|annex)(?![^\W\d_]).{{0,80}}")
# "Bijlage 2 bij brief".
HEAD = re.compile(rf"(?:bijlagen?|annex){_SEPARATOR}[\divx]{{0,4}}{_SEPARATOR}\bbij\b{_SEPARATOR}(?P<stem>\w.*)")
# "4a nota", "06b", "3-a".
LETTERED = re.compile(r"0*(?P<number>\d{1,4})[\s._-]?[a-z](?![^\W_])")
NUMBERED = re.compile(r"0*(?P<number>\d{1,4})(?!\d)(?![\s._-]?[a-z](?![^\W_]))")
YEARS = range(1900, 2101)
SUFFIX = re.compile(r"(?:\.(?:pdf|msg|eml|docx?|xlsx?|pptx?|txt))+$")
UNKNOWN = "\0"


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    folder: str = field(repr=False)
    stem: str = field(repr=False)


def parents(documents: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the id of the document that each attachment belongs to; ``documents`` are (id, file name).

    Where that one is not there, attachments of the same one are given the same name that is no id. A document is
    nobody's attachment when more than one could be meant.
    """
    names = [_Name(id, *_parts(name)) for id, name in documents]
    by_stem: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in names:
        by_stem[one.folder, _squeezed(one.stem)].append(one.id)
    by_tail = {one.id: stem for one in names if (stem := _belongs_to(one.stem))}
    by_number = _by_number([one for one in names if one.id not in by_tail])
    found: dict[str, str] = {}
    for one in names:
        if one.id in by_tail:
            stem = by_tail[one.id]
            named = by_stem.get((one.folder, _squeezed(stem)), []) or _only(by_number, one.folder, stem)
            if len(named) <= 1:
                found[one.id] = named[0] if named else f"{UNKNOWN}{one.folder}{UNKNOWN}{_squeezed(stem)}"
            continue
        lettered = LETTERED.match(one.stem)
        above = _only(by_number, one.folder, one.stem) if lettered and _is_number(lettered) else []
        above = above or by_stem.get(_above(one.folder), [])
        if len(above) == 1:
            found[one.id] = above[0]
    return _alone_left_out(found)


def _alone_left_out(found: Mapping[str, str]) -> dict[str, str]:
    """One attachment of a document that is not there belongs to nothing."""
    counts: dict[str, int] = defaultdict(int)
    for parent in found.values():
        counts[parent] += 1
    return {id: parent for id, parent in found.items() if not parent.startswith(UNKNOWN) or counts[parent] > 1}


def _by_number(names: Sequence[_Name]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in names:
        number = NUMBERED.match(one.stem)
        if number and _is_number(number):
            found[one.folder, number["number"]].append(one.id)
    return found


def _only(numbers: Mapping[tuple[str, str], list[str]], folder: str, stem: str) -> list[str]:
    """Return the one document with the number that a stem begins with."""
    found = re.match(r"0*(\d{1,4})", stem)
    ids = numbers.get((folder, found[1]), []) if found else []
    return ids if len(ids) == 1 else []


def _is_number(found: re.Match[str]) -> bool:
    return int(found["number"]) not in YEARS


def _belongs_to(stem: str) -> str:
    found = HEAD.fullmatch(stem) or TAIL.fullmatch(stem)
    return found["stem"] if found else ""


def _parts(name: str) -> tuple[str, str]:
    folder, _, last = folded(name).rpartition("/")
    return folder, SUFFIX.sub("", last).strip()


def _above(folder: str) -> tuple[str, str]:
    """Return the key of the document that a folder is named after."""
    if not folder:
        return UNKNOWN, UNKNOWN
    higher, _, last = folder.rpartition("/")
    return higher, _squeezed(SUFFIX.sub("", last))


def _squeezed(stem: str) -> str:
    return "".join(c for c in stem if c.isalnum())
