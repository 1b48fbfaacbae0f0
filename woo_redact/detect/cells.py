"""Cells of tables, each with the heading of its column."""

from collections.abc import Iterator, Sequence

import regex

from woo_redact.detect.hits import Source
from woo_redact.domain.document import Block, BlockKind

# A cell in text that is laid out with blanks.
_LAID_OUT = regex.compile(r"\S+(?: \S+)*")
# So many characters a cell may begin before its heading.
SLACK = 2
# A row with fewer bars is laid out with blanks.
LEAST_BARS = 2
Cell = tuple[int, int]


def headed_cells(source: Source) -> Iterator[tuple[Cell | None, Cell]]:
    """Yield the cells of tables below their first row, each behind the heading of its column; ranges of the text."""
    headings: list[tuple[int, Cell]] = []
    end = -1
    for block in source.of_kind(BlockKind.ROW):
        cells = list(_cells(source.text, block))
        if end < 0 or source.text[end : block.start].strip("| \n\t"):
            headings = cells
        else:
            for place, cell in cells:
                if cell[1] > cell[0]:
                    yield _heading(headings, place), cell
        end = block.end


def _heading(headings: Sequence[tuple[int, Cell]], place: int) -> Cell | None:
    """Return the heading of the column at a place: the last that begins at it or before it."""
    before = [cell for start, cell in headings if start <= place + SLACK]
    return before[-1] if before else None


def _cells(text: str, block: Block) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of a row with their place: their number where tabs or bars part them, otherwise their column."""
    row = text[block.start : block.end]
    start = block.start
    parting = "\t" if "\t" in row else "|"
    if row.count(parting) < LEAST_BARS and parting == "|":
        yield from ((m.start(), (start + m.start(), start + m.end())) for m in _LAID_OUT.finditer(row))
        return
    for number, part in enumerate(row.split(parting)):
        low = start + len(part) - len(part.lstrip())
        yield number * (SLACK + 1), (low, max(low, start + len(part.rstrip())))
        start += len(part) + 1
