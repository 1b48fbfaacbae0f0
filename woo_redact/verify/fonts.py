"""pdfminer's fonts, whose tables of characters are read by qpdf's parser: ten times as fast."""

import re
import struct
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pdfminer.cmapdb import CMapParser, FileUnicodeMap
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import KWD

from woo_redact.verify.objects import plain_value

# What a table of characters is made of; all else in it is about the table itself.
OPERATORS = "begincmap endcmap usecmap endbfchar endbfrange endcidchar endcidrange"

# A part of a table as most programs write it, and what else a table may say of characters.
_CODES = rb"((?:\s*<[0-9A-Fa-f]{4}>)*)\s*"
_SECTION = re.compile(rb"beginbf(char|range)" + _CODES + rb"endbf\1")
_OTHER_ENTRY = re.compile(rb"endbf|endcid|usecmap")
_ODD = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")


class Fonts(PDFResourceManager):  # type: ignore[misc]
    """Makes fonts, each once; see pdfminer's resource manager."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return the font that ``spec`` describes; ``objid`` is its object number, or ``None`` for a direct one."""
        if objid and objid in self._cached_fonts:
            return self._cached_fonts[objid]
        table = resolve1(spec.get("ToUnicode"))
        if not isinstance(table, PDFStream):
            return super().get_font(objid, spec)
        rest = {key: value for key, value in spec.items() if key != "ToUnicode"}
        if "DescendantFonts" in rest:
            rest["DescendantFonts"] = [_without_file(dict_value(d)) for d in list_value(rest["DescendantFonts"])]
        font = super().get_font(None, rest)
        font.unicode_map = unicode_map(table.get_data())
        if objid:
            self._cached_fonts[objid] = font
        return font


def _without_file(descendant: Mapping[str, object]) -> dict[str, object]:
    """Return a font without its program, which pdfminer would ask for characters although the table tells them."""
    descriptor = dict_value(descendant.get("FontDescriptor", {}))
    return {**descendant, "FontDescriptor": {k: v for k, v in descriptor.items() if k != "FontFile2"}}


def unicode_map(data: bytes) -> FileUnicodeMap:
    """Return the table of characters that the bytes of a /ToUnicode stream hold."""
    table = FileUnicodeMap()
    usual = _usual_entries(data)
    if usual is not None:
        table.cid2unichr = usual
        return table
    try:
        with pikepdf.new() as scratch:
            instructions = pikepdf.parse_content_stream(scratch.make_stream(data), OPERATORS)
            reader = _EntryReader(table)
            for instruction in instructions:
                reader.read(str(instruction.operator), instruction.operands)
    except pikepdf.PdfError:
        table = FileUnicodeMap()
        CMapParser(table, BytesIO(data)).run()
    return table


def _usual_entries(data: bytes) -> dict[int, str] | None:
    """Return the entries of a table that has only pairs and ranges of four digits; ``None`` when it has others."""
    head, _, tail = data.partition(b"endcmap")
    if b"endbf" in tail or _OTHER_ENTRY.search(_SECTION.sub(b"", head)):
        return None
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(head):
        digits = bytes.fromhex(body.translate(None, b"<>").decode("ascii"))
        codes = struct.unpack(f">{len(digits) // 2}H", digits)
        if kind == b"char" and len(codes) % 2 == 0:
            found.update(zip(codes[::2], map(chr, codes[1::2]), strict=True))
        elif kind == b"range" and len(codes) % 3 == 0:
            for first, last, base in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                found.update(zip(range(first, last + 1), map(chr, range(base, base + last - first + 1)), strict=True))
        else:
            return None
    # Half a pair of surrogates is no character.
    return None if _ODD.search("".join(found.values())) else found


class _EntryReader(CMapParser):  # type: ignore[misc]
    """pdfminer's reader of such tables, given their parts one by one."""

    def __init__(self, table: FileUnicodeMap) -> None:
        super().__init__(table, BytesIO())

    def read(self, operator: str, operands: Any) -> None:
        """Take up one instruction."""
        self.popall()
        self.push(*((0, plain_value(operand)) for operand in operands))
        self.do_keyword(0, KWD(operator.encode()))
