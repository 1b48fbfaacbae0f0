"""Pictures of source and target: boxes are black, nothing is left under them, and nothing else has changed."""

import ctypes
from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy
import pypdfium2.raw as pdfium

from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.width import Covering
from woo_redact.verify.beneath import CHANCE, CHANGE, DARK, Mask, is_left, shows
from woo_redact.verify.covering import on_one_line
from woo_redact.verify.drawing import Picture, in_strips, picture, strips
from woo_redact.verify.glyphs import Glyphs, Integers
from woo_redact.verify.substitutes import substituted
from woo_redact.verify.view import View

# Grey values, 0 black to 255 white: ink is no lighter than this.
INK = 210
# Paper that is not white is the ground of a table or a box; it may not become lighter or darker by this much.
PAPER = 250
GROUND = 24
# What another engine drew differs by less, within two pixels.
REDRAWN = 120
# A hairline is black in one engine's picture, and in the other's two columns of grey, each no lighter than this.
FAINT = 175
# A letter in a font that is not in the file has other shapes by less than this part of its size.
OTHER_SHAPE = 0.08
# Of a box, the part that must be dark: the rest may be a white label.
DARK_SHARE = 0.45
# Ink of what is gone may have reached beyond its cover by these parts of its height.
REACH_UP, REACH_DOWN, REACH_ASIDE = 0.3, 0.15, 0.2
# Points that a drawn box may differ from its cover at each side.
BOX_ROUNDING = 1.0


def compare_pictures(
    page: int,
    pages: tuple[Any, Any],
    covered: tuple[Sequence[Box], Covering],
    kept: Glyphs | None,
    scale: float,
    *,
    burnt: bool = False,
) -> list[Finding]:
    """Compare source and target, open PDFium ``pages``, at ``scale`` pixels per point.

    ``covered`` are the covers (page space), and what was done beyond them: the lines on which text was moved are left
    to those who compare text, but for what is beneath their boxes.

    ``kept`` are the glyphs that stay on a page with covers: what could not be seen before may not show now. On a page
    without covers nothing new may show at all. The target's boxes are taken off in memory, to look beneath them: the
    page has to be thrown away afterwards. ``burnt`` tells that the target is a picture, of which the boxes are part.
    """
    source, target = pages
    covers, told = covered
    boxes = told.boxes or covers
    before = picture(source, scale)
    if burnt:
        _lift_boxes(target, boxes)
    view = view_of(source, before.shape)
    whole = picture(target, scale)
    after = aligned(whole, before.shape, view.rotation)
    if after is None:
        return [Finding("changed-page", Severity.BLOCKING, "De pagina is kleiner geworden", page)]
    findings = []
    if not all(is_dark(after, view, box) for box in boxes):
        kind, what = ("residue", "in de afbeelding gebrand") if burnt else ("box-missing", "zwart")
        findings.append(Finding(kind, Severity.BLOCKING, f"Een lak is niet {what}", page))
    if covers and not burnt:
        _lift_boxes(target, boxes)
        rows = [view.pixels(box, 1, before.shape)[0] for box in (*covers, *boxes)]
        lower = whole.shape[0] - before.shape[0] if view.rotation in (180, 270) else 0
        lifted = in_strips(target, scale, strips(rows, lower), whole.shape)
        bare = aligned(lifted, before.shape, view.rotation)
        if bare is None or _is_beneath((before, after, bare), view, covers, told):
            findings.append(Finding("residue", Severity.BLOCKING, "Onder een lak staat nog beeld", page))
    letters = _letters(before.shape, view, kept)
    beside = _beside(before.shape, view, (*covers, *boxes, *_moved_lines(told)))
    differ = partial(_is_redrawn, loose=loose_places(source, view, before.shape)) if burnt else _is_changed
    if differ(before, after, beside, letters):
        findings.append(Finding("changed-page", Severity.BLOCKING, "Buiten de lakken is de pagina veranderd", page))
    return findings


def view_of(page: Any, shape: tuple[int, ...]) -> View:
    """Return how the page space of an open page lies in a picture of this shape."""
    width, height, rotation = page.get_width(), page.get_height(), page.get_rotation()
    # A picture has whole pixels; the page is stretched to fill them.
    across, down = shape[1] / width, shape[0] / height
    if rotation % 180:
        width, height = height, width
    return View(width, height, rotation, across, down)


