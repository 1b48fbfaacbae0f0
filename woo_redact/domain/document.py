"""Documents, pages, words and places in them. No ``repr`` shows document text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from woo_redact.domain.geometry import Box

# The texts of pages by their 0-based index: of all pages, or of those that are needed.
PageTexts = Sequence[str] | Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the dossier. ``id`` is the SHA-256 (hex) of its bytes; ``name`` its path relative to the input."""

    id: str
    name: str
    page_count: int


class Unread(StrEnum):
    """Why nothing can be said about the content of a page."""

    NO_TEXT = "no-text"
    """There is ink, but no text: a scan or a drawing."""
    GARBAGE = "garbage"
    """There is a text layer, but what it says is not what the page shows."""
    IMAGE = "image"
    """A picture covers most of the page and the few words on it cannot be all there is to read."""


class Doubt(StrEnum):
    """Why the text of a page is not all that it shows, or shows what cannot be seen."""

    UNLIKE = "unlike"
    """The text layer says something else than can be seen."""
    HIDDEN = "hidden"
    """A picture has text in a part that the page does not show."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space.

    ``start`` and ``end`` are offsets in ``Page.text``; ``edges`` holds ``end - start + 1`` x positions in points, in
    reading direction, or nothing when the run is not horizontal: then the word is covered whole, the safe side.
    """

    start: int
    end: int
    box: Box
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line, or one cell of a row: ``start``/``end`` in ``Page.text``, ``size`` the font size in points."""

    start: int
    end: int
    box: Box
    words: tuple[Word, ...] = field(repr=False)
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page in page space (see :mod:`woo_redact.domain.geometry`).

    ``index`` is 0-based, ``width`` and ``height`` are points before rotation, ``rotation`` 0, 90, 180 or 270.
    ``text`` joins the lines: ``"\\n"`` between lines, ``"\\t"`` between cells of one row, ``"\\n\\n"`` between blocks.
    ``unread`` tells why the page could not be read, ``None`` when it could. ``pictures`` are boxes of images.
    ``recognised`` tells that what it shows was read with OCR, in whole or in part; ``doubt`` why it cannot be published
    as it is.
    """

    index: int
    width: float
    height: float
    rotation: int
    text: str = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    unread: Unread | None = None
    pictures: tuple[Box, ...] = field(default=(), repr=False)
    recognised: bool = False
    doubt: Doubt | None = None

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return one box per line around the characters ``start`` to ``end`` of the text, in text order."""
        found: list[Box] = []
        for line in self.lines:
            if line.end <= start or line.start >= end:
                continue
            parts = [_part(word, start, end) for word in line.words if word.start < end and word.end > start]
            if parts:
                found.append(
                    Box(
                        min(p.x0 for p in parts),
                        min(p.top for p in parts),
                        max(p.x1 for p in parts),
                        max(p.bottom for p in parts),
                    )
                )
        return tuple(found)


def _part(word: Word, start: int, end: int) -> Box:
    if not word.edges:
        return word.box
    x = word.edges[max(start - word.start, 0)], word.edges[min(end, word.end) - word.start]
    return Box(min(x), word.box.top, max(x), word.box.bottom)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage on one page: half-open range of code points of ``Page.text``; ``page`` is the 0-based index.

    An empty one is a place without words: of a rectangle that a person drew.
    """

    page: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("inverted span")


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of a document in reading order, over page breaks, with the way back to the pages.

    ``pieces`` are (offset in ``text``, place of that piece), in order; between pieces stands white space that belongs
    to no page. Running headers stand at the very end, so that they cut no sentence.
    """

    text: str = field(repr=False)
    pieces: tuple[tuple[int, Span], ...] = field(repr=False)

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the places of ``text[start:end]``, in order; neighbouring pieces of one page are joined."""
        found: list[Span] = []
        for offset, span in self.pieces:
            low = max(start, offset)
            high = min(end, offset + span.end - span.start)
            if low >= high:
                continue
            part = Span(span.page, span.start + low - offset, span.start + high - offset)
            last = found[-1] if found else None
            if last and last.page == part.page and 0 <= part.start - last.end <= 2:
                found[-1] = Span(last.page, last.start, part.end)
            else:
                found.append(part)
        return tuple(found)


class BlockKind(StrEnum):
    """What part of a document a block is."""

    FIELD_LABEL = "field-label"
    """"Aan", "Opgesteld door", "Datum"; ``name`` is the canonical field name."""
    FIELD = "field"
    """The value of a header field; ``name`` is the canonical field name."""
    HEADING = "heading"
    """``level`` 1 is the title."""
    BULLET = "bullet"
    """A list item, mark included; ``level`` 1 to 3."""
    PARAGRAPH = "paragraph"
    ROW = "row"
    """A table row; cells are separated by tabs."""
    MAIL_HEADER = "mail-header"
    """One header line of a mail, or a quoting line; ``name`` as for fields ("van", "aan", "onderwerp" ...)."""
    SALUTATION = "salutation"
    SIGNATURE = "signature"
    """From the closing formula to the end of the contact details."""
    RUNNING = "running"
    """Page furniture: running headers and footers, page numbers."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the flow: half-open range of ``Flow.text``."""

    kind: BlockKind
    start: int
    end: int
    name: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document, or a range of its pages, read and taken apart.

    ``blocks`` are in flow order and do not overlap; ``sentences`` are half-open ranges of the flow, in order, each
    within one block. ``date`` is that of the document (ISO 8601), or empty.
    """

    document: Document
    pages: tuple[Page, ...] = field(repr=False)
    flow: Flow = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    date: str = ""

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Return one box per line of ``span``."""
        first = self.pages[0].index
        return self.pages[span.page - first].boxes(span.start, span.end)

    def text(self, span: Span) -> str:
        """Return the passage itself. For people only: never log it."""
        first = self.pages[0].index
        return self.pages[span.page - first].text[span.start : span.end]
