"""Reading with OCR what can only be seen, and comparing it with what the text of the page says."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from math import ceil, floor
from statistics import median
from typing import Any

import numpy
import pymupdf

from woo_redact.domain.geometry import Box, to_display
from woo_redact.ocr import DPI, POINTS, Picture, Recognised, recognise
from woo_redact.readers.runs import DESCENT, RUN_GAP, Run
from woo_redact.readers.trust import COMMON

SCALE = DPI / POINTS
# Points that a recognised word is covered beyond its ink: letters lie a pixel beside where they are recognised.
GENEROUS = 1.3
# Parts of the font size: heights of capitals and of small letters, and of what hangs below the line.
CAPITAL, SMALL, BELOW = 0.72, 0.52, 0.21
HANGING = frozenset("gjpqyQ,;()[]|/@")
TALL = frozenset("bdfhiklt()[]|/@&%!?€$")
# Texts that share this part of their letters are the same, misread.
ALIKE = 0.7
# Grey values by which ink differs from its ground.
CONTRAST = 40
# Text makes sense when this share of its words looks like words, and there are so many.
SENSE_SHARE = 0.5
FEWEST = 3
# Points: the ink of a line that is less high cannot be read with certainty.
SMALLEST_LINE = 3.0
# With so many words, this share of them has to be common ones.
RUNNING, COMMON_SHARE = 20, 0.05
VOWELS = frozenset("aeiouy")
CONSONANTS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of the text layer that count, in display space: where the middle of each stands."""

    texts: Sequence[str] = field(repr=False)
    middles: numpy.ndarray[Any, numpy.dtype[numpy.float64]] = field(repr=False)

    def under(self, word: "Sighted") -> str:
        """Return the letters and digits within a word's box, from left to right."""
        if not len(self.middles):
            return ""
        x, y = self.middles.T
        box = word.box
        inside = (x > box.x0 - 0.5) & (x < box.x1 + 0.5) & (y > box.top - 1) & (y < box.bottom + 1)
        return plain("".join(self.texts[i] for i in sorted(numpy.flatnonzero(inside).tolist(), key=lambda i: x[i])))


@dataclass(frozen=True, slots=True)
class Sighted:
    """A recognised word on the page as it is shown (points); its box is that of the ink of its line."""

    text: str = field(repr=False)
    line: int
    box: Box


