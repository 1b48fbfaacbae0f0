"""Reading a production report that may have been made anywhere: nothing in it is trusted, nothing is shown."""

import csv
import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from woo_redact.verify.importer_columns import MOST_DOCUMENTS, Column, column_of

# Bytes of all parts of a workbook together, unpacked; fifty thousand rows with long remarks stay below it.
MOST_UNPACKED = 100_000_000
# What a spreadsheet program allows in a cell.
LONGEST_CELL = 32_767
LAST_ROW = 1_048_576
# Columns that are looked at.
WIDEST = 256
# No part of a workbook has one; it may be a bomb.
DOCTYPE = b"<!DOCTYPE"
HEAD = 2_000
# What damage makes the readers raise.
DAMAGE = (
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
    struct.error,
)


class UnreadableError(Exception):
    """The report cannot be read; ``kind`` is a stable word, ``message`` Dutch."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.message = message


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row that holds something: its number in the sheet (from 1), its cells, and the columns that hold a formula."""

    number: int
    cells: dict[Column, str] = field(repr=False)
    formulas: tuple[Column, ...] = ()

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class ReportTable:
    """The columns that the platform knows, and the rows."""

    columns: frozenset[Column]
    rows: tuple[ReportRow, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str = field(repr=False)
    formula: bool = False


_EMPTY = _Cell("")


def read_report(content: bytes, suffix: str) -> ReportTable:
    """Read the first sheet of a workbook, or CSV; ``suffix`` tells which.

    Raises:
        UnreadableError: it is neither, is damaged, or holds more than the platform takes.
    """
    with _guarded():
        return _table(_rows(content, suffix))


def table_rows(content: bytes, suffix: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows of the first sheet of a workbook, or of CSV, as texts, with their numbers from 1.

    Raises:
        UnreadableError: it is neither, or is damaged.
    """
    with _guarded():
        return tuple((number, tuple(cell.text for cell in cells)) for number, cells in _rows(content, suffix))


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            # About what is not read: drop-down lists and the like.
            warnings.simplefilter("ignore")
            yield
    except DAMAGE:
        # What the reader says may quote a cell.
        raise UnreadableError("importer-damaged", "het is onleesbaar of beschadigd") from None


def _rows(content: bytes, suffix: str) -> Iterator[tuple[int, Sequence[_Cell]]]:
    kind = suffix.lower().lstrip(".")
    if kind not in ("xlsx", "csv"):
        raise UnreadableError("importer-type", "het is geen XLSX of CSV")
    return _workbook_rows(content) if kind == "xlsx" else _csv_rows(content)


def _table(rows: Iterator[tuple[int, Sequence[_Cell]]]) -> ReportTable:
    """Take the columns from the first row; of two columns with the same meaning the first counts."""
    _, headings = next(rows, (1, ()))
    places: dict[Column, int] = {}
    for place, heading in enumerate(headings):
        column = column_of(heading.text)
        if column is not None:
            places.setdefault(column, place)
    found: list[ReportRow] = []
    for number, cells in rows:
        if not any(cell.text.strip() for cell in cells):
            continue
        if len(found) == MOST_DOCUMENTS:
            raise UnreadableError("importer-rows", f"er zijn meer dan {MOST_DOCUMENTS:_} rijen".replace("_", "."))
        own = {column: cells[place] for column, place in places.items() if place < len(cells)}
        texts = {column: cell.text for column, cell in own.items()}
        found.append(ReportRow(number, texts, tuple(column for column, cell in own.items() if cell.formula)))
    return ReportTable(frozenset(places), tuple(found))


def _workbook_rows(content: bytes) -> Iterator[tuple[int, Sequence[_Cell]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise UnreadableError("importer-size", "het is uitgepakt te groot om te lezen")
        if any(map(partial(_has_doctype, parts), parts.namelist())):
            raise UnreadableError("importer-damaged", "het is geen gewone werkmap")
    book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    if not book.worksheets:
        raise UnreadableError("importer-sheet", "er staat geen werkblad in")
    sheet = book.worksheets[0]
    # What a sheet says of its own size need not be so.
    sheet.reset_dimensions()
    previous = None
    for number, row in enumerate(sheet.iter_rows(max_col=WIDEST), 1):
        if number > LAST_ROW:
            raise UnreadableError("importer-rows", "er zijn meer rijen dan een werkblad kan hebben")
        if row is previous:
            # The row that stands for all that a sheet leaves out; there may be a million of them.
            continue
        previous = row
        yield number, [_EMPTY if cell.value is None else _cell(cell) for cell in row]


def _has_doctype(parts: zipfile.ZipFile, name: str) -> bool:
    with parts.open(name) as part:
        # Without zeros UTF-16 reads like ASCII.
        return DOCTYPE in part.read(HEAD).replace(b"\0", b"").upper()


def _cell(cell: Any) -> _Cell:
    return _Cell(_text(cell.value), cell.data_type == "f")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv_rows(content: bytes) -> Iterator[tuple[int, Sequence[_Cell]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for number, row in enumerate(rows, 1):
        yield number, [_Cell(cell) for cell in row[:WIDEST]]
