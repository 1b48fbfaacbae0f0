"""Tables as a workbook; the same rows give the same bytes."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from woo_redact.disclosure.tables import FORMULA_STARTS, printable
from woo_redact.disclosure.zipped import same_moment

MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
# What a cell can hold; openpyxl drops the rest without a word.
LONGEST_CELL = 32_767
# What comes before has no number in a workbook.
FIRST_DAY = date(1900, 3, 1)
BOLD = Font(bold=True)
LINKED = Font(color="0B4A8F", underline="single")
TOP = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Strong:
    """A cell in bold letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a file beside the workbook, or to an address."""

    text: str
    target: str


Value = str | int | date | Strong | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; ``widths`` of its columns are in characters. With ``headings`` they stay in sight, with a filter."""

    title: str
    widths: Sequence[float]
    rows: Iterable[Sequence[Value]] = field(repr=False)
    headings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What a workbook says of itself; ``mark`` ("CONCEPT") stands above each page that is printed."""

    title: str = ""
    author: str = ""
    moment: datetime = MOMENT
    mark: str = ""


def table_xlsx(
    title: str, headings: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str | int]]
) -> bytes:
    """Return a table as a workbook with one sheet; ``widths`` of its columns are in characters."""
    return workbook((Sheet(title, widths, rows, headings),), BookFacts())


def workbook(sheets: Iterable[Sheet], facts: BookFacts) -> bytes:
    """Return tables as a workbook; what is text stays text, also when it looks like a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = printable(facts.title) or None
    book.properties.creator = printable(facts.author) or "woo-redact"
    book.properties.language = "nl-NL"
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet, facts.mark)
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue(), facts.moment)


def _fill(made: Worksheet, sheet: Sheet, mark: str) -> None:
    for number, width in enumerate(sheet.widths, 1):
        made.column_dimensions[get_column_letter(number)].width = width
    rows = sheet.rows
    if sheet.headings:
        rows = (tuple(map(Strong, sheet.headings)), *rows)
        made.freeze_panes = "A2"
        made.print_title_rows = "1:1"
    last = 1
    for last, row in enumerate(rows, 1):
        for number, value in enumerate(row, 1):
            if value is not None and value != "":
                _put(cast(Cell, made.cell(last, number)), value)
    if sheet.headings:
        made.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{last}"
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    made.oddHeader = HeaderFooterItem(right=_HeaderFooterPart(mark or None))
    made.oddFooter = HeaderFooterItem(right=_HeaderFooterPart("Pagina &P van &N"))


def _put(cell: Cell, value: Value) -> None:
    cell.alignment = TOP
    if isinstance(value, date):
        cell.value = value if value >= FIRST_DAY else value.isoformat()
        cell.number_format = "dd-mm-yyyy" if value >= FIRST_DAY else "@"
        return
    if isinstance(value, int):
        cell.value = value
        return
    if isinstance(value, Strong):
        cell.font = BOLD
    if isinstance(value, Link):
        cell.hyperlink = printable(value.target)
        cell.font = LINKED
    text = printable(value.text if isinstance(value, Strong | Link) else value or "")
    cell.value = text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
    # Text, also when it looks like a formula, and so it stays when a person edits the cell.
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)


def _timeless(content: bytes, moment: datetime) -> bytes:
    """Return the workbook with the moment given in place of the one it was made at."""
    shown = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return same_moment(content, {"docProps/core.xml": lambda part: TIMES.sub(rb"\g<1>" + shown, part)})
