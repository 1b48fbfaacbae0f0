"""Fonts whose codes pick characters by number (CID), made anew (ISO 32000-1, 9.7)."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from woo_redact.write.rebuild.cmaps import cid_map, read_cmap
from woo_redact.write.rebuild.codes import ORDERINGS, PREDEFINED
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.descriptors import Output, add_descriptor, font_name, numbers, text_map
from woo_redact.write.rebuild.usual import array_of, numbers_in

KINDS = frozenset(("/CIDFontType0", "/CIDFontType2"))
MOST_CIDS = 0x10000
GID_BYTES = 2


def trimmed_cid_font(output: Output, font: Any, used: AbstractSet[int] | None) -> Any:
    """Return a Type0 font and its descendant anew, for the codes in use; all of them without ``used``.

    Raises:
        ValueError, pikepdf.PdfError: it has no descendant, or a CMap that can not be read.
    """
    held = font.get("/DescendantFonts")
    source = held[0] if isinstance(held, Array) and len(held) else held
    if not isinstance(source, Dictionary) or str(source.get("/Subtype")) not in KINDS:
        raise ValueError("Type0 font without a descendant")
    name = font_name(font.get("/BaseFont", source.get("/BaseFont")))
    system = _system(source)
    encoding, cids = _encoding(output.target, font.get("/Encoding"), used, system)
    made = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=encoding)
    if (texts := text_map(output.target, font, used)) is not None:
        made.ToUnicode = texts
    descendant = Dictionary(Type=Name.Font, Subtype=Name(str(source.Subtype)), BaseFont=name, CIDSystemInfo=system)
    _add_widths(source, descendant, cids)
    _add_glyphs(output, source, descendant, cids)
    made.DescendantFonts = Array([output.target.make_indirect(descendant)])
    return output.target.make_indirect(made)


def _system(source: Any) -> Any:
    """Return the collection of characters; one that is not registered is named Identity."""
    held = source.get("/CIDSystemInfo")
    held = held if isinstance(held, Dictionary) else Dictionary()
    supplement = held.get("/Supplement")
    if str(held.get("/Registry")) != "Adobe" or str(held.get("/Ordering")) not in ORDERINGS:
        return Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    return Dictionary(
        Registry=String("Adobe"),
        Ordering=String(str(held.Ordering)),
        Supplement=supplement if isinstance(supplement, int) else 0,
    )


def _encoding(
    target: pikepdf.Pdf, encoding: Any, used: AbstractSet[int] | None, system: Any
) -> tuple[Any, set[int] | None]:
    """Return the encoding anew, and the CIDs in use; None when they can not be told."""
    if isinstance(encoding, pikepdf.Stream):
        cmap = read_cmap(encoding)
        if cmap.base and cmap.base not in PREDEFINED:
            cmap.base = None
        registry, ordering = str(system.Registry), str(system.Ordering)
        stream = target.make_stream(cid_map(cmap, used, registry, ordering), Type=Name.CMap, CMapName=Name.Codes)
        stream.CIDSystemInfo = system
        stream.WMode = int(cmap.vertical)
        if cmap.base:
            stream.UseCMap = Name(cmap.base)
        # CID 0 is what is shown for codes without any.
        return stream, None if used is None or cmap.base else {0} | cmap.cids_of(used)
    if not isinstance(encoding, Name):
        raise ValueError("Type0 font without an encoding")
    if str(encoding) not in PREDEFINED:
        encoding = Name("/Identity-H")
    identity = str(encoding).startswith("/Identity")
    return Name(str(encoding)), {0, *used} if identity and used is not None else None


def _add_widths(source: Any, made: Any, cids: AbstractSet[int] | None) -> None:
    if is_number(source.get("/DW")):
        made.DW = source.DW
    if (vertical := numbers(source.get("/DW2"), 2)) is not None:
        made.DW2 = vertical
    for key, size in (("/W", 1), ("/W2", 3)):
        if isinstance(source.get(key), Array):
            made[key] = _runs(dict(widths_in(source[key], size, cids)))


def widths_in(array: Any, size: int, cids: AbstractSet[int] | None) -> Iterator[tuple[int, list[Any]]]:
    """Yield each CID in use (all without ``cids``) with its widths: one, or three of vertical writing.

    Raises:
        ValueError: the array can not be read.
    """
    held = numbers_in(array)
    return _widths(list(array) if held is None else held, size, cids)


def _widths(items: list[Any], size: int, cids: AbstractSet[int] | None) -> Iterator[tuple[int, list[Any]]]:
    """Yield each CID in use with its widths: one, or three of vertical writing (ISO 32000-1, 9.7.4.3)."""
    at = 0
    while at + 1 < len(items):
        first, second = items[at], items[at + 1]
        if not isinstance(first, int) or not 0 <= first < MOST_CIDS:
            raise ValueError("widths that can not be read")
        if size == 1 and isinstance(second, list):
            # By far most widths of most fonts.
            at += 2
            for cid, width in enumerate(second, first):
                if (cids is None or cid in cids) and is_number(width):
                    yield cid, [width]
            continue
        if isinstance(second, Array | list):
            held = list(second)
            groups = [held[n : n + size] for n in range(0, len(held) - size + 1, size)]
            found = [(first + n, group) for n, group in enumerate(groups)]
            at += 2
        else:
            group = items[at + 2 : at + 2 + size]
            last = min(second, MOST_CIDS - 1) if isinstance(second, int) else -1
            every = range(first, last + 1)
            found = [(cid, group) for cid in (every if cids is None else sorted(cids & set(every)))]
            at += 2 + size
        for cid, group in found:
            if (cids is None or cid in cids) and len(group) == size and all(map(is_number, group)):
                yield cid, group


def _runs(widths: Mapping[int, list[Any]]) -> Any:
    """Return widths as an array: the first CID of a run, then the widths of the run."""
    made: list[Any] = []
    previous = -2
    run: list[Any] = []
    for cid, group in sorted(widths.items()):
        if cid != previous + 1:
            run = []
            made += [cid, run]
        run.extend(group)
        previous = cid
    return array_of(made)


def _add_glyphs(output: Output, source: Any, made: Any, cids: AbstractSet[int] | None) -> None:
    """Add the descriptor with the program, and the way from CIDs to its glyphs."""
    table = source.get("/CIDToGIDMap")
    if source.Subtype != "/CIDFontType2" or not isinstance(table, pikepdf.Stream):
        add_descriptor(output, source, made, cids)
        if source.Subtype == "/CIDFontType2" and isinstance(table, Name):
            made.CIDToGIDMap = Name.Identity
        return
    data = table.read_bytes()
    count = len(data) // GID_BYTES
    glyphs = {cid: int.from_bytes(data[2 * cid : 2 * cid + 2], "big") for cid in range(count)}
    if cids is not None:
        glyphs = {cid: gid for cid, gid in glyphs.items() if cid in cids}
    trimmed = add_descriptor(output, source, made, set(glyphs.values()) if cids is not None else None, retain=False)
    moved = trimmed.numbers if trimmed else None
    kept = bytearray(GID_BYTES * (max(glyphs, default=0) + 1))
    for cid, gid in glyphs.items():
        number = gid if moved is None else moved.get(gid, 0)
        kept[GID_BYTES * cid : GID_BYTES * cid + GID_BYTES] = number.to_bytes(GID_BYTES, "big")
    made.CIDToGIDMap = output.target.make_stream(bytes(kept))
