"""The id of a document printed on each of its pages, upright as displayed and over nothing, as an artifact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from woo_redact.domain.geometry import Box
from woo_redact.write.canvas import Face
from woo_redact.write.engine import saved
from woo_redact.write.label_font import exact_font
from woo_redact.write.overlay import Stamp, Wanted, draw_on, place_on
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


def printed_on(pdf: Any, text: str) -> Printed:
    """Print ``text`` in a corner of each page of a PyMuPDF document; a page that is full grows by a strip."""
    units = take_units(pdf)
    face = Face(pdf, exact_font(text), FONT_NAME)
    wanted = Wanted(Stamp(text, SIZES, aim=RIGHT, colour=COLOUR))
    places = {}
    for index, page in enumerate(pdf):
        box = draw_on(page, place_on(page, wanted, face), face)
        if box is not None:
            places[index] = box
    give_units(pdf, units)
    return Printed(saved(pdf), places)
