"""Fonts made anew: what is shown looks and reads as before, what is not shown is nowhere in them."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.misc.psCharStrings import T1CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from woo_redact.write.rebuild.fonts import codes_of, trimmed_font
from woo_redact.write.rebuild.type1 import decrypted

SHOWN, SECRET = "Blijft staan", "Zoutkamper"
# Letters of the withheld name that the text left does not have.
GONE = sorted(set(SECRET) - set(SHOWN))


# -- helpers: a document whose first page shows SHOWN and whose second shows SECRET, in the same fonts


def holders(page: Any) -> list[Any]:
    """The page and the forms that it draws."""
    found = [page]
    for _, form in page.Resources.get("/XObject", Dictionary()).items():
        found += holders(form)
    return found


def instructions(holder: Any) -> list[tuple[str, list[Any]]]:
    content = pikepdf.Page(holder) if holder.get("/Type") == "/Page" else holder
    return [(str(found.operator), list(found.operands)) for found in pikepdf.parse_content_stream(content)]


def used_codes(holder: Any) -> dict[str, set[int]]:
    """Codes by font name that a page or form shows."""
    used: dict[str, set[int]] = {}
    name = ""
    for operator, operands in instructions(holder):
        if operator == "Tf":
            name = str(operands[0])
        for item in operands:
            for text in item if isinstance(item, Array) else [item]:
                if isinstance(text, String):
                    split = codes_of(holder.Resources.Font[name])
                    assert split is not None
                    used.setdefault(name, set()).update(split(bytes(text)))
    return used


def rebuilt(data: bytes, **makers: Any) -> pikepdf.Pdf:
    """The first page alone, with its fonts made anew."""
    source, target = pikepdf.open(io.BytesIO(data)), pikepdf.new()
    target.pages.append(source.pages[0])
    for old, new in zip(holders(source.pages[0].obj), holders(target.pages[0].obj), strict=True):
        fonts = Dictionary()
        for name, codes in used_codes(old).items():
            fonts[name] = trimmed_font(target, old.Resources.Font[name], codes, **makers)
        new.Resources.Font = fonts
    return pikepdf.open(io.BytesIO(saved(target)))


def saved(pdf: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    pdf.save(result)
    return result.getvalue()


def seen(data: bytes) -> tuple[bytes, str]:
    """Pixels and text of the first page, by PDFium."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    pixels, text = page.render(scale=3).to_numpy().tobytes(), page.get_textpage().get_text_range()
    document.close()
    return pixels, text


def with_contents(fonts: Callable[[pikepdf.Pdf], Any], *shown: bytes) -> bytes:
    """A page for each of the contents, which show text in font /F."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(fonts(pdf))
    for text in shown:
        page = pdf.add_blank_page(page_size=(300, 100))
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(b"BT /F 24 Tf 20 40 Td " + text + b" Tj ET")
    return saved(pdf)


def font_of(pdf: pikepdf.Pdf) -> Any:
    fonts = pdf.pages[0].Resources.Font
    return fonts[sorted(fonts.keys())[0]]


def program(pdf: pikepdf.Pdf) -> bytes:
    font = font_of(pdf)
    font = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    held = [font.FontDescriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in font.FontDescriptor]
    return bytes(held[0].read_bytes())


# -- documents


def box_of(pen: Any, width: int) -> None:
    """A glyph whose outline tells which letter it is: a box as wide as its letter's number."""
    pen.moveTo((50, 0))
    for point in ((50, 700), (50 + width, 700 - width), (50 + width, 0)):
        pen.lineTo(point)
    pen.closePath()


LETTERS = sorted(set(SHOWN + SECRET) - {" "})
GLYPHS = [".notdef", "space", *LETTERS]