def plain(text: str) -> str:
    """Return the letters and digits of a text, without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def alike(a: str, b: str) -> bool:
    """Whether two texts of letters and digits are the same but for what OCR misreads."""
    return a == b or likeness(a, b) >= ALIKE


def likeness(a: str, b: str) -> float:
    """Return the share of letters that two texts have in common, in order: 0 to 1."""
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def letters_of(page: Any, spans: Iterable[Any]) -> Letters:
    """Return the letters and digits of spans, in display space."""
    chars = [char for span in spans for char in span["chars"] if not char["c"].isspace()]
    boxes = numpy.array([char["bbox"] for char in chars], numpy.float64).reshape(-1, 2, 2)
    a, b, c, d, e, f = page.rotation_matrix
    middles = boxes.mean(axis=1) @ numpy.array(((a, b), (c, d))) + (e, f)
    return Letters([char["c"] for char in chars], middles)


def rendered(page: Any) -> Picture:
    """Return the page as it is shown, in grey, for :func:`sighted`."""
    pixmap = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]


def has_ink(picture: Picture, box: Box) -> bool:
    """Whether anything is seen in a box (display space)."""
    part = picture[_rows(box), _columns(box)]
    return bool(part.size and numpy.ptp(part) > CONTRAST)


def _rows(box: Box) -> slice:
    return slice(max(floor(box.top * SCALE), 0), max(ceil(box.bottom * SCALE), 0))


def _columns(box: Box) -> slice:
    return slice(max(floor(box.x0 * SCALE), 0), max(ceil(box.x1 * SCALE), 0))


def sighted(picture: Picture, boxes: Iterable[Box]) -> list[Sighted]:
    """Recognise the words within boxes (display space) of a rendered page, in one go."""
    mask = numpy.zeros(picture.shape, numpy.bool_)
    for box in boxes:
        mask[_rows(box), _columns(box)] = True
    rows, columns = numpy.flatnonzero(mask.any(axis=1)), numpy.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return []
    top, left = int(rows[0]), int(columns[0])
    part = (slice(top, int(rows[-1]) + 1), slice(left, int(columns[-1]) + 1))
    words = recognise(numpy.where(mask[part], picture[part], numpy.uint8(255)))
    return [_sighted(word, left, top) for word in words]


def _sighted(word: Recognised, left: float, top: float) -> Sighted:
    x0, x1 = sorted(((word.x0 + left) / SCALE, (word.x1 + left) / SCALE))
    y0, y1 = sorted(((word.top + top) / SCALE, (word.bottom + top) / SCALE))
    return Sighted(word.text, word.line, Box(x0, y0, x1, y1))


def makes_sense(words: Iterable[Sighted]) -> bool:
    """Whether recognised words are text, and not what OCR makes of a photograph, of specks or of a page upside down."""
    found = list(words)
    tokens = [token for token in (plain(word.text) for word in found) if token]
    longer = [token for token in tokens if len(token) >= FEWEST]
    good = sum(map(_is_like_a_word, longer))
    if good < FEWEST or good < SENSE_SHARE * len(tokens) or median(word.box.height for word in found) < SMALLEST_LINE:
        return False
    return len(tokens) < RUNNING or sum(token in COMMON for token in tokens) >= COMMON_SHARE * len(tokens)


def _is_like_a_word(token: str) -> bool:
    if token.isdigit():
        return True
    if not token.isalpha() or not VOWELS.intersection(token):
        return False
    longest = max(len(list(run)) for _, run in groupby(token, lambda c: c in VOWELS))
    return longest < CONSONANTS_IN_A_ROW


def runs_of_words(words: Sequence[Sighted]) -> Iterator[Run]:
    """Yield the recognised words as runs, one for each line without a wide gap; words in them are covered whole."""
    for _, line in groupby(words, key=lambda word: word.line):
        found = list(line)
        size, baseline = _measured(found)
        part: list[Sighted] = []
        for word in found:
            if part and not -size < word.box.x0 - part[-1].box.x1 <= RUN_GAP * size:
                yield _run(part, size, baseline)
                part = []
            part.append(word)
        yield _run(part, size, baseline)


def _measured(words: Sequence[Sighted]) -> tuple[float, float]:
    """Return the font size and the baseline of a line, after the letters that its ink holds."""
    text = "".join(word.text for word in words)
    height = median(word.box.height for word in words)
    bottom = median(word.box.bottom for word in words)
    tall = any(c.isupper() or c.isdigit() or c in TALL for c in text)
    hangs = any(c in HANGING for c in text)
    size = max(height / ((CAPITAL if tall else SMALL) + (BELOW if hangs else 0)), 1.0)
    return size, bottom - (BELOW * size if hangs else 0)


def _run(words: Sequence[Sighted], size: float, baseline: float) -> Run:
    text: list[str] = []
    edges: list[float] = []
    end = 0.0
    for word in words:
        x0, x1 = word.box.x0 - GENEROUS, word.box.x1 + GENEROUS
        if text:
            text.append(" ")
            edges.append(end)
        step = (x1 - x0) / len(word.text)
        edges.extend(x0 + step * i for i in range(len(word.text)))
        text.append(word.text)
        end = x1
    top = min(word.box.top for word in words) - GENEROUS
    bottom = max(max(word.box.bottom for word in words) + GENEROUS, baseline + DESCENT * size * 0.5)
    said = "".join(text)
    return Run(said, edges[0], end, baseline, size, False, (*edges, end), top, bottom, whole=True)


def shown(boxes: Iterable[Box], width: float, height: float, rotation: int) -> list[Box]:
    """Turn page-space boxes into display space."""
    return [to_display(box, width, height, rotation) for box in boxes]
