"""What the program itself puts into every package: words that give nothing away wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product

from woo_redact.disclosure.formats.ground_places import ground_places
from woo_redact.domain.archive_copy import CopyWish
from woo_redact.domain.package_layout import document_file, grounds_file
from woo_redact.domain.publication import (
    DocumentKind,
    Judgement,
    Package,
    Publication,
    PublishedDocument,
    Relation,
    RelationKind,
    SameAs,
)
from woo_redact.domain.rule import RuleSet
from woo_redact.pipeline.package.contents import annex_files, public_files
from woo_redact.verify.package_text import pieces_of
from woo_redact.verify.piece import Piece

BLANK = "0000"
CODES = re.compile(r"\b[A-Z]{2,8}\b|\d+")
# Of PDF/A: none, and one.
LEVELS = ("", "2b")
# Older than the five years after which a ground needs more reasoning (Woo art. 5.3).
OLD = "2000-01-01"


def own_texts(publication: Publication, rules: RuleSet) -> Iterator[str | Piece]:
    """Yield the texts of a package with documents of which nothing is told, and those that come with used grounds.

    The number of the case and what stands before it are public by what they are for.
    """
    from woo_redact.write.archive.metadata import own_text

    yield publication.organisation.label
    # "BZ-2026.001": capitals and figures; a name that somebody put there is still sought.
    yield from CODES.findall(f"{publication.prefix} {publication.matter}")
    # What else a user told of the publication is no text of the program.
    bare = replace(publication, title="Besluit", matter="00", prefix="", description="", address="", decision_file="")
    for documents in ((), (*_documents(publication, rules),)):
        empty = Package(bare, documents, rules.grounds)
        annex, _ = annex_files(empty, rules.explanations)
        for files in (*public_files(empty), annex):
            for path, content in files.items():
                if not isinstance(content, SameAs):
                    yield from pieces_of(path, content)
    wish = CopyWish(id="", title="", passages=(), moment=publication.moment)
    yield from pieces_of(grounds_file(BLANK), ground_places(wish, 0, "", ""))
    yield own_text()
    for ground in rules.grounds.values():
        yield from filter(None, (ground.title, ground.short, ground.article, ground.aloud))
    general = rules.explanations.general
    yield from (getattr(general, field.name) for field in fields(general))
    for told in rules.explanations.by_ground.values():
        yield from (told.plain, told.block, told.older)


def _documents(publication: Publication, rules: RuleSet) -> Iterator[PublishedDocument]:
    """Yield a document of each judgement, going out now or later, in all its relations, with no word of its own."""
    day = publication.moment.date().isoformat()
    dates = dict.fromkeys(Judgement, day) | {Judgement.NONE: OLD, Judgement.FULL: ""}
    kinds = list(DocumentKind)
    relations = tuple(Relation(kind, BLANK) for kind in RelationKind)
    for number, (judgement, suspended, level) in enumerate(product(Judgement, (False, True), LEVELS)):
        id = f"{number:0{len(BLANK)}}"
        yield PublishedDocument(
            id=id,
            number=number,
            name="",
            title="",
            judgement=judgement,
            date=dates[judgement],
            received=day if number % 2 else "",
            kind=kinds[number % len(kinds)],
            grounds=tuple(rules.grounds),
            passages=tuple((ground, 1) for ground in rules.grounds),
            relations=relations if number else (),
            duplicate_of=BLANK if number else "",
            family=1,
            thread=1,
            suspended=suspended,
            file=document_file(id) if judgement.has_file and not suspended else "",
            sha256=BLANK,
            level=level,
        )
