"""A table as a workbook; the same rows give the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from woo_redact.disclosure.tables import FORMULA_STARTS, printable

# Workbooks hold when they were made; the same table has to give the same bytes.
MOMENT = b"2000-01-01T00:00:00Z"
ZIP_MOMENT = (2000, 1, 1, 0, 0, 0)
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def table_xlsx(
    title: str, headings: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str | int]]
) -> bytes:
    """Return a table as a workbook with one sheet; ``widths`` of its columns are in characters."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, heading in enumerate(headings, 1):
        sheet.cell(1, number, heading).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    last = 1
    for last, row in enumerate(rows, 2):
        for number, value in enumerate(row, 1):
            cell = sheet.cell(last, number, printable(value) if isinstance(value, str) else value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                # Text, also when it looks like a formula, and so it stays when a person edits the cell.
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(FORMULA_STARTS)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


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
