"""What can be seen in an output and is no text: drawn by PDFium, recognised, and searched for what was withheld."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
import pypdfium2.raw as pdfium

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.ocr import DPI, POINTS, Recognised, recognise
from woo_redact.verify.beneath import Mask
from woo_redact.verify.drawing import Picture
from woo_redact.verify.drawing import picture as drawn
from woo_redact.verify.engines import origin
from woo_redact.verify.glyphs import Glyphs
from woo_redact.verify.render import INK, view_of
from woo_redact.verify.residue import UNDER_COVER
from woo_redact.verify.strings import plain
from woo_redact.verify.view import View

SCALE = DPI / POINTS
# Points: in a smaller picture no word can be read.
LEAST_WIDTH, LEAST_HEIGHT = 12.0, 4.0
# So many pieces of a path may be letters drawn as outlines.
PIECES = 40
# Segments of a drawn letter, of a box, and of the bracket that joins it to its label.
LETTER, BOX_AND_BRACKET = 4, 5 + 8
# A shorter passage has to be a word by itself: as part of a word it turns up by chance.
SHORT = 8
# Pixels around a cover that are recognised with it.
AROUND = 2
# An image is compared with what is seen of it in squares of so many points, by their grey.
SQUARE, DIFFERENT = 4.0, 40
# Pixels of the longer side of an image that is recognised by itself.
MOST = 3000
# Replacement, control and private characters: what PDFium gives for a code without meaning. One or two are bullets.
UNMEANT = re.compile("[\ufffd-\uffff\ue000-\uf8ff\x01\x03-\x08\x0e-\x1f]{3}")
DEEPEST = 12
# Bytes of no text: the zero that ends it.
EMPTY = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """A page of the output on which more can be seen than its text: its index, and its covers in page space.

    ``whole`` tells to look at all of it, not only at what is drawn.
    """

    index: int
    covers: tuple[Box, ...] = field(default=(), repr=False)
    whole: bool = False


def drawn_only(
    page: Any, gone: Glyphs, redactions: Sequence[Redaction], *, burnt: bool = False
) -> tuple[list[Redaction], list[str]]:
    """Return the redactions that cover something to be seen, and no characters; and what can be read there.

    ``page`` is the source's, open; ``gone`` are its covered glyphs. With ``burnt`` (nothing is left of the page but a
    picture) characters may be covered that say something else, when what is seen there is long enough.
    """
    under = {id(r): int(numpy.count_nonzero(gone.covered(r.cover))) for r in redactions}
    bare = [r for r in redactions if not under[id(r)] or (burnt and under[id(r)] < _enough(r))]
    if not bare:
        return [], []
    picture = drawn(page, SCALE)
    view = view_of(page, picture.shape)
    drawings = _drawings(page)
    bare = [
        r
        for r in bare
        if any(
            _has_ink(picture, view, box) and (under[id(r)] or any(box.meets(drawing) for drawing in drawings))
            for box in r.cover
        )
    ]
    if not bare:
        return [], []
    mask: Mask = numpy.zeros(picture.shape, numpy.bool_)
    for box in (box for r in bare for box in r.cover):
        mask[view.pixels(box, AROUND, picture.shape)] = True
    words = recognise(numpy.where(mask, picture, numpy.uint8(255)))
    read = [" ".join(_within(words, r, view, picture.shape)) for r in bare]
    return [r for r, text in zip(bare, read, strict=True) if not under[id(r)] or len(text) >= _enough(r)], read


def _drawings(page: Any) -> list[Box]:
    """Return where something is drawn that is no text, and text of which the engine gives no characters."""
    left, top = origin(page)
    textpage = page.get_textpage()
    found: list[Box] = []
    for item in page.get_objects(max_depth=1):
        if item.type == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetText(item, textpage, None, 0) > EMPTY:
            continue
        x0, y0, x1, y1 = item.get_bounds()
        found.append(Box(x0 - left, top - y1, x1 - left, top - y0))
    textpage.close()
    return found


def _enough(redaction: Redaction) -> float:
    return UNDER_COVER * redaction.characters


def _has_ink(picture: Picture, view: View, box: Box) -> bool:
    pixels = picture[view.pixels(box, 0, picture.shape)]
    return bool(pixels.size and pixels.min() < INK and pixels.min() != pixels.max())


def _within(words: Sequence[Recognised], redaction: Redaction, view: View, shape: tuple[int, ...]) -> Iterator[str]:
    for box in redaction.cover:
        rows, columns = view.pixels(box, AROUND, shape)
        for word in words:
            x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
            if columns.start <= x <= columns.stop and rows.start <= y <= rows.stop:
                yield word.text


def shows_more(page: Any, text: str, boxes: int) -> bool:
    """Whether an output's page shows more than its text says: images, outlines, or characters without meaning.

    What is drawn for so many ``boxes`` does not count.
    """
    if is_unmeant(text):
        return True
    pieces = 0
    for item, kind in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            return True
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            pieces += pdfium.FPDFPath_CountSegments(item)
    return pieces >= PIECES * LETTER + BOX_AND_BRACKET * boxes


def _objects(holder: Any, count: Any, get: Any, depth: int = 1) -> Iterator[tuple[Any, int]]:
    """Yield what stands on a page or in a form, with its kind; forms give what stands in them."""
    for number in range(count(holder)):
        item = get(holder, number)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind
        elif depth < DEEPEST:
            yield from _objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)


def is_unmeant(text: str) -> bool:
    """Whether a text (without white space) has words in characters without meaning."""
    return UNMEANT.search(text) is not None


def find_seen(page: Any, scene: Scene, passages: frozenset[str]) -> list[Finding]:
    """Look for withheld passages (letters and digits) in what an output's page shows, and in images hidden on it.

    ``page`` is the target's, open.
    """
    picture = drawn(page, SCALE)
    view, corner = view_of(page, picture.shape), origin(page)
    if tells(recognise(picture if scene.whole else _drawn_part(page, picture, view)), passages):
        return [_finding("Weggelakte tekst is op de pagina nog te zien", scene.index)]
    for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=DEEPEST):
        own = _own_pixels(item)
        if own is None or _is_shown(own, _place(item, corner), (picture, view), scene.covers):
            continue
        if tells(recognise(own), passages):
            message = "Weggelakte tekst staat nog in een deel van een plaatje dat niet te zien is"
            return [_finding(message, scene.index)]
    return []


def _drawn_part(page: Any, picture: Picture, view: View) -> Picture:
    """Return a page's picture with white where nothing is drawn but text."""
    mask: Mask = numpy.zeros(picture.shape, numpy.bool_)
    for box in _drawings(page):
        if box.width >= LEAST_HEIGHT and box.height >= LEAST_HEIGHT:
            mask[view.pixels(box, AROUND, picture.shape)] = True
    return numpy.where(mask, picture, numpy.uint8(255))


