"""Table columns: what stands under a heading such as Naam, Personeelsnr. or Tst."""

from collections.abc import Iterator, Sequence

import regex

from woo_redact.detect.hits import Hit, Source, fold, hit_of, reason_of
from woo_redact.detect.names import Lexicon, names_in
from woo_redact.domain.document import Block, BlockKind
from woo_redact.domain.rule import FieldRule

_CELL = regex.compile(r"[^\t\n]*[^\s]")
_TELLS = regex.compile(r"[\p{L}\d]{2,}")
Cell = tuple[int, int] | None


def find_columns(rules: Sequence[FieldRule], known: Lexicon, source: Source) -> Iterator[Hit]:
    """Yield the cells, or the persons in the cells, of the columns that the rules name."""
    columns: dict[int, list[FieldRule]] = {}
    end = -1
    for block in source.of_kind(BlockKind.ROW):
        cells = _cells(source.text, block)
        # A heading holds until the rows stop.
        if end >= 0 and source.text[end : block.start].strip():
            columns = {}
        end = block.end
        heading = _headings(rules, cells, source.text)
        if heading:
            columns = heading
            continue
        for number, cell in enumerate(cells):
            if cell is not None:
                for rule in columns.get(number, ()):
                    yield from _hits(rule, cell, known, source.text)


def _cells(text: str, block: Block) -> list[Cell]:
    cells: list[Cell] = []
    start = block.start
    for part in text[block.start : block.end].split("\t"):
        match = _CELL.search(text, start, start + len(part))
        cells.append((start + len(part) - len(part.lstrip()), match.end()) if match else None)
        start += len(part) + 1
    return cells


def _headings(rules: Sequence[FieldRule], cells: Sequence[Cell], text: str) -> dict[int, list[FieldRule]]:
    found: dict[int, list[FieldRule]] = {}
    for number, cell in enumerate(cells):
        label = fold(text[slice(*cell)]).strip("*:. ") if cell else ""
        for rule in rules:
            if label in rule.columns:
                found.setdefault(number, []).append(rule)
    return found


def _hits(rule: FieldRule, cell: tuple[int, int], known: Lexicon, text: str) -> Iterator[Hit]:
    if rule.take == "persons":
        for start, end in names_in(text, *cell, known):
            yield hit_of(rule.head, start, end, reason_of(rule.head, "column"))
    elif _TELLS.search(text, *cell):
        yield hit_of(rule.head, *cell, reason_of(rule.head, "column"))
