"""A page of an archive copy beside the same page of the blacked-out PDF: its picture, its letters, what was added."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy

from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.beneath import Mask
from woo_redact.verify.drawing import Picture, picture
from woo_redact.verify.engines import origin, page_of, same_frame
from woo_redact.verify.glyphs import Glyphs, pdfium_glyphs
from woo_redact.verify.render import aligned, is_dark, loose_places, spread, view_of
from woo_redact.verify.residue import compare
from woo_redact.verify.second import SecondEngine
from woo_redact.verify.view import View

CHANGED, LOST, ADDED = "copy-changed", "copy-lost-text", "copy-added-text"
BOX, OVER = "copy-box-missing", "copy-id-over"
# Pixels per point, and grey values that colours of another space may differ.
SCALE = 1.0
DIFFERENT = 12
# The same at the edges of what is drawn.
SMOOTHED = 48
# Pixels that a letter may lie off.
REACH = 2
# Pixels that may differ: smoothing.
CHANCE = 3
# Points: letters may lie so far beyond the box that was told for them.
AROUND = 1.0


@dataclass(frozen=True, slots=True)
class Side:
    """A page in one of the two files: PDFium's document, the second engine on the same file, and its number."""

    shown: Any
    second: SecondEngine
    index: int


@dataclass(frozen=True, slots=True)
class Added:
    """What a copy may have more on a page: ``text`` within ``place``, and what is spoken in the boxes of passages."""

    text: str
    place: Box | None
    passages: tuple[SpokenPassage, ...] = ()

    @property
    def boxes(self) -> list[Box]:
        """The boxes of all passages."""
        return [box for passage in self.passages for box in passage.boxes]


def page_findings(number: int, before: Side, after: Side, added: Added) -> tuple[list[Finding], str]:
    """Return what is wrong with page ``number`` of a copy, and the text of the page before, words parted."""
    with page_of(before.shown, before.index, flat=True) as old, page_of(after.shown, after.index, flat=True) as new:
        corner = origin(old)
        was = pdfium_glyphs(old, *corner)
        now = pdfium_glyphs(new, *corner, was)
        findings = [*same_frame(number, old, new), *_pictures(number, old, new, added)]
    findings.extend(_letters(number, was, now, added))
    second = before.second.glyphs(before.index, *corner), after.second.glyphs(after.index, *corner)
    findings.extend(_letters(number, *second, added))
    if added.place is not None and was.covered([added.place]).any():
        findings.append(_finding(OVER, number, "Het documentnummer staat over tekst heen"))
    return list(dict.fromkeys(findings)), " ".join(word for _, word in was.words())


def _finding(kind: str, page: int, message: str) -> Finding:
    return Finding(kind, Severity.BLOCKING, message, page)


def _letters(number: int, was: Glyphs, now: Glyphs, added: Added) -> Iterator[Finding]:
    """Compare the letters of both; more there may be the number of the document, and what boxes say."""
    compared = compare(was.only(slice(0, 0)), was, now)
    if len(compared.lost):
        yield _finding(LOST, number, "Tekst van de pagina ontbreekt in de archiefkopie of is verschoven")
    more = compared.added
    for passage in added.passages:
        inside = more.covered(passage.boxes)
        if inside.any() and _squeezed(more.only(inside).text()) in ("", _squeezed(passage.text)):
            more = more.only(~inside)
    inside = more.covered([added.place.grown(AROUND, AROUND)] if added.place is not None else [])
    if Counter(more.only(inside).text()) != Counter(_squeezed(added.text) if added.place is not None else ""):
        yield _finding(ADDED, number, "Op de plaats van het documentnummer staat iets anders")
    if len(more.only(~inside)):
        yield _finding(ADDED, number, "In de archiefkopie staat tekst die niet in het gelakte bestand staat")


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _pictures(number: int, old: Any, new: Any, added: Added) -> Iterator[Finding]:
    was = picture(old, SCALE)
    view = view_of(old, was.shape)
    now = aligned(picture(new, SCALE), was.shape, view.rotation)
    if now is None:
        yield _finding(CHANGED, number, "De pagina is kleiner geworden")
        return
    if not all(is_dark(now, view, box) for box in added.boxes):
        yield _finding(BOX, number, "Een lak is in de archiefkopie niet zwart")
    if _is_over(was, view, added):
        yield _finding(OVER, number, "Het documentnummer staat over de inhoud van de pagina heen")
    apart = None if added.place is None else view.pixels(added.place, 1, was.shape)
    if _is_changed(was, now, apart, loose_places(old, view, was.shape)):
        yield _finding(CHANGED, number, "De pagina ziet er in de archiefkopie anders uit dan in het gelakte bestand")


def _is_changed(was: Picture, now: Picture, apart: tuple[slice, slice] | None, loose: tuple[Mask, int]) -> bool:
    """Whether one picture shows what the other has not in the same place; ``apart`` does not count.

    Text that is drawn in other pieces lies off by less than can be seen, but each letter begins at a whole pixel: it
    may lie one off, and its edge another. Where a font was not in the file, each letter has another shape once it is:
    in those ``loose`` places it is enough that both show something within so many pixels.
    """
    differ = numpy.abs(was.astype(numpy.int16) - now) > DIFFERENT
    if apart is not None:
        differ[apart] = False
    around_was, around_now = (was, was), (now, now)
    for _ in range(REACH):
        if int(numpy.count_nonzero(differ)) <= CHANCE:
            return False
        around_was, around_now = _spread(around_was), _spread(around_now)
        differ &= _is_beyond(was, around_now) | _is_beyond(now, around_was)
    places, reach = loose
    if places.any():
        for _ in range(reach - REACH):
            around_was, around_now = _spread(around_was), _spread(around_now)
        differ &= ~(places & _is_drawn(around_was) & _is_drawn(around_now))
    return int(numpy.count_nonzero(differ)) > CHANCE


def _spread(around: tuple[Picture, Picture]) -> tuple[Picture, Picture]:
    """Return the darkest and the lightest of the pixels around each, a pixel further."""
    return spread(around[0], numpy.minimum), spread(around[1], numpy.maximum)


def _is_drawn(around: tuple[Picture, Picture]) -> Mask:
    """Tell around which pixels anything is drawn."""
    darkest, lightest = around
    drawn: Mask = lightest.astype(numpy.int16) - darkest > SMOOTHED
    return drawn


def _is_beyond(picture: Picture, around: tuple[Picture, Picture]) -> Mask:
    """Tell which pixels are darker or lighter than all around their place in the other picture."""
    darkest, lightest = (pixels.astype(numpy.int16) for pixels in around)
    # Where something is drawn its edges vary; a place of one colour does not.
    slack = numpy.where(lightest - darkest > DIFFERENT, SMOOTHED, DIFFERENT)
    beyond: Mask = (picture < darkest - slack) | (picture > lightest + slack)
    return beyond


def _is_over(was: Picture, view: View, added: Added) -> bool:
    """Whether anything can be seen in the place of the number: paper has one colour."""
    place = added.place
    if place is None:
        return False
    part = was[view.pixels(place, 0, was.shape)]
    inked = part.size and int(part.max()) - int(part.min()) > DIFFERENT
    return bool(inked) or any(box.meets(place) for box in added.boxes)
