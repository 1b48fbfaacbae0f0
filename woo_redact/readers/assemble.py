"""Runs to a page: text, lines and words with their places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from woo_redact.domain.document import Doubt, Line, Page, Unread, Word
from woo_redact.domain.geometry import Box, displayed_size, enclosing, from_display
from woo_redact.readers.legibility import unread
from woo_redact.readers.order import CELL_GAP, Row, in_reading_order
from woo_redact.readers.runs import PLAIN, Run, Seen

WORD = re.compile(r"\S+")
# Three blanks or more part cells, as a tab does.
WIDE = re.compile(r" {3,}")
# Parts of the font size: a gap or a step back between runs that parts words.
BLANK = 0.15
OVERPRINT = 0.5
# A distance between baselines of so many times the usual one parts blocks.
BLOCK_GAP = 1.3
SIZE_CHANGE = 0.12
# Without a usual distance: so many times the font size.
LOOSE = 1.7


@dataclass(frozen=True, slots=True)
class Frame:
    """A page without its text: index, size in points before rotation, rotation, pictures, and whether it has ink.

    ``looked`` tells that its pictures were read, with sense, ``recognised`` that text was found so; ``doubt`` why its
    text is not what it shows; ``illegible`` that some of it means nothing and could not be read with OCR either.
    """

    index: int
    width: float
    height: float
    rotation: int
    pictures: tuple[Box, ...] = ()
    inked: bool = False
    looked: bool = False
    recognised: bool = False
    illegible: bool = False
    doubt: Doubt | None = None


def page_from(frame: Frame, seen: Seen) -> Page:
    """Put what was seen in reading order and make a page of it; what lies outside the visible page comes last.

    Text that stands sideways or upside down is ordered as its reader would; most text first.
    """
    builder = _Builder(frame)
    turns = sorted(seen.upright.items(), key=lambda item: -sum(len(run.text) for run in item[1]))
    for visible in (True, False):
        for turn, runs in turns:
            size = displayed_size(frame.width, frame.height, turn)
            for region in in_reading_order([run for run in runs if _visible(run, *size) is visible]):
                builder.region(region, turn)
        if visible:
            builder.slanted(seen.slanted)
    for turn, runs in seen.beside.items():
        for region in in_reading_order(runs):
            builder.region(region, turn)
    text = "".join(builder.parts)
    return Page(
        index=frame.index,
        width=frame.width,
        height=frame.height,
        rotation=frame.rotation,
        text=text,
        lines=tuple(builder.lines),
        unread=Unread.GARBAGE
        if frame.illegible
        else unread(text, () if frame.looked else frame.pictures, frame.width * frame.height, frame.inked),
        pictures=frame.pictures,
        recognised=frame.recognised,
        doubt=frame.doubt,
    )


def _visible(run: Run, width: float, height: float) -> bool:
    return run.x1 > 0 and run.x0 < width and run.bottom > 0 and run.top < height


class _Builder:
    """Collects text and lines; offsets grow as parts are added."""

    def __init__(self, frame: Frame) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self._frame = frame
        self._at = 0

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)

    def region(self, rows: Sequence[Row], turn: int) -> None:
        """Add rows of text that is upright on the page turned by ``turn``."""
        distances = [below.baseline - above.baseline for above, below in pairwise(rows)]
        near = [d for d, row in zip(distances, rows[1:], strict=True) if 0 < d <= LOOSE * row.size]
        usual = median(near) if near else 0.0
        before: Row | None = None
        for row in rows:
            cells = _cells(row)
            if not cells:
                continue
            if self._at:
                self._add("\n" if before and not _parts_blocks(before, row, usual) else "\n\n")
            for number, cell in enumerate(cells):
                if number:
                    self._add("\t")
                self._cell(cell, turn)
            before = row

    def slanted(self, lines: Iterable[Sequence[tuple[str, Box]]]) -> None:
        """Add lines of text at an angle: each word is covered whole."""
        for line in lines:
            if not line:
                continue
            self._add("\n\n" if self._at else "")
            start = self._at
            words: list[Word] = []
            for text, box in line:
                self._add(" " if words else "")
                words.append(Word(self._at, self._at + len(text), box))
                self._add(text.translate(PLAIN))
            self.lines.append(Line(start, self._at, enclosing(w.box for w in words), tuple(words)))

    def _cell(self, cell: Sequence[Run], turn: int) -> None:
        start = self._at
        words: list[Word] = []
        last: Run | None = None
        for run in cell:
            if last is not None and _parts_words(last, run) and not self.parts[-1].endswith(" "):
                self._add(" ")
            words.extend(self._words(run, turn))
            self._add(run.text)
            last = run
        size = max(run.size for run in cell)
        bold = all(run.bold for run in cell if run.text.strip())
        box = enclosing(word.box for word in words)
        self.lines.append(Line(start, self._at, box, tuple(_merged(words)), size, bold))

    def _words(self, run: Run, turn: int) -> Iterator[Word]:
        base = self._at
        for match in WORD.finditer(run.text):
            start, end = match.span()
            edges = run.edges[start : end + 1]
            box = Box(edges[0], run.top, edges[-1], run.bottom)
            if turn or run.whole:
                yield Word(base + start, base + end, from_display(box, self._frame.width, self._frame.height, turn))
            else:
                yield Word(base + start, base + end, box, edges)


def _parts_words(last: Run, run: Run) -> bool:
    gap = run.x0 - last.x1
    return gap > BLANK * run.size or gap < -OVERPRINT * run.size


def _merged(words: Iterable[Word]) -> Iterator[Word]:
    """Join words that follow each other without a blank: one word in two fonts."""
    pending: Word | None = None
    for word in words:
        if pending is not None and pending.end == word.start:
            edges = (*pending.edges[:-1], *word.edges) if pending.edges and word.edges else ()
            pending = Word(pending.start, word.end, enclosing((pending.box, word.box)), edges)
        else:
            if pending is not None:
                yield pending
            pending = word
    if pending is not None:
        yield pending


def _cells(row: Row) -> list[list[Run]]:
    """Part a row where the gaps are wide; each cell is a list of runs."""
    cells: list[list[Run]] = []
    for run in row.runs:
        for part in _parted(run):
            if cells and part.x0 - cells[-1][-1].x1 <= CELL_GAP * part.size:
                cells[-1].append(part)
            else:
                cells.append([part])
    return cells


def _parted(run: Run) -> Iterator[Run]:
    """Part a run at wide stretches of blanks, and take blanks off its ends."""
    at = 0
    for match in (*WIDE.finditer(run.text), None):
        end = match.start() if match else len(run.text)
        start = at + len(run.text[at:end]) - len(run.text[at:end].lstrip())
        stop = at + len(run.text[at:end].rstrip())
        if stop > start:
            yield _piece(run, start, stop)
        at = match.end() if match else end


def _piece(run: Run, start: int, stop: int) -> Run:
    if start == 0 and stop == len(run.text):
        return run
    edges = run.edges[start : stop + 1]
    return replace(run, text=run.text[start:stop], x0=edges[0], x1=edges[-1], edges=edges)


def _parts_blocks(before: Row, row: Row, usual: float) -> bool:
    distance = row.baseline - before.baseline
    if abs(row.size - before.size) > SIZE_CHANGE * before.size:
        return True
    return distance > (BLOCK_GAP * usual if usual else LOOSE * row.size)