def truetype(**extra: Any) -> bytes:
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(GLYPHS)
    builder.setupCharacterMap({ord(name): name for name in LETTERS} | {32: "space"})
    glyphs: dict[str, Any] = {}
    for name in GLYPHS:
        pen = TTGlyphPen(glyphs)
        if name == "k":
            # Of two parts, one of which is another letter's.
            pen.addComponent("B", (1, 0, 0, 1, 0, 0))
        elif len(name) == 1:
            box_of(pen, ord(name) * 3)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (450 + GLYPHS.index(name), 50) for name in GLYPHS})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": SECRET, "copyright": SECRET})
    builder.setupOS2()
    builder.setupPost(**extra)
    result = io.BytesIO()
    builder.save(result)
    return result.getvalue()


def opentype() -> bytes:
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(GLYPHS)
    builder.setupCharacterMap({ord(name): name for name in LETTERS} | {32: "space"})
    charstrings = {}
    for name in GLYPHS:
        pen = T2CharStringPen(450, None)
        if len(name) == 1:
            box_of(pen, ord(name) * 3)
        charstrings[name] = pen.getCharString()
    builder.setupCFF(SECRET, {"FullName": SECRET, "Notice": SECRET}, charstrings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(GLYPHS, (450, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    result = io.BytesIO()
    builder.save(result)
    return result.getvalue()


def type1() -> bytes:
    """A program whose glyphs call a subroutine each: the outline of their letter."""

    def code(*program: int | str) -> bytes:
        charstring = T1CharString(program=list(program))
        charstring.compile()
        return bytes(eexec.encrypt(b"\0" * 4 + charstring.bytecode, 4330)[0])

    outlines = [
        code(ord(c) * 3, "hlineto", 500, "vlineto", -ord(c) * 3, "hlineto", "closepath", "return") for c in LETTERS
    ]
    subroutines = [code("return")] * 4 + outlines
    glyphs = {".notdef": code(0, 450, "hsbw", "endchar"), "space": code(0, 450, "hsbw", "endchar")}
    for at, name in enumerate(LETTERS):
        glyphs[name] = code(50, 450, "hsbw", 0, "vmoveto", 4 + at, "callsubr", "endchar")
    private = b"dup /Private 8 dict dup begin /RD {string currentfile exch readstring pop} executeonly def\n"
    private += b"/ND {noaccess def} executeonly def /NP {noaccess put} executeonly def\n% " + SECRET.encode() + b"\n"
    private += b"/BlueValues [-20 0] def /MinFeature {16 16} def /password 5839 def\n/Subrs %d array\n" % len(
        subroutines
    )
    private += b"".join(b"dup %d %d RD %b NP\n" % (at, len(item), item) for at, item in enumerate(subroutines))
    private += b"ND\n2 index /CharStrings %d dict dup begin\n" % len(glyphs)
    private += b"".join(b"/%b %d RD %b ND\n" % (name.encode(), len(item), item) for name, item in glyphs.items())
    private += (
        b"end\nend\nreadonly put\nnoaccess put\ndup/FontName get exch definefont pop\nmark currentfile closefile\n"
    )
    clear = (
        b"%!PS-AdobeFont-1.0: Zoutkamper\n12 dict begin\n/FontInfo 2 dict dup begin /Notice (Zoutkamper) def end def\n"
    )
    clear += b"/FontName /Zoutkamper def /PaintType 0 def /FontType 1 def /FontMatrix [0.001 0 0 0.001 0 0] def\n"
    clear += b"/Encoding StandardEncoding def /FontBBox {0 -200 1000 800} def\ncurrentdict end\ncurrentfile eexec\n"
    return clear + bytes(eexec.encrypt(b"\0" * 4 + private, 55665)[0]) + b"\n" + b"0" * 512 + b"\ncleartomark\n"


def descriptor(pdf: pikepdf.Pdf, key: str, data: bytes, flags: int = 32, **kind: Any) -> Any:
    made = Dictionary(Type=Name.FontDescriptor, FontName=Name.Toets, Flags=flags, ItalicAngle=0, StemV=80)
    made.FontBBox = Array([0, -200, 1000, 800])
    made.Ascent, made.Descent, made.CapHeight = 800, -200, 700
    made.CharSet = String("/" + "/".join(LETTERS))
    made.FontFamily = String(SECRET)
    made[key] = pdf.make_stream(data, **kind)
    return pdf.make_indirect(made)


def simple(kind: Name, key: str, data: bytes, flags: int = 32, **stream: Any) -> Callable[[pikepdf.Pdf], Any]:
    def make(pdf: pikepdf.Pdf) -> Any:
        font = Dictionary(Type=Name.Font, Subtype=kind, BaseFont=Name("/ABCDEF+Toets"), FirstChar=32, LastChar=126)
        font.Widths = Array([450] * 95)
        font.FontDescriptor = descriptor(pdf, key, data, flags, **stream)
        font.Zoutkamper = String(SECRET)
        if not flags & 4:
            font.Encoding = Name.WinAnsiEncoding
        return font

    return make


def with_cids(key: str, data: bytes, kind: Name, table: bytes | None = None, **stream: Any) -> Callable[..., Any]:
    """A font whose codes are the numbers of the glyphs; with a table they are those numbers and a hundred."""

    def make(pdf: pikepdf.Pdf) -> Any:
        shift = 100 if table else 0
        rows = "\n".join(f"<{GLYPHS.index(c) + shift:04x}> <{ord(c):04x}>" for c in LETTERS)
        cmap = f"/CMapName /{SECRET} def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        space = f"<{1 + shift:04x}>"
        cmap += f"{len(LETTERS)} beginbfchar\n{rows}\nendbfchar\n1 beginbfrange {space} {space} [<0020>]"
        descendant = Dictionary(Type=Name.Font, Subtype=kind, BaseFont=Name.Toets, DW=450)
        descendant.CIDSystemInfo = Dictionary(Registry=String(SECRET), Ordering=String(SECRET), Supplement=0)
        descendant.W = Array([shift, Array([450] * 5), shift + 5, shift + len(GLYPHS), 450])
        descendant.FontDescriptor = descriptor(pdf, key, data, **stream)
        if kind == "/CIDFontType2":
            descendant.CIDToGIDMap = pdf.make_stream(table) if table else Name.Identity
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Toets,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream((cmap + " endbfrange").encode()),
        )

    return make


def pairs(text: str, shift: int = 0) -> bytes:
    numbers = [GLYPHS.index("space" if c == " " else c) + shift for c in text]
    return b"<" + b"".join(b"%04x" % number for number in numbers) + b">"


TABLE = b"\0\0" * 100 + b"".join(number.to_bytes(2, "big") for number in range(len(GLYPHS)))
ONE_BYTE = b"(%b)" % SHOWN.encode(), b"(%b)" % SECRET.encode()
TWO_BYTES = pairs(SHOWN), pairs(SECRET)
SHIFTED = pairs(SHOWN, 100), pairs(SECRET, 100)


def bare_cff() -> bytes:
    return bytes(TTFont(io.BytesIO(opentype())).getTableData("CFF "))


def made_by_hand(name: str) -> bytes:
    documents: dict[str, Callable[[], bytes]] = {
        "TrueType": lambda: with_contents(simple(Name.TrueType, "/FontFile2", truetype()), *ONE_BYTE),
        "symbolic TrueType": lambda: with_contents(simple(Name.TrueType, "/FontFile2", truetype(), 4), *ONE_BYTE),
        "TrueType with CIDs": lambda: with_contents(with_cids("/FontFile2", truetype(), Name.CIDFontType2), *TWO_BYTES),
        "TrueType with a table of CIDs": lambda: with_contents(
            with_cids("/FontFile2", truetype(), Name.CIDFontType2, TABLE), *SHIFTED
        ),
        "CFF": lambda: with_contents(simple(Name.Type1, "/FontFile3", bare_cff(), Subtype=Name.Type1C), *ONE_BYTE),
        "CFF with CIDs": lambda: with_contents(
            with_cids("/FontFile3", bare_cff(), Name.CIDFontType0, Subtype=Name.CIDFontType0C), *TWO_BYTES
        ),
        "OpenType": lambda: with_contents(
            simple(Name.Type1, "/FontFile3", opentype(), Subtype=Name.OpenType), *ONE_BYTE
        ),
        "OpenType with CIDs": lambda: with_contents(
            with_cids("/FontFile3", opentype(), Name.CIDFontType0, Subtype=Name.OpenType), *TWO_BYTES
        ),
        "Type1": lambda: with_contents(simple(Name.Type1, "/FontFile", type1()), *ONE_BYTE),
    }
    return documents[name]()


HAND_MADE = (
    *("TrueType", "symbolic TrueType", "TrueType with CIDs", "TrueType with a table of CIDs", "CFF", "CFF with CIDs"),
    *("OpenType", "OpenType with CIDs", "Type1"),
)


def by_mupdf(name: str, cut: bool) -> bytes:
    document = pymupdf.open()
    for text in (SHOWN + " één", SECRET):
        page = document.new_page(width=300, height=100)
        if name == "built-in":
            page.insert_text((20, 50), text, fontname="tiro", fontsize=24)
        elif name == "writer":
            writer = pymupdf.TextWriter(page.rect)
            writer.append((20, 50), text, font=pymupdf.Font("helv"), fontsize=24)
            writer.write_text(page)
        else:
            page.insert_htmlbox(page.rect, f"<p>{text} <b>{text}</b></p>")
    if cut:
        document.subset_fonts()
    return bytes(document.tobytes())


BY_MUPDF = [(name, cut) for name in ("built-in", "writer", "html") for cut in (False, True)]


# -- what is shown


@pytest.mark.parametrize("name", HAND_MADE)
def test_what_is_shown_stays_the_same(name: str) -> None:
    data = made_by_hand(name)
    before = seen(data)
    whole: list[int] = []
    assert seen(saved(rebuilt(data, kept_whole=lambda: whole.append(1)))) == before
    assert not whole
    assert before[1] == SHOWN
    assert before[0] != seen(with_contents(lambda pdf: Dictionary(Type=Name.Font), b"()"))[0]


@pytest.mark.parametrize(("name", "cut"), BY_MUPDF)
def test_what_an_engine_made_stays_the_same(name: str, cut: bool) -> None:
    data = by_mupdf(name, cut)
    whole: list[int] = []
    assert seen(saved(rebuilt(data, kept_whole=lambda: whole.append(1)))) == seen(data)
    assert not whole


# -- what is gone


def outlines(data: bytes) -> set[int]:
    """The letters whose outlines a program has, told by the widths of their boxes."""
    if data.startswith((b"\0\1\0\0", b"OTTO")):
        font = TTFont(io.BytesIO(data))
        glyphs = font.getGlyphSet()
    else:
        font_set = CFFFontSet()
        font_set.decompile(io.BytesIO(data), None, isCFF2=False)
        glyphs = font_set[0].CharStrings
    found = set()
    for name in glyphs.keys():  # noqa: SIM118 - no mapping
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        if pen.bounds:
            found.add(round(pen.bounds[2] - pen.bounds[0]) // 3)
    return found


@pytest.mark.parametrize("name", [name for name in HAND_MADE if name != "Type1"])
def test_outlines_that_are_not_shown_are_gone(name: str) -> None:
    data = made_by_hand(name)
    with pikepdf.open(io.BytesIO(data)) as source:
        assert set(map(ord, set(SECRET) - {"k"})) <= outlines(program(source))
    assert outlines(program(rebuilt(data))) == set(map(ord, set(SHOWN) - {" "}))


def test_the_parts_of_a_glyph_stay_with_it() -> None:
    font = simple(Name.TrueType, "/FontFile2", truetype())
    data = with_contents(font, b"(k)")
    result = rebuilt(data)
    assert seen(saved(result)) == seen(data)
    assert outlines(program(result)) == {ord("B")}


def test_a_type1_program_has_only_the_glyphs_and_subroutines_in_use() -> None:
    data = program(rebuilt(made_by_hand("Type1")))
    clear, _, rest = data.partition(b"eexec\n")
    private = decrypted(rest, 55665)
    assert SECRET.encode() not in clear + private
    glyphs = private[private.index(b"/CharStrings") :]
    assert all(b"/%b " % c.encode() in glyphs for c in set(SHOWN) - {" "})
    assert not any(b"/%b " % c.encode() in glyphs for c in GONE)
    # A subroutine that is not called says "return" and no more: four bytes that mean nothing, and one.
    sizes = [b"dup %d 5 RD" % (4 + at) in private for at, _ in enumerate(LETTERS)]
    assert sizes == [c in GONE for c in LETTERS]


@pytest.mark.parametrize("name", HAND_MADE)
def test_no_text_but_that_of_the_codes_is_left(name: str) -> None:
    result = rebuilt(made_by_hand(name))
    every = b"".join(
        item.read_bytes() + item.stream_dict.unparse()
        if isinstance(item, pikepdf.Stream)
        else item.unparse(resolved=True)
        for item in result.objects
        if isinstance(item, pikepdf.Stream | Dictionary)
    )
    for text in (
        SECRET.encode(),
        SECRET.encode("utf-16-be"),
        SECRET.encode().hex().encode(),
        b"CharSet",
        b"FontFamily",
    ):
        assert text not in every


@pytest.mark.parametrize(("name", "cut"), [*((name, None) for name in HAND_MADE), *BY_MUPDF])
def test_texts_and_widths_of_other_codes_are_gone(name: str, cut: bool | None) -> None:
    result = rebuilt(made_by_hand(name) if cut is None else by_mupdf(name, cut))
    used = [(holder, used_codes(holder)) for holder in holders(result.pages[0].obj)]
    fonts = [(font, codes[key]) for holder, codes in used for key, font in holder.Resources.Font.items()]
    assert fonts
    for font, codes in fonts:
        if "/ToUnicode" in font:
            assert {int(code, 16) for code, _ in mapped(font.ToUnicode)} <= codes
        if "/Widths" in font:
            widths = {int(font.FirstChar) + at: width for at, width in enumerate(font.Widths)}
            assert {code for code, width in widths.items() if width} <= codes
            assert (min(widths), max(widths)) == (min(codes), max(codes))
        if "/DescendantFonts" in font and "/W" in font.DescendantFonts[0]:
            items = list(font.DescendantFonts[0].W)
            cids = {first + at for first, run in zip(items[::2], items[1::2], strict=True) for at in range(len(run))}
            assert cids <= {0, *codes}


def mapped(stream: Any) -> list[tuple[str, str]]:
    found = []
    for operator, operands in instructions(stream):
        if operator == "endbfchar":
            values = [bytes(value).hex() for value in operands]
            found += list(zip(values[::2], values[1::2], strict=True))
    return found


# -- tables


def trimmed(font: Any, used: set[int] | None, pdf: pikepdf.Pdf, **makers: Any) -> Any:
    return trimmed_font(pdf, font, used, **makers)


def plain_font(pdf: pikepdf.Pdf, **entries: Any) -> Any:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, **entries)


def text_map(pdf: pikepdf.Pdf, body: bytes) -> Any:
    return pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" + body + b"\nendcmap end end"
    )


def test_differences_are_those_of_the_codes_in_use() -> None:
    pdf = pikepdf.new()
    names = [Name.a, Name("/Jan Zoutkamper"), 65, Name.B, Name.Z]
    encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([1, *names]), Zout=String(SECRET))
    made = trimmed(plain_font(pdf, Encoding=encoding), {1, 2, 65}, pdf)
    assert list(made.Encoding.Differences) == [1, Name.a, Name.g2, 65, Name.B]
    assert set(made.Encoding.keys()) == {"/Type", "/BaseEncoding", "/Differences"}


