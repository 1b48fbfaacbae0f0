"""A small typesetter on PyMuPDF: flowing text with headings, bullets and tables, on pages with furniture."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pymupdf

REGULAR, BOLD, ITALIC = "helv", "hebo", "heit"
FONTS = {name: pymupdf.Font(name) for name in (REGULAR, BOLD, ITALIC, "tiro", "tibo", "cour")}


@dataclass(frozen=True)
class Style:
    """How a kind of document looks; lengths in points, ``leading`` as a multiple of the size."""

    regular: str = REGULAR
    bold: str = BOLD
    size: float = 9.5
    leading: float = 1.32
    left: float = 72
    right: float = 72
    top: float = 80
    bottom: float = 72
    width: float = 595
    height: float = 842


@dataclass
class Sheet:
    """A page under construction."""

    page: pymupdf.Page
    writers: dict[str, pymupdf.TextWriter] = field(default_factory=dict)


class Typesetter:
    """Sets text from top to bottom and begins a page when one is full.

    ``furniture`` is called with each page after the first, and draws what stands on every page.
    """

    def __init__(self, style: Style, furniture: Callable[["Typesetter"], None] | None = None) -> None:
        self.style = style
        self.document = pymupdf.open()
        self._furniture = furniture
        self.new_page()

    def new_page(self) -> None:
        """Begin a page."""
        self._flush()
        self.page = self.document.new_page(width=self.style.width, height=self.style.height)
        self._writer = pymupdf.TextWriter(self.page.rect)
        self.y = self.style.top
        if self._furniture and len(self.document) > 1:
            self._furniture(self)

    def _flush(self) -> None:
        if len(self.document):
            self._writer.write_text(self.page)

    def put(self, x: float, y: float, text: str, font: str | None = None, size: float | None = None) -> float:
        """Set a line with its baseline at y; return where it ends."""
        face = FONTS[font or self.style.regular]
        self._writer.append((x, y), text, font=face, fontsize=size or self.style.size)
        return x + face.text_length(text, fontsize=size or self.style.size)

    def wrapped(self, text: str, width: float, font: str | None = None, size: float | None = None) -> list[str]:
        """Break a text into lines of at most ``width`` points; a break in the text stays."""
        face, points = FONTS[font or self.style.regular], size or self.style.size
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for word in paragraph.split(" "):
                longer = f"{line} {word}" if line else word
                if line and face.text_length(longer, fontsize=points) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines

    def block(
        self, text: str, indent: float = 0, mark: str = "", font: str | None = None, size: float | None = None
    ) -> None:
        """Set a paragraph, heading or list item, going on over page breaks."""
        points = size or self.style.size
        step = points * self.style.leading
        left = self.style.left + indent
        width = self.style.width - self.style.right - left
        for number, line in enumerate(self.wrapped(text, width, font, size)):
            if self.y + step > self.style.height - self.style.bottom:
                self.new_page()
            self.y += step
            if mark and number == 0:
                self.put(left - 12, self.y, mark, size=points)
            self.put(left, self.y, line, font, size)

    def measure(self, text: str, font: str | None = None) -> float:
        """Return the width of a text in points."""
        return FONTS[font or self.style.regular].text_length(text, fontsize=self.style.size)

    def row(self, cells: list[str], stops: list[float], font: str | None = None) -> None:
        """Set a row of a table; ``stops`` are the left edges of its columns, and the right edge of the last."""
        step = self.style.size * self.style.leading
        columns = [self.wrapped(c, b - a - 6, font) for c, a, b in zip(cells, stops, stops[1:], strict=False)]
        if self.y + step * max(map(len, columns)) > self.style.height - self.style.bottom:
            self.new_page()
        for lines, x in zip(columns, stops, strict=False):
            for number, line in enumerate(lines):
                self.put(x, self.y + step * (number + 1), line, font)
        self.y += step * max(map(len, columns))

    def keep(self, lines: float) -> None:
        """Begin a page when fewer than so many lines fit on this one: a heading stays with its text."""
        if self.y + lines * self.style.size * self.style.leading > self.style.height - self.style.bottom:
            self.new_page()

    def rule(self) -> None:
        """Draw a line over the width of the text."""
        y = self.y + 3
        self.page.draw_line((self.style.left, y), (self.style.width - self.style.right, y), width=0.5)

    def gap(self, lines: float = 1) -> None:
        """Leave room."""
        self.y += lines * self.style.size * self.style.leading

    def finished(self) -> pymupdf.Document:
        """Return the document."""
        self._flush()
        return self.document
