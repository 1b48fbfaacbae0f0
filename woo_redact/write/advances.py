"""How far each code of a font moves what comes after it (ISO 32000-1, 9.2.4, 9.6 and 9.7)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary

from woo_redact.write.rebuild.cid_fonts import widths_in
from woo_redact.write.rebuild.cmaps import CMap, read_cmap
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.encodings import NOTDEF, base_names, base_of, differences_of, names_of, points_of

SIMPLE = frozenset(("/Type1", "/MMType1", "/TrueType"))
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
MILLI = 1000
DEFAULT_CID_WIDTH = 1000
# Fonts that every reader has (9.6.2.2), and the names that it knows them by too; MuPDF goes by the first.
FAMILIES = {
    "Helvetica": ("", "-Bold", "-Oblique", "-BoldOblique"),
    "Courier": ("", "-Bold", "-Oblique", "-BoldOblique"),
    "Times": ("-Roman", "-Bold", "-Italic", "-BoldItalic"),
}
ALIASES = {"Arial": "Helvetica", "ArialMT": "Helvetica", "CourierNew": "Courier", "CourierNewPSMT": "Courier"}
ALIASES |= {"TimesNewRoman": "Times", "TimesNewRomanPS": "Times", "TimesNewRomanPSMT": "Times"}
STYLE = re.compile(r"([A-Za-z]+)(?:[-,](Roman|Bold|Italic|Oblique|BoldItalic|BoldOblique)(?:MT)?)?")
VERTICAL = re.compile(rb"/WMode\s+1\b")


@dataclass(frozen=True, slots=True)
class Advances:
    """How the strings shown in a font are split into codes, and how far each code goes, in parts of the font's size."""

    split: Callable[[bytes], list[bytes]]
    width: Callable[[bytes], float | None]
    vertical: bool = False
    _known: dict[bytes, float | None] = field(default_factory=dict)

    def of(self, text: bytes) -> list[tuple[bytes, float | None]]:
        """Return the codes of a string, each with its advance; ``None`` for an advance that can not be told."""
        codes = self.split(text)
        for code in codes:
            if code not in self._known:
                self._known[code] = self.width(code)
        return [(code, self._known[code]) for code in codes]


def advances_of(font: Any) -> Advances | None:
    """Return how far the codes of a font go; ``None`` when its codes or widths can not be told for certain."""
    if not isinstance(font, Dictionary):
        return None
    kind = str(font.get("/Subtype"))
    try:
        if kind == "/Type0":
            return _composite(font)
        if kind == "/Type3":
            return _drawn(font)
        return _simple(font) if kind in SIMPLE else None
    except (ValueError, TypeError, AttributeError, pikepdf.PdfError):
        return None


def _single(text: bytes) -> list[bytes]:
    return [text[at : at + 1] for at in range(len(text))]


def _pairs(text: bytes) -> list[bytes]:
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def _number(value: Any, unit: float) -> float | None:
    return float(value) * unit if is_number(value) else None


def _listed(font: Any, unit: float) -> dict[int, float]:
    """Return the widths that a font lists for its codes of one byte."""
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    if not isinstance(first, int) or not isinstance(widths, Array):
        return {}
    return {first + at: float(width) * unit for at, width in enumerate(widths) if is_number(width)}


def _simple(font: Any) -> Advances | None:
    if not isinstance(font.get("/Widths"), Array):
        return _standard(font)
    widths = _listed(font, 1 / MILLI)
    descriptor = font.get("/FontDescriptor")
    # Without this entry some readers take 0, as the standard says, and others ask the font's program.
    missing = descriptor.get("/MissingWidth") if isinstance(descriptor, Dictionary) else None
    other = _number(missing, 1 / MILLI)
    return Advances(_single, lambda code: widths.get(code[0], other))


def _drawn(font: Any) -> Advances | None:
    """Return the advances of a Type 3 font, whose widths are in the space of its glyphs."""
    matrix = [float(value) for value in font.FontMatrix]
    if len(matrix) != 6 or matrix[1]:
        return None
    widths = _listed(font, matrix[0])
    return Advances(_single, lambda code: widths.get(code[0]))


def _standard(font: Any) -> Advances | None:
    """Return the advances of a font that every reader has, and that tells no widths."""
    name = _standard_name(str(font.get("/BaseFont", ""))[1:])
    descriptor = font.get("/FontDescriptor")
    if not name or (isinstance(descriptor, Dictionary) and any(key in descriptor for key in PROGRAMS)):
        return None
    names = names_of(font)
    if base_of(font) is None:
        names = dict(enumerate(base_names("/StandardEncoding"))) | differences_of(font)

    def width(code: bytes) -> float | None:
        glyph = names.get(code[0], NOTDEF)
        return None if glyph == NOTDEF else _width_of(name, glyph)

    return Advances(_single, width)


def _standard_name(name: str) -> str | None:
    found = STYLE.fullmatch(name)
    if not found:
        return None
    family = ALIASES.get(found[1], found[1])
    if family not in FAMILIES:
        return None
    plain, bold, slanted, both = FAMILIES[family]
    style = (found[2] or "Roman").replace("Oblique", "Italic")
    return family + {"Roman": plain, "Bold": bold, "Italic": slanted, "BoldItalic": both}[style]


@cache
def _program(name: str) -> Any:
    return pymupdf.Font(name)


def _width_of(name: str, glyph: str) -> float | None:
    """Return the advance of a glyph; these fonts have whole thousandths."""
    font = _program(name)
    widths = {round(font.glyph_advance(point), 3) for point in points_of(glyph) if font.has_glyph(point)}
    return float(widths.pop()) if len(widths) == 1 else None


def _composite(font: Any) -> Advances | None:
    descendants = font.get("/DescendantFonts")
    source = descendants[0] if isinstance(descendants, Array) and len(descendants) else None
    default = source.get("/DW", DEFAULT_CID_WIDTH) if isinstance(source, Dictionary) else None
    other = _number(default, 1 / MILLI)
    if not isinstance(source, Dictionary) or other is None:
        return None
    held = source.get("/W")
    listed = widths_in(held, 1, None) if isinstance(held, Array) else ()
    widths = {cid: float(width) / MILLI for cid, (width,) in listed}
    encoding = font.get("/Encoding")
    if encoding in ("/Identity-H", "/Identity-V"):
        vertical = encoding == "/Identity-V"

        def by_number(code: bytes) -> float | None:
            return widths.get(int.from_bytes(code, "big"), other) if len(code) == 2 else None

        return Advances(_pairs, by_number, vertical)
    if not isinstance(encoding, pikepdf.Stream):
        # What other names stand for is not known here, except that they tell vertical writing by their end.
        name = str(encoding)
        return Advances(_single, lambda _: None, vertical=True) if name.endswith(("-V", "/V")) else None
    cmap = read_cmap(encoding)
    if cmap.base or not cmap.spaces:
        return None
    vertical = cmap.vertical or VERTICAL.search(encoding.read_bytes()) is not None

    def by_map(code: bytes) -> float | None:
        cid = _cid(cmap, code)
        return None if cid is None else widths.get(cid, other)

    return Advances(cmap.pieces, by_map, vertical)


def _cid(cmap: CMap, code: bytes) -> int | None:
    """Return the CID that a code picks; ``None`` when readers may differ about it."""
    number = int.from_bytes(code, "big")
    fits = [r for r in cmap.cids if r.width == len(code) and r.low <= number <= r.high]
    found = {int(r.value) + number - r.low for r in fits}
    return found.pop() if len(found) == 1 else None
