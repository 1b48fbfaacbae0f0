"""The instructions that make a passage heard: blanks that nobody sees over its first box, in a mark with its text.

MuPDF takes the text from the mark or from the structure, Poppler and PDFium from the mark alone: it stands in both.
There is a blank for each character, so that who selects the box selects the text: MuPDF gives the characters the places
of the blanks, one by one, and PDFium, which takes lines that are as far apart as half a glyph is wide for one, wants
them narrow.
"""

from decimal import Decimal
from math import floor
from typing import Any

from pikepdf import Array, Dictionary, Matrix, Name, String

from woo_redact.write.archive.tag_font import CODE, DESCENT, UNIT
from woo_redact.write.archive.tag_frames import INVISIBLE, SETTINGS
from woo_redact.write.archive.tag_places import Heard
from woo_redact.write.text_objects import operation

LANGUAGE = "nl-NL"
DIGITS, FINE = 4, 8
# Points, and parts of a step: numbers that add up without rounding.
GRID, PARTS = 2.0**-9, 8
SMALLEST = 0.01


def spoken(heard: Heard, font: Name, number: int | None, rotation: int) -> list[Any]:
    """Return the instructions for a passage at its place; ``number`` is that of its marked content (MCID).

    Behind them everything is as it was. In a text object the blank is shown in the text's own direction, else as text
    stands upright on a page with this ``rotation``.
    """
    properties = Dictionary(ActualText=String(heard.text), Lang=String(LANGUAGE))
    if number is not None:
        properties.MCID = number
    shown = _in_text(heard, font) or _alone(heard, font, rotation)
    return [operation("BDC", Name.Span, properties), *shown, operation("EMC")]


def _in_text(heard: Heard, font: Name) -> list[Any]:
    """Return blanks within a text object, which goes on where it was; nothing when there is none.

    Engines add up single-precision numbers. Steps that are whole parts of a fine grid lose nothing in it, so that what
    follows comes to stand on the same number again.
    """
    line = heard.spot.line
    if line is None:
        return []
    left, low, right, high = _framed(heard, line)
    tall, blanks = max(high - low, SMALLEST), max(len(heard.text), 1)
    matrix = line @ heard.spot.setting.matrix.inverse()
    grid = GRID / max(abs(matrix.a), abs(matrix.b), SMALLEST)
    step = max((right - left) / (blanks + 1 / PARTS) // grid, 1) * grid
    back = floor((heard.spot.along - left) / step * PARTS) * UNIT // PARTS
    return [
        operation("Tf", font, _rounded(tall)),
        operation("Tr", INVISIBLE),
        operation("Tc", 0),
        operation("Tw", 0),
        operation("Tz", round(Decimal(step) / _rounded(tall) * 100, FINE)),
        operation("Ts", _rounded(low - tall * DESCENT / UNIT)),
        operation("TJ", Array([back, String(CODE * blanks), blanks * UNIT - back])),
        *(operation(name, *operands) for name, operands in heard.spot.setting.operands.items()),
    ]


def _alone(heard: Heard, font: Name, rotation: int) -> list[Any]:
    cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[rotation]
    upright = Matrix(cosine, sine, -sine, cosine, 0, 0)
    left, low, right, high = _framed(heard, upright)
    wide, tall, blanks = max(right - left, SMALLEST), max(high - low, SMALLEST), max(len(heard.text), 1)
    place = Matrix(1, 0, 0, 1, left, low - tall * DESCENT / UNIT) @ upright @ heard.spot.setting.matrix.inverse()
    return [
        operation("q"),
        operation("BT"),
        operation("Tf", font, _rounded(tall)),
        operation("Tr", INVISIBLE),
        *(operation(name, *operands) for name, operands in SETTINGS.items() if name not in ("Tr", "Tz")),
        operation("Tz", _rounded(wide / blanks / tall * 100)),
        operation("Tm", *(round(Decimal(value), 6) for value in place.shorthand)),
        operation("Tj", String(CODE * blanks)),
        operation("ET"),
        operation("Q"),
    ]


def _framed(heard: Heard, matrix: Matrix) -> tuple[float, float, float, float]:
    """Return the box in the space that a matrix leads from: left, low, right, high."""
    back, box = matrix.inverse(), heard.box
    corners = [back.transform(corner) for corner in ((box.x0, box.top), (box.x1, box.bottom))]
    corners += [back.transform(corner) for corner in ((box.x0, box.bottom), (box.x1, box.top))]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _rounded(value: float) -> Decimal:
    return round(Decimal(value), DIGITS)