def aligned(picture: Picture, shape: tuple[int, ...], rotation: int) -> Picture | None:
    """Cut a page that may have grown down to the part that shows the source; it grows away from its origin."""
    grown = picture.shape[0] - shape[0], picture.shape[1] - shape[1]
    top = grown[0] if rotation in (180, 270) else 0
    left = grown[1] if rotation in (90, 180) else 0
    if min(grown) < 0:
        return None
    return picture[top : top + shape[0], left : left + shape[1]]


def is_dark(picture: Picture, view: View, cover: Box) -> bool:
    """Whether a cover is a box in a picture, labels apart."""
    inner = picture[view.pixels(cover, -0.5, picture.shape)]
    # A box thinner than a pixel, or off the page, cannot be looked at.
    return int(numpy.count_nonzero(inner < DARK)) >= DARK_SHARE * inner.size


def _lift_boxes(page: Any, covers: Sequence[Box]) -> None:
    """Take the objects that fill a cover off the page, in memory; objects within forms stay."""
    left, _, _, top = page.get_bbox()
    boxes = numpy.array([(left + c.x0, top - c.bottom, left + c.x1, top - c.top) for c in covers])
    sides = [ctypes.c_float() for _ in range(4)]
    paths = []
    bounds = []
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(item, *sides)
            paths.append(item)
            bounds.append([side.value for side in sides])
    drawn = numpy.array(bounds).reshape(-1, 4)
    filling: Mask = numpy.zeros(len(paths), numpy.bool_)
    for box in boxes:
        filling |= numpy.abs(drawn - box).max(axis=1) <= BOX_ROUNDING
    for number in numpy.flatnonzero(filling).tolist():
        if pdfium.FPDFPage_RemoveObject(page, paths[number]):
            pdfium.FPDFPageObj_Destroy(paths[number])


def _is_beneath(pictures: tuple[Picture, Picture, Picture], view: View, covers: Sequence[Box], told: Covering) -> bool:
    """Whether anything is left under the boxes; ``pictures`` are the source, the target and that without its boxes."""
    before, after, bare = pictures
    still = [cover for cover in covers if not _is_moved(cover, told)]
    return any(is_left(before, after, bare, view, cover) for cover in still) or any(
        shows(after, bare, view, box) for box in told.boxes if _is_moved(box, told)
    )


def _is_moved(box: Box, told: Covering) -> bool:
    return any(on_one_line(box, shift.box) for shift in told.shifts)


def _moved_lines(told: Covering) -> list[Box]:
    """Return where text was and is that moved on its line."""
    return [
        Box(min(s.box.x0, s.box.x0 + s.by), s.box.top, max(s.box.x1, s.box.x1 + s.by), s.box.bottom)
        for s in told.shifts
    ]


def _beside(shape: tuple[int, ...], view: View, covers: Sequence[Box]) -> Mask:
    """Return the pixels that no covered character's ink reached."""
    watched: Mask = numpy.ones(shape, numpy.bool_)
    for c in covers:
        aside, up, down = REACH_ASIDE * c.height, REACH_UP * c.height, REACH_DOWN * c.height
        watched[view.pixels(Box(c.x0 - aside, c.top - up, c.x1 + aside, c.bottom + down), 1, shape)] = False
    return watched


def _letters(shape: tuple[int, ...], view: View, kept: Glyphs | None) -> Picture:
    """Return 1 in the middle of every letter, seen or not; without letters 1 everywhere.

    There and around it a pixel may get no ink even if it is white.
    """
    if kept is None:
        return numpy.ones(shape, numpy.uint8)
    spots: Picture = numpy.zeros(shape, numpy.uint8)
    across, down = view.points(kept.middle_x, kept.middle_y)
    inside = (across >= 0) & (across < shape[1]) & (down >= 0) & (down < shape[0])
    spots[down[inside], across[inside]] = 1
    return spots


def _is_changed(before: Picture, after: Picture, watched: Mask, letters: Picture) -> bool:
    """Whether the pictures differ: by what moved less than the eye sees, a whole letter may lie a pixel off."""
    return all(_changed(before, after, watched, letters, reach) > CHANCE for reach in (1, 2))


