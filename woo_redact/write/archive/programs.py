"""Font programs as far as PDF/A looks at them: which glyphs there are, how codes find them, how wide they are."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf
from pymupdf import mupdf

from woo_redact.write.rebuild.cff import only_font, own_encoding
from woo_redact.write.rebuild.descriptors import CFF_START, OPENTYPE_CFF, TRUETYPE_STARTS
from woo_redact.write.rebuild.encodings import NOTDEF
from woo_redact.write.rebuild.truetype import code_tables, opened, own_names
from woo_redact.write.rebuild.type1_widths import glyph_widths

# Widths in PDFs are thousandths of the font size (ISO 32000-1, 9.2.4).
THOUSAND = 1000.0
TOLERANCE = 1.0
# The engine reckons in single precision.
ROUNDING = 0.001
CID_PREFIX = "cid"

# Platform, encoding, and the number of the glyph of each code.
Table = tuple[int, int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Program:
    """A font program. Glyphs are known by number; the first is the one for what is missing.

    ``named`` has the glyphs by name, ``codes`` the program's own encoding; ``tables`` are those of a TrueType or
    OpenType program. ``cids`` has the glyphs by CID, or is None when a CID is the number of its glyph.
    ``rounds`` tells that the engine leaves out what a width has beyond whole numbers.
    """

    engine: Any
    count: int
    named: Mapping[str, int] = field(default_factory=dict, repr=False)
    codes: Mapping[int, str] = field(default_factory=dict, repr=False)
    tables: Sequence[Table] = field(default=(), repr=False)
    widths: Sequence[float] = field(default=(), repr=False)
    cids: Mapping[int, int] | None = field(default=None, repr=False)
    rounds: bool = False

    def advance(self, glyph: int) -> float:
        """Return how wide a glyph is."""
        if self.widths:
            return self.widths[glyph]
        return THOUSAND * float(mupdf.fz_advance_glyph(self.engine, glyph, 0))

    def is_as_wide(self, glyph: int, width: float) -> bool:
        """Whether a glyph is surely as wide as the document says (ISO 19005-2, 6.2.11.5)."""
        more = width - self.advance(glyph)
        return (0 if self.rounds else -TOLERANCE) - ROUNDING <= more <= TOLERANCE + ROUNDING

    def of_cid(self, cid: int) -> int:
        """Return the glyph of a CID, 0 when there is none."""
        found = cid if self.cids is None else self.cids.get(cid, 0)
        return found if found < self.count else 0


def read_program(data: bytes) -> Program | None:
    """Return a program, or None when it can not be read."""
    try:
        engine = mupdf.fz_new_font_from_buffer(None, pymupdf.JM_BufferFromBytes(data), 0, 0)
        if data.startswith(TRUETYPE_STARTS):
            return _truetype(engine, data)
        if data.startswith(OPENTYPE_CFF):
            return _opentype(engine, data)
        return _cff(engine, data) if data.startswith(CFF_START) else _type1(engine, data)
    except Exception:  # noqa: BLE001 - a damaged font makes the parsers fail in any way; nothing is claimed of it then
        return None


def _truetype(engine: Any, data: bytes) -> Program:
    font = opened(data)
    count = int(font["maxp"].numGlyphs)
    own = own_names(font)
    font.setGlyphOrder([str(gid) for gid in range(count)])
    return Program(engine, count, _by_name(own), tables=tuple(code_tables(font)))


def _opentype(engine: Any, data: bytes) -> Program:
    font = opened(data)
    top = only_font(font["CFF "].cff)
    tables = tuple(code_tables(font))
    if hasattr(top, "ROS"):
        return Program(engine, len(top.charset), tables=tables, cids=_cids(top), rounds=True)
    names = _by_name(dict(enumerate(top.charset)))
    return Program(engine, len(top.charset), names, _codes(top), tables, rounds=True)


def _cff(engine: Any, data: bytes) -> Program:
    from fontTools.cffLib import CFFFontSet

    font_set = CFFFontSet()
    font_set.decompile(io.BytesIO(data), None, isCFF2=False)
    top = only_font(font_set)
    for part in getattr(top, "FDArray", (top,)):
        # Parsed on the way; damage shows.
        part.Private  # noqa: B018
    if hasattr(top, "ROS"):
        # The engine knows glyphs by CID here.
        cids = {cid: cid for cid in _cids(top)}
        return Program(engine, max(cids, default=0) + 1, cids=cids, rounds=True)
    names = _by_name(dict(enumerate(top.charset)))
    return Program(engine, len(top.charset), names, _codes(top), rounds=True)


def _codes(top: Any) -> dict[int, str]:
    try:
        return own_encoding(top)
    except ValueError:
        # Where a document relies on it, the glyphs count as missing.
        return {}


def _cids(top: Any) -> dict[int, int]:
    return {int(name[len(CID_PREFIX) :]): gid for gid, name in enumerate(top.charset) if name != NOTDEF}


def _type1(engine: Any, data: bytes) -> Program:
    widths, codes = glyph_widths(data)
    names = sorted(widths, key=lambda name: (name != NOTDEF, name))
    return Program(engine, len(names), _by_name(dict(enumerate(names))), codes, widths=[widths[name] for name in names])


def _by_name(names: Mapping[int, str]) -> dict[str, int]:
    return {name: gid for gid, name in reversed(list(names.items()))}
