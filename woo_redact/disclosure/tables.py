"""Tables that spreadsheet programs open."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Literal

# What makes a spreadsheet program take a cell for a formula (OWASP, CSV Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# XML 1.0 has no place for these, nor has a cell.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return the text without the characters that a cell cannot hold."""
    return UNPRINTABLE.sub("", text)


def table_csv(
    headings: Sequence[str], rows: Iterable[Sequence[str | int | float]], *, international: bool = False
) -> bytes:
    """Return a table as CSV that a Dutch Excel opens as is: semicolons and a byte order mark; formulas are defused.

    ``international`` has commas, quotes around every cell, and no mark: what other programs expect.
    """
    text = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if international else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter="," if international else ";", quoting=quoting, lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow(_defused(printable(value)) if isinstance(value, str) else value for value in row)
    return text.getvalue().encode("utf-8" if international else "utf-8-sig")


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
