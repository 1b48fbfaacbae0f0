"""The inventory (inventarislijst): one row for each document, as CSV and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from woo_redact.disclosure.formats.wording import printed
from woo_redact.disclosure.tables import printable, table_csv
from woo_redact.disclosure.workbook import table_xlsx
from woo_redact.domain.publication import Judgement

HEADINGS = ("Nr.", "Document", "Titel", "Datum", "Beoordeling", "Grond(en)", "Pagina's", "Bestand", "Motivering")
WIDTHS = (6, 28, 60, 12, 16, 24, 10, 24, 60)


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One document in the inventory; ``file`` is its place in the package, empty when it is not in it.

    ``reasons`` are the reasons given in it, each with the grounds that it was given for.
    """

    number: int
    document: str
    title: str
    date: str
    judgement: Judgement
    grounds: tuple[str, ...]
    pages: int
    file: str
    reasons: tuple[tuple[tuple[str, ...], str], ...] = ()


def csv_bytes(rows: Sequence[InventoryRow]) -> bytes:
    """Return the inventory as CSV."""
    return table_csv(HEADINGS, map(_cells, rows))


def xlsx_bytes(rows: Sequence[InventoryRow]) -> bytes:
    """Return the inventory as a workbook; the same rows give the same bytes."""
    return table_xlsx("Inventarislijst", HEADINGS, WIDTHS, map(_cells, rows))


def _cells(row: InventoryRow) -> tuple[str | int, ...]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    values["grounds"] = "; ".join(map(printed, row.grounds))
    values["reasons"] = " ".join(f"{', '.join(map(printed, grounds))}: {reason}" for grounds, reason in row.reasons)
    values["judgement"] = row.judgement.value
    return tuple(printable(v) if isinstance(v, str) else v for v in values.values())