def test_a_font_stays_one_with_differences() -> None:
    pdf = pikepdf.new()
    made = trimmed(plain_font(pdf, Encoding=Dictionary(Differences=Array([65, Name.Z]))), {0, 66}, pdf)
    assert list(made.Encoding.Differences) == [1, Name("/.notdef")]


RANGES = {
    "single codes": (b"2 beginbfchar <41> <0061> <5a> <005a> endbfchar", [("41", "0061")]),
    "a range": (b"1 beginbfrange <40> <5a> <0060> endbfrange", [("41", "0061")]),
    "a list": (b"1 beginbfrange <40> <42> [<0060> <00660069> <0062>] endbfrange", [("41", "00660069")]),
    "a text that is too long": (b"1 beginbfchar <41> <" + b"0061" * 40 + b"> endbfchar", []),
    "a glyph name": (b"1 beginbfchar <41> /Aacute endbfchar", [("41", "00c1")]),
    "two bytes": (b"1 beginbfchar <0041> <0061> endbfchar", [("0041", "0061")]),
}


@pytest.mark.parametrize("name", RANGES)
def test_texts_are_those_of_the_codes_in_use(name: str) -> None:
    body, expected = RANGES[name]
    pdf = pikepdf.new()
    made = trimmed(plain_font(pdf, ToUnicode=text_map(pdf, body)), {0x41}, pdf)
    assert mapped(made.ToUnicode) == expected


