"""The sections of the annex on grounds: the reasoning, and the documents in which each ground is used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from woo_redact.disclosure.dutch import counted, written_date, written_iso
from woo_redact.disclosure.formats.annex_content import Cell, Column, Paragraph, Part, Section, Table, paragraph
from woo_redact.disclosure.formats.wording import code_of, printed
from woo_redact.domain.age import is_old, known_day, weighed_by_age
from woo_redact.domain.explanation import Explanations, GeneralTexts, Piece, pieces
from woo_redact.domain.ground import Ground, Weighing
from woo_redact.domain.publication import Judgement, Package, Publication, PublishedDocument

# How the list of categories calls what is published on request (DiWoo, informatiecategorieën).
ON_REQUEST = "woo-verzoek"
ID, TITLE = Column("Document", 14), Column("Titel", 50)
DOCUMENTS = (ID, TITLE, Column("Beoordeling", 20), Column("Passages", 16, numeric=True))
REASONS = (Column("Motivering", 70), Column("Documenten", 30))
UNKNOWN_DATE = "onbekend"


def on_request(publication: Publication) -> bool:
    """Whether somebody asked for the information: article 5.3 holds for nothing else."""
    return publication.requested is not None or ON_REQUEST in publication.category.label.casefold()


def known_blanks(package: Package) -> Mapping[str, str]:
    """Return what the package knows of what text blocks ask for."""
    publication = package.publication
    return {
        "bestuursorgaan": publication.organisation.label,
        "onderwerp": publication.title,
        "kenmerk": publication.matter,
        "datum van het besluit": written_date(publication.decided) if publication.decided else "",
        "datum van het verzoek": written_date(publication.requested) if publication.requested else "",
    }


def ground_sections(package: Package, explanations: Explanations) -> Iterator[Section]:
    """Yield the section on the grounds, and one below it for each ground that is used, in the order of the law."""
    used = [ground for ground in package.grounds.values() if any(_uses(d, ground.id) for d in package.documents)]
    if not used:
        yield Section("Gronden en motivering", (paragraph("In de documenten is niets weggelaten."),))
        return
    yield Section("Gronden en motivering", tuple(map(paragraph, _opening(used, explanations.general))))
    known = known_blanks(package)
    for ground in used:
        yield _of_ground(ground, package.documents, explanations, known)


def _uses(document: PublishedDocument, ground: str) -> bool:
    if document.judgement is Judgement.ALREADY_PUBLIC:
        return False
    return ground in document.grounds or any(own == ground for own, _ in document.passages)


def _opening(used: Sequence[Ground], general: GeneralTexts) -> Iterator[str]:
    kinds = {ground.weighing for ground in used}
    # Article 5.1, sixth paragraph, weighs as well, but the duty of the third is about the second.
    second = any(ground.id.startswith("5.1.2") for ground in used)
    if Weighing.ABSOLUTE in kinds and general.absolute:
        yield general.absolute
    if second and general.relative:
        yield general.relative
    if (second or Weighing.ABSOLUTE in kinds) and general.emissions:
        yield general.emissions


def _of_ground(
    ground: Ground, documents: Sequence[PublishedDocument], explanations: Explanations, known: Mapping[str, str]
) -> Section:
    own = [document for document in documents if _uses(document, ground.id)]
    passages = sum(_passages(document, ground.id) for document in own)
    reference = f"{ground.article[:1].upper()}{ground.article[1:]}. " if ground.article else ""
    where = f"{counted(len(own), 'document', 'documenten')}, {counted(passages, 'passage', 'passages')}"
    parts: list[Part] = [paragraph(f"{reference}Gebruikt in {where}.")]
    explanation = explanations.by_ground.get(ground.id)
    if explanation is not None:
        parts.append(Paragraph(pieces(explanation.block, known)))
    reasons = _reasons(own, ground.id)
    if reasons:
        parts.append(Table("Motivering bij afzonderlijke passages", REASONS, reasons))
    rows = tuple((d.id, d.title, d.judgement.value, str(_passages(d, ground.id))) for d in own)
    parts.append(Table("Documenten waarin deze grond is gebruikt", DOCUMENTS, rows))
    title = f"{ground.title} ({ground.id})" if code_of(ground.id) else ground.title
    return Section(title, tuple(parts), level=2)


def _passages(document: PublishedDocument, ground: str) -> int:
    return sum(count for own, count in document.passages if own == ground)


def _reasons(documents: Iterable[PublishedDocument], ground: str) -> tuple[tuple[Cell, ...], ...]:
    """Return the reasons given for a ground, each once, with the documents that they were given in."""
    found: dict[str, dict[str, None]] = {}
    for document in documents:
        for grounds, reason in document.reasons:
            if ground in grounds and reason.strip():
                found.setdefault(" ".join(reason.split()), {})[document.id] = None
    return tuple((reason, ", ".join(ids)) for reason, ids in found.items())


def old_section(package: Package, explanations: Explanations) -> Section:
    """Return the section on documents of more than five years old with a ground for which that counts (art. 5.3)."""
    title = "Documenten ouder dan vijf jaar (artikel 5.3 Woo)"
    decided = package.publication.decided
    if decided is None:
        missing = Piece("[vul de datum van het besluit in en maak het pakket opnieuw]", blank=True)
        return Section(title, (Paragraph((Piece("De ouderdom van de documenten is niet bepaald: "), missing)),))
    asked = [(d, grounds) for d in package.documents if (grounds := _weighed(d, package))]
    old = [(d, grounds) for d, grounds in asked if is_old(d.date, decided)]
    undated = [(d, grounds) for d, grounds in asked if known_day(d.date) is None]
    parts: list[Part] = []
    if old:
        parts.append(paragraph(explanations.general.older))
        parts.append(_aged("Documenten die op de datum van het besluit ouder zijn dan vijf jaar", old))
        parts += _older_blocks({g.id: g for _, grounds in old for g in grounds}, package, explanations)
    else:
        known = "Voor zover de datum bekend is, was" if undated else "Er was"
        parts.append(
            paragraph(
                f"{known} op {written_date(decided)} geen document ouder dan vijf jaar "
                "waarin artikel 5.1, tweede of vijfde lid, of artikel 5.2 van de Woo is toegepast."
            )
        )
    if undated:
        parts.append(
            Paragraph(
                (
                    Piece("Van de volgende documenten is de datum niet of niet geheel bekend. "),
                    Piece("[Beoordeel of zij ouder zijn dan vijf jaar.]", blank=True),
                )
            )
        )
        parts.append(_aged("Documenten zonder volledige datum", undated))
    return Section(title, tuple(parts))


def _weighed(document: PublishedDocument, package: Package) -> tuple[Ground, ...]:
    return tuple(g for g in package.grounds.values() if weighed_by_age(g.id) and _uses(document, g.id))


def _aged(title: str, documents: Iterable[tuple[PublishedDocument, tuple[Ground, ...]]]) -> Table:
    rows = tuple(
        (d.id, d.title, written_iso(d.date) or UNKNOWN_DATE, ", ".join(printed(g.id) for g in grounds))
        for d, grounds in documents
    )
    return Table(title, (ID, TITLE, Column("Datum", 20), Column("Gronden", 16)), rows)


def _older_blocks(grounds: Mapping[str, Ground], package: Package, explanations: Explanations) -> Iterator[Paragraph]:
    known = known_blanks(package)
    for ground in (g for g in package.grounds.values() if g.id in grounds):
        explanation = explanations.by_ground.get(ground.id)
        if explanation is not None and explanation.older:
            yield Paragraph((Piece(f"{ground.title} ({ground.id}). "), *pieces(explanation.older, known)))
