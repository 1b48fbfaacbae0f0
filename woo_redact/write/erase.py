"""Erasing on one page: characters by bands, pixels and ink under the covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.write.bands import Letter, NoRoomError, Rows, bands, in_cover, spots, touches
from woo_redact.write.engine import (
    CLEAR_PIXELS,
    KEEP_PATHS,
    KEEP_PIXELS,
    KEEP_TEXT,
    REMOVE_COVERED_PATHS,
    REMOVE_TEXT,
    redact,
    unrotated,
)
from woo_redact.write.picture import PageFaults

# Cosine of the angle up to which text is level, and points behind the place where a character begins.
LEVEL = 0.999
BEHIND = 0.01
# What the engine's log of a page calls pictures.
PICTURES = ("fill-image", "fill-imgmask")
# Points that a label stays off lines and shapes: nearer, it could not be told from a change of the line.
HAIRLINE = 2.0


@dataclass(frozen=True, slots=True)
class Ink:
    """Something that stands on a page: text, a picture or a path."""

    kind: str
    box: Box

    @property
    def is_text(self) -> bool:
        """Whether it is text, seen or not."""
        return self.kind.endswith("text")

    @property
    def is_picture(self) -> bool:
        """Whether it is made of pixels."""
        return self.kind in PICTURES


class Reading:
    """The text of a page as the erasing engine sees it before anything is erased (boxes in points, page space)."""

    def __init__(self, page: Any) -> None:
        self.textpage = _textpage(page)
        self.words = _word_boxes(self.textpage)

    def level(self, covers: Iterable[Box]) -> list[Box]:
        """Return the covers whose text runs level."""
        lines = [line for block in self.textpage.extractDICT()["blocks"] for line in block.get("lines", ())]
        level = [Box(*line["bbox"]) for line in lines if abs(line["dir"][0]) > LEVEL]
        return [c for c in covers if any(_shares_line(c, line) for line in level)]


def _shares_line(cover: Box, line: Box) -> bool:
    """Whether a cover lies within a line: as high as it, and with most of its width."""
    width = min(cover.x1, line.x1) - max(cover.x0, line.x0)
    return line.top <= cover.centre[1] <= line.bottom and width > 0.5 * cover.width and cover.height < 2 * line.height


def erase(page: Any, covers: Sequence[Box], ink: Sequence[Ink], aslant: bool, reading: Reading) -> None:
    """Remove every character whose middle lies in a cover, and the pixels and paths there; nothing else.

    ``ink`` is everything that stands on the page (see :func:`ink_of`); ``aslant`` tells that text may lean, so that its
    words do not fill their boxes.

    Raises:
        PageFaults: a line cannot be erased without its neighbours, or is still there.
    """
    try:
        _erase_text(page, _places(reading, covers, aslant))
        if left := _left(page, covers, aslant):
            _erase_text(page, spots(covers, left))
            if _left(page, covers, aslant):
                raise PageFaults({page.number: "weg te lakken tekst laat zich daar niet wissen"})
    except NoRoomError:
        raise PageFaults({page.number: "tekst ligt daar te dicht op andere tekst"}) from None
    if reaches_under(ink, covers):
        with unrotated(page):
            redact(page, covers, KEEP_TEXT, CLEAR_PIXELS, REMOVE_COVERED_PATHS)


def _erase_text(page: Any, places: Sequence[Box]) -> None:
    with unrotated(page):
        redact(page, places, REMOVE_TEXT, KEEP_PIXELS, KEEP_PATHS)


def reaches_under(ink: Sequence[Ink], covers: Sequence[Box]) -> bool:
    """Whether a picture or path lies under a cover, wholly or in part."""
    # A line without thickness has an empty box.
    return any(not i.is_text and any(i.box.grown(0.5, 0.5).meets(c) for c in covers) for i in ink)


def ink_of(page: Any) -> list[Ink]:
    """Return everything that stands on a page, with its box in page space."""
    return [
        Ink(kind, Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        for kind, (x0, y0, x1, y1) in page.get_bboxlog()
        if x1 != x0 or y1 != y0
    ]


def kept_clear(ink: Ink) -> Box:
    """Return where no label may stand: a hairline has no width of its own, and text has some room around it."""
    return ink.box if ink.is_text else ink.box.grown(HAIRLINE, HAIRLINE)


def texts_under(page: Any, covers: Iterable[Sequence[Box]]) -> list[str]:
    """Return, for the boxes of each passage, the words that lie under them, in whole or in part."""
    words = [(Box(*map(float, word[:4])), word[4]) for word in _textpage(page).extractWORDS()]
    return [" ".join(text for box, text in words if any(in_cover(box, c) for c in cover)) for cover in covers]


def _places(reading: Reading, covers: Sequence[Box], aslant: bool) -> list[Box]:
    """Return where to erase: bands through words, or spots on single letters where words do not do.

    Raises:
        NoRoomError: something covered cannot be touched without touching something else.
    """
    if not aslant:
        # Text read from below or above fills boxes that are higher than wide, except for single letters.
        sideways = _sideways_lines(reading.textpage) if any(c.height > c.width for c in covers) else []
        try:
            return _bands(covers, reading.words, sideways)
        except NoRoomError:
            pass
    return spots(covers, _letters(reading.textpage))


def _bands(covers: Sequence[Box], words: Sequence[Box], sideways: Sequence[Box]) -> list[Box]:
    rows = Rows(words)
    columns = Rows(map(_turned, words)) if sideways else rows
    found: list[Box] = []
    for cover in covers:
        if any(line.meets(cover) for line in sideways):
            column = _turned(cover)
            found.extend(map(_turned, bands(column, columns.near(column))))
        else:
            found.extend(bands(cover, rows.near(cover)))
    return found


def _left(page: Any, covers: Sequence[Box], aslant: bool) -> list[Letter]:
    """Return the letters of the page when one is still there that lies in a cover."""
    textpage = _textpage(page)
    if not aslant and not touches(covers, textpage.extractWORDS()):
        return []
    letters = _letters(textpage)
    return letters if any(letter.goes(covers) for letter in letters) else []


def _textpage(page: Any) -> Any:
    return page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)


def _turned(box: Box) -> Box:
    """Return the box with its axes exchanged: lines that run up or down become rows."""
    return Box(box.top, box.x0, box.bottom, box.x1)


def _word_boxes(textpage: Any) -> list[Box]:
    return [Box(x0, y0, x1, y1) for x0, y0, x1, y1, *_ in textpage.extractWORDS() if x0 < x1 and y0 < y1]


def _letters(textpage: Any) -> list[Letter]:
    """Return all characters but blanks.

    A cover of level text reaches from where its first character begins to where the next one does; of other text it
    has whole words.
    """
    letters: list[Letter] = []
    for block in textpage.extractRAWDICT()["blocks"]:
        for line in block.get("lines", ()):
            level = line["dir"][0] > LEVEL
            for char in (c for span in line["spans"] for c in span["chars"] if not c["c"].isspace()):
                x0, top, x1, bottom = char["bbox"]
                box = Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
                x, y = box.centre
                letters.append(Letter(box, (char["origin"][0] + BEHIND if level else x, y)))
    return letters


def _sideways_lines(textpage: Any) -> list[Box]:
    lines = [line for block in textpage.extractDICT()["blocks"] for line in block.get("lines", ())]
    return [Box(*line["bbox"]) for line in lines if abs(line["dir"][0]) < abs(line["dir"][1])]
