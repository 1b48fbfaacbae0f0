"""Text and tables on sheets of A4, as a PDF. A row of a table stays whole, and each sheet repeats its headings."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_redact.disclosure.markup import Markup

# Points.
WIDTH, HEIGHT = 595.0, 842.0
SIDE, TOP, BOTTOM = 56.0, 56.0, 774.0
FOOT = (782.0, 812.0)
FAR = 100_000.0
# Letters after which a word without a break may be broken.
LONGEST_WORD = 16
PRODUCER = "woo-redact"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what stands above it, the row of its headings, and its rows, each as a table of its own."""

    above: Markup
    headings: Markup
    rows: tuple[Markup, ...]


def breakable(text: str) -> str:
    """Let long words be broken, so that they stay in their column."""
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", "\\1\u200b", text)


def typeset(parts: Sequence[Markup | Table], style: str, foot: Callable[[int, int], Markup], title: str) -> bytes:
    """Return a PDF; ``style`` is CSS, ``foot`` gives what stands at the foot of a sheet for its number and their count.

    The same parts give the same bytes.
    """
    count = _Sheets(style, lambda _: Markup("")).filled(parts).count
    made = _Sheets(style, lambda number: foot(number, count)).filled(parts)
    with pymupdf.open("pdf", made.content) as pdf:
        pdf.subset_fonts()
        pdf.set_metadata({"title": title, "producer": PRODUCER})
        pdf.set_language("nl")
        content: bytes = pdf.tobytes(garbage=3, deflate=True, no_new_id=True)
    return content


class _Sheets:
    """Sheets that are filled from top to bottom."""

    def __init__(self, style: str, foot: Callable[[int], Markup]) -> None:
        self._style, self._foot = style, foot
        self._buffer = io.BytesIO()
        self._writer = pymupdf.DocumentWriter(self._buffer)
        self._device: Any = None
        self._at = TOP
        self.count = 0

    @property
    def content(self) -> bytes:
        """The bytes of the PDF, once it is filled."""
        return self._buffer.getvalue()

    def filled(self, parts: Sequence[Markup | Table]) -> "_Sheets":
        """Put all parts on sheets."""
        self._turn()
        for part in parts:
            if isinstance(part, Table):
                self._table(part)
            else:
                self._put(part)
        self._end()
        self._writer.close()
        return self

    def _table(self, table: Table) -> None:
        first = sum(map(self._height, (table.above, table.headings, *table.rows[:1])))
        if self._at + first > BOTTOM:
            self._turn()
        self._put(table.above)
        self._put(table.headings)
        for row in table.rows:
            if self._at + self._height(row) > BOTTOM:
                self._turn()
                self._put(table.headings)
            self._put(row)

    def _put(self, part: Markup) -> None:
        story = self._story(part)
        more, filled = story.place(pymupdf.Rect(SIDE, self._at, WIDTH - SIDE, BOTTOM))
        story.draw(self._device)
        while more:
            self._turn()
            more, filled = story.place(pymupdf.Rect(SIDE, self._at, WIDTH - SIDE, BOTTOM))
            story.draw(self._device)
        self._at = filled[3]

    def _height(self, part: Markup) -> float:
        _, filled = self._story(part).place(pymupdf.Rect(SIDE, 0, WIDTH - SIDE, FAR))
        return float(filled[3])

    def _story(self, part: Markup) -> Any:
        return pymupdf.Story(part, user_css=self._style)

    def _turn(self) -> None:
        """Begin a sheet."""
        self._end()
        self._device = self._writer.begin_page(pymupdf.Rect(0, 0, WIDTH, HEIGHT))
        self._at = TOP
        self.count += 1

    def _end(self) -> None:
        if self._device is not None:
            story = self._story(self._foot(self.count))
            story.place(pymupdf.Rect(SIDE, FOOT[0], WIDTH - SIDE, FOOT[1]))
            story.draw(self._device)
            self._writer.end_page()
