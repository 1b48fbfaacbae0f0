"""Pairs of PDFs for the tests of verification: a source, and what a perfect writer would have made of it.

The output is not made from the source: both are drawn from the same words, the output without the secret ones. So an
output can be spoiled in exactly one way, and no engine's own faults are in it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pymupdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box

LABELS = frozenset({"5.1.2e", "Veiligheid van de Staat"})
Sabotage = Callable[[pymupdf.Document], None]


@dataclass(frozen=True)
class Piece:
    """Words at a place: x of the origin and y of the baseline in points, from the top-left of the MediaBox."""

    text: str
    x: float
    y: float
    size: float = 11.0
    secret: bool = False
    page: int = 0

    @property
    def width(self) -> float:
        return advance(self.text, self.size)

    @property
    def cover(self) -> Box:
        return Box(self.x, self.y - 0.78 * self.size, self.x + self.width, self.y + 0.22 * self.size)


@dataclass(frozen=True)
class Case:
    source: Path
    target: Path
    redactions: tuple[Redaction, ...]


@dataclass(frozen=True)
class Look:
    """How both files are drawn. ``rotation`` in degrees, ``crop`` in points from the top-left of the MediaBox."""

    rotation: int = 0
    crop: tuple[float, float, float, float] | None = None
    embedded: bool = False
    invisible: bool = False
    behind: Callable[[pymupdf.Page], None] | None = None


PLAIN = Look()


@cache
def _helvetica() -> pymupdf.Font:
    return pymupdf.Font("helv")


def advance(text: str, size: float) -> float:
    """Return the width of a text in points."""
    return float(_helvetica().text_length(text, fontsize=size))


def line(marked: str, x: float, y: float, size: float = 11.0, page: int = 0) -> list[Piece]:
    """Place a line of words; what stands in ``[[ ]]`` is secret."""
    pieces = []
    for part in re.split(r"(\[\[.*?\]\])", marked):
        secret = part.startswith("[[")
        for word in re.findall(r"\S+\s*|\s+", part.strip("[]") if secret else part):
            if word.strip():
                pieces.append(Piece(word.rstrip(), x, y, size, secret, page))
            x += advance(word, size)
    return pieces


def lines(*marked: str, x: float = 70, y: float = 100, size: float = 11, spacing: float = 1.3) -> list[Piece]:
    """Place lines below each other, ``spacing`` times the size apart."""
    return [p for number, text in enumerate(marked) for p in line(text, x, y + number * spacing * size, size)]


MEMO = lines(
    "Het gesprek met [[Wieringerwaard]] is verzet naar donderdag, ook op verzoek van de",
    "provincie. Zij belt gewoon via [[0612345678]] of de secretaris, onder wie het valt.",
    "Jaarlijks gaat er [[Joustra]], die daarover adviseert, een bijdrage van 5% naar toe.",
)


def make(folder: Path, pieces: Sequence[Piece] = MEMO, look: Look = PLAIN, sabotage: Sabotage | None = None) -> Case:
    """Write the source and an honest output; ``sabotage`` may spoil the output."""
    source, target = folder / "source.pdf", folder / "target.pdf"
    with drawn(pieces, look) as pdf:
        pdf.save(source)
    return spoilt(Case(source, target, redactions(pieces, look)), pieces, look, sabotage)


def spoilt(case: Case, pieces: Sequence[Piece], look: Look = PLAIN, sabotage: Sabotage | None = None) -> Case:
    """Write the output of ``case`` from other pieces; secret ones leave a box only."""
    open_ = [p for p in pieces if not p.secret]
    with drawn(open_, look, [p for p in pieces if p.secret]) as pdf:
        if sabotage:
            sabotage(pdf)
        pdf.save(case.target)
    return case


def drawn(pieces: Iterable[Piece], look: Look, boxes: Sequence[Piece] = ()) -> pymupdf.Document:
    everything = [*pieces, *boxes]
    pdf = pymupdf.open()
    for number in range(max(p.page for p in everything) + 1):
        page = pdf.new_page(width=595, height=842)
        if look.behind:
            look.behind(page)
        if look.embedded:
            page.insert_font(fontname="F0", fontbuffer=pymupdf.Font("helv").buffer)
        for p in everything:
            if p.page == number and not any(p is b for b in boxes):
                font = "F0" if look.embedded else "helv"
                mode = 3 if look.invisible else 0
                page.insert_text((p.x, p.y), p.text, fontsize=p.size, fontname=font, render_mode=mode)
        for b in boxes:
            if b.page == number:
                black(page, b.cover)
        if look.crop:
            page.set_cropbox(pymupdf.Rect(*look.crop))
        page.set_rotation(look.rotation)
    return pdf


def black(page: pymupdf.Page, box: Box) -> None:
    page.draw_rect((box.x0, box.top, box.x1, box.bottom), color=None, fill=(0, 0, 0))


def redactions(pieces: Sequence[Piece], look: Look = PLAIN) -> tuple[Redaction, ...]:
    """Return a redaction for each secret piece, its cover in page space."""
    left, top = look.crop[:2] if look.crop else (0.0, 0.0)
    return tuple(
        Redaction("d" * 64, Span(p.page, n, n + 1), (p.cover.moved(-left, -top),), ("5.1.2e",))
        for n, p in enumerate(pieces)
        if p.secret
    )


def without(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """Leave out the piece with this text."""
    return [p for p in pieces if p.text != text]


def changed(pieces: Sequence[Piece], text: str, /, **values: object) -> list[Piece]:
    """Change the piece with this text."""
    assert any(p.text == text for p in pieces)
    return [replace(p, **values) if p.text == text else p for p in pieces]  # type: ignore[arg-type]
