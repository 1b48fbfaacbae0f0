"""Pages by pdfplumber (pdfminer.six): an engine of other making, for checking. Reads page content, no annotations."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import pdfplumber

from woo_redact.domain.document import Document, Page
from woo_redact.domain.geometry import Box, displayed_size, enclosing, from_display, to_display
from woo_redact.domain.report import Finding
from woo_redact.readers.assemble import Frame, page_from
from woo_redact.readers.legibility import REPLACEMENT
from woo_redact.readers.preflight import damaged, examined
from woo_redact.readers.runs import RUN_GAP, Font, Glyph, Seen, runs_of

# Part of the font size: a wider gap between glyphs is a blank that the file leaves out.
BLANK = 0.2
# Sine of the angle up to which text counts as upright or sideways.
SLANT = 0.045


class PdfPlumberReader:
    """Reader on pdfplumber; see :class:`woo_redact.plugins.Reader`."""

    def open(self, path: Path, name: str) -> tuple[Document, tuple[Finding, ...]]:
        """Check a file and describe it.

        Raises:
            InputError: the file cannot be used; a subclass tells why.
        """
        return examined(path, name)

    def pages(self, path: Path, first: int, last: int) -> Iterator[Page]:
        """Yield the pages ``first`` to ``last`` (0-based, half-open).

        Raises:
            DamagedPdfError: a page cannot be read.
        """
        with path.open("rb") as file:
            for number, page in enumerate(_selected(file, path.name, range(first + 1, last + 1)), first + 1):
                try:
                    read = _page(page)
                except Exception as error:  # Anything, on damaged content: pdfminer checks little.
                    raise damaged(path.name, f"pagina {number} is niet te lezen") from error
                page.close()
                yield read


def _selected(file: BinaryIO, name: str, numbers: range) -> list[Any]:
    try:
        pages: list[Any] = pdfplumber.open(file, pages=numbers).pages
    except Exception as error:  # As above.
        raise damaged(name) from error
    if len(pages) != len(numbers):
        raise damaged(name, "niet alle pagina's zijn te vinden")
    return pages


class _Space:
    """From what pdfminer reports (the MediaBox as displayed, origin bottom-left) to page space."""

    def __init__(self, page: Any) -> None:
        media, crop = _box(page.page_obj.mediabox), _box(page.page_obj.cropbox)
        crop = Box(
            max(crop.x0, media.x0), max(crop.top, media.top), min(crop.x1, media.x1), min(crop.bottom, media.bottom)
        )
        self.rotation: int = page.rotation % 360
        self.width, self.height = crop.width, crop.height
        self._media = media.width, media.height
        self._shown_height = displayed_size(*self._media, self.rotation)[1]
        self._left = page.mediabox[0]
        # PDF boxes have y upwards: "bottom" holds the upper edge.
        self._shift = media.x0 - crop.x0, crop.bottom - media.bottom

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the page-space box of pdfminer's corners."""
        shown = Box(min(x0, x1), self._shown_height - max(y0, y1), max(x0, x1), self._shown_height - min(y0, y1))
        return from_display(shown, *self._media, self.rotation).moved(*self._shift)

    def of(self, thing: Any) -> Box:
        """Return the page-space box of a character or image; pdfplumber adds the MediaBox's left edge to its x."""
        left = self._left
        return self.box(thing["x0"] - left, thing["y0"], thing["x1"] - left, thing["y1"])

    def turn(self, char: Any) -> int | None:
        """Return the degrees clockwise that make a character upright, or nothing for a slant."""
        a, b = char["matrix"][:2]
        length = (a * a + b * b) ** 0.5 or 1.0
        if min(abs(a), abs(b)) > SLANT * length:
            return None
        # On the displayed page; y is upwards.
        shown = (0 if a > 0 else 180) if abs(a) > abs(b) else (90 if b > 0 else 270)
        turn: int = (shown + self.rotation) % 360
        return turn


def _box(corners: Iterable[float]) -> Box:
    x0, y0, x1, y1 = map(float, corners)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _page(page: Any) -> Page:
    space = _Space(page)
    pictures = tuple(space.of(image) for image in page.images)
    inked = bool(pictures or page.rects or page.lines or page.curves)
    frame = Frame(page.page_number - 1, space.width, space.height, space.rotation, pictures, inked)
    return page_from(frame, _seen(page.chars, space))


def _seen(chars: Iterable[Any], space: _Space) -> Seen:
    seen = Seen({}, [])
    for (turn, name), group in groupby(chars, key=lambda c: (space.turn(c), c["fontname"])):
        boxed = [(_text(c), space.of(c), c) for c in group]
        if turn is None:
            words = [(text, box) for text, box, _ in boxed if not text.isspace()]
            seen.slanted.append([("".join(t for t, _ in words), enclosing(b for _, b in words))] if words else [])
            continue
        runs = seen.upright.setdefault(turn, [])
        glyphs = [_glyph(text, box, c, space, turn) for text, box, c in boxed]
        for size, sized in groupby(glyphs, key=lambda g: g[1]):
            runs.extend(runs_of(_with_blanks([g for g, _ in sized], size), Font(size, "bold" in name.lower())))
    return seen


def _text(char: Any) -> str:
    text: str = char["text"]
    return REPLACEMENT if text.startswith("(cid:") else text


def _glyph(text: str, box: Box, char: Any, space: _Space, turn: int) -> tuple[Glyph, float]:
    """Return a glyph on the page turned so that it is upright, and its font size."""
    x, y = char["matrix"][4:6]
    upright = to_display(box, space.width, space.height, turn)
    origin = to_display(space.box(x, y, x, y), space.width, space.height, turn)
    return (text, upright.x0, upright.x1, origin.top), round(upright.height, 3)


def _with_blanks(glyphs: Iterable[Glyph], size: float) -> Iterator[Glyph]:
    """Add the blanks that are only moves of the pen."""
    last: Glyph | None = None
    for glyph in glyphs:
        text, x, _, y = glyph
        if last and BLANK * size < x - last[2] < RUN_GAP * size and y == last[3] and not (last[0] + text).isspace():
            yield " ", last[2], x, y
        yield glyph
        last = glyph
