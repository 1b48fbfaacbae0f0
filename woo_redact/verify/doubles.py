"""Text that stands twice, a little apart: a shadow, or bold made by printing twice.

PDFium reports it once when the two follow each other and are alike, and twice when they do not: after a word is taken
out of one of them, for instance. So a character that is missing or new is looked for again, with its double, by the
other engine, which reports everything.
"""

from dataclasses import replace

import numpy

from woo_redact.verify.glyphs import SAME, Glyphs, near
from woo_redact.verify.residue import Comparison

# Points.
APART = 4.0
# Characters: when more are missing or new on a page, it is not because of doubles.
FEW = 1500

Both = tuple[Glyphs, Glyphs]


def without_doubles(compared: Comparison, first: Both, second: Both) -> Comparison:
    """Leave out what is neither lost nor added; ``first`` and ``second`` are each engine's source and target."""
    lost, added = compared.lost, compared.added
    if len(lost) + len(added) > FEW:
        return compared
    still = near(lost, first[1], APART) & near(lost, second[1], SAME)
    before = near(added, first[0], APART) & near(added, second[0], SAME)
    kept = compared.kept + int(numpy.count_nonzero(still))
    return replace(compared, kept=kept, lost=lost.only(~still), added=added.only(~before))
