"""pdfminer's fonts, whose tables of characters are read by qpdf's parser: ten times as fast."""

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
    try:
        with pikepdf.new() as scratch:
            instructions = pikepdf.parse_content_stream(scratch.make_stream(data), OPERATORS)
            parser = _EntryReader(table)
            for instruction in instructions:
                parser.read(str(instruction.operator), instruction.operands)
    except pikepdf.PdfError:
        table = FileUnicodeMap()
        CMapParser(table, BytesIO(data)).run()
    return table


class _EntryReader(CMapParser):  # type: ignore[misc]
    """pdfminer's reader of such tables, given their parts one by one."""

    def __init__(self, table: FileUnicodeMap) -> None:
        super().__init__(table, BytesIO())

    def read(self, operator: str, operands: Any) -> None:
        """Take up one instruction."""
        self.popall()
        self.push(*((0, plain_value(operand)) for operand in operands))
        self.do_keyword(0, KWD(operator.encode()))
