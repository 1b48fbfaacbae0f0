"""What the annex to a decision consists of, whatever it is written as: sections of paragraphs, tables and charts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from woo_redact.domain.explanation import Piece

# A cell is text, or a piece that somebody has to fill in.
Cell = str | Piece


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; the pieces that are blanks stay visible as such."""

    pieces: tuple[Piece, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its share of the width, whether it holds numbers."""

    heading: str
    share: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row are the headings of its columns; ``title`` says what is in it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart: what each bar stands for and how long it is."""

    title: str
    bars: tuple[tuple[str, int], ...]

    @property
    def told(self) -> str:
        """The chart in words, for who cannot see it."""
        return f"Staafdiagram. {self.title}: {'; '.join(f'{name}: {value}' for name, value in self.bars)}."


Part = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the annex with a heading; ``level`` 1 is the highest."""

    title: str
    parts: tuple[Part, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Annex:
    """The annex: what it is called, what it is about (name and value), its sections."""

    title: str
    about: Table
    sections: tuple[Section, ...]


def paragraph(text: str) -> Paragraph:
    """Return a paragraph without blanks."""
    return Paragraph((Piece(text),))


def plain(cell: Cell) -> str:
    """Return the text of a cell."""
    return cell if isinstance(cell, str) else cell.text


def as_data(annex: Annex) -> Mapping[str, Any]:
    """Return the annex as values that JSON knows."""
    return {
        "about": _table(annex.about),
        "sections": [
            {"title": section.title, "level": section.level, "parts": [_part(part) for part in section.parts]}
            for section in annex.sections
        ],
    }


def _part(part: Part) -> Mapping[str, Any]:
    match part:
        case Paragraph():
            return {"kind": "paragraph", "pieces": _pieces(part.pieces)}
        case Table():
            return _table(part)
        case Chart():
            most = max((value for _, value in part.bars), default=0)
            bars = [
                {"name": name, "value": value, "share": round(100 * value / most, 2) if most else 0}
                for name, value in part.bars
            ]
            return {"kind": "chart", "title": part.title, "told": part.told, "bars": bars}


def _table(table: Table) -> Mapping[str, Any]:
    return {
        "kind": "table",
        "title": table.title,
        "columns": [{"heading": c.heading, "share": c.share, "numeric": c.numeric} for c in table.columns],
        "rows": [_cells(row) for row in table.rows],
    }


def _cells(row: Sequence[Cell]) -> list[Mapping[str, Any]]:
    return _pieces(cell if isinstance(cell, Piece) else Piece(cell) for cell in row)


def _pieces(parts: Iterable[Piece]) -> list[Mapping[str, Any]]:
    return [{"text": piece.text, "blank": piece.blank} for piece in parts]
