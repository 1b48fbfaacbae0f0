"""Plain text as pages, in a face of one width: for trying rules without a PDF."""

import re

from woo_redact.domain.document import Line, Page, Word
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.readers.runs import ASCENT, DESCENT

SIZE = 10.0
ADVANCE = 6.0
PITCH = 12.0
MARGIN = 72.0
WORD = re.compile(r"\S+")
# A stretch without a tab or line end is a line or cell.
CELL = re.compile(r"[^\t\n]+")


def pages_from_text(text: str) -> tuple[Page, ...]:
    """Lay text out: one page per form feed, as large as it needs; ``Page.text`` is the text as it is given."""
    return tuple(_page(index, part) for index, part in enumerate(text.split("\f")))


def _page(index: int, text: str) -> Page:
    lines: list[Line] = []
    row, row_start, counted = 0, 0, 0
    for match in CELL.finditer(text):
        # Lines are counted on from the match before: a page of 100,000 lines must not take minutes.
        row += text.count("\n", counted, match.start())
        counted = match.start()
        row_start = text.rfind("\n", 0, match.start()) + 1
        words = tuple(_word(match, word, row, row_start) for word in WORD.finditer(match.group()))
        if words:
            lines.append(Line(words[0].start, words[-1].end, enclosing(w.box for w in words), words, SIZE))
    right = max((line.box.x1 for line in lines), default=0.0)
    bottom = max((line.box.bottom for line in lines), default=0.0)
    return Page(index, right + MARGIN, bottom + MARGIN, 0, text, tuple(lines))


def _word(cell: re.Match[str], word: re.Match[str], row: int, row_start: int) -> Word:
    start, end = cell.start() + word.start(), cell.start() + word.end()
    baseline = MARGIN + PITCH * (row + 1)
    edges = tuple(MARGIN + ADVANCE * (i - row_start) for i in range(start, end + 1))
    box = Box(edges[0], baseline - ASCENT * SIZE, edges[-1], baseline + DESCENT * SIZE)
    return Word(start, end, box, edges)
