"""What PDF/A asks of fonts (ISO 19005-2, 6.2.11), seen in the file itself. Reasons are Dutch and hold no text."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.archive.finding import (
    cid_finder,
    cid_widths,
    cids_of,
    is_symbolic,
    simple_finder,
    simple_widths,
)
from woo_redact.write.archive.programs import TOLERANCE, Program, read_program
from woo_redact.write.archive.shown import FontUse
from woo_redact.write.archive.standard import called
from woo_redact.write.instructions import instructions_of
from woo_redact.write.rebuild.codes import codes_of
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.descriptors import CFF_START, OPENTYPE_CFF, TRUETYPE_STARTS, program_of
from woo_redact.write.rebuild.encodings import NOTDEF, differences_of, names_of, points_of
from woo_redact.write.rebuild.truetype import SYMBOL, WINDOWS

NOT_EMBEDDED = "{font} is niet ingesloten"
WIDTHS = "{font} heeft andere breedten dan het document zegt"
MISSING = "{font} toont tekens die het niet heeft"
ENCODING = "de codering van {font} voldoet niet aan de norm"
UNKNOWN = "{font} is niet na te gaan"
# Which programs belong to which fonts: the key, and what the stream says that it is.
PROGRAMS = {
    "/Type1": {("/FontFile", ""), ("/FontFile3", "/Type1C"), ("/FontFile3", "/OpenType")},
    "/MMType1": {("/FontFile", ""), ("/FontFile3", "/Type1C")},
    "/TrueType": {("/FontFile2", "")},
    "/CIDFontType0": {("/FontFile3", "/CIDFontType0C"), ("/FontFile3", "/OpenType")},
    "/CIDFontType2": {("/FontFile2", "")},
}
LATIN = frozenset(("/MacRomanEncoding", "/WinAnsiEncoding"))
# How the bytes of such a program begin.
STARTS: Mapping[tuple[str, str], tuple[bytes, ...]] = {
    ("/FontFile", ""): (b"%!",),
    ("/FontFile2", ""): TRUETYPE_STARTS,
    ("/FontFile3", "/Type1C"): (CFF_START,),
    ("/FontFile3", "/CIDFontType0C"): (CFF_START,),
    ("/FontFile3", "/OpenType"): (OPENTYPE_CFF,),
}


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that are shown in a font: those that are seen, and all of them."""

    seen: frozenset[int]
    every: frozenset[int]


def shown_codes(use: FontUse) -> Codes | None:
    """Return the codes that are shown in a font; None when they cannot be told."""
    split = codes_of(use.font)
    if split is None:
        return None
    seen = frozenset(code for text in use.seen for code in split(text))
    return Codes(seen, seen | {code for text in use.unseen for code in split(text)})


def faults_of(use: FontUse) -> Iterator[str]:
    """Yield why a font keeps a document from being PDF/A."""
    if not (use.seen or use.unseen):
        return
    codes = shown_codes(use)
    try:
        found = [UNKNOWN] if codes is None else list(_faults(use, codes))
    except (ValueError, KeyError, AttributeError, TypeError, pikepdf.PdfError):
        found = [UNKNOWN]
    yield from (fault.format(font=called(use.font)) for fault in dict.fromkeys(found))


def _faults(use: FontUse, codes: Codes) -> Iterator[str]:
    font = use.font
    kind = str(font.Subtype)
    if kind == "/Type3":
        yield from _of_drawn(font, codes)
        return
    holder = font.DescendantFonts[0] if kind == "/Type0" else font
    held = program_of(holder)
    if held is None:
        if use.seen:
            yield NOT_EMBEDDED
        elif kind == "/Type0":
            yield UNKNOWN
        return
    key, stream = held
    form = key, str(stream.get("/Subtype", ""))
    if form not in PROGRAMS[str(holder.Subtype)]:
        yield UNKNOWN
        return
    data = stream.read_bytes()
    if not data.startswith(STARTS[form]):
        yield UNKNOWN
        return
    program = read_program(data)
    if program is None:
        yield UNKNOWN
    elif kind == "/Type0":
        yield from _of_cids(font, holder, program, codes)
    else:
        yield from _of_simple(font, program, codes)


def _of_simple(font: Any, program: Program, codes: Codes) -> Iterator[str]:
    if not _has_widths(font):
        yield WIDTHS
        return
    if font.Subtype == Name.TrueType and not _well_encoded(font, program):
        yield ENCODING
    find, width = simple_finder(font, program), simple_widths(font)
    glyphs = {code: find(code) for code in codes.every}
    yield from _of_glyphs(program, glyphs, {code: width(code) for code in codes.every}, codes.seen)


def _of_glyphs(
    program: Program, glyphs: Mapping[int, int], widths: Mapping[int, float], seen: AbstractSet[int]
) -> Iterator[str]:
    if not all(glyphs.values()):
        yield MISSING
    if not all(program.is_as_wide(glyphs[key], widths[key]) for key in seen if glyphs[key]):
        yield WIDTHS


def _has_widths(font: Any) -> bool:
    first, last, widths = font.get("/FirstChar"), font.get("/LastChar"), font.get("/Widths")
    if not (isinstance(first, int) and isinstance(last, int) and isinstance(widths, Array)):
        return False
    return len(widths) == last - first + 1 and all(map(is_number, widths))


def _well_encoded(font: Any, program: Program) -> bool:
    """Whether a TrueType font tells its codes in one of the two ways that are allowed (6.2.11.6)."""
    kinds = [table[:2] for table in program.tables]
    if is_symbolic(font):
        return "/Encoding" not in font and (len(kinds) == 1 or (WINDOWS, SYMBOL) in kinds)
    encoding = font.get("/Encoding")
    base = encoding.get("/BaseEncoding") if isinstance(encoding, Dictionary) else encoding
    if str(base) not in LATIN or not [kind for kind in kinds if kind != (WINDOWS, SYMBOL)]:
        return False
    differences = differences_of(font)
    return not differences or (
        (WINDOWS, 1) in kinds and all(name == NOTDEF or points_of(name) for name in differences.values())
    )


def _of_cids(font: Any, descendant: Any, program: Program, codes: Codes) -> Iterator[str]:
    if descendant.Subtype == Name.CIDFontType2 and "/CIDToGIDMap" not in descendant:
        yield ENCODING
    cids = cids_of(font, codes.every)
    if cids is None:
        yield UNKNOWN
        return
    find = cid_finder(descendant, program)
    glyphs = {cid: find(cid) if cid else 0 for cid in cids.values()}
    yield from _of_glyphs(program, glyphs, cid_widths(descendant, glyphs), {cids[code] for code in codes.seen})


def _of_drawn(font: Any, codes: Codes) -> Iterator[str]:
    if not _has_widths(font):
        yield WIDTHS
        return
    names, width = names_of(font), simple_widths(font)
    glyphs = {code: font.CharProcs.get(f"/{names.get(code, '')}") for code in codes.every}
    if NOTDEF in {names.get(code) for code in codes.every}:
        yield MISSING
    if any(glyph is None for glyph in glyphs.values()):
        yield MISSING
    for code, glyph in glyphs.items():
        if glyph is None:
            continue
        begins = list(instructions_of(glyph, "d0 d1"))
        if not begins or abs(float(begins[0].operands[0]) - width(code)) > TOLERANCE:
            yield WIDTHS
            return
