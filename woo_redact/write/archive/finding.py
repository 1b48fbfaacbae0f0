"""Which glyph a font shows for a code, and how wide the document says that it is (ISO 32000-1, 9.6.6 and 9.7)."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Any

import pikepdf
from pikepdf import Array, Name

from woo_redact.write.archive.programs import Program
from woo_redact.write.rebuild.cid_fonts import GID_BYTES, widths_in
from woo_redact.write.rebuild.cmaps import read_cmap
from woo_redact.write.rebuild.codes import IDENTITY
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.descriptors import flags_of
from woo_redact.write.rebuild.encodings import NOTDEF, base_names, base_of, names_of
from woo_redact.write.rebuild.fonts import SYMBOLIC
from woo_redact.write.rebuild.truetype import MACINTOSH, SYMBOL, SYMBOL_AREAS, WINDOWS

UNICODE_TABLE = 1
DEFAULT_WIDTH = 1000


def is_symbolic(font: Any) -> bool:
    """Whether a font is marked as one with codes of its own."""
    return bool(flags_of(font) & SYMBOLIC)


def simple_finder(font: Any, program: Program) -> Callable[[int], int]:
    """Return what finds the glyph of a code of a Type 1 or TrueType font; 0 is none."""
    if program.tables and font.Subtype == Name.TrueType:
        return symbolic_finder(program) if is_symbolic(font) else named_finder(font, program)
    names = names_of(font)
    if base_of(font) is None:
        names = {**program.codes, **names}
    return lambda code: program.named.get(names.get(code, NOTDEF), 0)


def symbolic_finder(program: Program) -> Callable[[int], int]:
    """Return what finds the glyph of a code as in a symbolic TrueType font."""
    own = [codes for platform, kind, codes in program.tables if (platform, kind) == (WINDOWS, SYMBOL)]
    mac = [codes for platform, _, codes in program.tables if platform == MACINTOSH]
    codes = (own or mac or [{}])[0]
    areas = SYMBOL_AREAS if own else (0,)
    return lambda code: next((codes[area + code] for area in areas if area + code in codes), 0)


def named_finder(font: Any, program: Program) -> Callable[[int], int]:
    """Return what finds the glyph of a code by its name, as in other TrueType fonts."""
    from fontTools import agl

    names = names_of(font)
    unicode = next(
        (codes for platform, kind, codes in program.tables if (platform, kind) == (WINDOWS, UNICODE_TABLE)), {}
    )
    mac = next((codes for platform, _, codes in program.tables if platform == MACINTOSH), {})
    roman = base_names("/MacRomanEncoding")

    def find(code: int) -> int:
        name = names.get(code, NOTDEF)
        text = agl.toUnicode(name)
        found = unicode.get(ord(text), 0) if len(text) == 1 else 0
        by_code = (mac[at] for at, own in enumerate(roman) if own == name and at in mac)
        return found or next(by_code, 0) or program.named.get(name, 0)

    return find


def simple_widths(font: Any) -> Callable[[int], float]:
    """Return what tells how wide the document says that a code is."""
    first = font.get("/FirstChar")
    widths = list(font.get("/Widths", ()))
    descriptor = font.get("/FontDescriptor", {})
    missing = descriptor.get("/MissingWidth", 0)

    def width(code: int) -> float:
        at = code - int(first)
        return float(widths[at] if 0 <= at < len(widths) else missing)

    return width


def cids_of(font: Any, codes: AbstractSet[int]) -> dict[int, int] | None:
    """Return the CID of each code of a Type0 font; None when the CMap is not in the file."""
    encoding = font.Encoding
    if isinstance(encoding, Name):
        return {code: code for code in codes} if str(encoding) in IDENTITY else None
    cmap = read_cmap(encoding)
    if cmap.base:
        return None
    return {code: next(iter(cmap.cids_of({code})), 0) for code in codes}


def cid_finder(descendant: Any, program: Program) -> Callable[[int], int]:
    """Return what finds the glyph of a CID; 0 is none."""
    table = descendant.get("/CIDToGIDMap")
    if descendant.Subtype == Name.CIDFontType2 and isinstance(table, pikepdf.Stream):
        data = table.read_bytes()

        def find(cid: int) -> int:
            found = int.from_bytes(data[GID_BYTES * cid : GID_BYTES * (cid + 1)], "big")
            return found if found < program.count else 0

        return find
    return program.of_cid


def cid_widths(descendant: Any, cids: Iterable[int]) -> dict[int, float]:
    """Return how wide the document says that each CID is."""
    wanted = set(cids)
    default = descendant.get("/DW", DEFAULT_WIDTH)
    held = descendant.get("/W")
    known = {cid: float(width[0]) for cid, width in widths_in(held, 1, wanted)} if isinstance(held, Array) else {}
    return {cid: known.get(cid, float(default) if is_number(default) else DEFAULT_WIDTH) for cid in wanted}
