"""Table columns: what stands under a heading such as Naam, Personeelsnr. or Tst."""

from collections.abc import Container, Iterator, Sequence

import regex

from woo_redact.detect.hits import Hit, Source, fold, hit_of, reason_of
from woo_redact.detect.names import Lexicon, names_in
from woo_redact.domain.document import Block, BlockKind
from woo_redact.domain.rule import FieldRule
from woo_redact.domain.suggestion import Level

_TELLS = regex.compile(r"[\p{L}\d]{2,}")
Cell = tuple[int, int]


def find_columns(rules: Sequence[FieldRule], known: Lexicon, source: Source) -> Iterator[Hit]:
    """Yield the cells, or the persons in the cells, of the columns that the rules name."""
    for label, cell in _labelled(source):
        for rule in rules:
            if label in rule.columns:
                yield from _hits(rule, cell, known, source.text)


def without_columns(hits: Sequence[Hit], labels: Container[str], source: Source) -> list[Hit]:
    """Leave out the hits for review in columns that hold no persons: ships, firms, places, subjects."""
    cells = [cell for label, cell in _labelled(source) if label in labels]
    return [
        hit
        for hit in hits
        if hit.level is not Level.B or not any(start <= hit.start and hit.end <= end for start, end in cells)
    ]


def _labelled(source: Source) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of tables below their first row, each with the heading of its column in small letters."""
    headings: list[str] = []
    end = -1
    for block in source.of_kind(BlockKind.ROW):
        cells = list(_cells(source.text, block))
        if end < 0 or source.text[end : block.start].strip():
            headings = [fold(source.text[slice(*cell)]).strip("*:. ") for cell in cells]
        else:
            yield from ((label, cell) for label, cell in zip(headings, cells, strict=False) if cell[1] > cell[0])
        end = block.end


def _cells(text: str, block: Block) -> Iterator[Cell]:
    start = block.start
    for part in text[block.start : block.end].split("\t"):
        low = start + len(part) - len(part.lstrip())
        yield low, max(low, start + len(part.rstrip()))
        start += len(part) + 1


def _hits(rule: FieldRule, cell: Cell, known: Lexicon, text: str) -> Iterator[Hit]:
    if rule.take == "persons":
        for start, end in names_in(text, *cell, known):
            yield hit_of(rule.head, start, end, reason_of(rule.head, "column"))
    elif _TELLS.search(text, *cell):
        yield hit_of(rule.head, *cell, reason_of(rule.head, "column"))
