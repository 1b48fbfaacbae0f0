"""What is drawn over a PDF for those who look at it before it is published: outlines, labels, and stamps.

It is drawn before anything is blacked out, as content of the pages, so that boxes and labels keep off it, and the check
compares with what was drawn over. Nothing is drawn over text but the outlines of passages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from woo_redact.domain.geometry import Box, enclosing, from_display, to_display
from woo_redact.files import FILE_MODE, output_error
from woo_redact.write.canvas import Canvas, Face, not_behind
from woo_redact.write.closing import flatten
from woo_redact.write.engine import opened
from woo_redact.write.erase import Reading, ink_of, kept_clear
from woo_redact.write.free_spot import free_spot
from woo_redact.write.label_font import exact_font
from woo_redact.write.labels import Label, Placement, Tag, place
from woo_redact.write.spots import dark_spots
from woo_redact.write.units import give_units, take_units

# Another than that of the labels beside redactions, which come on the same pages.
FONT_NAME = "WooView"
PLATE_COLOUR = "1 1 1"
# Contrast with white 9:1 and 10:1.
STAMP_COLOUR = "0.55 0 0.05"
OUTLINE_COLOUR = "0.05 0.2 0.55"
OUTLINE_WIDTH = 1.1
# Points that an outline stands off the text at the left and right; above and below are other lines.
BESIDE = 1.5
FRAME_WIDTH = 1.2
# Parts of the font size.
ABOUT, TALL, BASELINE = 0.45, 1.5, 1.1
# Rotations at which growing at the displayed right does not move the origin of page space.
ORIGIN_LEFT = (0, 270)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Words on every page: of the first of ``sizes`` (points) for which there is room; ``framed`` or bare.

    ``aim`` is where they stand best, from 0 (left) to 1 (right); ``colour`` is as an operator takes it; ``plate`` gives
    them a white ground of their own. ``apart`` they stand in a strip by which the page grows, whatever room it has.
    """

    text: str
    sizes: tuple[float, ...]
    framed: bool = False
    aim: float = 0.5
    colour: str = STAMP_COLOUR
    plate: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Outlined:
    """A passage to outline on a page: its boxes (page space), one per line, and what the label beside it says."""

    boxes: tuple[Box, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted over a page."""

    stamp: Stamp | None = None
    passages: tuple[Outlined, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it goes on a page: ``outlines`` in page space, all else as displayed.

    ``gutter`` and ``strip`` are how much the page grows for labels and for its stamp, in points, usually 0; a stamp
    without a ``spot`` stands in the strip.
    """

    outlines: tuple[Box, ...] = ()
    labels: tuple[Label, ...] = ()
    gutter: float = 0.0
    stamp: Stamp | None = None
    size: float = 0.0
    spot: Box | None = None
    strip: float = 0.0


@dataclass(frozen=True, slots=True)
class _Lettering:
    """Labels as they are given: see :class:`woo_redact.write.labels.Lettering`."""

    face: Face

    def measure(self, text: str) -> float:
        return self.face.measure(text)

    def texts(self, grounds: tuple[str, ...], persons: tuple[int, ...]) -> tuple[str, ...]:
        return grounds


def placed(path: Path, wanted: Mapping[int, Wanted]) -> dict[int, Placed]:
    """Return where what is wanted over pages (0-based) of a PDF goes, so that no word of it lies over anything.

    Raises:
        EraseError: the file cannot be read.
    """
    with opened(path) as pdf:
        take_units(pdf)
        flatten(pdf)
        face = Face(pdf, exact_font(_letters(wanted.values())), FONT_NAME)
        return {index: place_on(pdf[index], one, face) for index, one in wanted.items()}


def draw_over(source: Path, target: Path, wanted: Mapping[int, Placed]) -> None:
    """Write ``target``, which is ``source`` with something drawn over its pages (0-based).

    Raises:
        EraseError: the file cannot be read.
        OutputError: the target cannot be written.
    """
    with opened(source) as pdf:
        units = take_units(pdf)
        face = Face(pdf, exact_font(_drawn_letters(wanted.values())), FONT_NAME)
        for index, one in wanted.items():
            draw_on(pdf[index], one, face)
        give_units(pdf, units)
        content = pdf.tobytes(garbage=1, deflate=True, no_new_id=True)
    try:
        target.touch(mode=FILE_MODE)
        target.write_bytes(content)
    except OSError as error:
        raise output_error(target, error) from error


def _letters(wanted: Iterable[Wanted]) -> str:
    pages = list(wanted)
    texts = [one.stamp.text for one in pages if one.stamp]
    return "".join(sorted({*"".join(texts), *"".join(p.label for one in pages for p in one.passages), *"; "}))


def _drawn_letters(drawn: Iterable[Placed]) -> str:
    pages = list(drawn)
    texts = [one.stamp.text for one in pages if one.stamp]
    return "".join(sorted(set("".join((*texts, *(line for p in pages for label in p.labels for line in label.lines))))))


def place_on(page: Any, wanted: Wanted, face: Face) -> Placed:
    """Return where what is wanted over a page (PyMuPDF's, of a document whose units are taken) goes."""
    canvas = Canvas(page, face)
    width, height, rotation = canvas.width, canvas.height, canvas.rotation
    taken = [to_display(box, width, height, rotation) for box in _taken(page, width, height)]
    outlines = tuple(box.grown(BESIDE, 0) for passage in wanted.passages for box in passage.boxes)
    shown = [to_display(box, width, height, rotation) for box in outlines]
    labelled = _labels(wanted.passages, [*taken, *shown], canvas, face)
    taken = [*taken, *shown, *(label.box for label in labelled.labels)]
    if wanted.stamp is None:
        return Placed(outlines, labelled.labels, labelled.gutter)
    for size in () if wanted.stamp.apart else wanted.stamp.sizes:
        spot = free_spot(taken, canvas.size, _extent(wanted.stamp, size, face), wanted.stamp.aim)
        if spot is not None:
            return Placed(outlines, labelled.labels, labelled.gutter, wanted.stamp, size, spot)
    size = wanted.stamp.sizes[-1]
    strip = 2 * _extent(wanted.stamp, size, face)[1]
    return Placed(outlines, labelled.labels, labelled.gutter, wanted.stamp, size, None, strip)


def _taken(page: Any, width: float, height: float) -> list[Box]:
    """Return the boxes (page space) of what stands on a page; of pictures, what is dark in them."""
    ink = ink_of(page)
    pictures = [i.box for i in ink if i.is_picture]
    # Where all is dark, or nothing, nobody can tell what the pictures show.
    spots = (dark_spots(page) or pictures) if pictures else []
    # A text that fills the page is logged as one box: word by word it is no background.
    words = Reading(page).words
    return [*not_behind([*map(kept_clear, ink)], width, height), *words, *spots]


def _labels(passages: Sequence[Outlined], taken: Sequence[Box], canvas: Canvas, face: Face) -> Placement:
    tags = []
    for passage in passages:
        around = enclosing(to_display(b, canvas.width, canvas.height, canvas.rotation) for b in passage.boxes)
        tags.append(Tag(around.top, around.bottom, (passage.label,), around.x0, around.x1))
    grow_right = canvas.rotation in ORIGIN_LEFT
    return place(tags, taken, canvas.size, _Lettering(face), grow_right=grow_right) if tags else Placement(())


def _extent(stamp: Stamp, size: float, face: Face) -> tuple[float, float]:
    """Return how wide and high a stamp is, its frame or some white around it included."""
    return (face.measure(stamp.text) + 2 * ABOUT) * size, TALL * size


def draw_on(page: Any, drawn: Placed, face: Face) -> Box | None:
    """Draw it over a page; return where its stamp stands (page space), if it has one."""
    canvas = Canvas(page, face)
    canvas.outline(drawn.outlines, OUTLINE_COLOUR, OUTLINE_WIDTH)
    canvas.labels(drawn.labels, OUTLINE_COLOUR)
    canvas.grow_sideways(drawn.gutter)
    strip = canvas.grow_lengthways(drawn.strip)
    stamped = None
    if drawn.stamp is not None:
        wide, high = _extent(drawn.stamp, drawn.size, face)
        spot = drawn.spot or _at(strip, wide, high, drawn.stamp.aim)
        stamped = from_display(spot, canvas.width, canvas.height, canvas.rotation)
        if drawn.stamp.plate:
            canvas.fill([stamped], PLATE_COLOUR)
        if drawn.stamp.framed:
            canvas.outline([stamped], drawn.stamp.colour, FRAME_WIDTH)
        at = spot.x0 + ABOUT * drawn.size, spot.top + BASELINE * drawn.size
        canvas.text(drawn.stamp.text, at, drawn.size, drawn.stamp.colour)
    canvas.finish()
    return stamped


def _at(strip: Box, wide: float, high: float, aim: float) -> Box:
    x, y = strip.x0 + aim * (strip.width - wide), strip.centre[1]
    return Box(x, y - high / 2, x + wide, y + high / 2)
