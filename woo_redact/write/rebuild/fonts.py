"""Fonts made anew with what is still shown in them: codes, widths, names, texts and outlines of all else go.

A font that is embedded in part tells by what it holds which letters a withheld passage had.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.cid_fonts import trimmed_cid_font
from woo_redact.write.rebuild.cmaps import read_cmap, texts_of
from woo_redact.write.rebuild.codes import codes_of
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.descriptors import (
    Output,
    add_descriptor,
    flags_of,
    font_name,
    numbers,
    program_of,
    text_map,
)
from woo_redact.write.rebuild.encodings import (
    CODES,
    NOTDEF,
    SimpleUse,
    base_of,
    clean_encoding,
    differences_of,
    names_of,
    plain_names,
)

__all__ = ["codes_of", "trimmed_font"]

SIMPLE = frozenset(("/Type1", "/MMType1", "/TrueType"))
SYMBOLIC = 4
ALL_CODES = frozenset(range(CODES))
GlyphContent = Callable[[pikepdf.Stream, pikepdf.Dictionary], bytes]
GlyphResources = Callable[[pikepdf.Dictionary], pikepdf.Object]


def trimmed_font(
    target: pikepdf.Pdf,
    font: pikepdf.Object,
    used: AbstractSet[int] | None,
    *,
    glyph_content: GlyphContent | None = None,
    glyph_resources: GlyphResources | None = None,
    kept_whole: Callable[[], None] | None = None,
) -> Any:
    """Return a new indirect font in ``target`` that shows the codes ``used`` as ``font`` does, and holds nothing else.

    Without ``used`` all codes stay. The glyphs of a Type3 font are made by ``glyph_content`` (glyph stream, resources
    of the font), and its resources by ``glyph_resources``, once, after all glyphs. A program that can not be parsed is
    carried over as it is; ``kept_whole`` is called then.

    Raises:
        ValueError, pikepdf.PdfError: it can not be made anew; no message holds text of the document.
    """
    kind = str(font.get("/Subtype")) if isinstance(font, Dictionary) else ""
    output = Output(target, kept_whole)
    if kind == "/Type0":
        return trimmed_cid_font(output, font, used)
    codes = ALL_CODES if used is None else ALL_CODES & used
    if kind == "/Type3":
        if glyph_content is None or glyph_resources is None:
            raise ValueError("Type3 font without a way to make its glyphs")
        return _drawn_font(output, font, codes, glyph_content, glyph_resources)
    if kind in SIMPLE:
        return _simple_font(output, font, codes)
    raise ValueError("font of an unknown kind")


def _simple_font(output: Output, font: Any, codes: frozenset[int]) -> Any:
    """Return a Type1 or TrueType font anew (ISO 32000-1, table 111)."""
    made = Dictionary(Type=Name.Font, Subtype=Name(str(font.Subtype)), BaseFont=font_name(font.get("/BaseFont")))
    trimmed = add_descriptor(output, font, made, _use_of(font, codes), retain=False)
    _add_widths(font, made, codes, keep_first=trimmed is not None and trimmed.by_number)
    program = program_of(font)
    needed = program is not None and (program[0] != "/FontFile2" or trimmed is None or trimmed.by_name)
    _add_encoding(font, made, plain_names(differences_of(font), codes, needed), codes)
    if (texts := text_map(output.target, font, codes)) is not None:
        made.ToUnicode = texts
    return output.target.make_indirect(made)


def _use_of(font: Any, codes: frozenset[int]) -> SimpleUse:
    texts = {}
    try:
        if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
            texts = texts_of(read_cmap(font.ToUnicode), codes)
    except (ValueError, pikepdf.PdfError):
        texts = {}
    first = font.get("/FirstChar")
    base = base_of(font)
    return SimpleUse(
        codes=codes,
        names={code: name for code, name in names_of(font).items() if name != NOTDEF},
        texts={code: int.from_bytes(text, "big") for (_, code), text in texts.items() if len(text) == 2},
        has_base=base is not None,
        expert=base == "/MacExpertEncoding",
        symbolic=bool(flags_of(font) & SYMBOLIC),
        first=first if isinstance(first, int) else 0,
    )


def _add_widths(font: Any, made: Any, codes: AbstractSet[int], keep_first: bool = False) -> None:
    """Add the widths of the codes in use; those between them are 0."""
    first, widths = font.get("/FirstChar"), font.get("/Widths")
    if not isinstance(first, int) or not isinstance(widths, Array):
        return
    known = {first + at: width for at, width in enumerate(widths) if first + at in codes and is_number(width)}
    low = first if keep_first else min(known, default=0)
    high = max(known, default=low)
    made.FirstChar, made.LastChar = low, high
    made.Widths = Array([known.get(code, 0) for code in range(low, high + 1)])


def _add_encoding(font: Any, made: Any, names: Mapping[int, str], codes: AbstractSet[int]) -> None:
    if (encoding := clean_encoding(font, names, codes)) is not None:
        made.Encoding = encoding


def _drawn_font(
    output: Output, font: Any, codes: frozenset[int], glyph_content: GlyphContent, glyph_resources: GlyphResources
) -> Any:
    """Return a Type3 font anew (ISO 32000-1, table 112); each glyph is a stream of drawing instructions."""
    made = Dictionary(Type=Name.Font, Subtype=Name.Type3)
    for key, count in (("/FontBBox", 4), ("/FontMatrix", 6)):
        value = numbers(font.get(key), count)
        if value is None:
            raise ValueError("Type3 font without its measures")
        made[key] = value
    resources = font.get("/Resources")
    resources = resources if isinstance(resources, Dictionary) else Dictionary()
    source = font.get("/CharProcs")
    source = source if isinstance(source, Dictionary) else Dictionary()
    names = names_of(font)
    new_names = plain_names(names, codes, needed=False)
    glyphs = Dictionary()
    for code, new in new_names.items():
        glyph = source.get(f"/{names[code]}")
        if isinstance(glyph, pikepdf.Stream) and f"/{new}" not in glyphs:
            glyphs[f"/{new}"] = output.target.make_stream(glyph_content(glyph, resources))
    made.CharProcs = glyphs
    made.Resources = glyph_resources(resources)
    _add_widths(font, made, codes)
    _add_encoding(font, made, {code: name for code, name in new_names.items() if code in differences_of(font)}, codes)
    if isinstance(font.get("/FontDescriptor"), Dictionary):
        add_descriptor(output, font, made, None)
    if (texts := text_map(output.target, font, codes)) is not None:
        made.ToUnicode = texts
    return output.target.make_indirect(made)