def _finding(message: str, page: int) -> Finding:
    return Finding("residue", Severity.BLOCKING, message, page)


def tells(words: Sequence[Recognised], passages: frozenset[str]) -> bool:
    """Whether a passage stands among recognised words: a short one as whole words, a long one anywhere."""
    parts = [part for part in (plain(word.text) for word in words) if part]
    text = "".join(parts)
    edges = {0}
    for part in parts:
        edges.add(max(edges) + len(part))
    for passage in passages:
        at = text.find(passage)
        while at >= 0:
            if len(passage) >= SHORT or (at in edges and at + len(passage) in edges):
                return True
            at = text.find(passage, at + 1)
    return False


def _own_pixels(item: Any) -> Picture | None:
    """Return the pixels of an image in grey, all of them, as large as they can be read; nothing for a tiny one."""
    pixels = item.get_bitmap(render=False).to_numpy()
    grey: Picture = (pixels.reshape(*pixels.shape[:2], -1)[:, :, :3].mean(axis=2)).astype(numpy.uint8)
    if max(grey.shape) < LEAST_WIDTH or min(grey.shape) < LEAST_HEIGHT:
        return None
    step = -(-max(grey.shape) // MOST)
    return numpy.ascontiguousarray(grey[::step, ::step])


def _place(item: Any, corner: tuple[float, float]) -> Box | None:
    """Return where an image stands in page space; nothing when it is turned, or stands in a form of its own space."""
    matrix = item.get_matrix()
    if item.level or abs(matrix.b) > 0.01 or abs(matrix.c) > 0.01 or matrix.a <= 0 or matrix.d <= 0:
        return None
    left, bottom, right, top = item.get_bounds()
    return Box(left - corner[0], corner[1] - top, right - corner[0], corner[1] - bottom)


def _is_shown(own: Picture, box: Box | None, on_page: tuple[Picture, View], covers: Sequence[Box]) -> bool:
    """Whether all of an image can be seen where it stands on the page, covers apart."""
    picture, view = on_page
    if box is None or view.rotation:
        return False
    if box.x0 < -1 or box.top < -1 or box.x1 > view.width + 1 or box.bottom > view.height + 1:
        return False
    squares = max(int(box.height / SQUARE), 1), max(int(box.width / SQUARE), 1)
    watched = numpy.ones(squares, numpy.bool_)
    for cover in covers:
        rows = slice(int((cover.top - box.top) / SQUARE) - 1, int((cover.bottom - box.top) / SQUARE) + 2)
        columns = slice(int((cover.x0 - box.x0) / SQUARE) - 1, int((cover.x1 - box.x0) / SQUARE) + 2)
        watched[max(rows.start, 0) : max(rows.stop, 0), max(columns.start, 0) : max(columns.stop, 0)] = False
    seen = _means(picture, view.pixels(box, 0, picture.shape), squares)
    inner = _means(own, (slice(0, own.shape[0]), slice(0, own.shape[1])), squares)
    return bool((numpy.abs(seen - inner) < DIFFERENT)[watched].all())


def _means(picture: Picture, part: tuple[slice, slice], squares: tuple[int, int]) -> Any:
    """Return the mean grey of so many parts, down and across, of a part of a picture."""
    pixels = picture[part].astype(numpy.float64)
    if not pixels.size:
        return numpy.zeros(squares)
    rows, columns = (numpy.linspace(0, pixels.shape[i], squares[i] + 1).astype(numpy.int64) for i in (0, 1))
    sums = numpy.zeros((pixels.shape[0] + 1, pixels.shape[1] + 1))
    sums[1:, 1:] = pixels.cumsum(axis=0).cumsum(axis=1)
    parts = sums[rows][:, columns]
    totals = parts[1:, 1:] - parts[:-1, 1:] - parts[1:, :-1] + parts[:-1, :-1]
    return totals / numpy.maximum(numpy.diff(rows)[:, None] * numpy.diff(columns)[None, :], 1)
