"""The list of third parties and their views (zienswijzen), to keep during the case. Internal: never published."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from woo_redact.disclosure.formats.wording import printed_grounds
from woo_redact.disclosure.third_party import page_ranges
from woo_redact.disclosure.workbook import table_xlsx
from woo_redact.domain.publication import Files

FILE = "zienswijzen.xlsx"
SHEET = "Zienswijzen"
HEADINGS = (
    "Derde",
    "Document",
    "Titel",
    "Datum document",
    "Pagina's",
    "Passages",
    "Grond(en)",
    "Voornemen",
    "Stukken klaargezet op",
    "Brief verstuurd op",
    "Reageren uiterlijk op",
    "Reactie ontvangen op",
    "Bezwaar tegen openbaarmaking (ja of nee)",
    "Gevolg voor het besluit",
)
WIDTHS = (30, 14, 50, 14, 14, 10, 18, 26, 14, 14, 14, 14, 18, 40)
# The columns at the end that only people can fill in.
OPEN = 5


@dataclass(frozen=True, slots=True)
class ThirdPartyRow:
    """What of one document concerns one third party.

    ``name`` is empty when passages concern a company that nobody has named yet. ``dated`` is the date of
    the document (ISO 8601, or empty), ``pages`` are counted from 1;
    ``passages`` counts what concerns them, ``grounds`` are those that hold or are proposed for it, ``plan`` says what
    is to become of it. ``prepared`` is when their copy of the documents was made, if that is known.
    """

    name: str = field(repr=False)
    document: str
    title: str = field(repr=False)
    dated: str
    pages: tuple[int, ...]
    passages: int
    grounds: tuple[str, ...]
    plan: str
    prepared: date | None = None


def files(rows: Iterable[ThirdPartyRow]) -> Files:
    """Return the list as a workbook by its path below the internal folder; by third party, unnamed ones at the end."""
    ordered = sorted(rows, key=lambda row: (not row.name, row.name.casefold(), row.name, row.document))
    return {FILE: table_xlsx(SHEET, HEADINGS, WIDTHS, map(_cells, ordered))}


def _cells(row: ThirdPartyRow) -> tuple[str | int, ...]:
    known = (
        row.name,
        row.document,
        row.title,
        row.dated,
        page_ranges(row.pages),
        row.passages,
        printed_grounds(row.grounds),
        row.plan,
        row.prepared.isoformat() if row.prepared else "",
    )
    return (*known, *("",) * OPEN)
