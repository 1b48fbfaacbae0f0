"""Runs: what an engine saw, before it is put in reading order. Neutral between engines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from woo_redact.domain.geometry import Box

# Parts of the font size above and below the baseline that a word's box covers. Together 1, so that the boxes of lines
# set solid touch and do not overlap; engines report up to 1.5 times the size.
ASCENT = 0.78
DESCENT = 0.22

# Parts of the font size. A wider gap between two characters is another cell or column; a step back is text printed
# over text; another baseline is a superscript.
RUN_GAP = 1.6
STEP_BACK = 1.0
BASELINE_STEP = 0.15

# One code point for one code point, so that offsets stay right. Subset fonts often map the hyphen to U+00AD and the
# blank to U+00A0.
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\x0b\x0c"
)
_LINE_ENDS = "\x1c\x1d\x1e\x1f\x85\u2028\u2029"
PLAIN = str.maketrans(
    {**dict.fromkeys(_BLANKS + _LINE_ENDS, " "), "\u00ad": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-"}
)
# No width and no meaning for a reader; left out of the text (what they stand in is covered by place, not by text).
WIDTHLESS = frozenset("\u200b\u200c\u200d\u2060\ufeff")
# Engines differ in whether they take these apart; they share the width of the one glyph.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

# What one glyph gives: its text, where it begins and ends in reading direction, its baseline.
Glyph = tuple[str, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one baseline, in reading direction, without a wide gap between them.

    Coordinates are points of the page turned so that the text is upright: page space for horizontal text. ``edges``
    holds ``len(text) + 1`` positions, or nothing for slanted text. A superscript is a run of its own. ``whole`` tells
    that only the ends of words are known, so that a word is covered as a whole.
    """

    text: str = field(repr=False)
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    edges: tuple[float, ...] = field(repr=False)
    top: float
    bottom: float
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """Size in points, and whether the face is bold."""

    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All text of a page as an engine saw it.

    ``upright`` has the runs by the turn, in degrees clockwise, that makes them upright; ``slanted`` the lines at any
    other angle, as words with their boxes in page space. ``beside`` are runs (by turn) that say what the page shows
    where its text says something else.
    """

    upright: dict[int, list[Run]] = field(repr=False)
    slanted: list[list[tuple[str, Box]]] = field(repr=False)
    beside: dict[int, list[Run]] = field(default_factory=dict, repr=False)


def runs_of(glyphs: Iterable[Glyph], font: Font) -> Iterator[Run]:
    """Yield the runs of glyphs in one font, in the order in which they were drawn."""
    gap, back, step = RUN_GAP * font.size, STEP_BACK * font.size, BASELINE_STEP * font.size
    text: list[str] = []
    edges: list[float] = []
    baseline = end = 0.0
    for letter, x, x1, y in glyphs:
        if letter in WIDTHLESS:
            continue
        if text and (x - end > gap or end - x > back or abs(y - baseline) > step):
            yield _run(text, edges, end, baseline, font)
            text, edges = [], []
        if not text:
            baseline = y
        if letter in LIGATURES or len(letter) != 1:
            letter = LIGATURES.get(letter, letter)
            edges.extend(x + (x1 - x) * i / len(letter) for i in range(len(letter)))
        else:
            edges.append(x)
        text.append(letter)
        end = x1
    if text:
        yield _run(text, edges, end, baseline, font)


def _run(text: list[str], edges: list[float], end: float, baseline: float, font: Font) -> Run:
    edges.append(end)
    if sorted(edges) != edges:
        # Overlapping glyphs may step back a little; a word's edges run forward.
        for i in range(1, len(edges)):
            edges[i] = max(edges[i], edges[i - 1])
    size = font.size
    return Run(
        "".join(text).translate(PLAIN),
        edges[0],
        edges[-1],
        baseline,
        size,
        font.bold,
        tuple(edges),
        baseline - ASCENT * size,
        baseline + DESCENT * size,
    )