def _changed(before: Picture, after: Picture, watched: Mask, letters: Picture, reach: int) -> int:
    """Count the pixels that lost their ink, got ink over what they showed, or lost the ground they stood on.

    A pixel's neighbours within ``reach`` count as well, since what moves by a hundredth of a point is smoothed
    otherwise. White paper may get ink where there are no ``letters``: labels stand there.
    """
    differ = (before != after) & watched
    # Only a pixel that differs can count, so rows and columns without one are left out, but for the neighbours.
    rows, columns = _around(differ.any(axis=1), 2 * reach), _around(differ.any(axis=0), 2 * reach)
    if not len(rows):
        return 0
    part = numpy.ix_(rows, columns)
    before, after, watched, letters = before[part], after[part], watched[part], letters[part]
    darkest_before, darkest_after = spread(before, numpy.minimum), spread(after, numpy.minimum)
    for _ in range(reach - 1):
        darkest_before, darkest_after = spread(darkest_before, numpy.minimum), spread(darkest_after, numpy.minimum)
    lost = (before < INK) & (_less(darkest_after, CHANGE) > before)
    # White within two pixels of ink, where a label may not stand either.
    near = (spread(letters, numpy.maximum) > 0) | (spread(darkest_before, numpy.minimum) < INK)
    over = near & (after < INK) & (_less(darkest_before, CHANGE) > after)
    flat = (darkest_before > INK) & (spread(before, numpy.maximum) < PAPER)
    faded = flat & (_less(darkest_after, GROUND) > before)
    return int(numpy.count_nonzero((lost | over | faded) & watched))


def _around(marked: Mask, reach: int) -> Integers:
    """Return the numbers of what is marked, and of what lies within ``reach`` of it."""
    found = numpy.flatnonzero(marked)[:, None] + numpy.arange(-reach, reach + 1)
    return numpy.unique(numpy.clip(found, 0, len(marked) - 1))


def loose_places(page: Any, view: View, shape: tuple[int, ...]) -> tuple[Mask, int]:
    """Return where letters have another shape in each engine, and within how many pixels."""
    mask: Mask = numpy.zeros(shape, numpy.bool_)
    largest = 0.0
    for box, size in substituted(page):
        mask[view.pixels(box, 2, shape)] = True
        largest = max(largest, size)
    return mask, 1 + round(OTHER_SHAPE * largest * max(view.across, view.down))


def _is_redrawn(before: Picture, after: Picture, watched: Mask, letters: Picture, loose: tuple[Mask, int]) -> bool:
    """Whether ink was lost or added where the target is a picture that another engine made.

    Its edges lie a fraction of a pixel off: what counts is ink without any ink within two pixels, or within more where
    shapes are ``loose``.
    """
    near_before = spread(spread(before, numpy.minimum), numpy.minimum)
    near_after = spread(spread(after, numpy.minimum), numpy.minimum)
    # Within letters and between them; labels stand further off.
    among = (spread(letters, numpy.maximum) > 0) | (spread(spread(near_before, numpy.minimum), numpy.minimum) < INK)
    near_before, near_after = _with_any_ink(near_before, *loose), _with_any_ink(near_after, *loose)
    lost = (before < INK) & (near_after > FAINT) & (_less(near_after, REDRAWN) > before)
    added = among & (after < INK) & (near_before > FAINT) & (_less(near_before, REDRAWN) > after)
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
        wide = spread(wide, numpy.minimum)
    return numpy.where(where & (wide < INK), numpy.uint8(0), near)


def spread(picture: Picture, choose: Any) -> Picture:
    """Return, by ``choose`` (minimum or maximum), for each pixel the darkest or lightest of the nine around it."""
    rows: Picture = picture.copy()
    choose(rows[1:], picture[:-1], out=rows[1:])
    choose(rows[:-1], picture[1:], out=rows[:-1])
    spread: Picture = rows.copy()
    choose(spread[:, 1:], rows[:, :-1], out=spread[:, 1:])
    choose(spread[:, :-1], rows[:, 1:], out=spread[:, :-1])
    return spread
