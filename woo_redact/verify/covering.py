"""What a writer says it did to hide widths, held against the page; and how many gaps still give a width away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy

from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.width import Covering, Shift
from woo_redact.verify.glyphs import Flags, Glyphs

# Points that text may be moved at most.
FARTHEST = 60.0
# Points that a box may be smaller than what it covers.
ROUNDING = 0.5
# Points: a gap that differs from the width of what was removed by no more gives it away.
TELLS = 3.0
# Part of the height of a line: text that stands further behind a box is in another column.
COLUMN = 1.8


def moved(glyphs: Glyphs, shifts: Sequence[Shift]) -> Glyphs:
    """Return glyphs as they stand after the shifts."""
    if not shifts:
        return glyphs
    by = numpy.zeros(len(glyphs))
    for shift in shifts:
        by[glyphs.covered([shift.box])] = shift.by
    return replace(glyphs, x=glyphs.x + by, middle_x=glyphs.middle_x + by)


def on_one_line(first: Box, second: Box) -> bool:
    """Whether two boxes stand on one line of text."""
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared > 0.5 * min(first.height, second.height)


def told_faults(page: int, covers: Sequence[Box], told: Covering, kept: Glyphs) -> list[Finding]:
    """Check what the writer tells of a page; ``covers`` are of its redactions, ``kept`` is where text now stands."""
    found = [message for message, wrong in _wrong(covers, told, kept) if wrong]
    return [Finding("covering", Severity.BLOCKING, message, page) for message in found]


def _wrong(covers: Sequence[Box], told: Covering, kept: Glyphs) -> Iterator[tuple[str, bool]]:
    boxes = told.boxes or covers
    yield "Onder een lak staat tekst die leesbaar moest blijven", bool(kept.covered(boxes).any())
    behind = [*told.taken, *(shift.box for shift in told.shifts)]
    yield "Er is tekst weg of verplaatst die niet achter een lak staat", not all(_is_behind(b, covers) for b in behind)
    yield "Tekst is te ver verplaatst", any(abs(shift.by) > FARTHEST for shift in told.shifts)
    still = [c for c in covers if not any(on_one_line(c, shift.box) for shift in told.shifts)]
    yield "Een lak is kleiner dan wat eronder stond", not all(_is_within(c, boxes) for c in still)


def _is_behind(box: Box, covers: Sequence[Box]) -> bool:
    return any(on_one_line(box, c) and box.x0 >= c.x0 for c in covers)


def _is_within(cover: Box, boxes: Sequence[Box]) -> bool:
    return any(
        b.x0 <= cover.x0 + ROUNDING
        and b.x1 >= cover.x1 - ROUNDING
        and b.top <= cover.top + ROUNDING
        and b.bottom >= cover.bottom - ROUNDING
        for b in boxes
    )


def gaps(stays: Glyphs, covers: Sequence[Box], told: Covering) -> tuple[int, int]:
    """Return how many covers have text behind them on their line, and behind how many of those the gap is as wide.

    ``stays`` is what stays of the source, where it stands there.
    """
    count = telling = 0
    for cover in covers:
        behind = _nearest_behind(stays, cover, covers)
        if behind is None:
            continue
        count += 1
        change = _shift_at(behind, cover, told) - _shift_at(cover.x0 - ROUNDING, cover, told)
        telling += abs(change) <= TELLS
    return count, telling


def _nearest_behind(stays: Glyphs, cover: Box, covers: Sequence[Box]) -> float | None:
    """Return the middle of the next letter behind a cover; None when a column or another cover comes first."""
    line: Flags = (stays.middle_y >= cover.top) & (stays.middle_y <= cover.bottom) & (stays.middle_x > cover.x1)
    if not line.any():
        return None
    nearest = float(stays.middle_x[line].min())
    between = any(on_one_line(cover, c) and cover.x0 < c.x0 < nearest for c in covers)
    return None if between or nearest - cover.x1 > COLUMN * cover.height else nearest


def _shift_at(x: float, cover: Box, told: Covering) -> float:
    moves = [s.by for s in told.shifts if on_one_line(s.box, cover) and s.box.x0 <= x <= s.box.x1]
    return moves[-1] if moves else 0.0
