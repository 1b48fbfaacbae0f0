"""The annex to the decision (bijlage bij het besluit): what was decided on each document, on which grounds, and why.

It is made from the package alone, so it holds nothing that the inventory does not tell.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from woo_redact.disclosure.dutch import counted, written_date
from woo_redact.disclosure.formats.annex_content import (
    Annex,
    Column,
    Paragraph,
    Part,
    Section,
    Table,
    as_data,
    paragraph,
)
from woo_redact.disclosure.formats.annex_figures import figures, judgement_chart, judgement_table
from woo_redact.disclosure.formats.annex_grounds import ID, ground_sections, old_section, on_request
from woo_redact.domain.explanation import Explanations, Piece
from woo_redact.domain.package_layout import ANNEX, DECISION
from woo_redact.domain.publication import Files, Judgement, Package, PublishedDocument

TITLE: Final = "Bijlage bij het besluit"
DECIDED = "Besluit"
TEMPLATE = "bijlage.typ"


def files(package: Package, explanations: Explanations) -> Files:
    """Return the annex as DOCX, to be edited by a lawyer, and as PDF, by their paths below the public folder.

    Raises:
        OutputError: the PDF cannot be typeset.
        RulePackError: the installation is incomplete.
    """
    # Both load much that only a package needs.
    from woo_redact.disclosure.formats.annex_docx import docx
    from woo_redact.disclosure.typesetting import compile

    annex, publication = content(package, explanations), package.publication
    pdf = compile(
        TEMPLATE,
        as_data(annex),
        title=annex.title,
        moment=publication.moment,
        foot=f"{publication.organisation.label}, {publication.matter}",
        concept=publication.concept,
    )
    return {f"{DECISION}/{ANNEX}.docx": docx(annex, publication), f"{DECISION}/{ANNEX}.pdf": pdf}


def is_finished(package: Package, explanations: Explanations) -> bool:
    """Whether no blank of its texts is left for a lawyer to fill in: before that, the annex is nothing to publish."""
    parts = [part for section in content(package, explanations).sections for part in section.parts]
    return not any(piece.blank for part in parts if isinstance(part, Paragraph) for piece in part.pieces)


def content(package: Package, explanations: Explanations) -> Annex:
    """Return what the annex says."""
    sections = [
        _overview(package),
        *ground_sections(package, explanations),
        *([old_section(package, explanations)] if on_request(package.publication) else []),
        _suspended(package.documents, explanations.general.suspended),
        _already_public(package.documents, explanations.general.public),
        figures(package),
    ]
    return Annex(_title(package.publication.title), _about(package), tuple(_numbered(sections)))


def _title(decision: str) -> str:
    """Return what the annex is called: "Bijlage bij het besluit over de haven"."""
    if decision.startswith(DECIDED):
        return f"{TITLE}{decision.removeprefix(DECIDED)}"
    return f"{TITLE}: {decision}"


def _numbered(sections: Sequence[Section]) -> Iterator[Section]:
    first = second = 0
    for section in sections:
        if section.level == 1:
            first, second = first + 1, 0
        else:
            second += 1
        number = f"{first}" if section.level == 1 else f"{first}.{second}"
        yield Section(f"{number} {section.title}", section.parts, section.level)


def _about(package: Package) -> Table:
    publication = package.publication
    rows: list[tuple[str, str | Piece]] = [
        ("Bestuursorgaan", publication.organisation.label),
        ("Titel", publication.title),
        ("Kenmerk", publication.matter),
    ]
    if publication.requested is not None:
        rows.append(("Datum van het verzoek", written_date(publication.requested)))
    decided = publication.decided
    rows.append(
        ("Datum van het besluit", written_date(decided) if decided else Piece("[datum van het besluit]", blank=True))
    )
    return Table("Gegevens van het besluit", (Column("Onderdeel", 30), Column("Gegeven", 70)), tuple(rows))


def _overview(package: Package) -> Section:
    documents = package.documents
    parts: list[Part] = [paragraph(f"{_asked(package)}{_outcome(documents)}")]
    if documents:
        parts += [judgement_table(documents), judgement_chart(documents)]
        withheld = sum(document.withholds for document in documents)
        if withheld:
            parts.append(
                paragraph(
                    f"In {counted(withheld, 'document', 'documenten')} is informatie weggelaten. "
                    "Hieronder staat per grond waarom, en om welke documenten het gaat. "
                    "De nummers zijn die van de inventarislijst."
                )
            )
    return Section("Overzicht", tuple(parts))


def _asked(package: Package) -> str:
    publication = package.publication
    if not on_request(publication):
        return ""
    when = f" van {written_date(publication.requested)}" if publication.requested else ""
    return f"Dit is de bijlage bij het besluit op het verzoek om informatie{when} (kenmerk {publication.matter}). "


def _outcome(documents: Sequence[PublishedDocument]) -> str:
    """Return what becomes of the documents as a whole, in a sentence or two."""
    if not documents:
        return "Er zijn geen documenten gevonden."
    judged = frozenset(document.judgement for document in documents)
    one = len(documents) == 1
    opening = f"Het gaat om {counted(len(documents), 'document', 'documenten')}."
    becomes = f"{opening} {'Het wordt' if one else 'Zij worden'}"
    if judged == {Judgement.FULL}:
        return f"{becomes} geheel openbaar."
    if judged == {Judgement.NONE}:
        return f"{becomes} niet openbaar."
    if judged == {Judgement.ALREADY_PUBLIC}:
        return f"{opening} {'Het was' if one else 'Zij waren'} al openbaar."
    if not any(judgement.has_file for judgement in judged):
        return f"{opening} Een deel was al openbaar; de andere worden niet openbaar."
    return f"{becomes} gedeeltelijk openbaar."


def _suspended(documents: Sequence[PublishedDocument], opening: str) -> Section:
    rows = tuple((d.id, d.title, d.judgement.value) for d in documents if d.suspended)
    title = "Documenten die later worden verstrekt"
    if not rows:
        return Section(title, (paragraph("Er zijn geen documenten waarvan de verstrekking is opgeschort."),))
    table = Table("Opgeschorte documenten", (ID, Column("Titel", 62), Column("Beoordeling", 24)), rows)
    return Section(title, (paragraph(opening), table))


def _already_public(documents: Sequence[PublishedDocument], opening: str) -> Section:
    rows = tuple(
        (d.id, d.title, " ".join(d.links) or Piece("[vindplaats]", blank=True))
        for d in documents
        if d.judgement is Judgement.ALREADY_PUBLIC
    )
    title = "Documenten die al openbaar waren"
    if not rows:
        return Section(title, (paragraph("Er zijn geen documenten die als geheel al openbaar waren."),))
    table = Table("Vindplaats per document", (ID, Column("Titel", 43), Column("Vindplaats", 43)), rows)
    return Section(title, (paragraph(opening), table))
