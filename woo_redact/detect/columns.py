"""Table columns: what stands under a heading such as Naam, Personeelsnr. or Tst."""

from collections.abc import Container, Iterator, Sequence

import regex

from woo_redact.detect.hits import Hit, Source, fold, hit_of, reason_of
from woo_redact.detect.names import Lexicon, names_in
from woo_redact.domain.document import Block, BlockKind
from woo_redact.domain.rule import FieldRule
from woo_redact.domain.suggestion import Level

_TELLS = regex.compile(r"[\p{L}\d]{2,}")
_FIGURE = regex.compile(r"\d")
# A cell in text that is laid out with blanks.
_LAID_OUT = regex.compile(r"\S+(?: \S+)*")
# So many characters a cell may begin before its heading.
SLACK = 2
# A row with fewer bars is laid out with blanks.
LEAST_BARS = 2
SIGNATURE = "signature"
# What a column of ships or subjects does not hold; a plate or phone number may stand in it.
NAMED = frozenset({"person", "address"})
# Of these kinds a cell without a figure tells nothing: "fiets" under Kenteken.
NUMBERS = frozenset({"phone", "plate", "personnel", "passport", "birthdate", "vnumber"})
Cell = tuple[int, int]


def find_columns(rules: Sequence[FieldRule], known: Lexicon, source: Source) -> Iterator[Hit]:
    """Yield the cells, or the persons in the cells, of the columns that the rules name."""
    for label, cell in _labelled(source):
        for rule in rules:
            if label in rule.columns:
                yield from _hits(rule, cell, known, source.text)


def without_columns(hits: Sequence[Hit], labels: Container[str], source: Source) -> list[Hit]:
    """Leave out persons and addresses for review in columns that hold none: ships, firms, places, subjects."""
    cells = [cell for label, cell in _labelled(source) if label in labels]
    return [
        hit
        for hit in hits
        if hit.kind not in NAMED
        or hit.level is not Level.B
        or not any(start <= hit.start and hit.end <= end for start, end in cells)
    ]


def _labelled(source: Source) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of tables below their first row, each with the heading of its column in small letters."""
    headings: list[tuple[int, str]] = []
    end = -1
    for block in source.of_kind(BlockKind.ROW):
        cells = list(_cells(source.text, block))
        if end < 0 or source.text[end : block.start].strip("| \n\t"):
            headings = [(place, fold(source.text[slice(*cell)]).strip("*:. ")) for place, cell in cells]
        else:
            for place, cell in cells:
                if cell[1] > cell[0]:
                    yield _heading(headings, place), cell
        end = block.end


def _heading(headings: Sequence[tuple[int, str]], place: int) -> str:
    """Return the heading of the column at a place: the last that begins at it or before it."""
    before = [label for start, label in headings if start <= place + SLACK]
    return before[-1] if before else ""


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


def _hits(rule: FieldRule, cell: Cell, known: Lexicon, text: str) -> Iterator[Hit]:
    if rule.take == "persons":
        for start, end in names_in(text, *cell, known):
            yield hit_of(rule.head, start, end, reason_of(rule.head, "column"))
    elif _is_value(rule.head.kind, text[slice(*cell)], known):
        yield hit_of(rule.head, *cell, reason_of(rule.head, "column"))


def _is_value(kind: str, cell: str, known: Lexicon) -> bool:
    """Whether a cell says something of the kind: a number has a figure, a signature is more than "gezien"."""
    if not _TELLS.search(cell) or (kind in NUMBERS and not _FIGURE.search(cell)):
        return False
    return kind != SIGNATURE or fold(cell) not in known.not_names | known.common
