"""Table columns: what stands under a heading such as Naam, Personeelsnr. or Tst."""

from collections.abc import Container, Iterator, Sequence

import regex

from woo_redact.detect.cells import Cell, headed_cells
from woo_redact.detect.hits import Hit, Source, fold, hit_of, reason_of
from woo_redact.detect.names import Lexicon, names_in
from woo_redact.domain.rule import FieldRule
from woo_redact.domain.suggestion import Level

_TELLS = regex.compile(r"[\p{L}\d]{2,}")
_FIGURE = regex.compile(r"\d")
SIGNATURE = "signature"
# What a column of ships or subjects does not hold; a plate or phone number may stand in it.
NAMED = frozenset({"person", "address"})
# Of these kinds a cell without a figure tells nothing: "fiets" under Kenteken.
NUMBERS = frozenset({"phone", "plate", "personnel", "passport", "birthdate", "vnumber"})


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
    for heading, cell in headed_cells(source):
        yield fold(source.text[slice(*heading)]).strip("*:. ") if heading else "", cell


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
