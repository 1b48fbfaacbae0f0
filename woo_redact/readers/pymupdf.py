"""Pages by PyMuPDF, the engine that also erases: what it reads is what it can remove."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pymupdf

from woo_redact.domain.document import Document, Page
from woo_redact.domain.geometry import Box, enclosing, to_display
from woo_redact.domain.report import Finding
from woo_redact.readers.assemble import Frame, page_from
from woo_redact.readers.look import Looker
from woo_redact.readers.preflight import ENGINE_ERRORS, damaged, examined, opened
from woo_redact.readers.runs import Font, Glyph, Seen, runs_of

# Fonts cut down to what is shown have a name of their own each, and each has a table of its own that may lie.
pymupdf.TOOLS.set_subset_fontnames(True)

# ActualText is what a reader hears, not what stands there; text outside the page or clipped away is still in the file.
FLAGS = pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_PRESERVE_WHITESPACE
BOLD = 16
# Cosine of the angle up to which text counts as upright.
UPRIGHT = 0.999
# Part of a character's height: with its middle so far on the other side of the baseline it is drawn mirrored.
ASIDE = 0.1
# On a page with so many characters a picture hides nothing of note, and looking for inline ones is not worth the time.
ENOUGH = 500
# Dots to the inch at which a page without text is looked at for ink.
COARSE = 36


class PyMuPdfReader:
    """Reader on PyMuPDF; see :class:`woo_redact.plugins.Reader`."""

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
        with opened(path, path.name) as pdf:
            looker = Looker()
            for index in range(first, last):
                try:
                    count_in_its_units(pdf, index)
                    page = _page(pdf[index], looker)
                except ENGINE_ERRORS as error:
                    raise damaged(path.name, f"pagina {index + 1} is niet te lezen") from error
                yield page


def count_in_its_units(pdf: Any, index: int) -> None:
    """Have the engine give places on a page in the units of the file: it alone enlarges pages with another unit.

    Call it before the page is loaded.
    """
    xref = pdf.page_xref(index)
    if pdf.xref_get_key(xref, "UserUnit")[0] != "null":
        pdf.xref_set_key(xref, "UserUnit", "null")


def _page(page: Any, looker: Looker) -> Page:
    # What a viewer shows is turned already.
    shown = page.rect
    sideways = page.rotation % 180 != 0
    width, height = (shown.height, shown.width) if sideways else (shown.width, shown.height)
    lines = [
        line
        for block in page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=FLAGS).extractRAWDICT()["blocks"]
        for line in block.get("lines", ())
    ]
    seen = _seen(lines, width, height)
    length = sum(len(run.text) for runs in seen.upright.values() for run in runs)
    pictures = tuple(_pictures(page)) if length < ENOUGH or page.get_images() else ()
    inked = bool(pictures) or (length == 0 and not seen.slanted and _has_ink(page))
    frame = Frame(page.number, width, height, page.rotation, pictures, inked)
    return page_from(*looker.look(page, frame, seen, _spans(lines)))


def _spans(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pieces of text in one font, with their text and direction."""
    return [
        {**span, "dir": line["dir"], "text": "".join(char["c"] for char in span["chars"])}
        for line in lines
        for span in line["spans"]
        if span["chars"]
    ]


def _has_ink(page: Any) -> bool:
    return bool(page.get_bboxlog()) and not page.get_pixmap(dpi=COARSE, colorspace=pymupdf.csGRAY).is_unicolor


def _pictures(page: Any) -> Iterator[Box]:
    for info in page.get_image_info():
        x0, top, x1, bottom = info["bbox"]
        yield Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _seen(lines: Iterable[dict[str, Any]], width: float, height: float) -> Seen:
    seen = Seen({}, [])
    for line in lines:
        turn = _turn(*line["dir"])
        if turn is None or _is_mirrored(line, turn):
            seen.slanted.append(list(_words(line["spans"])))
            continue
        runs = seen.upright.setdefault(turn, [])
        for span in line["spans"]:
            chars = span["chars"]
            font = Font(span["size"], bool(span["flags"] & BOLD) or "bold" in span["font"].lower())
            runs.extend(runs_of(_turned(chars, width, height, turn) if turn else _level(chars), font))
    return seen


def _turn(cosine: float, sine: float) -> int | None:
    """Return the degrees clockwise that make text of this direction (y downwards) upright, or nothing for a slant."""
    if cosine > UPRIGHT:
        return 0
    if sine < -UPRIGHT:
        return 90
    if cosine < -UPRIGHT:
        return 180
    return 270 if sine > UPRIGHT else None


def _is_mirrored(line: dict[str, Any], turn: int) -> bool:
    """Whether a line stands on the wrong side of its baseline: it reads on, but no turn makes it upright."""
    if not (chars := line["spans"][0]["chars"]):
        return False
    x, y = chars[0]["origin"]
    x0, top, x1, bottom = chars[0]["bbox"]
    beyond, size = {
        0: ((top + bottom) / 2 - y, bottom - top),
        90: ((x0 + x1) / 2 - x, x1 - x0),
        180: (y - (top + bottom) / 2, bottom - top),
        270: (x - (x0 + x1) / 2, x1 - x0),
    }[turn]
    return bool(beyond > ASIDE * abs(size))


def _level(chars: Iterable[dict[str, Any]]) -> list[Glyph]:
    return [(c["c"], c["origin"][0], c["bbox"][2], c["origin"][1]) for c in chars]


def _turned(chars: Iterable[dict[str, Any]], width: float, height: float, turn: int) -> Iterator[Glyph]:
    for char in chars:
        x, y = char["origin"]
        origin = to_display(Box(x, y, x, y), width, height, turn)
        box = to_display(_box(char["bbox"]), width, height, turn)
        yield char["c"], origin.x0, max(box.x1, origin.x0), origin.top


def _box(corners: tuple[float, float, float, float]) -> Box:
    x0, top, x1, bottom = corners
    return Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _words(spans: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Box]]:
    """Yield the words of a slanted line with their boxes."""
    text: list[str] = []
    boxes: list[Box] = []
    for char in [c for span in spans for c in span["chars"]] + [{"c": " "}]:
        if not char["c"].isspace():
            text.append(char["c"])
            boxes.append(_box(char["bbox"]))
        elif text:
            yield "".join(text), enclosing(boxes)
            text, boxes = [], []
