"""One text in reading order over all pages, with the way back to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from woo_redact.domain.document import Flow, Page, Span
from woo_redact.structure.labels import label_at
from woo_redact.structure.lists import is_bullet, without_mark
from woo_redact.structure.rows import Placed, Row, body_font, place, rows_of
from woo_redact.structure.running import furniture
from woo_redact.structure.vocabulary import Vocabulary

TERMINAL = re.compile(r"""[.!?:;…]["'”’»)\]*_]*\s*$""")
# A line that goes on reaches so far to the right, as part of the widest; or has so many characters.
FULL = 0.8
LONG = 40
SAME_SIZE = 0.06


@dataclass(frozen=True, slots=True)
class Layout:
    """The flow with its rows: ``body`` in order, then ``running``; ``size`` and ``bold`` are those of the body text."""

    flow: Flow
    body: tuple[Placed, ...]
    running: tuple[Placed, ...]
    size: float
    bold: bool


def lay_out(pages: Sequence[Page], words: Vocabulary) -> Layout:
    """Join the rows of the pages to one flow; page furniture goes to the end."""
    by_page = [(page, rows_of(page, position)) for position, page in enumerate(pages)]
    out = furniture(by_page, words)
    body = [row for p, (_, rows) in enumerate(by_page) for i, row in enumerate(rows) if (p, i) not in out]
    running = [row for p, (_, rows) in enumerate(by_page) for i, row in enumerate(rows) if (p, i) in out]
    size, bold = body_font(body)
    builder = _Builder(pages, words)
    widest = max((row.x1 for row in body), default=0.0)
    placed = tuple(builder.rows(body, widest))
    aside = tuple(builder.rows(running, None))
    return Layout(builder.flow(), placed, aside, size, bold)


class _Builder:
    """Collects text and pieces; neighbouring rows of a page stay one piece."""

    def __init__(self, pages: Sequence[Page], words: Vocabulary) -> None:
        self._pages = pages
        self._words = words
        self._parts: list[str] = []
        self._pieces: list[tuple[int, Span]] = []
        self._at = 0

    def rows(self, rows: Sequence[Row], widest: float | None) -> list[Placed]:
        """Add rows; ``widest`` is the right edge of the text, or ``None`` for rows that never go on."""
        placed: list[Placed] = []
        before: Row | None = None
        for row in rows:
            gap = self._join(before, row, widest)
            placed.append(place(row, self._at, gap))
            self._add(row)
            before = row
        return placed

    def _join(self, before: Row | None, row: Row, widest: float | None) -> bool:
        """Add what stands between two rows; return whether a block may begin."""
        if before is None:
            self._separate("\n\n" if self._at else "")
            return True
        between = self._pages[row.page].text[before.end : row.start] if before.page == row.page else None
        if between is not None and between.isspace():
            self._separate(between)
            span = self._pieces[-1][1]
            self._pieces[-1] = (self._pieces[-1][0], Span(span.page, span.start, row.start))
            return row.gap
        goes_on = widest is not None and self._goes_on(before, row, widest)
        self._separate("\n" if goes_on else "\n\n")
        return not goes_on

    def _goes_on(self, before: Row, row: Row, widest: float) -> bool:
        """Whether the text of ``before`` goes on in ``row``, on a next page or after page furniture."""
        if TERMINAL.search(before.text) or abs(before.size - row.size) > SAME_SIZE * before.size:
            return False
        if before.text.startswith("#") or row.text.startswith(("#", ">")) or is_bullet(row.text):
            return False
        if label_at(row.text, self._words) or label_at(before.text, self._words) or "\t" in row.text:
            return False
        if "\t" in without_mark(before.text):
            return False
        first = row.text.lstrip("*_\"'“‘(")[:1]
        if first.islower() or before.text.rstrip().endswith(","):
            return True
        full = before.x1 >= FULL * widest and len(before.text) >= LONG
        return full and before.bold == row.bold

    def _separate(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._at += len(text)

    def _add(self, row: Row) -> None:
        index = self._pages[row.page].index
        last = self._pieces[-1][1] if self._pieces else None
        if last and last.page == index and last.end == row.start:
            self._pieces[-1] = (self._pieces[-1][0], Span(index, last.start, row.end))
        else:
            self._pieces.append((self._at, Span(index, row.start, row.end)))
        self._parts.append(row.text)
        self._at += len(row.text)

    def flow(self) -> Flow:
        """Return what was collected."""
        return Flow("".join(self._parts), tuple(self._pieces))
