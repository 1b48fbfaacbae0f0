"""What the program itself puts into every package: words that give nothing away wherever they stand."""

from collections.abc import Iterator
from dataclasses import fields, replace

from woo_redact.domain.publication import Package, Publication, SameAs
from woo_redact.domain.rule import RuleSet
from woo_redact.pipeline.package.contents import annex_files, public_files
from woo_redact.verify.package_text import pieces_of


def own_texts(publication: Publication, rules: RuleSet) -> Iterator[str]:
    """Yield the texts of a package without documents, and those that come with grounds that are used."""
    # What a user told of the publication is no text of the program.
    bare = replace(publication, title="Besluit", matter="00", prefix="", description="", address="", decision_file="")
    empty = Package(bare, (), rules.grounds)
    annex, _ = annex_files(empty, rules.explanations)
    for files in (*public_files(empty), annex):
        for path, content in files.items():
            if not isinstance(content, SameAs):
                yield from (piece.text for piece in pieces_of(path, content) if piece.text)
    for ground in rules.grounds.values():
        yield from filter(None, (ground.title, ground.short, ground.article, ground.aloud))
    general = rules.explanations.general
    yield from (getattr(general, field.name) for field in fields(general))
    for told in rules.explanations.by_ground.values():
        yield from (told.plain, told.block, told.older)
