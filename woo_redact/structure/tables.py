"""Rows of tables."""

import re

from woo_redact.domain.document import BlockKind
from woo_redact.structure.lists import without_mark
from woo_redact.structure.setting import Part, Setting, is_field, part

# Cells in text laid out with blanks.
WIDE = re.compile(r"\S {3,}\S")
# Cells between bars.
BARRED = re.compile(r"(?:\s*\|)?(?:[^|\n]+\|){2,}\s*")
# A line between the heading of a table and its rows.
RULED = re.compile(r"[-=_+| ]{4,}")
# From so many cells on, rows under each other are a table.
COLUMNS = 3
# No table is looked over further than so many rows: thousands of rows would take the square of their number.
FAR = 50


def row_part(setting: Setting, index: int) -> Part | None:
    """Return the table row at a row: cells parted by tabs or between bars, or by wide gaps in neighbouring rows.

    The mark of a list item, or the number of a heading, is no cell.
    """
    text = without_mark(setting.text(index))
    if (
        "\t" in text
        or BARRED.fullmatch(text)
        or ((WIDE.search(text) or RULED.fullmatch(text)) and _in_table(setting, index))
    ):
        return part([setting.rows[index]], BlockKind.ROW, index + 1)
    return None


def laid_out_part(setting: Setting, index: int) -> Part | None:
    """Return the table row at a row of three cells or more below such rows, whatever word it begins with.

    "Steller   Zegwaart   JTZ" is a header field by itself; under "Functie   Naam   Paraaf" it is a row.
    """
    top = index
    while top > max(0, index - FAR) and _cells(setting, top) >= COLUMNS and not setting.rows[top].gap:
        top -= 1
    if top == index or _cells(setting, top) < COLUMNS or is_field(setting, top):
        return None
    return part([setting.rows[index]], BlockKind.ROW, index + 1)


def _cells(setting: Setting, index: int) -> int:
    return len(WIDE.findall(setting.text(index))) + 1


def _in_table(setting: Setting, index: int) -> bool:
    return any(WIDE.search(setting.text(_past_rule(setting, index, step))) for step in (-1, 1))


def _past_rule(setting: Setting, index: int, step: int) -> int:
    """Return the next row above or below that is more than a ruled line; past the last row when there is none."""
    end = index + FAR * step
    index += step
    while index != end and 0 <= index < len(setting.rows) and RULED.fullmatch(setting.text(index)):
        index += step
    return index if index >= 0 else len(setting.rows)
