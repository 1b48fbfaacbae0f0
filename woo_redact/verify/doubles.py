"""Text that stands twice, a little apart: a shadow, or bold made by printing twice.

PDFium reports it once when the two follow each other and are alike, and twice when they do not: after a word is taken
out of one of them, for instance. So a character that it misses or finds new, beside its double, is left to the other
engine, which reports everything.
"""

from dataclasses import replace

import numpy

from woo_redact.verify.glyphs import SAME, Glyphs, near
from woo_redact.verify.residue import Comparison, compare

# Points.
APART = 4.0
# Characters: when more are missing or new on a page, it is not because of doubles.
FEW = 1500

# What has to go from a page, what has to stay, and what is there.
Sides = tuple[Glyphs, Glyphs, Glyphs]


def without_doubles(compared: Comparison, first: Sides, second: Sides) -> Comparison:
    """Leave out what the second engine finds neither lost nor added; ``compared`` is of the ``first``."""
    lost, added = compared.lost, compared.added
    if len(lost) + len(added) > FEW:
        return compared
    own = compare(*second)
    still = near(lost, first[2], APART) & near(lost, second[1], SAME) & ~near(lost, own.lost, SAME)
    before = near(added, first[1], APART) & near(added, second[2], SAME) & ~near(added, own.added, SAME)
    kept = compared.kept + int(numpy.count_nonzero(still))
    return replace(compared, kept=kept, lost=lost.only(~still), added=added.only(~before))
