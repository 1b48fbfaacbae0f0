"""Runs: what an engine saw, in page space, before it is put in reading order. Neutral between engines."""

from dataclasses import dataclass, field

# Parts of the font size above and below the baseline that a word's box covers. Together 1, so that the boxes of lines
# set solid touch and do not overlap; engines report up to 1.5 times the size.
ASCENT = 0.78
DESCENT = 0.22

# One code point for one code point, so that offsets stay right. Subset fonts often map the hyphen to U+00AD and the
# blank to U+00A0.
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n\x0b\x0c"
)
PLAIN = str.maketrans(
    {
        **dict.fromkeys(_BLANKS, " "),
        "\u00ad": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
    }
)
# No width and no meaning for a reader; left out of the text (what they stand in is covered by place, not by text).
WIDTHLESS = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one baseline, in reading direction, without a wide gap between them.

    ``edges`` holds ``len(text) + 1`` x positions for a horizontal run, nothing for another one. ``baseline`` is y;
    for a run that is not horizontal ``top`` and ``bottom`` bound it and ``baseline`` is ``bottom``. ``sizes`` are not
    kept per character: superscripts are runs of their own.
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


def horizontal_run(text: str, edges: tuple[float, ...], baseline: float, size: float, bold: bool) -> Run:
    """Make a run of horizontal text; ``edges`` are made to run forward, as overlapping glyphs may step back."""
    forward = list(edges)
    for i in range(1, len(forward)):
        if forward[i] < forward[i - 1]:
            forward[i] = forward[i - 1]
    return Run(
        text,
        forward[0],
        forward[-1],
        baseline,
        size,
        bold,
        tuple(forward),
        baseline - ASCENT * size,
        baseline + DESCENT * size,
    )
