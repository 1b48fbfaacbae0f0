"""Trims a TrueType program: the outlines, widths, codes and names of glyphs that are not shown go.

Kept are the tables that ISO 32000-1, 9.9 names for an embedded font, with ``OS/2``; what they hold besides the glyphs
in use is emptied. Instructions (``fpgm``, ``prep``, ``cvt``) stay, since the glyphs in use may call them.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from woo_redact.write.rebuild.encodings import NOTDEF, SimpleUse, base_names

KEPT = frozenset(("cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post", "prep", "OS/2"))
# Where symbolic fonts have their codes, after those without anything before them (ISO 32000-1, 9.6.6.4).
SYMBOL_AREAS = (0, 0xF000, 0xF100, 0xF200)
UNICODE, MACINTOSH, WINDOWS = 0, 1, 3
SYMBOL = 0
LAST_OF_PLANE = 0xFFFF
# Table format 14 has variants of glyphs, which no PDF can ask for.
VARIANTS = 14
STILL = 0x00030000
NAMED = 0x00020000


@dataclass(slots=True)
class Reached:
    """The glyphs in use by number, with what is left of the table of codes and of the glyphs' own names."""

    gids: set[int] = field(default_factory=set)
    codes: list[tuple[int, int, dict[int, int]]] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict, repr=False)
    by_number: bool = False


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A program anew. ``numbers`` has the new number of each glyph in use, when they changed.

    ``by_number`` tells that readers find the glyphs of a simple font by counting from its first code, ``by_name`` that
    they find some by the names that the PDF gives.
    """

    data: bytes = field(repr=False)
    numbers: Mapping[int, int] | None = None
    by_number: bool = False
    by_name: bool = False


def opened(data: bytes) -> Any:
    """Return the program, parsed as far as needed (fontTools ``TTFont``)."""
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False)


def trim_truetype(data: bytes, use: SimpleUse | AbstractSet[int] | None, retain: bool) -> Trimmed:
    """Return the program with the glyphs in use only.

    ``use`` is what a simple font shows, or the numbers of the glyphs that a font with CIDs shows, or None for all
    glyphs. ``retain`` keeps the numbers of the glyphs as they are.

    Raises whatever the parser does when the program is damaged.
    """
    font = opened(data)
    total = font["maxp"].numGlyphs
    own = own_names(font)
    font.setGlyphOrder([str(gid) for gid in range(total)])
    reached = _reached(font, use, own, total)
    glyf = font["glyf"]
    everything = _with_parts(glyf, {0, *reached.gids})
    retain = retain or reached.by_number
    order = list(range(max(everything) + 1)) if retain else sorted(everything)
    keep_only(font, KEPT)
    _cut_glyphs(font, glyf, everything, order)
    set_codes(font, reached.codes, [str(gid) for gid in range(total)])
    _set_names(font, reached.names)
    clear_marks(font)
    target = io.BytesIO()
    font.save(target, reorderTables=None)
    numbers = None if retain else {gid: at for at, gid in enumerate(order)}
    return Trimmed(target.getvalue(), numbers, reached.by_number, bool(reached.names))


def own_names(font: Any) -> dict[int, str]:
    """Return the names that the program itself gives to its glyphs."""
    if "post" not in font or font["post"].formatType not in (1.0, 2.0):
        return {}
    if font["post"].formatType == 1.0:
        from fontTools.ttLib.standardGlyphOrder import standardGlyphOrder

        return dict(enumerate(standardGlyphOrder))
    post = font["post"]
    return {gid: post.mapping.get(name, name) for gid, name in enumerate(post.getGlyphOrder())}


def _reached(font: Any, use: SimpleUse | AbstractSet[int] | None, own: Mapping[int, str], total: int) -> Reached:
    if use is None or (isinstance(use, SimpleUse) and use.expert):
        tables = code_tables(font) if isinstance(use, SimpleUse) else []
        by_number = isinstance(use, SimpleUse) and not tables
        return Reached(set(range(total)), tables, dict(own) if isinstance(use, SimpleUse) else {}, by_number)
    if not isinstance(use, SimpleUse):
        return Reached({gid for gid in use if gid < total})
    return reach_simple(code_tables(font), use, own, total)


def code_tables(font: Any) -> list[tuple[int, int, dict[int, int]]]:
    """Return the tables from codes to glyphs: platform, encoding, and the number of the glyph of each code."""
    if "cmap" not in font:
        return []
    tables = [table for table in font["cmap"].tables if table.format != VARIANTS]
    return [
        (table.platformID, table.platEncID, {code: font.getGlyphID(name) for code, name in table.cmap.items()})
        for table in tables
    ]


def reach_simple(
    tables: list[tuple[int, int, dict[int, int]]], use: SimpleUse, own: Mapping[int, str], total: int
) -> Reached:
    """Return what the codes of a simple font can reach by any of the ways of ISO 32000-1, 9.6.6.4.

    Readers differ in which way they try first, so all count.
    """
    reached = Reached(by_number=not tables)
    cut: list[dict[int, int]] = [{} for _ in tables]
    by_name = {name: gid for gid, name in reversed(list(own.items()))}
    for code in sorted(use.codes):
        found = False
        for (platform, kind, codes), kept in zip(tables, cut, strict=True):
            hits = next((hits for keys in _keys(use, code, platform, kind) if (hits := keys & codes.keys())), ())
            kept.update((key, codes[key]) for key in hits)
            found = found or any(codes[key] for key in hits)
        if not found:
            named = {by_name[name] for name in use.candidates(code) if name in by_name}
            reached.names |= {gid: own[gid] for gid in named}
            reached.gids |= named
        if not tables:
            reached.gids |= {gid for gid in (code, code - use.first + 3) if 0 <= gid < total}
    reached.codes = [(platform, kind, kept) for (platform, kind, _), kept in zip(tables, cut, strict=True)]
    reached.gids |= {gid for kept in cut for gid in kept.values() if gid < total}
    return reached


def _keys(use: SimpleUse, code: int, platform: int, kind: int) -> Iterable[set[int]]:
    """Return the keys under which a table may have the glyph of a code; later ones count when the first have none."""
    points = use.code_points(code)
    areas = {area + code for area in SYMBOL_AREAS}
    if platform == WINDOWS and kind == SYMBOL:
        return areas, points
    if platform == MACINTOSH:
        names = set(use.candidates(code))
        named = {at for at, name in enumerate(base_names("/MacRomanEncoding")) if name in names}
        return (named | {code}, points) if use.symbolic else (named, {code})
    return points, areas


def _with_parts(glyf: Any, gids: AbstractSet[int]) -> set[int]:
    """Return the glyphs along with those that they are composed of; none is parsed further than that takes."""
    found: set[int] = set()
    left = set(gids)
    while left:
        gid = left.pop()
        found.add(gid)
        glyph = glyf.glyphs[str(gid)]
        if glyph.isComposite():
            left |= {int(name) for name in glyph.getComponentNames(glyf)} - found
    return found


def keep_only(font: Any, tables: AbstractSet[str]) -> None:
    """Drop all tables but these."""
    for tag in list(font.keys()):
        if tag not in tables and tag != "GlyphOrder":
            del font[tag]


def _cut_glyphs(font: Any, glyf: Any, kept: AbstractSet[int], order: list[int]) -> None:
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    for gid in kept:
        if glyf.glyphs[str(gid)].isComposite():
            # Its parts are numbers in the file, and names from here on.
            glyf.glyphs[str(gid)].expand(glyf)
    names = [str(gid) for gid in order]
    metrics = font["hmtx"].metrics
    glyf.glyphs = {name: glyf.glyphs[name] if int(name) in kept else Glyph() for name in names}
    font["hmtx"].metrics = {name: metrics[name] if int(name) in kept else (0, 0) for name in names}
    font.setGlyphOrder(names)
    glyf.setGlyphOrder(names)


def set_codes(font: Any, tables: list[tuple[int, int, dict[int, int]]], names: Sequence[str]) -> None:
    """Set the tables from codes to glyphs; ``names`` has the glyphs' present names by number."""
    if not tables:
        if "cmap" in font:
            del font["cmap"]
        return
    from fontTools.ttLib import newTable

    font["cmap"] = table = newTable("cmap")
    table.tableVersion = 0
    table.tables = [
        _code_table(platform, kind, {code: names[gid] for code, gid in codes.items()})
        for platform, kind, codes in tables
    ]