def test_a_map_that_can_not_be_read_is_dropped() -> None:
    pdf = pikepdf.new()
    body = b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange 1 beginbfchar (" + b"x" * 9 + b") <0041> endbfchar"
    assert "/ToUnicode" not in trimmed(plain_font(pdf, ToUnicode=text_map(pdf, body)), {1}, pdf)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("/Helvetica", "/Helvetica"),
        ("/QWERTY+Arial,Bold", "/WOORED+Arial,Bold"),
        ("/Times New Roman", "/TimesNewRoman"),
        ("/Jan@Zoutkamper", "/Font"),
        ("/" + "A" * 64, "/Font"),
    ],
)
def test_names_of_fonts(name: str, expected: str) -> None:
    pdf = pikepdf.new()
    font = plain_font(pdf)
    font.BaseFont = Name(name)
    assert trimmed(font, {65}, pdf).BaseFont == expected


def test_a_program_that_can_not_be_parsed_is_carried_over_and_told() -> None:
    pdf, told = pikepdf.new(), []
    font = simple(Name.TrueType, "/FontFile2", b"\0\1\0\0 no font")(pdf)
    made = trimmed(font, {65}, pdf, kept_whole=lambda: told.append(1))
    assert made.FontDescriptor.FontFile2.read_bytes() == b"\0\1\0\0 no font"
    assert told == [1]


