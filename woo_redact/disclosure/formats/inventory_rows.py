"""What the inventory (inventarislijst) tells, before it takes a form: a row per document, and a legend."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from woo_redact.disclosure.dutch import counted, number
from woo_redact.disclosure.formats.wording import (
    MEANINGS,
    SAME,
    ground_name,
    kind_of,
    printed,
    printed_grounds,
    printed_passages,
    reasons_text,
    shown_date,
)
from woo_redact.domain.publication import Judgement, Package, Publication, PublishedDocument, RelationKind

TITLE = "Inventarislijst"
YES = "ja"


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """A document as the inventory has it, in words; ``date`` is as the document has it (ISO 8601), empty if unknown.

    ``attachment_of`` and ``related`` tell of other documents by their ids. ``file`` is its path below the public
    folder, empty when it has none; ``size`` is in bytes.
    """

    number: int
    id: str
    date: str
    title: str = field(repr=False)
    kind: str
    judgement: str
    grounds: str
    pages: int
    passages: str
    family: int | None
    attachment_of: str
    related: str
    suspended: bool
    links: tuple[str, ...]
    explanation: str = field(repr=False)
    file: str
    size: int

    @property
    def relations(self) -> tuple[str, ...]:
        """How the document stands to others, in words."""
        attachment = f"bijlage bij {self.attachment_of}" if self.attachment_of else ""
        family = f"familie {self.family}" if self.family else ""
        return tuple(filter(None, (attachment, self.related, family)))


@dataclass(frozen=True, slots=True)
class LegendGround:
    """A ground that is used: as printed, article and name, and in how many documents and passages."""

    printed: str
    article: str
    name: str
    documents: int
    passages: int


@dataclass(frozen=True, slots=True)
class Legend:
    """What has to be known to read the list: facts, and how often each judgement (with meaning) and ground is used."""

    facts: tuple[tuple[str, str], ...]
    judgements: tuple[tuple[str, str, int], ...]
    grounds: tuple[LegendGround, ...]


def inventory_title(publication: Publication) -> str:
    """Return the title of the list, without the mark of a draft."""
    return f"{TITLE}: {publication.title}"


def inventory_rows(package: Package) -> tuple[InventoryRow, ...]:
    """Return a row for each document, in the order of the package."""
    parents: dict[str, list[str]] = {}
    for document in package.documents:
        for relation in document.relations:
            if relation.kind is RelationKind.ATTACHMENT:
                parents.setdefault(relation.other, []).append(document.id)
    return tuple(_row(document, parents.get(document.id, ())) for document in package.documents)


def _row(document: PublishedDocument, parents: Iterable[str]) -> InventoryRow:
    return InventoryRow(
        number=document.number,
        id=document.id,
        date=document.date,
        title=document.title,
        kind=kind_of(document),
        judgement=document.judgement.value,
        grounds=printed_grounds(document.grounds),
        pages=document.pages,
        passages=printed_passages(document),
        family=document.family,
        attachment_of="; ".join(parents),
        related=_related(document),
        suspended=document.suspended,
        links=document.links,
        explanation=reasons_text(document),
        file=document.file,
        size=document.size,
    )


def _related(document: PublishedDocument) -> str:
    said = [f"{relation.kind.value} {relation.other}" for relation in document.relations]
    if document.duplicate_of:
        said.append(f"{SAME} {document.duplicate_of}")
    return "; ".join(said)


def legend(package: Package) -> Legend:
    """Return what has to be known to read the list."""
    judged = Counter(document.judgement for document in package.documents)
    return Legend(
        facts=tuple(_facts(package)),
        judgements=tuple((j.value, MEANINGS[j], judged[j]) for j in Judgement if judged[j]),
        grounds=tuple(_grounds(package)),
    )


def _facts(package: Package) -> Iterable[tuple[str, str]]:
    publication = package.publication
    facts: Mapping[str, str] = {
        "Bestuursorgaan": publication.organisation.label,
        "Zaaknummer": publication.matter,
        "Verzoek ontvangen": shown_date(publication.requested),
        "Datum van het besluit": shown_date(publication.decided),
        "Aantal documenten": number(len(package.documents)),
        "Opgeschort": _suspended(package),
    }
    return ((name, value) for name, value in facts.items() if value)


def _suspended(package: Package) -> str:
    count = sum(document.suspended for document in package.documents)
    return f"{counted(count, 'document wordt', 'documenten worden')} later openbaar" if count else ""


def _grounds(package: Package) -> Iterable[LegendGround]:
    documents = Counter(ground for document in package.documents for ground in dict.fromkeys(document.grounds))
    passages: Counter[str] = Counter()
    for document in package.documents:
        for ground, count in document.passages:
            passages[ground] += count
    for ground in (*(g for g in package.grounds if g in documents), *sorted(documents.keys() - package.grounds.keys())):
        known = package.grounds.get(ground)
        yield LegendGround(
            printed(ground),
            known.article if known else "",
            ground_name(ground, package.grounds),
            documents[ground],
            passages[ground],
        )
