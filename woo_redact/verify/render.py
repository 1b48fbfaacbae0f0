"""Pictures of source and target: boxes are black, nothing is left under them, and nothing else has changed."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from woo_redact.domain.geometry import Box, to_display
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.glyphs import Floats, Glyphs, Integers
from woo_redact.verify.substitutes import substituted

Picture = NDArray[numpy.uint8]
Mask = NDArray[numpy.bool_]

# Grey values, 0 black to 255 white: ink is this much darker than paper or more, and changes when by this much.
INK = 210
CHANGE = 48
# Paper that is not white is the ground of a table or a box; it may not become lighter or darker by this much.
PAPER = 250
GROUND = 24
DARK = 110
# What another engine drew differs by less, within two pixels.
REDRAWN = 120
# A letter in a font that is not in the file has other shapes by less than this part of its size.
OTHER_SHAPE = 0.08
# Of a box, the part that must be dark: the rest may be a white label.
DARK_SHARE = 0.45
# Ink of what is gone may have reached beyond its cover by these parts of its height.
REACH_UP, REACH_DOWN, REACH_ASIDE = 0.3, 0.15, 0.2
# Pixels that may differ on a page: smoothing at the edge of something else.
CHANCE = 3
# The heights of a cover, as parts from its top, where only its own line has ink, at any spacing down to 0.7.
CORE_TOP, CORE_BOTTOM = 0.36, 0.76
# Of the ink in the core of a cover, the part that may be there still: rules that cross it.
LEFT_SHARE = 0.15
# Points that a drawn box may differ from its cover at each side.
BOX_ROUNDING = 1.0


@dataclass(frozen=True, slots=True)
class View:
    """How page space lies in a picture: its size and rotation, and pixels per point across and down."""

    width: float
    height: float
    rotation: int
    across: float
    down: float

    def pixels(self, box: Box, more: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
        """Return the rows and columns of a page-space box, with ``more`` pixels at each side."""
        shown = to_display(box, self.width, self.height, self.rotation)
        return (
            _range(shown.top * self.down - more, shown.bottom * self.down + more, shape[0]),
            _range(shown.x0 * self.across - more, shown.x1 * self.across + more, shape[1]),
        )

    def points(self, x: Floats, y: Floats) -> tuple[Integers, Integers]:
        """Return the column and row of each page-space point."""
        shown_x, shown_y = {
            0: (x, y),
            90: (self.height - y, x),
            180: (self.width - x, self.height - y),
            270: (y, self.width - x),
        }[self.rotation]
        return (shown_x * self.across).astype(numpy.int64), (shown_y * self.down).astype(numpy.int64)


def _range(low: float, high: float, size: int) -> slice:
    # Negative ends would count from the other side.
    return slice(min(max(round(low), 0), size), min(max(round(high), 0), size))


def compare_pictures(
    page: int,
    pages: tuple[Any, Any],
    covers: Sequence[Box],
    kept: Glyphs | None,
    scale: float,
    *,
    burnt: bool = False,
) -> list[Finding]:
    """Compare source and target, open PDFium ``pages``, at ``scale`` pixels per point; ``covers`` are in page space.

    ``kept`` are the glyphs that stay on a page with covers: what could not be seen before may not show now. On a page
    without covers nothing new may show at all. The target's boxes are taken off in memory, to look beneath them: the
    page has to be thrown away afterwards. ``burnt`` tells that the target is a picture, of which the boxes are part.
    """
    source, target = pages
    before = _picture(source, scale)
    if burnt:
        _lift_boxes(target, covers)
    view = _view(source, before.shape)
    after = _aligned(_picture(target, scale), before.shape, view.rotation)
    if after is None:
        return [Finding("changed-page", Severity.BLOCKING, "De pagina is kleiner geworden", page)]
    findings = []
    if not all(_is_dark(after, view, cover) for cover in covers):
        kind, what = ("residue", "in de afbeelding gebrand") if burnt else ("box-missing", "zwart")
        findings.append(Finding(kind, Severity.BLOCKING, f"Een lak is niet {what}", page))
    if covers and not burnt:
        _lift_boxes(target, covers)
        bare = _aligned(_picture(target, scale), before.shape, view.rotation)
        if bare is None or any(_left(before, after, bare, view, cover) for cover in covers):
            findings.append(Finding("residue", Severity.BLOCKING, "Onder een lak staat nog beeld", page))
    blank = _blank(before.shape, view, kept)
    beside = _beside(before.shape, view, covers)
    differ = partial(_is_redrawn, loose=_loose(source, view, before.shape)) if burnt else _is_changed
    if differ(before, after, beside, blank):
        findings.append(Finding("changed-page", Severity.BLOCKING, "Buiten de lakken is de pagina veranderd", page))
    return findings


def _view(page: Any, shape: tuple[int, ...]) -> View:
    width, height, rotation = page.get_width(), page.get_height(), page.get_rotation()
    # A picture has whole pixels; the page is stretched to fill them.
    across, down = shape[1] / width, shape[0] / height
    if rotation % 180:
        width, height = height, width
    return View(width, height, rotation, across, down)


def _picture(page: Any, scale: float) -> Picture:
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels: Picture = bitmap.to_numpy().copy()
    finally:
        bitmap.close()
    return pixels.reshape(pixels.shape[0], pixels.shape[1])


def _aligned(picture: Picture, shape: tuple[int, ...], rotation: int) -> Picture | None:
    """Cut a page that may have grown down to the part that shows the source; it grows away from its origin."""
    grown = picture.shape[0] - shape[0], picture.shape[1] - shape[1]
    top = grown[0] if rotation in (180, 270) else 0
    left = grown[1] if rotation in (90, 180) else 0
    if min(grown) < 0:
        return None
    return picture[top : top + shape[0], left : left + shape[1]]


def _is_dark(picture: Picture, view: View, cover: Box) -> bool:
    inner = picture[view.pixels(cover, -0.5, picture.shape)]
    # A box thinner than a pixel, or off the page, cannot be looked at.
    return inner.size == 0 or float(numpy.mean(inner < DARK)) >= DARK_SHARE


def _lift_boxes(page: Any, covers: Sequence[Box]) -> None:
    """Take the objects that fill a cover off the page, in memory; objects within forms stay."""
    left, _, _, top = page.get_bbox()
    boxes = numpy.array([(left + c.x0, top - c.bottom, left + c.x1, top - c.top) for c in covers])
    sides = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(page) - 1, -1, -1):
        item = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(item, *sides)
        bounds = numpy.array([side.value for side in sides])
        if numpy.abs(boxes - bounds).max(axis=1).min() <= BOX_ROUNDING and pdfium.FPDFPage_RemoveObject(page, item):
            pdfium.FPDFPageObj_Destroy(item)


def _left(before: Picture, after: Picture, bare: Picture, view: View, cover: Box) -> bool:
    """Whether the ink that the source had under a cover can be seen when the box is off."""
    core = Box(cover.x0, cover.top + CORE_TOP * cover.height, cover.x1, cover.top + CORE_BOTTOM * cover.height)
    if view.rotation % 180 == 0 and cover.height > 4 * cover.width:
        core = cover
    place = view.pixels(core, 0, before.shape)
    old, now = _marks(before[place]), _marks(bare[place])
    # Where the box is light a label is printed in it; its letters are no residue.
    seen = old & (after[place] < DARK)
    ink = int(numpy.count_nonzero(seen))
    if ink <= CHANCE:
        return False
    stuck = bool(numpy.mean(bare[place] < DARK) > 0.9 and numpy.mean(before[place] < DARK) < 0.5)
    return stuck or int(numpy.count_nonzero(seen & now)) > max(CHANCE, LEFT_SHARE * ink)


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


def _beside(shape: tuple[int, ...], view: View, covers: Sequence[Box]) -> Mask:
    """Return the pixels that no covered character's ink reached."""
    watched: Mask = numpy.ones(shape, numpy.bool_)
    for c in covers:
        aside, up, down = REACH_ASIDE * c.height, REACH_UP * c.height, REACH_DOWN * c.height
        watched[view.pixels(Box(c.x0 - aside, c.top - up, c.x1 + aside, c.bottom + down), 1, shape)] = False
    return watched