def test_a_font_with_a_base_encoding_and_no_program_keeps_it() -> None:
    pdf = pikepdf.new()
    made = trimmed(plain_font(pdf, Encoding=Name.MacRomanEncoding, Name=Name(f"/{SECRET}")), {65}, pdf)
    assert set(made.keys()) == {"/Type", "/Subtype", "/BaseFont", "/Encoding"}


@pytest.mark.parametrize("font", [Dictionary(Subtype=Name.Type9), Dictionary(Subtype=Name.Type0), Array([])])
def test_what_is_no_font_is_refused(font: Any) -> None:
    with pytest.raises(ValueError, match="font"):
        trimmed(font, {1}, pikepdf.new())


# -- fonts that draw


def drawn(pdf: pikepdf.Pdf) -> Any:
    glyphs = {name: pdf.make_stream(b"600 0 0 0 500 500 d1 0 0 %d 500 re f" % (ord(name) * 3)) for name in LETTERS}
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, Name=Name(f"/{SECRET}"), FirstChar=32, LastChar=126)
    font.FontBBox, font.FontMatrix = Array([0, 0, 500, 500]), Array([0.001, 0, 0, 0.001, 0, 0])
    font.Widths = Array([600] * 95)
    font.CharProcs = Dictionary({f"/{name}": glyph for name, glyph in glyphs.items()})
    names = [item for name in LETTERS for item in (ord(name), Name(f"/{name}"))]
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array(names))
    return font


