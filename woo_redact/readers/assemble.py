"""Runs to a page: text, lines and words with their places."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from woo_redact.domain.document import Line, Page, Word
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.readers.legibility import unread
from woo_redact.readers.order import CELL_GAP, Row, in_reading_order
from woo_redact.readers.runs import Run

WORD = re.compile(r"\S+")
# Three blanks or more part cells, as a tab does.
WIDE = re.compile(r" {3,}")
# A distance between baselines of so many times the usual one parts blocks.
BLOCK_GAP = 1.3
SIZE_CHANGE = 0.12
# Without a usual distance: so many times the font size.
LOOSE = 1.7


@dataclass(frozen=True, slots=True)
class Frame:
    """A page without its text: index, size in points before rotation, rotation, pictures, and whether it has ink."""

    index: int
    width: float
    height: float
    rotation: int
    pictures: tuple[Box, ...] = ()
    inked: bool = False


def page_from_runs(frame: Frame, runs: Sequence[Run]) -> Page:
    """Put runs in reading order and make a page of them; what lies outside the visible page comes last."""
    builder = _Builder()
    inside = [r for r in runs if _visible(frame, r)]
    outside = [r for r in runs if not _visible(frame, r)]
    for part in (inside, outside):
        for region in in_reading_order(part):
            builder.region(region)
    text = "".join(builder.parts)
    return Page(
        index=frame.index,
        width=frame.width,
        height=frame.height,
        rotation=frame.rotation,
        text=text,
        lines=tuple(builder.lines),
        unread=unread(text, frame.pictures, frame.width * frame.height, frame.inked),
        pictures=frame.pictures,
    )


def _visible(frame: Frame, run: Run) -> bool:
    return run.x1 > 0 and run.x0 < frame.width and run.bottom > 0 and run.top < frame.height


class _Builder:
    """Collects text and lines; offsets grow as parts are added."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self._at = 0

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)

    def region(self, rows: Sequence[Row]) -> None:
        distances = [below.baseline - above.baseline for above, below in pairwise(rows)]
        near = [d for d, row in zip(distances, rows[1:], strict=True) if 0 < d <= LOOSE * row.size]
        usual = median(near) if near else 0.0
        before: Row | None = None
        for row in rows:
            if before is None:
                if self._at:
                    self._add("\n\n")
            else:
                self._add("\n\n" if _parts_blocks(before, row, usual) else "\n")
            self._row(row)
            before = row

    def _row(self, row: Row) -> None:
        for number, cell in enumerate(_cells(row)):
            if number:
                self._add("\t")
            self._cell(cell)

    def _cell(self, cell: Sequence[Run]) -> None:
        start = self._at
        words: list[Word] = []
        last: Run | None = None
        for run in cell:
            if last is not None and run.x0 - last.x1 > 0.15 * run.size and not self.parts[-1].endswith(" "):
                self._add(" ")
            base = self._at
            words.extend(_words(run, base))
            self._add(run.text)
            last = run
        if words:
            size = max(run.size for run in cell)
            bold = all(run.bold for run in cell if run.text.strip())
            self.lines.append(Line(start, self._at, enclosing(w.box for w in words), tuple(_merged(words)), size, bold))


def _words(run: Run, base: int) -> Iterable[Word]:
    for match in WORD.finditer(run.text):
        start, end = match.span()
        if run.edges:
            edges = run.edges[start : end + 1]
            box = Box(edges[0], run.top, edges[-1], run.bottom)
        else:
            edges, box = (), Box(run.x0, run.top, run.x1, run.bottom)
        yield Word(base + start, base + end, box, edges)


def _merged(words: Iterable[Word]) -> Iterable[Word]:
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


def _parted(run: Run) -> Iterable[Run]:
    """Part a run at wide stretches of blanks, and take blanks off its ends."""
    at = 0
    for match in (*WIDE.finditer(run.text), None):
        end = match.start() if match else len(run.text)
        start = at + len(run.text[at:end]) - len(run.text[at:end].lstrip())
        stop = start + len(run.text[start:end].rstrip())
        if stop > start:
            yield _piece(run, start, stop)
        at = match.end() if match else end


def _piece(run: Run, start: int, stop: int) -> Run:
    if start == 0 and stop == len(run.text):
        return run
    edges = run.edges[start : stop + 1] if run.edges else ()
    x0, x1 = (edges[0], edges[-1]) if edges else (run.x0, run.x1)
    return Run(run.text[start:stop], x0, x1, run.baseline, run.size, run.bold, edges, run.top, run.bottom)


def _parts_blocks(before: Row, row: Row, usual: float) -> bool:
    distance = row.baseline - before.baseline
    if abs(row.size - before.size) > SIZE_CHANGE * before.size:
        return True
    return distance > (BLOCK_GAP * usual if usual else LOOSE * row.size)
