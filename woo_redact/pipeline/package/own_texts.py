"""What the program itself puts into packages: words that give nothing away wherever they stand."""

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import count, product

from woo_redact.domain.package_layout import document_file
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

LEVELS = ("", "2b")


def own_texts(publication: Publication, rules: RuleSet) -> Iterator[str]:
    """Yield the texts of a package of documents that say nothing, and those that come with grounds.

    The number of the case and what stands before it are public by what they are for.
    """
    yield from filter(None, (publication.matter, publication.prefix, publication.organisation.label))
    # What else a user told of the publication is no text of the program.
    bare = replace(publication, title="Besluit", matter="00", prefix="", description="", address="", decision_file="")
    package = Package(bare, tuple(_documents(rules)), rules.grounds)
    annex, _ = annex_files(package, rules.explanations)
    for files in (*public_files(package), annex):
        for path, content in files.items():
            if not isinstance(content, SameAs):
                yield from (piece.text for piece in pieces_of(path, content) if piece.text)
    for ground in rules.grounds.values():
        yield from filter(None, (ground.title, ground.short, ground.article, ground.aloud))
    general = rules.explanations.general
    yield from (getattr(general, field.name) for field in fields(general))
    for told in rules.explanations.by_ground.values():
        yield from (told.plain, told.block, told.older)


def _documents(rules: RuleSet) -> Iterator[PublishedDocument]:
    """Yield a document of each kind that files tell of in words of their own."""
    numbers = count(1)
    grounds = tuple(rules.grounds)
    for judgement, suspended, level in product(Judgement, (False, True), LEVELS):
        number = next(numbers)
        goes_out = judgement.has_file and not suspended
        yield PublishedDocument(
            id=f"{number:04d}",
            number=number,
            name=f"Document {number}",
            title=f"Document {number}",
            judgement=judgement,
            date="2000-01-01" if suspended else "",
            kind=list(DocumentKind)[number % len(DocumentKind)],
            grounds=() if judgement is Judgement.FULL else grounds,
            passages=() if judgement is Judgement.FULL else tuple((ground, 2) for ground in grounds),
            pages=1,
            relations=(Relation(list(RelationKind)[number % len(RelationKind)], "0001"),) if number > 1 else (),
            duplicate_of="0001" if number == 2 else "",
            suspended=suspended,
            file=document_file(f"{number:04d}") if goes_out else "",
            size=1 if goes_out else 0,
            sha256="0" * 64 if goes_out else "",
            level=level if goes_out else "",
        )
