"""The id of a document printed on each of its pages, upright as displayed and over nothing, as an artifact."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from woo_redact.domain.geometry import Box
from woo_redact.write.canvas import Face, not_behind, shown_part
from woo_redact.write.engine import saved
from woo_redact.write.erase import ink_of
from woo_redact.write.label_font import exact_font
from woo_redact.write.overlay import Placed, Stamp, Wanted, draw_on, place_on
from woo_redact.write.units import give_units, take_units

FONT_NAME = "WooId"
# Points, the first for which there is room.
SIZES = (8.0, 7.0)
# Contrast with white 12:1.
COLOUR = "0.2 0.2 0.2"
RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF with words on each page, and where they stand on them (0-based; points, page space)."""

    content: bytes = field(repr=False)
    places: Mapping[int, Box]


def printed_on(pdf: Any, text: str, *, apart: bool = False) -> Printed:
    """Print ``text`` in a corner of each page of a PyMuPDF document; a page that is full grows by a strip.

    With ``apart`` every page does: for where more stands on pages than is seen of them here.
    """
    units = take_units(pdf)
    face = Face(pdf, exact_font(text), FONT_NAME)
    wanted = Wanted(Stamp(text, SIZES, aim=RIGHT, colour=COLOUR, apart=apart))
    places = {}
    for index, page in enumerate(pdf):
        box = draw_on(page, _readable(page, place_on(page, wanted, face)), face)
        if box is not None:
            places[index] = box
    give_units(pdf, units)
    return Printed(saved(pdf), places)


def _readable(page: Any, placed: Placed) -> Placed:
    """Return it with a ground of its own where something fills the page that may be dark."""
    left, bottom, right, top = shown_part(page)
    fills = [ink.box for ink in ink_of(page) if not ink.is_text and not ink.is_picture]
    if placed.stamp is None or len(not_behind(fills, right - left, top - bottom)) == len(fills):
        return placed
    return replace(placed, stamp=replace(placed.stamp, plate=True))
