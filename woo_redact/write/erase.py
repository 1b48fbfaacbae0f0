"""Erasing on one page: characters by bands, pixels and ink under the covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.errors import EraseError
from woo_redact.write.bands import bands
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

REMEDY = "Lak de hele regel, of druk het document af naar een nieuwe PDF met meer ruimte tussen de regels."


@dataclass(frozen=True, slots=True)
class Ink:
    """Something that stands on a page: text, or a picture or path."""

    is_text: bool
    box: Box


def erase(page: Any, covers: Sequence[Box], ink: Sequence[Ink]) -> None:
    """Remove every character whose place lies in a cover, and the pixels and paths there; nothing else.

    ``ink`` is everything that stands on the page (see :func:`ink_of`).

    Raises:
        EraseError: a line cannot be erased without its neighbours; the message names the page, no text.
    """
    found = _bands(page, covers)
    with unrotated(page):
        redact(page, found, REMOVE_TEXT, KEEP_PIXELS, KEEP_PATHS)
        if reaches_under(ink, covers):
            redact(page, covers, KEEP_TEXT, CLEAR_PIXELS, REMOVE_COVERED_PATHS)


def reaches_under(ink: Sequence[Ink], covers: Sequence[Box]) -> bool:
    """Whether a picture or path lies under a cover, wholly or in part."""
    # A line without thickness has an empty box.
    return any(not i.is_text and any(i.box.grown(0.5, 0.5).meets(c) for c in covers) for i in ink)


def ink_of(page: Any) -> list[Ink]:
    """Return everything that stands on a page, with its box in page space."""
    return [
        Ink(kind.endswith("text"), Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        for kind, (x0, y0, x1, y1) in page.get_bboxlog()
        if x1 != x0 or y1 != y0
    ]


def _bands(page: Any, covers: Sequence[Box]) -> list[Box]:
    textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
    words = _word_boxes(textpage)
    # Text read from below or above fills boxes that are higher than wide, except for single letters.
    sideways = _sideways_lines(textpage) if any(c.height > c.width for c in covers) else []
    all_bands: list[Box] = []
    for cover in covers:
        if any(line.meets(cover) for line in sideways):
            found = _turned(bands(*_around(_turned_one(cover), [_turned_one(w) for w in words])))
        else:
            found = bands(*_around(cover, words))
        if found is None:
            raise EraseError(
                f"Op pagina {page.number + 1} staan regels zo dicht opeen dat er niet een te wissen is.", REMEDY
            )
        all_bands.extend(found)
    return all_bands


def _around(cover: Box, words: Sequence[Box]) -> tuple[Box, list[Box]]:
    """Return the cover with the words near enough to be touched."""
    reach = cover.height
    return cover, [w for w in words if w.top < cover.bottom + reach and w.bottom > cover.top - reach]


def _turned_one(box: Box) -> Box:
    """Return the box with its axes exchanged: lines that run up or down become rows."""
    return Box(box.top, box.x0, box.bottom, box.x1)


def _turned(boxes: Sequence[Box] | None) -> tuple[Box, ...] | None:
    return None if boxes is None else tuple(map(_turned_one, boxes))


def _word_boxes(textpage: Any) -> list[Box]:
    return [
        Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        for x0, y0, x1, y1, *_ in textpage.extractWORDS()
        if x1 != x0 and y1 != y0
    ]


def _sideways_lines(textpage: Any) -> list[Box]:
    lines = [line for block in textpage.extractDICT()["blocks"] for line in block.get("lines", ())]
    return [Box(*line["bbox"]) for line in lines if abs(line["dir"][0]) < abs(line["dir"][1])]
