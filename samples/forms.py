"""The forms of the samples: memo, letter or report, mail, table, chat."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pymupdf
from layout import ITALIC, Style, Typesetter

MEMO = Style(left=96, right=176, top=86, bottom=76)
SIDE = 440.0
VALUE = 180.0
LABELLED = re.compile(r"^(Van|Aan|CC|Cc|Verzonden|Onderwerp|Bijlagen|From|Sent|To|Subject): ")
BULLET = re.compile(r"^( *)- (.*)$", re.DOTALL)
HEADING = re.compile(r"^(#+) (.*)$")
MARKS = {0: "\u2022", 1: "\u2013", 2: "\u2022"}


@dataclass(frozen=True)
class Source:
    """A sample without its marks: front matter, and blocks parted by blank lines."""

    settings: dict[str, str]
    text: str

    @property
    def blocks(self) -> list[str]:
        """The blocks of the text."""
        return [b for b in re.split(r"\n\s*\n", self.text.strip("\n")) if b.strip()]


def memo(source: Source) -> pymupdf.Document:
    """Set a memo for decision: header in two columns, sidebar at the right, running header on later pages."""
    blocks = source.blocks
    start = next(i for i, b in enumerate(blocks) if b.startswith("# "))
    header, side = blocks[0], blocks[1:start]

    def furniture(t: Typesetter) -> None:
        y = t.style.top - 20
        for block in side:
            label, _, value = block.partition("\n")
            if label in ("Datum", "Onze Referentie"):
                t.put(SIDE, y, label, t.style.bold, 7.5)
                t.put(SIDE, y + 10, value, size=7.5)
                y += 24

    t = Typesetter(MEMO, furniture)
    for line in header.splitlines():
        label, value = line.split("\t")
        lines = t.wrapped(value, SIDE - VALUE - 14)
        t.put(t.style.left, t.y, label)
        for number, part in enumerate(lines):
            t.put(VALUE, t.y + 12.5 * number, part)
        t.y += 12.5 * len(lines)
    bottom, t.y = t.y, t.style.top
    for block in side:
        label, _, value = block.partition("\n")
        t.put(SIDE, t.y, label, t.style.bold, 7.5)
        for part in t.wrapped(value, t.style.width - SIDE - 40, size=7.5) if value else []:
            t.y += 10
            t.put(SIDE, t.y, part, size=7.5)
        t.y += 17
    t.y = bottom + 24
    for block in blocks[start:]:
        _set(t, block)
    return t.finished()


def plain(source: Source) -> pymupdf.Document:
    """Set a letter, report, mail, chat or list from top to bottom."""
    kind = source.settings["type"]
    style = Style(regular="tiro", bold="tibo", size=11) if kind in ("brief", "rapport", "advies") else Style(size=10)
    if kind == "lijst":
        style = Style(size=8.5, left=56, right=56)
    if kind == "chat":
        style = Style(regular="cour", bold="cour", size=9)
    if "spacing" in source.settings:
        style = replace(style, leading=float(source.settings["spacing"]))
    if source.settings.get("rotate"):
        style = replace(style, width=842, height=595, left=56, right=56, size=9)
    t = Typesetter(style)
    for number, block in enumerate(source.blocks):
        if number:
            t.gap(0.6 if kind != "rapport" else 1)
        if number == 0 and kind in ("verslag", "lijst", "persbericht", "advies", "rapport"):
            first, _, rest = block.partition("\n")
            t.block(first, font=style.bold, size=style.size + 3)
            block = rest
        if block:
            _set(t, block)
    return t.finished()


def _set(t: Typesetter, block: str) -> None:
    if "\t" in block:
        _table(t, block.splitlines())
        return
    for part in _parts(block):
        heading, bullet = HEADING.match(part), BULLET.match(part)
        labelled = LABELLED.match(part)
        if heading:
            t.keep(4)
            t.gap(0.7)
            depth = len(heading[1])
            font = t.style.bold if depth < 4 else ITALIC
            t.block(heading[2], font=font, size=t.style.size + (4 if depth == 1 else 0))
        elif bullet:
            depth = len(bullet[1]) // 2
            t.block(bullet[2], indent=14 + 14 * depth, mark=MARKS[depth])
        elif labelled:
            t.y += t.style.size * t.style.leading
            t.put(t.style.left, t.y, f"{labelled[1]}:", t.style.bold)
            for number, line in enumerate(t.wrapped(part[labelled.end() :], t.style.width - t.style.right - 145)):
                t.y += t.style.size * t.style.leading if number else 0
                t.put(145, t.y, line)
        else:
            t.block(part)
    if not HEADING.match(block):
        t.gap(0.35)


def _parts(block: str) -> Iterator[str]:
    """Yield list items and lines; every line stands by itself, as the sources hold no wrapped paragraphs."""
    yield from block.splitlines()


def _table(t: Typesetter, lines: list[str]) -> None:
    rows = [line.split("\t") for line in lines if "\t" in line]
    for line in lines:
        if "\t" not in line:
            t.block(line, font=t.style.bold)
    count = max(map(len, rows))
    widths = [max(t.measure(r[c], t.style.bold) if c < len(r) else 0 for r in rows) + 18 for c in range(count)]
    # As wide as its text where that fits, else squeezed to the page.
    squeeze = min(1, (t.style.width - t.style.left - t.style.right + 30) / sum(widths))
    stops = [t.style.left + squeeze * sum(widths[:c]) for c in range(count + 1)]
    for number, row in enumerate(rows):
        t.row(row, stops, t.style.bold if number == 0 and not row[0].isdigit() else None)
        t.rule()
        t.gap(0.35)