def _code_table(platform: int, kind: int, codes: dict[int, str]) -> Any:
    from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

    form = 12 if max(codes, default=0) > LAST_OF_PLANE else 6 if platform == MACINTOSH else 4
    made = CmapSubtable.newSubtable(form)
    made.platformID, made.platEncID, made.language = platform, kind, 0
    made.cmap = codes
    return made


def _set_names(font: Any, names: Mapping[int, str]) -> None:
    if "post" not in font and not names:
        return
    from fontTools.ttLib import newTable

    if "post" not in font:
        font["post"] = newTable("post")
    post = font["post"]
    post.formatType = 2.0 if names else 3.0
    post.extraNames = []
    post.mapping = {name: names.get(int(name), NOTDEF) for name in font.getGlyphOrder()} if names else {}


def clear_marks(font: Any) -> None:
    """Empty what tells about the whole font: dates, version, maker, ranges of characters."""
    head = font["head"]
    head.created = head.modified = 0
    head.fontRevision = 1.0
    if "OS/2" in font:
        table = font["OS/2"]
        table.achVendID = "    "
        table.usFirstCharIndex, table.usLastCharIndex = 0, LAST_OF_PLANE
        for key in [key for key in vars(table) if key.startswith(("ulUnicodeRange", "ulCodePageRange"))]:
            setattr(table, key, 0)
