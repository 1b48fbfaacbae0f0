"""What a third party gets beside the documents, to say what they think (zienswijze): a sheet and a form to fill in.

Neither holds text of the documents; names of documents are given as they may be told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from woo_redact.disclosure.dutch import written_date
from woo_redact.disclosure.markup import Blocks, Markup
from woo_redact.disclosure.tables import table_csv
from woo_redact.disclosure.typeset import Table, breakable, typeset
from woo_redact.disclosure.workbook import table_xlsx
from woo_redact.domain.ground import Ground, LabelScheme

TEMPLATE = "zienswijze.html"
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


class Plan(StrEnum):
    """What is to become of a passage, in Dutch."""

    WITHHELD = "niet openbaar maken"
    OPEN = "nog niet besloten, misschien niet openbaar maken"
    PUBLIC = "openbaar maken"


@dataclass(frozen=True, slots=True)
class PartyDocument:
    """A document as a third party gets it: number, name, and which of its pages (1-based) are in it and which not."""

    number: int
    name: str
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
    """Everything that one third party gets, and how grounds are printed."""

    party: str
    at: date
    documents: tuple[PartyDocument, ...]
    passages: tuple[PartyPassage, ...]
    scheme: LabelScheme


def sheet_pdf(view: PartyView) -> bytes:
    """Return the sheet: what this is and for whom, the documents, and room for an answer to each passage.

    Raises:
        RulePackError: the template is missing.
    """
    blocks = Blocks(TEMPLATE)
    partly = any(document.left_out for document in view.documents)
    parts: tuple[Markup | Table, ...] = (
        blocks.fill(
            "intro",
            name=breakable(view.party),
            date=written_date(view.at),
            pages=blocks.fill("some_pages" if partly else "all_pages"),
        ),
        Table(
            blocks.fill("documents"),
            blocks.fill("documents_head"),
            tuple(
                blocks.fill(
                    "documents_row",
                    number=d.number,
                    name=breakable(d.name),
                    shown=page_ranges(d.shown),
                    left=page_ranges(d.left_out) or NONE,
                )
                for d in view.documents
            ),
        ),
        Table(blocks.fill("passages"), blocks.fill("passages_head"), tuple(_passages(blocks, view))),
        *_grounds(blocks, view),
    )

    def foot(number: int, count: int) -> Markup:
        return blocks.fill("foot", name=breakable(view.party), number=number, count=count)

    return typeset(parts, blocks.fill("style"), foot, TITLE)


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


def _passages(blocks: Blocks, view: PartyView) -> Iterable[Markup]:
    for passage in view.passages:
        grounds = _printed(passage.grounds, view.scheme)
        yield blocks.fill(
            "passages_row",
            number=passage.number,
            document=passage.document.number,
            pages=page_ranges(passage.pages),
            plan=f"{passage.plan.capitalize()}: {grounds}" if grounds else passage.plan.capitalize(),
        )


def _grounds(blocks: Blocks, view: PartyView) -> Sequence[Table]:
    used = {ground.id: ground for passage in view.passages for ground in passage.grounds}
    rows = tuple(
        blocks.fill("grounds_row", code=g.label(view.scheme), title=g.title, article=g.article)
        for _, g in sorted(used.items())
    )
    return [Table(blocks.fill("grounds"), blocks.fill("grounds_head"), rows)] if rows else []


def _rows(view: PartyView) -> Iterable[tuple[str | int, ...]]:
    for p in view.passages:
        document = p.document
        grounds = _printed(p.grounds, view.scheme)
        yield p.number, document.number, document.name, page_ranges(p.pages), p.plan.value, grounds, "", ""


def _printed(grounds: Iterable[Ground], scheme: LabelScheme) -> str:
    return "; ".join(ground.label(scheme) for ground in grounds)