def test_a_font_that_draws_keeps_the_glyphs_in_use() -> None:
    data = with_contents(drawn, *ONE_BYTE)
    calls: list[str] = []

    def content(glyph: Any, resources: Any) -> bytes:
        assert isinstance(resources, Dictionary)
        calls.append("glyph")
        return bytes(glyph.read_bytes())

    def resources(_: Any) -> Any:
        calls.append("resources")
        return Dictionary()

    result = rebuilt(data, glyph_content=content, glyph_resources=resources)
    assert seen(saved(result)) == seen(data)
    letters = set(SHOWN) - {" "}
    assert set(font_of(result).CharProcs.keys()) == {f"/{letter}" for letter in letters}
    assert {str(item)[1:] for item in font_of(result).Encoding.Differences if isinstance(item, Name)} == letters
    assert calls == ["glyph"] * len(letters) + ["resources"]
    assert "/Name" not in font_of(result)


def test_a_font_that_draws_needs_to_be_told_how() -> None:
    pdf = pikepdf.new()
    with pytest.raises(ValueError, match="Type3"):
        trimmed(drawn(pdf), {65}, pdf)


# -- codes


def type0(pdf: pikepdf.Pdf, encoding: Any) -> Any:
    font = with_cids("/FontFile2", truetype(), Name.CIDFontType2)(pdf)
    font.Encoding = encoding
    return font


