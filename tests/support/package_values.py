"""Packages made up from nothing: with one document of each kind, with every reason, of any size."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from woo_redact.domain.ground import Ground
from woo_redact.domain.package_layout import document_file
from woo_redact.domain.publication import (
    ArchiveTerms,
    DocumentKind,
    Judgement,
    Listed,
    Package,
    Publication,
    PublishedDocument,
    Relation,
    RelationKind,
)
from woo_redact.rulepack.load import load_rules

ORGANISATION = Listed("https://identifier.overheid.nl/tooi/id/ministerie/mnre1013", "ministerie van Buitenlandse Zaken")
CATEGORY = Listed("https://identifier.overheid.nl/tooi/def/thes/kern/c_3baef532", "Woo-verzoeken en -besluiten")
MEMO = Listed("https://identifier.overheid.nl/tooi/def/thes/kern/c_2977c34f", "beslisnota")

PUBLICATION = Publication(
    organisation=ORGANISATION,
    title="Besluit op Woo-verzoek over de dijk bij Zeedorp",
    matter="2026-017",
    category=CATEGORY,
    archive=ArchiveTerms(ORGANISATION),
    moment=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
    prefix="BZ",
    requested=date(2025, 11, 3),
    decided=date(2026, 3, 2),
)

MEMO_DOCUMENT = PublishedDocument(
    id="1001",
    number=1,
    name="memo.pdf",
    title="Nota over de dijk",
    judgement=Judgement.PARTIAL,
    date="2024-02-29",
    sort=MEMO,
    grounds=("5.1.2e", "5.1.2i"),
    passages=(("5.1.2e", 3), ("5.1.2i", 1)),
    reasons=((("5.1.2i",), "Het overleg is nog gaande."),),
    pages=4,
    family=1,
    relations=(Relation(RelationKind.ATTACHMENT, "1002"),),
    file=document_file("1001"),
    size=123_456,
    sha256="a" * 64,
    level="2b",
)
DOCUMENTS = (
    MEMO_DOCUMENT,
    PublishedDocument(
        id="1002",
        number=2,
        name="bijlage.pdf",
        title="Bijlage: metingen",
        judgement=Judgement.FULL,
        date="2024-02-28",
        kind=DocumentKind.SPREADSHEET,
        pages=12,
        family=1,
        file=document_file("1002"),
        size=2_345_678,
        sha256="b" * 64,
    ),
    PublishedDocument(
        id="1003",
        number=3,
        name="mail.pdf",
        title="RE: dijk",
        judgement=Judgement.NONE,
        date="2024-03",
        kind=DocumentKind.EMAIL,
        grounds=("5.2", "buiten-verzoek"),
        passages=(("5.2", 2), ("buiten-verzoek", 1)),
        pages=1,
        thread=7,
        relations=(Relation(RelationKind.REPLY, "1001"),),
    ),
    PublishedDocument(
        id="1004",
        number=4,
        name="brief.pdf",
        title="Brief aan de Kamer",
        judgement=Judgement.ALREADY_PUBLIC,
        date="2023-12-31",
        grounds=("reeds-openbaar",),
        pages=2,
        links=("https://www.voorbeeld.example/kamerbrief",),
    ),
    PublishedDocument(
        id="1005",
        number=5,
        name="memo (kopie).pdf",
        title="Nota over de dijk",
        judgement=Judgement.PARTIAL,
        kind=DocumentKind.TEXT,
        grounds=("5.1.2e",),
        passages=(("5.1.2e", 3),),
        pages=4,
        duplicate_of="1001",
        suspended=True,
        remark="Zienswijze loopt.",
    ),
)


@cache
def grounds() -> dict[str, Ground]:
    """Return the grounds that come with the program."""
    return dict(load_rules(patterns=False).grounds)


def package(*documents: PublishedDocument, publication: Publication = PUBLICATION) -> Package:
    """Return a package of ``documents``, or else of one document of each kind."""
    return Package(publication, documents or DOCUMENTS, grounds())


def package_of(documents: Iterable[PublishedDocument], **changes: object) -> Package:
    """Return a package of these documents, if any; ``changes`` are those of the publication."""
    return Package(replace(PUBLICATION, **changes), tuple(documents), grounds())  # type: ignore[arg-type]


def document(number: int, used: Iterable[tuple[str, int]] = (), **changes: object) -> PublishedDocument:
    """Return a document in which passages are withheld: so many by ground."""
    passages = tuple(used)
    made = PublishedDocument(
        id=f"HAVEN{number:04d}",
        number=number,
        name=f"stuk {number}.pdf",
        title=f"Nota over de haven, deel {number}",
        judgement=Judgement.PARTIAL if passages else Judgement.FULL,
        date="2024-05-06",
        grounds=tuple(ground for ground, _ in passages),
        passages=passages,
        pages=number % 7 + 1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def explained() -> Package:
    """Return a package with something of all that the annex to a decision tells."""
    advice = ((("5.2",), "Het advies is intern gebleven."),)
    return package_of(
        [
            document(1, [("5.1.2e", 4), ("5.2", 2)], reasons=advice),
            document(2, [("5.1.2e", 1)], date="2019-02-11", suspended=True),
            document(3),
            document(4, [("5.1.1c", 3)], judgement=Judgement.NONE, date=""),
            document(5, judgement=Judgement.ALREADY_PUBLIC, links=("https://voorbeeld.nl/haven",)),
            document(6, judgement=Judgement.ALREADY_PUBLIC),
            document(7, [("5.2", 1)], reasons=advice, duplicate_of="HAVEN0001"),
            document(8, [("5.1.5", 1)], date=""),
        ]
    )


def many(count: int) -> Package:
    """Return a package of this many documents."""
    return package_of(
        replace(
            DOCUMENTS[index % len(DOCUMENTS)],
            id=f"{index + 1:05d}",
            number=index + 1,
            file=document_file(f"{index + 1:05d}") if DOCUMENTS[index % len(DOCUMENTS)].file else "",
            relations=(),
            duplicate_of="",
        )
        for index in range(count)
    )
