"""A package with something of all that the annex to a decision tells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from support.package_values import grounds
from woo_redact.domain.publication import (
    ArchiveTerms,
    Judgement,
    Listed,
    Package,
    Publication,
    PublishedDocument,
)

TOWN = Listed("https://identifier.overheid.nl/tooi/id/gemeente/gm0000", "gemeente Zandgat")
REQUESTS = Listed("https://identifier.overheid.nl/tooi/def/thes/kern/c_3baef532", "Woo-verzoeken en -besluiten")
PUBLICATION = Publication(
    organisation=TOWN,
    title="Besluit over de aanleg van de haven",
    matter="2026-0412",
    category=REQUESTS,
    archive=ArchiveTerms(TOWN),
    moment=datetime(2026, 3, 2, 14, 30, 5, tzinfo=UTC),
    requested=date(2026, 1, 12),
    decided=date(2026, 3, 3),
)


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


def package(documents: Sequence[PublishedDocument], **changes: object) -> Package:
    """Return a package of these documents; ``changes`` are those of the publication."""
    return Package(replace(PUBLICATION, **changes), tuple(documents), grounds())  # type: ignore[arg-type]


def small() -> Package:
    """Return a package with something of everything."""
    return package(
        [
            document(1, [("5.1.2e", 4), ("5.2", 2)], reasons=((("5.2",), "Het advies is intern gebleven."),)),
            document(2, [("5.1.2e", 1)], date="2019-02-11", suspended=True),
            document(3),
            document(4, [("5.1.1c", 3)], judgement=Judgement.NONE, date=""),
            document(5, judgement=Judgement.ALREADY_PUBLIC, links=("https://voorbeeld.nl/haven",)),
            document(6, judgement=Judgement.ALREADY_PUBLIC),
            document(
                7, [("5.2", 1)], reasons=((("5.2",), "Het advies is intern gebleven."),), duplicate_of="HAVEN0001"
            ),
            document(8, [("5.1.5", 1)], date=""),
        ]
    )
