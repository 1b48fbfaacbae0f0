"""What all fonts of a PDF share, made anew: the name, the descriptor with the program, and the text of the codes."""

import logging
import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.cmaps import read_cmap, texts_of, to_unicode
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.encodings import SimpleUse
from woo_redact.write.rebuild.filled import filled_glyphs
from woo_redact.write.rebuild.truetype import Trimmed
from woo_redact.write.rebuild.usual import texts_in

PLAUSIBLE_NAME = re.compile(r"[A-Za-z0-9+,-]{1,63}")
# The mark of a font that was cut down (ISO 32000-1, 9.6.4), the same for all: a counted one would tell about others.
TAG = re.compile(r"[A-Z]{6}\+")
OWN_TAG = "WOORED+"
NO_NAME = "Font"
# ISO 32000-1, table 122, of which text (FontFamily, CharSet, Lang and the like) is left out.
NUMBERS = (
    *("/Flags", "/ItalicAngle", "/Ascent", "/Descent", "/Leading", "/CapHeight", "/XHeight"),
    *("/StemV", "/StemH", "/AvgWidth", "/MaxWidth", "/MissingWidth"),
)
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
PROGRAM_KINDS = frozenset(("/Type1C", "/CIDFontType0C", "/OpenType"))
CFF_START, OPENTYPE_CFF = b"\x01\x00", b"OTTO"
TRUETYPE_STARTS = (b"\x00\x01\x00\x00", b"true", b"ttcf")
# The parser names glyphs and fonts in what it logs, which come from the document.
logging.getLogger("fontTools").setLevel(logging.CRITICAL)
Use = SimpleUse | AbstractSet[int] | None


@dataclass(frozen=True, slots=True)
class Output:
    """Where fonts go; ``kept_whole`` is called for each program that could not be trimmed."""

    target: pikepdf.Pdf
    kept_whole: Callable[[], None] | None = None


def numbers(value: Any, count: int) -> Any:
    """Return an array of so many numbers, anew; None when it is something else."""
    if not isinstance(value, Array) or len(value) != count:
        return None
    held = list(value)
    return Array(held) if all(map(is_number, held)) else None


def font_name(value: Any) -> Any:
    """Return a font's name, its tag replaced by one that says nothing; a name that looks like none is left out."""
    name = str(value)[1:].replace(" ", "") if isinstance(value, Name) else ""
    if TAG.match(name):
        name = OWN_TAG + TAG.sub("", name)
    return Name(f"/{name}") if PLAUSIBLE_NAME.fullmatch(name) else Name(f"/{NO_NAME}")


def program_of(font: Any) -> tuple[str, Any] | None:
    """Return the key and the stream of a font's program, if it has one."""
    descriptor = font.get("/FontDescriptor")
    if isinstance(descriptor, Dictionary):
        for key in PROGRAMS:
            if isinstance(descriptor.get(key), pikepdf.Stream):
                return key, descriptor[key]
    return None


def flags_of(font: Any) -> int:
    """Return the flags of a font (ISO 32000-1, table 123)."""
    descriptor = font.get("/FontDescriptor")
    flags = descriptor.get("/Flags") if isinstance(descriptor, Dictionary) else None
    return flags if isinstance(flags, int) else 0


def add_descriptor(output: Output, font: Any, made: Any, use: Use, retain: bool = True) -> Trimmed | None:
    """Put the descriptor of ``font`` in ``made``, anew, with what ``use`` asks of its program; return that.

    ``retain`` keeps the numbers of the glyphs of a TrueType program as they are.
    """
    source = font.get("/FontDescriptor")
    if not isinstance(source, Dictionary):
        return None
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=made.get("/BaseFont", Name(f"/{NO_NAME}")))
    for key in NUMBERS:
        if is_number(source.get(key)):
            descriptor[key] = source[key]
    if (box := numbers(source.get("/FontBBox"), 4)) is not None:
        descriptor.FontBBox = box
    made.FontDescriptor = output.target.make_indirect(descriptor)
    program = program_of(font)
    if program is None:
        return None
    key, stream = program
    data = stream.read_bytes()
    trimmed = Trimmed(data) if _is_cut(data, use) else trimmed_program(data, use, retain)
    if trimmed is None and output.kept_whole:
        output.kept_whole()
    made.FontDescriptor[key] = _stored(output.target, key, stream, trimmed.data if trimmed else data)
    return trimmed


def _is_cut(data: bytes, use: Use) -> bool:
    """Whether a program has outlines only of what is in use, by number, and of the missing glyph.

    The writer has cut down most programs before. Where CIDs are not the numbers of glyphs, this mostly says no.
    """
    filled = filled_glyphs(data) if isinstance(use, AbstractSet) else None
    return filled is not None and isinstance(use, AbstractSet) and filled <= use | {0}


def trimmed_program(data: bytes, use: Use, retain: bool) -> Trimmed | None:
    """Return a font program with what is in use only; None when it can not be parsed."""
    # Loading the parser takes a tenth of a second, which runs without embedded fonts are spared.
    from woo_redact.write.rebuild.cff import trim_cff, trim_opentype
    from woo_redact.write.rebuild.truetype import trim_truetype
    from woo_redact.write.rebuild.type1 import trim_type1

    try:
        if data.startswith(OPENTYPE_CFF):
            return trim_opentype(data, use)
        if data.startswith(TRUETYPE_STARTS):
            return trim_truetype(data, use, retain)
        return trim_cff(data, use) if data.startswith(CFF_START) else trim_type1(data, use)
    except Exception:  # noqa: BLE001 - a damaged font makes the parser fail in any way; it must show all the same
        return None


def _stored(target: pikepdf.Pdf, key: str, source: Any, data: bytes) -> Any:
    stream = target.make_stream(data)
    if key == "/FontFile3":
        kind = source.get("/Subtype")
        stream.Subtype = kind if str(kind) in PROGRAM_KINDS else Name.Type1C
    elif key == "/FontFile2":
        stream.Length1 = len(data)
    else:
        clear = data.find(b"eexec") + len(b"eexec")
        end = data.find(b"0" * 64, clear)
        clear += len(data[clear:]) - len(data[clear:].lstrip(b"\r\n "))
        stream.Length1, stream.Length2 = clear, (end if end > 0 else len(data)) - clear
        stream.Length3 = len(data) - end if end > 0 else 0
    return stream


def text_map(target: pikepdf.Pdf, font: Any, used: AbstractSet[int] | None) -> Any:
    """Return the CMap with the text of the codes in use; None when there is none that can be read."""
    source = font.get("/ToUnicode")
    if isinstance(source, Name) and str(source) in ("/Identity-H", "/Identity-V"):
        return Name(str(source))
    if not isinstance(source, pikepdf.Stream):
        return None
    usual = texts_in(source.read_bytes(), used)
    if usual is not None:
        return target.make_stream(to_unicode(usual, ()))
    try:
        cmap = read_cmap(source)
        texts = texts_of(cmap, used)
    except (ValueError, pikepdf.PdfError):
        return None
    return target.make_stream(to_unicode(texts, cmap.spaces))
