"""The inventory (inventarislijst): one row for each document, as CSV and as a workbook."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, fields

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from woo_redact.disclosure.judgement import Judgement
from woo_redact.disclosure.tables import FORMULA_STARTS, printable, table_csv

HEADINGS = ("Nr.", "Document", "Titel", "Datum", "Beoordeling", "Grond(en)", "Pagina's", "Bestand", "Motivering")
WIDTHS = (6, 28, 60, 12, 16, 24, 10, 24, 60)

# Workbooks hold when they were made; the same inventory has to give the same bytes.
MOMENT = b"2000-01-01T00:00:00Z"
ZIP_MOMENT = (2000, 1, 1, 0, 0, 0)
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


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
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Inventarislijst"
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, heading in enumerate(HEADINGS, 1):
        sheet.cell(1, number, heading).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for line, row in enumerate(rows, 2):
        for number, value in enumerate(_cells(row), 1):
            cell = sheet.cell(line, number, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                # Text, also when it looks like a formula, and so it stays when a person edits the cell.
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(FORMULA_STARTS)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _cells(row: InventoryRow) -> tuple[str | int, ...]:
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    values["grounds"] = "; ".join(map(_printed, row.grounds))
    values["reasons"] = " ".join(f"{', '.join(map(_printed, grounds))}: {reason}" for grounds, reason in row.reasons)
    values["judgement"] = row.judgement.value
    return tuple(printable(v) if isinstance(v, str) else v for v in values.values())


def _printed(ground: str) -> str:
    """Codes are printed as they are ("5.1.2e"); what is none in law has an id in words ("buiten-verzoek")."""
    return ground if ground[:1].isdigit() else ground.replace("-", " ")


def _timeless(workbook: bytes) -> bytes:
    """Return the workbook without the moment it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = TIMES.sub(rb"\g<1>" + MOMENT, content)
            entry = zipfile.ZipInfo(name, ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()
