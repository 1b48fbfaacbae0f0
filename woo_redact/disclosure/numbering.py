"""Ids of documents in a package: plain letters and digits, the same ever after. The id is the name of the file."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from woo_redact.domain.document_id import GivenId
from woo_redact.domain.showing import bullets
from woo_redact.errors import InputError

LEAST_WIDTH = 4
LONGEST = 170
PLAIN = re.compile(r"[A-Za-z0-9]+")
# Names that Windows keeps for itself, whatever the suffix.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
SHOWN_PROBLEMS = 10
REMEDY = (
    "Pas de sleutel id bij deze bestanden aan in publicatie.toml, of laat hem weg: dan krijgt het document een nummer."
)


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A file of the dossier, in its order: file name, and SHA-256 of the content."""

    name: str = field(repr=False)
    document: str


def document_ids(
    files: Sequence[NamedDocument], own: Mapping[str, str], given: Sequence[GivenId]
) -> tuple[GivenId, ...]:
    """Return the id of each file, in the order of ``files``; what is not in ``given`` yet has to be kept there.

    ``own`` are ids of the user's choice by file name, ``given`` every id that was ever given, in that order. A file
    keeps its id when others are added or taken away, and when it gets another name; another content is another
    document. Without a choice, ids are numbers ("0001"), in the order of the files.

    Raises:
        InputError: an id of the user's choice cannot be one, or is that of another document.
    """
    names = {file.name for file in files}
    own = {name: id for name, id in own.items() if name in names}
    _refuse(files, own, given)
    chosen = {id.lower() for id in own.values()}
    exact: dict[tuple[str, str], GivenId] = {(one.document, one.name): one for one in given}
    moved: dict[str, list[GivenId]] = defaultdict(list)
    for one in given:
        if one.name not in names and one.id.lower() not in chosen:
            moved[one.document].append(one)
    found: dict[str, GivenId] = {}
    for file in files:
        if file.name in own:
            found[file.name] = GivenId(own[file.name], file.document, file.name)
        elif (file.document, file.name) in exact:
            found[file.name] = exact[file.document, file.name]
        elif moved[file.document]:
            found[file.name] = replace(moved[file.document].pop(), name=file.name)
    new = [file for file in files if file.name not in found]
    numbers = _numbers(len(new), (*own.values(), *(one.id for one in given)), len(files))
    found.update((f.name, GivenId(number, f.document, f.name)) for f, number in zip(new, numbers, strict=True))
    return tuple(found[file.name] for file in files)


def _numbers(count: int, taken: Iterable[str], files: int) -> list[str]:
    """Return ``count`` free numbers, from 1 on; as many figures as the last of ``files`` needs, at least four."""
    used = {int(one) for one in taken if one.isdecimal()}
    width = max(LEAST_WIDTH, len(str(files)))
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        if number not in used:
            found.append(f"{number:0{width}}")
    return found


def _refuse(files: Sequence[NamedDocument], own: Mapping[str, str], given: Iterable[GivenId]) -> None:
    documents = {file.name: file.document for file in files}
    others = {one.id.lower(): one for one in given}
    seen: dict[str, str] = {}
    problems: list[str] = []
    for name, id in own.items():
        if len(id) > LONGEST:
            problems.append(f"{name}: de id heeft {len(id)} tekens; hoogstens {LONGEST}")
        elif not PLAIN.fullmatch(id):
            problems.append(f"{name}: de id mag alleen letters (zonder accenten) en cijfers hebben")
        elif id.lower() in RESERVED:
            problems.append(f"{name}: Windows staat {id} niet toe als bestandsnaam")
        elif id.lower() in seen:
            problems.append(f"{name} en {seen[id.lower()]} hebben dezelfde id {id}; hoofdletters tellen niet")
        elif (holder := others.get(id.lower())) and _is_another(holder, name, documents):
            problems.append(f"{name}: de id {id} is al gegeven aan {holder.name}")
        seen.setdefault(id.lower(), name)
    if problems:
        raise InputError(f"De id's van documenten zijn niet in orde:\n{bullets(problems, SHOWN_PROBLEMS)}", REMEDY)


def _is_another(holder: GivenId, name: str, documents: Mapping[str, str]) -> bool:
    """Whether an id is that of another document, or of a copy of this one that is in the dossier too."""
    return holder.document != documents[name] or (holder.name != name and holder.name in documents)