def _blank(shape: tuple[int, ...], view: View, kept: Glyphs | None) -> Mask:
    """Return the pixels that may get no ink even if they are white: where text stands, seen or not, or all."""
    if kept is None:
        return numpy.ones(shape, numpy.bool_)
    spots: Picture = numpy.zeros(shape, numpy.uint8)
    across, down = view.points(kept.middle_x, kept.middle_y)
    inside = (across >= 0) & (across < shape[1]) & (down >= 0) & (down < shape[0])
    spots[down[inside], across[inside]] = 1
    return _spread(spots, numpy.maximum) > 0


def _is_changed(before: Picture, after: Picture, watched: Mask, blank: Mask) -> bool:
    """Whether the pictures differ: by what moved less than the eye sees, a whole letter may lie a pixel off."""
    return all(_changed(before, after, watched, blank, reach) > CHANCE for reach in (1, 2))


def _changed(before: Picture, after: Picture, watched: Mask, blank: Mask, reach: int) -> int:
    """Count the pixels that lost their ink, got ink over what they showed, or lost the ground they stood on.

    A pixel's neighbours within ``reach`` count as well, since what moves by a hundredth of a point is smoothed
    otherwise. White paper may get ink where it is not ``blank``: labels stand there.
    """
    rows = numpy.flatnonzero(((before != after) & watched).any(axis=1))
    # Only a pixel that differs can count, so rows without one are left out, but for the neighbours.
    rows = numpy.unique(numpy.clip(rows[:, None] + numpy.arange(-2 * reach, 2 * reach + 1), 0, len(before) - 1))
    if not len(rows):
        return 0
    before, after, watched, blank = before[rows], after[rows], watched[rows], blank[rows]
    darkest_before, darkest_after = _spread(before, numpy.minimum), _spread(after, numpy.minimum)
    for _ in range(reach - 1):
        darkest_before, darkest_after = _spread(darkest_before, numpy.minimum), _spread(darkest_after, numpy.minimum)
    lost = (before < INK) & (_less(darkest_after, CHANGE) > before)
    # White within two pixels of ink, where a label may not stand either.
    near = blank | (_spread(darkest_before, numpy.minimum) < INK)
    over = near & (after < INK) & (_less(darkest_before, CHANGE) > after)
    flat = (darkest_before > INK) & (_spread(before, numpy.maximum) < PAPER)
    faded = flat & (_less(darkest_after, GROUND) > before)
    return int(numpy.count_nonzero((lost | over | faded) & watched))