MIXED = b"2 begincodespacerange <00> <7f> <8140> <9ffc> endcodespacerange\n"


def test_how_strings_are_split() -> None:
    pdf = pikepdf.new()

    def split(font: Any, text: bytes) -> list[int]:
        made = codes_of(font)
        assert made is not None
        return made(text)

    assert split(plain_font(pdf), b"ab") == [97, 98]
    assert split(type0(pdf, Name("/Identity-V")), b"\0a\1b\2") == [97, 0x162, 0x200]
    # The last but one begins like a code of two bytes and goes on like none.
    assert split(type0(pdf, pdf.make_stream(MIXED)), b"a\x81\x40\x81\x20\xff") == [97, 0x8140, 0x8120, 0xFF]
    assert codes_of(type0(pdf, Name("/UniGB-UCS2-H"))) is None
    assert codes_of(type0(pdf, pdf.make_stream(MIXED, UseCMap=Name("/UniGB-UCS2-H")))) is None


def test_a_cmap_in_the_file_keeps_the_codes_in_use() -> None:
    low = GLYPHS.index("B")
    cmap = MIXED + b"1 begincidrange <41> <4c> %d endcidrange 1 begincidchar <8140> 5 endcidchar" % low
    cmap += b" /CMapName /Zoutkamper def"
    data = with_contents(lambda pdf: type0(pdf, pdf.make_stream(cmap, CMapName=Name(f"/{SECRET}"))), b"(AB)", b"(CD)")
    result = rebuilt(data)
    assert seen(saved(result))[0] == seen(data)[0]
    rows = [operands for operator, operands in instructions(font_of(result).Encoding) if operator == "endcidrange"]
    found = [bytes(item) if isinstance(item, String) else item for row in rows for item in row]
    assert found == [b"A", b"A", low, b"B", b"B", low + 1]
    assert outlines(program(result)) == set(map(ord, GLYPHS[low : low + 2]))


def test_without_known_codes_all_glyphs_stay() -> None:
    pdf = pikepdf.new()
    made = trimmed(type0(pdf, Name("/UniGB-UCS2-H")), None, pdf)
    data = made.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert outlines(data) == outlines(truetype())
    assert SECRET.encode() not in data
    assert len(mapped(made.ToUnicode)) == len(LETTERS) + 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=40))
def test_codes_are_split_without_loss(text: bytes) -> None:
    pdf = pikepdf.new()
    split = codes_of(type0(pdf, pdf.make_stream(MIXED)))
    assert split is not None
    widths = [2 if code > 0xFF else 1 for code in split(text)]
    joined = b"".join(code.to_bytes(width, "big") for code, width in zip(split(text), widths, strict=True))
    assert joined == text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"\0\1\0\0", b"OTTO", b"\1\0\4\1", b"%!PS eexec "]))
def test_damaged_programs_never_stop_a_run(data: bytes, start: bytes) -> None:
    pdf = pikepdf.new()
    made = trimmed(simple(Name.TrueType, "/FontFile2", start + data)(pdf), {65}, pdf)
    assert made.is_indirect
