"""Standard fonts that a document counts on the reader to have, embedded: fonts by the same measures come with MuPDF."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.archive.finding import simple_widths
from woo_redact.write.archive.font_claims import shown_codes
from woo_redact.write.archive.programs import TOLERANCE, Program, read_program
from woo_redact.write.archive.shown import FontUse, Shown
from woo_redact.write.archive.standard import PLAIN_TEXT, lookalike
from woo_redact.write.rebuild.cff import trim_cff
from woo_redact.write.rebuild.descriptors import OWN_TAG, program_of
from woo_redact.write.rebuild.encodings import NOTDEF, SimpleUse, base_names, base_of, names_of

SIMPLE = (Name.Type1, Name.TrueType)
SYMBOLIC, NONSYMBOLIC = 4, 32
STANDARD = "/StandardEncoding"
# What a descriptor has to say (ISO 32000-1, table 122) and no reader looks at when the font is embedded.
STEM = 80
SPACE = 0x20


def embed_missing(pdf: pikepdf.Pdf, shown: Shown) -> None:
    """Embed the standard fonts that are not, where glyphs and widths are those that the document counts on."""
    for use in shown.fonts.values():
        if use.seen and use.font.get("/Subtype") in SIMPLE and program_of(use.font) is None:
            kind = lookalike(use.font)
            if kind is not None:
                _embed(pdf, use, kind)


@cache
def _font(kind: str) -> tuple[bytes, Program]:
    buffer = pymupdf.Font(kind).buffer
    program = read_program(buffer)
    if program is None:
        raise RuntimeError("a font of MuPDF that can not be read")
    return buffer, program


def _embed(pdf: pikepdf.Pdf, use: FontUse, kind: str) -> None:
    font, codes = use.font, shown_codes(use)
    if codes is None:
        return
    buffer, program = _font(kind)
    known = _names(font, program, kind)
    # Showing nothing is using the font as well.
    names = {code: known.get(code, NOTDEF) for code in codes.every or {SPACE}}
    glyphs = {code: program.named.get(name, 0) for code, name in names.items()}
    widths = {code: round(program.advance(glyph)) for code, glyph in glyphs.items()}
    if not all(glyphs.values()) or not _agree(font, widths):
        return
    trimmed = trim_cff(buffer, SimpleUse(frozenset(names), names, has_base=True))
    first, last = min(widths), max(widths)
    if "/Widths" not in font:
        font.FirstChar, font.LastChar = first, last
        font.Widths = Array([widths.get(code, 0) for code in range(first, last + 1)])
    font.Subtype = Name.Type1
    font.BaseFont = Name(f"/{OWN_TAG}{str(font.BaseFont)[1:].removeprefix(OWN_TAG)}")
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=_differences(names))
    font.FontDescriptor = pdf.make_indirect(_descriptor(pdf, font, kind, trimmed.data))


def _names(font: Any, program: Program, kind: str) -> Mapping[int, str]:
    """Return the names of the codes of a font that is not embedded (ISO 32000-1, 9.6.6.1)."""
    if base_of(font) is not None:
        return names_of(font)
    own = dict(enumerate(base_names(STANDARD))) if kind in PLAIN_TEXT else program.codes
    return {**own, **names_of(font)}


def _agree(font: Any, widths: Mapping[int, float]) -> bool:
    if "/Widths" not in font:
        return True
    told = simple_widths(font)
    return all(abs(told(code) - width) <= TOLERANCE for code, width in widths.items())


def _differences(names: Mapping[int, str]) -> Any:
    listed: list[Any] = []
    for code, name in sorted(names.items()):
        listed += [code, Name(f"/{name}")]
    return Array(listed)


def _descriptor(pdf: pikepdf.Pdf, font: Any, kind: str, data: bytes) -> Any:
    measures = pymupdf.Font(kind)
    box = measures.bbox
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=font.BaseFont,
        Flags=NONSYMBOLIC if kind in PLAIN_TEXT else SYMBOLIC,
        FontBBox=Array([round(1000 * side) for side in (box.x0, box.y0, box.x1, box.y1)]),
        ItalicAngle=-12 if measures.is_italic else 0,
        Ascent=round(1000 * measures.ascender),
        Descent=round(1000 * measures.descender),
        CapHeight=round(1000 * measures.ascender),
        StemV=STEM,
        FontFile3=pdf.make_stream(data, Subtype=Name.Type1C),
    )
