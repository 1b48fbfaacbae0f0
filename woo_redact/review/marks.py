"""What somebody changed in the redaction marks of a file, and which words or rectangles their marks mean. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.document import Page, Span, Word
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.domain.ground import Ground, parse_ground
from woo_redact.domain.mark import Mark
from woo_redact.review.own import Pointed

# Points: programs round places, and draw the rectangle around a mark a little larger.
SAME, AROUND = 1.0, 6.0
# The part of a letter that a mark has to cover, and of a mark's box that letters have to fill, to mean text.
LETTER, FILLED = 0.35, 0.5
# Parts of a word's height: a box that is higher holds more than a line.
ONE_LINE = 1.8
_APART = (re.compile(r"[;\r\n]+"), re.compile(r"[;,/+\r\n]+"))


@dataclass(frozen=True, slots=True)
class Changed:
    """A suggestion (``name``) of which the marks were moved or say something else.

    ``marks`` are where it stands now when it was moved, empty when it was not; ``text`` is what they say now when that
    is something else, ``None`` when it is not; ``page`` is where it stood (0-based).
    """

    name: str
    page: int
    marks: tuple[Mark, ...] = ()
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MarkChanges:
    """What was changed in a file: suggestions whose marks are gone, those whose marks changed, and marks of no one."""

    deleted: tuple[Mark, ...]
    changed: tuple[Changed, ...]
    new: tuple[Mark, ...]


def compare_marks(written: Sequence[Mark], found: Sequence[Mark], before: Sequence[Mark] = ()) -> MarkChanges:
    """Compare the marks that are there with those that were written; ``before`` are those the original came in with."""
    names = {mark.name for mark in written}
    old = _by_name(written)
    now = _by_name(mark for mark in found if mark.name in names)
    new = [mark for mark in found if mark.name not in names]
    for mark in before:
        here = next((n for n in new if is_same_place(mark, n)), None)
        if here is not None:
            new.remove(here)
    deleted, changed = [], []
    for name, parts in old.items():
        still, extra = _still_there(parts, now.get(name, []))
        moved = len(still) < len(parts)
        if not still and not extra:
            deleted.append(parts[0])
            continue
        if not moved:
            # A copy of a mark has its name as well.
            new.extend(extra)
        own = [*still, *extra] if moved else still
        text = _other_text(parts, own)
        if moved or text is not None:
            changed.append(Changed(name, parts[0].page, tuple(own) if moved else (), text))
    return MarkChanges(tuple(deleted), tuple(changed), tuple(new))


def is_same_place(one: Mark, other: Mark) -> bool:
    """Whether two marks lie in the same place, but for rounding."""
    if one.page != other.page or not _are_alike(one.boxes, other.boxes):
        return False
    # A program may move the rectangle and leave the boxes where they were.
    sides = zip(_sides(one.frame), _sides(other.frame), (1, 1, -1, -1), strict=True)
    return all(-SAME <= (old - now) * outwards <= AROUND for old, now, outwards in sides)


def _sides(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def _are_alike(some: Sequence[Box], others: Sequence[Box]) -> bool:
    left = list(others)
    for box in some:
        here = next(
            (o for o in left if all(abs(a - b) <= SAME for a, b in zip(_sides(box), _sides(o), strict=True))), None
        )
        if here is None:
            return False
        left.remove(here)
    return not left


def _by_name(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.name, []).append(mark)
    return found


def _still_there(parts: Sequence[Mark], now: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Return the marks that lie where a part was, one for each, and the other marks."""
    still, extra = [], list(now)
    for part in parts:
        here = next((number for number, mark in enumerate(extra) if is_same_place(part, mark)), None)
        if here is not None:
            still.append(extra.pop(here))
    return still, extra


def _other_text(parts: Sequence[Mark], now: Sequence[Mark]) -> str | None:
    before = {_plain(mark.text) for mark in parts}
    return next((mark.text for mark in now if _plain(mark.text) not in before), None)


def _plain(text: str) -> str:
    return " ".join(text.split())


def grounds_in(text: str, grounds: Mapping[str, Ground]) -> tuple[str, ...]:
    """Return the grounds (ids) that a mark names in any printed form; none when part of it is something else."""
    if whole := parse_ground(text, grounds):
        return (whole,)
    for apart in _APART:
        parts = [parse_ground(part, grounds) for part in apart.split(text) if part.strip()]
        if parts and None not in parts:
            return tuple(dict.fromkeys(part for part in parts if part))
    return ()


def pointed_by(document: str, marks: Sequence[Mark], pages: Mapping[int, Page]) -> tuple[Pointed, ...]:
    """Return what marks point out together: the words under them as one passage, other boxes as rectangles.

    ``pages`` are those of the marks, by 0-based index.
    """
    spans: list[Span] = []
    areas: list[Pointed] = []
    for mark in marks:
        for box in _meant(mark):
            found = [] if mark.drawn else _text_under(pages[mark.page], box)
            spans.extend(found)
            if not found and box.width > 0 and box.height > 0:
                areas.append(Pointed(document, page=mark.page, area=box))
    return (*((Pointed(document, tuple(_joined(spans, pages))),) if spans else ()), *areas)


def _meant(mark: Mark) -> tuple[Box, ...]:
    """Return the boxes of a mark; its rectangle when that was moved without them."""
    stands = Mark(mark.page, mark.boxes, enclosing(mark.boxes))
    return mark.boxes if is_same_place(stands, Mark(mark.page, mark.boxes, mark.frame)) else (mark.frame,)


def _text_under(page: Page, box: Box) -> list[Span]:
    """Return the letters of one line that a box covers; none when it covers more or other than a line of text."""
    spans: list[Span] = []
    filled = 0.0
    for word in (word for line in page.lines for word in line.words):
        height = min(box.bottom, word.box.bottom) - max(box.top, word.box.top)
        if height < word.box.height / 2 or word.box.x1 <= box.x0 or word.box.x0 >= box.x1:
            continue
        if box.height > ONE_LINE * word.box.height:
            return []
        covered = [number for number, edges in enumerate(_letters(word)) if _is_covered(edges, box)]
        if covered:
            start = word.start + covered[0] if word.edges else word.start
            end = word.start + covered[-1] + 1 if word.edges else word.end
            spans.append(Span(page.index, start, end))
            filled += min(box.x1, word.box.x1) - max(box.x0, word.box.x0)
    return spans if filled >= FILLED * box.width else []


def _letters(word: Word) -> Iterator[tuple[float, float]]:
    """Yield where each letter of a word begins and ends; the word as one letter where it is not known."""
    if not word.edges:
        yield word.box.x0, word.box.x1
    for first, second in zip(word.edges, word.edges[1:], strict=False):
        yield min(first, second), max(first, second)


def _is_covered(edges: tuple[float, float], box: Box) -> bool:
    shared = min(edges[1], box.x1) - max(edges[0], box.x0)
    return shared > 0 and shared >= LETTER * (edges[1] - edges[0])


def _joined(spans: Iterable[Span], pages: Mapping[int, Page]) -> Iterator[Span]:
    """Yield places in text order, those with nothing but white space between them as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last and span.page == last.page and not pages[span.page].text[last.end : span.start].strip():
            last = Span(span.page, last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
