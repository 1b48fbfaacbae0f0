"""What can be seen beneath a box when it is taken off."""

import numpy
from numpy.typing import NDArray

from woo_redact.domain.geometry import Box
from woo_redact.verify.drawing import Picture
from woo_redact.verify.view import View

Mask = NDArray[numpy.bool_]

# Grey values: ink differs from its ground by this much, and is darker than the other.
CHANGE = 48
DARK = 110
# Pixels that may differ: smoothing at the edge of something else.
CHANCE = 3
# The heights of a cover, as parts from its top, where only its own line has ink, at any spacing down to 0.7.
CORE_TOP, CORE_BOTTOM = 0.36, 0.76
# Of the ink in the core of a cover, the part that may be there still: rules that cross it.
LEFT_SHARE = 0.15


def is_left(before: Picture, after: Picture, bare: Picture, view: View, cover: Box) -> bool:
    """Whether the ink that the source had under a cover can be seen when the box is off."""
    core = _core(cover)
    if view.rotation % 180 == 0 and cover.height > 4 * cover.width:
        core = cover
    place = view.pixels(core, 0, before.shape)
    beneath = bare[place]
    if not beneath.size or (beneath.max() >= DARK and int(beneath.max()) - int(beneath.min()) <= CHANGE):
        # Nothing but light paper, as nearly always.
        return False
    old, now = _marks(before[place]), _marks(beneath)
    # Where the box is light a label is printed in it; its letters are no residue.
    seen = old & (after[place] < DARK)
    ink = int(numpy.count_nonzero(seen))
    if ink <= CHANCE:
        return False
    stuck = bool(numpy.mean(beneath < DARK) > 0.9 and numpy.mean(before[place] < DARK) < 0.5)
    return stuck or int(numpy.count_nonzero(seen & now)) > max(CHANCE, LEFT_SHARE * ink)


def shows(after: Picture, bare: Picture, view: View, box: Box) -> bool:
    """Whether anything can be seen in a box when it is off; where the box is light a label is printed in it."""
    place = view.pixels(_core(box), 0, after.shape)
    return int(numpy.count_nonzero(_marks(bare[place]) & (after[place] < DARK))) > CHANCE


def _core(cover: Box) -> Box:
    """Return the heights of a cover where only its own line has ink."""
    return Box(cover.x0, cover.top + CORE_TOP * cover.height, cover.x1, cover.top + CORE_BOTTOM * cover.height)


def _marks(part: Picture) -> Mask:
    """Return what differs from its ground: dark ink on light paper, or light letters in a dark row."""
    if part.size == 0:
        return numpy.zeros(part.shape, numpy.bool_)
    marks: Mask = numpy.abs(part.astype(numpy.int16) - _ground(part)) > CHANGE
    return marks


def _ground(part: Picture) -> int:
    """Return the grey of most of a part."""
    middle = part.size // 2
    return int(numpy.partition(part, middle, axis=None)[middle])
