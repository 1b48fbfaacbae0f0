"""Visual rows: the lines and cells of a page that stand beside each other."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.document import Line, Page
from woo_redact.domain.geometry import enclosing, to_display

# Marks of quoted mail; they are no part of what a line says.
QUOTE = re.compile(r"(?:[>|]\s*)+")
EMPHASIS = " \t*_"


@dataclass(frozen=True, slots=True)
class Row:
    """One visual row. ``page`` is its place in the sequence of pages, ``start`` and ``end`` are in ``Page.text``.

    ``text`` is what stands there, ``x0`` to ``bottom`` where (points, as the page is displayed); ``gap`` tells
    whether white space parts it from the row above.
    """

    page: int
    start: int
    end: int
    text: str = field(repr=False)
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    gap: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in the flow.

    ``start`` is its offset there; ``body`` the text without quote marks, which begins at ``body_start``; ``gap`` tells
    whether a new block may begin here: false when the text goes on over a page break.
    """

    row: Row
    start: int
    gap: bool
    body: str = field(repr=False)
    body_start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.row.text)

    @property
    def plain(self) -> str:
        """The body without marks of emphasis around it."""
        return self.body.strip(EMPHASIS)


def place(row: Row, start: int, gap: bool) -> Placed:
    """Put a row in the flow at offset ``start``."""
    quote = QUOTE.match(row.text)
    cut = quote.end() if quote else 0
    return Placed(row, start, gap, row.text[cut:], start + cut)


def rows_of(page: Page, position: int) -> list[Row]:
    """Return the rows of a page in text order; ``position`` is the place of the page in its sequence."""
    rows: list[Row] = []
    pending: list[Line] = []
    gap = True
    for line in page.lines:
        if pending:
            breaks = page.text.count("\n", pending[-1].end, line.start)
            if breaks:
                rows.append(_row(page, position, pending, gap))
                pending, gap = [], breaks > 1
        pending.append(line)
    if pending:
        rows.append(_row(page, position, pending, gap))
    return rows


def _row(page: Page, position: int, lines: Sequence[Line], gap: bool) -> Row:
    start, end = lines[0].start, lines[-1].end
    box = lines[0].box if len(lines) == 1 else enclosing(line.box for line in lines)
    if page.rotation:
        box = to_display(box, page.width, page.height, page.rotation)
    return Row(
        position,
        start,
        end,
        page.text[start:end],
        box.x0,
        box.x1,
        box.top,
        box.bottom,
        max(line.size for line in lines),
        all(line.bold for line in lines),
        gap,
    )


def body_font(rows: Iterable[Row]) -> tuple[float, bool]:
    """Return the size in points that most characters have, and whether most of them are bold."""
    sizes: Counter[float] = Counter()
    bold = total = 0
    for row in rows:
        length = len(row.text)
        sizes[round(row.size, 1)] += length
        total += length
        bold += length * row.bold
    return (sizes.most_common(1)[0][0] if sizes else 0.0), bold * 2 > total