def _loose(page: Any, view: View, shape: tuple[int, ...]) -> tuple[Mask, int]:
    """Return where letters have another shape in each engine, and within how many pixels."""
    mask: Mask = numpy.zeros(shape, numpy.bool_)
    largest = 0.0
    for box, size in substituted(page):
        mask[view.pixels(box, 2, shape)] = True
        largest = max(largest, size)
    return mask, 1 + round(OTHER_SHAPE * largest * max(view.across, view.down))


def _is_redrawn(before: Picture, after: Picture, watched: Mask, blank: Mask, loose: tuple[Mask, int]) -> bool:
    """Whether ink was lost or added where the target is a picture that another engine made.

    Its edges lie a fraction of a pixel off: what counts is ink without any ink within two pixels, or within more where
    shapes are ``loose``.
    """
    near_before = _spread(_spread(before, numpy.minimum), numpy.minimum)
    near_after = _spread(_spread(after, numpy.minimum), numpy.minimum)
    # Within letters and between them; labels stand further off.
    among = blank | (_spread(_spread(near_before, numpy.minimum), numpy.minimum) < INK)
    near_before, near_after = _with_any_ink(near_before, *loose), _with_any_ink(near_after, *loose)
    lost = (before < INK) & (_less(near_after, REDRAWN) > before)
    added = among & (after < INK) & (_less(near_before, REDRAWN) > after)
    return int(numpy.count_nonzero((lost | added) & watched)) > CHANCE


def _less(picture: Picture, by: int) -> Picture:
    """Subtract without going below black."""
    less: Picture = numpy.maximum(picture, by) - numpy.uint8(by)
    return less


def _with_any_ink(near: Picture, where: Mask, reach: int) -> Picture:
    """Return what is ``near`` (within two pixels), taking any ink within ``reach`` for black in some places."""
    if not where.any():
        return near
    wide = near
    for _ in range(reach - 2):
        wide = _spread(wide, numpy.minimum)
    return numpy.where(where & (wide < INK), numpy.uint8(0), near)


def _spread(picture: Picture, choose: Any) -> Picture:
    """Return for each pixel the darkest or lightest of the nine around it."""
    rows: Picture = picture.copy()
    choose(rows[1:], picture[:-1], out=rows[1:])
    choose(rows[:-1], picture[1:], out=rows[:-1])
    spread: Picture = rows.copy()
    choose(spread[:, 1:], rows[:, :-1], out=spread[:, 1:])
    choose(spread[:, :-1], rows[:, 1:], out=spread[:, :-1])
    return spread
