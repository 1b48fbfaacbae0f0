"""Rows of tables."""

import re

from woo_redact.domain.document import BlockKind
from woo_redact.structure.lists import without_mark
from woo_redact.structure.setting import Part, Setting, part

# Cells in text laid out with blanks.
WIDE = re.compile(r"\S {3,}\S")


def row_part(setting: Setting, index: int) -> Part | None:
    """Return the table row at a row: cells parted by tabs, or by wide gaps in neighbouring rows.

    The mark of a list item, or the number of a heading, is no cell.
    """
    text = without_mark(setting.text(index))
    if "\t" in text or (WIDE.search(text) and _in_table(setting, index)):
        return part([setting.rows[index]], BlockKind.ROW, index + 1)
    return None


def _in_table(setting: Setting, index: int) -> bool:
    near = [at for at in (index - 1, index + 1) if 0 <= at < len(setting.rows)]
    return any(WIDE.search(setting.text(at)) for at in near)
