"""The font of what is heard and not seen: one blank, as wide and as high as its size.

PDFium passes over text without ink, so the blank is a full square; it is only ever shown in the mode that paints
nothing. It reads as a space, so an engine that does not know ``/ActualText`` reads no more than that.
"""

import io
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

UNIT = 1000
# Parts of the size above and below the baseline, as those of a cover: see "Page space".
ASCENT, DESCENT = 780, -220
CODE = b"\x00\x01"
BASE_NAME = Name("/AAAAAA+WooSpoken")
RESOURCE = "WooSpoken"
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfchar
<0001> <0020>
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class SpokenFont:
    """The font in one document, embedded when it is first used."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._font: Any = None

    def use(self, page: pikepdf.Page) -> Name:
        """Make the font known on a page; return what it is called there."""
        if self._font is None:
            self._font = _embedded(self._pdf)
        # What a page has may be that of other pages too.
        resources = Dictionary(dict(page.resources.items()))
        held = resources.get("/Font")
        fonts = Dictionary(dict(held.items())) if isinstance(held, Dictionary) else Dictionary()
        name = f"/{RESOURCE}"
        while name in fonts:
            name += "X"
        fonts[name] = self._font
        resources.Font = fonts
        page.obj.Resources = resources
        return Name(name)


def _embedded(pdf: pikepdf.Pdf) -> Any:
    program = pdf.make_stream(_program(), Length1=len(_program()))
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=BASE_NAME, Flags=4, FontBBox=Array([0, DESCENT, UNIT, ASCENT])
    )
    descriptor.ItalicAngle, descriptor.Ascent, descriptor.Descent = 0, ASCENT, DESCENT
    descriptor.CapHeight, descriptor.StemV, descriptor.FontFile2 = ASCENT, 80, program
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=BASE_NAME, DW=UNIT)
    below.CIDSystemInfo = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    below.CIDToGIDMap, below.W = Name.Identity, Array([1, Array([UNIT])])
    below.FontDescriptor = pdf.make_indirect(descriptor)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=BASE_NAME, Encoding=Name("/Identity-H"))
    font.DescendantFonts = Array([pdf.make_indirect(below)])
    font.ToUnicode = pdf.make_stream(TO_UNICODE)
    return pdf.make_indirect(font)


@cache
def _program() -> bytes:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    for corner in ((0, ASCENT), (UNIT, ASCENT), (UNIT, DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    builder = FontBuilder(UNIT, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space"])
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "space": pen.glyph()})
    builder.setupCharacterMap({0x20: "space"})
    builder.setupHorizontalMetrics({".notdef": (UNIT, 0), "space": (UNIT, 0)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": RESOURCE, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT)
    builder.setupPost()
    # A font tells when it was made: the same file every time.
    builder.font.recalcTimestamp = False
    builder.font["head"].created = builder.font["head"].modified = 0
    saved = io.BytesIO()
    builder.save(saved)
    return saved.getvalue()
