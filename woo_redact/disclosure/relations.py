"""How the documents of a package stand to each other: attachments, threads of mails, duplicates, references. Pure.

What is compared is what may be read, and what comes out are ids: nothing that is withheld shows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woo_redact.disclosure.families import parents
from woo_redact.domain.folding import folded
from woo_redact.domain.publication import Relation, RelationKind


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a document tells how it stands to others.

    ``name`` is its file name, ``document`` the SHA-256 of its bytes, ``text`` a digest of its text and
    ``thread`` of the subject of a mail (see :func:`woo_redact.domain.folding.text_digest`), or empty. ``reference`` is
    its own reference and ``answers`` that of what it replies to. ``mentions`` are the ids of the documents it mentions.
    """

    id: str
    name: str = field(repr=False)
    document: str = ""
    text: str = ""
    thread: str = ""
    reference: str = field(default="", repr=False)
    answers: str = field(default="", repr=False)
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands to the others of its package; see :class:`PublishedDocument`."""

    family: int | None = None
    thread: int | None = None
    relations: tuple[Relation, ...] = ()
    duplicate_of: str = ""


def standings(documents: Sequence[Traits]) -> Mapping[str, Standing]:
    """Return how each document stands to the others, by id; families and threads count from 1 in their order."""
    above = parents([(one.id, one.name) for one in documents])
    families = _numbered([_root(one.id, above) for one in documents])
    threads = _numbered([one.thread for one in documents])
    doubles = _duplicates(documents)
    order = {one.id: number for number, one in enumerate(documents)}
    relations: dict[str, set[Relation]] = defaultdict(set)
    for child, parent in above.items():
        if parent in order:
            relations[parent].add(Relation(RelationKind.ATTACHMENT, child))
    owners = unique_references((one.id, one.reference) for one in documents)
    for one in documents:
        answered = owners.get(reference_key(one.answers), "")
        if answered not in ("", one.id):
            relations[one.id].add(Relation(RelationKind.REPLY, answered))
        near = {relation.other for relation in relations[one.id]} | {one.id, doubles.get(one.id, "")}
        relations[one.id] |= {Relation(RelationKind.REFERENCE, o) for o in one.mentions if o in order and o not in near}
    kinds = list(RelationKind)
    return {
        one.id: Standing(
            families[number],
            threads[number],
            tuple(sorted(relations[one.id], key=lambda r: (kinds.index(r.kind), order[r.other]))),
            doubles.get(one.id, ""),
        )
        for number, one in enumerate(documents)
    }


def reference_key(reference: str) -> str:
    """Return a reference as others may print it: without case and spaces, hyphens alike."""
    return "".join(folded(reference).replace("–", "-").split())


def unique_references(references: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the id of the document that has a reference, by its key; one that several share is a case number."""
    owners: dict[str, set[str]] = defaultdict(set)
    for id, reference in references:
        owners[reference_key(reference)].add(id)
    return {key: next(iter(ids)) for key, ids in owners.items() if key and len(ids) == 1}


def _root(id: str, above: Mapping[str, str]) -> str:
    while id in above:
        id = above[id]
    return id


def _numbered(keys: Sequence[str]) -> list[int | None]:
    """Return a number from 1 on for each key that stands there more than once, in order of appearance."""
    counts = Counter(key for key in keys if key)
    numbers: dict[str, int] = {}
    for key in keys:
        if counts[key] > 1:
            numbers.setdefault(key, len(numbers) + 1)
    return [numbers.get(key) for key in keys]


def _duplicates(documents: Sequence[Traits]) -> dict[str, str]:
    """Return for each document that is the same as an earlier one the id of the first."""
    firsts: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for one in documents:
        keys = [key for key in (("bytes", one.document), ("text", one.text)) if key[1]]
        first = next((firsts[key] for key in keys if key in firsts), one.id)
        for key in keys:
            firsts.setdefault(key, first)
        if first != one.id:
            found[one.id] = first
    return found
