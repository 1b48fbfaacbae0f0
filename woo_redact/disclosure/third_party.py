"""What a third party gets beside the documents, to say what they think (zienswijze): a sheet and a form to fill in.

Neither holds text of the documents; names of documents are given as they may be told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from woo_redact.disclosure.dutch import written_date
from woo_redact.disclosure.formats.wording import cut
from woo_redact.disclosure.tables import table_csv
from woo_redact.disclosure.workbook import table_xlsx
from woo_redact.domain.ground import Ground, LabelScheme

TEMPLATE = "zienswijze.typ"
TITLE = "Verzoek om uw zienswijze"
HEADINGS = (
    "Nr.",
    "Document",
    "Naam van het document",
    "Pagina",
    "Wat wij van plan zijn",
    "Grond(en)",
    "Eens? (ja of nee)",
    "Toelichting",
)
WIDTHS = (6, 14, 40, 10, 34, 34, 12, 60)
NONE = "geen"
# Characters of a name that have room at the foot of a sheet.
LONGEST_NAME = 200


class Plan(StrEnum):
    """What is to become of a passage, in Dutch."""

    WITHHELD = "niet openbaar maken"
    OPEN = "nog niet besloten, misschien niet openbaar maken"
    PUBLIC = "openbaar maken"


@dataclass(frozen=True, slots=True)
class PartyDocument:
    """A document as a third party gets it: number, name, and which of its pages (1-based) are in it and which not."""

    number: int
    name: str = field(repr=False)
    shown: tuple[int, ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartyPassage:
    """A passage that concerns a third party: number, document, pages (1-based), plan and proposed grounds."""

    number: int
    document: PartyDocument
    pages: tuple[int, ...]
    plan: Plan
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """Everything that one third party gets, when (with its time zone), and how grounds are printed."""

    party: str = field(repr=False)
    at: datetime
    documents: tuple[PartyDocument, ...]
    passages: tuple[PartyPassage, ...]
    scheme: LabelScheme


def sheet_pdf(view: PartyView) -> bytes:
    """Return the sheet as a tagged PDF (PDF/A-2a, PDF/UA-1): what this is and for whom, and room for their answers.

    Raises:
        OutputError: it cannot be typeset.
        RulePackError: the installation is incomplete.
    """
    from woo_redact.disclosure.typesetting import compile

    used = {ground.id: ground for passage in view.passages for ground in passage.grounds}
    data = {
        "party": view.party,
        "date": written_date(view.at.date()),
        "partly": any(document.left_out for document in view.documents),
        "documents": [
            (str(d.number), d.name, page_ranges(d.shown), page_ranges(d.left_out) or NONE) for d in view.documents
        ],
        "passages": [_passage(passage, view.scheme) for passage in view.passages],
        "grounds": [(g.label(view.scheme), g.title, g.article) for _, g in sorted(used.items())],
    }
    foot = f"Zienswijze van {cut(view.party, LONGEST_NAME)}. Vertrouwelijk."
    return compile(TEMPLATE, data, title=TITLE, moment=view.at, foot=foot)


def form_csv(view: PartyView) -> bytes:
    """Return the form as CSV."""
    return table_csv(HEADINGS, _rows(view))


def form_xlsx(view: PartyView) -> bytes:
    """Return the form as a workbook."""
    return table_xlsx("Reactieformulier", HEADINGS, WIDTHS, _rows(view))


def page_ranges(pages: Iterable[int]) -> str:
    """Return pages as people write them: "1-3, 7"."""
    runs = [[page for _, page in run] for _, run in groupby(enumerate(sorted(pages)), lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _passage(passage: PartyPassage, scheme: LabelScheme) -> tuple[str, ...]:
    grounds = _printed(passage.grounds, scheme)
    plan = passage.plan.capitalize()
    return (
        str(passage.number),
        str(passage.document.number),
        page_ranges(passage.pages),
        f"{plan}: {grounds}" if grounds else plan,
    )


def _rows(view: PartyView) -> Iterable[tuple[str | int, ...]]:
    for p in view.passages:
        document = p.document
        grounds = _printed(p.grounds, view.scheme)
        yield p.number, document.number, document.name, page_ranges(p.pages), p.plan.value, grounds, "", ""


def _printed(grounds: Iterable[Ground], scheme: LabelScheme) -> str:
    return "; ".join(ground.label(scheme) for ground in grounds)
