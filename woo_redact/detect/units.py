"""The passages that may be withheld as such: sentences, and the clauses, cells and values that they are made of.

The Woo asks for the smallest passage that carries the harm; what officers black out ends at a point, a comma, a bracket
or the edge of a cell, never within a word.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from woo_redact.detect.cells import headed_cells
from woo_redact.detect.hits import Source
from woo_redact.domain.document import Block, BlockKind

KINDS = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.BULLET,
        BlockKind.ROW,
        BlockKind.FIELD,
        BlockKind.HEADING,
        BlockKind.SALUTATION,
        BlockKind.SIGNATURE,
    }
)
# What ends the reach of a heading: another document or mail begins.
BEGINNINGS = frozenset({BlockKind.MAIL_HEADER, BlockKind.SALUTATION})
_GAP = regex.compile(r"\t|[^\S\n]{2,}|[^\S\n]?\|[^\S\n]?")
_LAID_OUT = regex.compile(r"\t|[^\S\n]{3,}|\|")
_CONJUNCTIONS = (
    "maar|want|omdat|terwijl|zodat|hoewel|tenzij|mits|dat|waarbij|waardoor|en|of|als|die|zolang"
    "|because|but|that|which|if|unless"
)
_CUT = regex.compile(
    r"(?<=[;:])\s+|(?<=,)\s+(?=\p{L})|\s+[–—-]\s+|(?<=[(\[“„\"‘])(?=\S)|(?<=\S)(?=[)\]”\"’](?!\p{L}))"
    rf"|\s+(?=(?:{_CONJUNCTIONS})\s)"
)
# "[12-03-2024, 13:05] Hylke: ", "13.05 ": who writes, and when.
_CHAT = regex.compile(
    r"(?:>+\s*)*(?:\[?\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?,?\s+\d{1,2}[:.]\d{2}(?::\d\d)?(?!\d)\]?"
    r"|\[?\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d)\]?)\s*(?:[-–]\s*)?(?:[\p{L}.'’ ()-]{1,30}:\s)?"
)
MARKS = "-•*–▪■>"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, bullet, row or line without its mark, and its parts in order; ``heading`` is what it stands under.

    ``columns`` are the headings of those parts that are cells of a table. All are half-open ranges of the text. A
    sentence that cannot be parted has itself as its only part.
    """

    start: int
    end: int
    parts: tuple[Place, ...]
    kind: BlockKind
    heading: Place | None = None
    columns: tuple[Place | None, ...] = ()


def sentences_of(source: Source) -> tuple[Sentence, ...]:
    """Take the sentences of a document apart, in order."""
    order = sorted(source.blocks, key=lambda block: block.start)
    starts = [block.start for block in order]
    headings = _headings(order)
    columns = _columns(source)
    found = []
    for start, end in source.sentences:
        index = bisect_right(starts, start) - 1
        if index < 0 or order[index].kind not in KINDS or start >= order[index].end:
            continue
        low, high = told(source.text, start, end)
        parts = tuple(_parts(source.text, low, high, order[index].kind))
        if parts:
            heads = tuple(_head(columns, part) for part in parts) if order[index].kind is BlockKind.ROW else ()
            found.append(Sentence(low, high, parts, order[index].kind, headings[index], heads))
    return tuple(found)


def trimmed(text: str, start: int, end: int, marks: str = MARKS) -> Place:
    """Leave out white space and the marks of bullets and quotations at the start, white space at the end."""
    while start < end and (text[start].isspace() or (text[start] in marks and text[start + 1 : start + 2].isspace())):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def told(text: str, start: int, end: int, marks: str = MARKS) -> Place:
    """Leave out the marks around a passage, and in a chat or log who writes and when."""
    low, high = trimmed(text, start, end, marks)
    turn = _CHAT.match(text, low, high)
    return trimmed(text, turn.end(), high, marks) if turn else (low, high)


def _headings(blocks: list[Block]) -> list[Place | None]:
    found: list[Place | None] = []
    current: Place | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            found.append(None)
            current = (block.start, block.end)
            continue
        if block.kind in BEGINNINGS:
            current = None
        found.append(current)
    return found


Columns = tuple[list[int], list[tuple[Place | None, Place]]]


def _columns(source: Source) -> Columns:
    """The cells of tables in text order, with the headings of their columns, behind where they begin."""
    cells = sorted(headed_cells(source), key=lambda pair: pair[1])
    return [cell[0] for _, cell in cells], cells


def _head(columns: Columns, part: Place) -> Place | None:
    """The heading of the column in which a part of a row stands."""
    starts, cells = columns
    index = bisect_right(starts, part[0]) - 1
    if index < 0 or cells[index][1][1] <= part[0]:
        return None
    return cells[index][0]


def _parts(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Place]:
    cut = _GAP if kind is BlockKind.ROW or _LAID_OUT.search(text, start, end) else _CUT
    low = start
    for match in cut.finditer(text, start, end):
        if match.end() > low:
            yield from _telling(text, low, match.start())
            low = match.end()
    yield from _telling(text, low, end)


def _telling(text: str, start: int, end: int) -> Iterator[Place]:
    low, high = trimmed(text, start, end)
    if any(character.isalnum() for character in text[low:high]):
        yield low, high
