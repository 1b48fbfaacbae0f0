"""Text behind a gap moves sideways by just so much, and nothing else moves."""

import io
from typing import Any

import pikepdf
import pymupdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given, settings
from hypothesis import strategies as st

from support.moved_text import content_of, data_of, form, moves, page_of, seen_by_mupdf, shift
from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Shift
from woo_redact.write.moving import CannotMoveError, move_text

STILL = 0.005
# In Courier of 10 points every glyph is 6 points wide. (content, shifts, how far characters move)
CASES: dict[str, tuple[str, list[Shift], dict[str, float]]] = {
    "the rest of a line": ("BT /F2 10 Tf 50 300 Td (abcd) Tj ET", [shift(62, 500, 300, 9)], {"c": 9, "d": 9}),
    "to the left": ("BT /F2 10 Tf 50 300 Td (abcd) Tj ET", [shift(62, 500, 300, -7.25)], {"c": -7.25, "d": -7.25}),
    "a font without widths": (
        "BT /F1 10 Tf 50 300 Td (abWi) Tj (Mj) Tj ET",
        [shift(60, 99, 300, 5)],
        dict.fromkeys("WiMj", 5),
    ),
    "lines by Td after it": (
        "BT /F2 10 Tf 50 300 Td (ab) Tj 12 0 Td (cd) Tj -12 -12 Td (ef) Tj 0 -12 Td (gh) Tj ET",
        [shift(62, 500, 300, 9)],
        {"c": 9, "d": 9},
    ),
    "lines by TD, T* and TL": (
        "BT /F2 10 Tf 50 300 Td (abc) Tj 0 -14 TD (def) Tj T* (ghi) Tj 20 TL T* (jkl) Tj ET",
        [shift(56, 500, 286, 4), shift(62, 500, 252, 3)],
        {"e": 4, "f": 4, "l": 3},
    ),
    "lines by quotes": (
        "BT /F2 10 Tf 13 TL 50 300 Td (abc) Tj (def) ' 6 2 (g h) \" (i j) ' ET",
        [shift(56, 500, 287, 4), shift(70, 500, 274, 5)],
        {"e": 4, "f": 4, "h": 5},
    ),
    "TL set by TD serves later objects": (
        "BT /F2 10 Tf 50 300 Td (ab) Tj 0 -14 TD (cd) Tj ET BT 50 200 Td (ef) Tj T* (gh) Tj ET",
        [shift(50, 500, 300, 4)],
        {"a": 4, "b": 4},
    ),
    "kerned text is split": (
        "BT /F2 10 Tf 50 300 Td [(ab) -500 (c) 120 (d) -3000 (e) 40 (f)] TJ (g) Tj ET",
        [shift(90, 500, 300, -12)],
        {"e": -12, "f": -12, "g": -12},
    ),
    "numbers at the ends": (
        "BT /F2 10 Tf 50 300 Td [-500 (ab) -500] TJ [-500 -250 (c) -9] TJ [-700] TJ (d) Tj ET",
        [shift(90, 500, 300, 3)],
        {"d": 3},
    ),
    "spacing, stretch and rise": (
        "BT /F2 10 Tf 2 Tc 5 Tw 80 Tz 50 300 Td (ab c d) Tj 3 Ts (e f) Tj 0 Ts 0 Tc 0 Tw 100 Tz (gh) Tj ET",
        [shift(80, 500, 300, 6)],
        dict.fromkeys("defgh", 6),
    ),
    "nested and scaled": (
        "q 2 0 0 2 10 20 cm q .5 0 0 .5 5 5 cm BT /F2 20 Tf 50 300 Td (abc) Tj ET Q "
        "BT /F2 5 Tf 60 100 Td (def) Tj ET Q",
        [shift(90, 500, 330, 9), shift(135, 500, 220, 5)],
        {"c": 9, "e": 5, "f": 5},
    ),
    "size in the matrix": (
        "BT /F2 1 Tf 10 0 0 10 50 300 Tm (ab) Tj 1.2 0 Td (cd) Tj -1.2 -1.3 Td (ef) Tj ET",
        [shift(62, 500, 300, 4)],
        {"c": 4, "d": 4},
    ),
    "a page turned upside down": (
        "1 0 0 -1 0 400 cm BT /F2 10 Tf 1 0 0 -1 50 100 Tm (abc) Tj ET",
        [shift(56, 500, 300, 4)],
        {"b": 4, "c": 4},
    ),
    "a large unit": (
        "q 100 0 0 100 0 0 cm BT /F2 .1 Tf .51237 3 Td (abc) Tj .2 0 Td (def) Tj ET Q",
        [shift(80, 500, 300, 4)],
        {"f": 4},
    ),
    "two boxes on a line": (
        "BT /F2 10 Tf 50 300 Td (abcdefgh) Tj ET",
        [shift(62, 74, 300, 3), shift(80, 92, 300, -2)],
        {"c": 3, "d": 3, "e": 3, "f": -2, "g": -2, "h": -2},
    ),
    "boxes that touch": (
        "BT /F2 10 Tf 50 300 Td (abcd) Tj ET",
        [shift(56, 62, 300, 3), shift(62, 99, 300, 7)],
        {"b": 3, "c": 7, "d": 7},
    ),
    "several text objects": (
        "BT /F2 10 Tf 50 300 Td (ab) Tj ET BT 62 300 Td (cd) Tj ET BT 74 300 Td (ef) Tj ET BT 50 200 Td (gh) Tj ET",
        [shift(62, 500, 300, 4)],
        dict.fromkeys("cdef", 4),
    ),
    "unseen text": ("BT 3 Tr /F2 10 Tf 50 300 Td (abcd) Tj ET", [shift(62, 500, 300, 9)], {"c": 9, "d": 9}),
    "a line that begins just before its box": (
        "BT /F2 10 Tf 50 300 Td (ab) Tj ET",
        [shift(50.01, 500, 300, 9)],
        {"a": 9, "b": 9},
    ),
    "the line above and below": (
        "BT /F2 10 Tf 50 310 Td (ab) Tj 0 -10 Td (cd) Tj 0 -10 Td (ef) Tj ET",
        [shift(50, 500, 300, 9)],
        {"c": 9, "d": 9},
    ),
    "the state is kept by q and Q": (
        "BT /F2 10 Tf ET q 5 Tc 50 Tz BT /F1 7 Tf 50 200 Td (ab) Tj ET Q BT 50 300 Td (cde) Tj ET",
        [shift(62, 500, 300, 9)],
        {"e": 9},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_just_what_begins_in_a_box_moves(case: str) -> None:
    content, shifts, expected = CASES[case]
    pdf = page_of(content)
    for found in moves(pdf, shifts):
        assert found == {char: pytest.approx(expected.get(char, 0.0), abs=STILL) for char in found}


def test_everything_else_stays_in_order() -> None:
    pdf = page_of(
        "/P <</MCID 0>> BDC q 1 0 0 RG BT /F2 10 Tf 50 300 Td /Span <</Lang (nl)>> BDC (ab) Tj EMC 0 g (cd) Tj ET Q "
        "EMC BT /F1 9 Tf 50  200   Td <6566> Tj ET 10 10 50 50 re f"
    )
    move_text(pdf, pdf.pages[0], [shift(62, 500, 300, 9)], 0)
    assert (
        content_of(pdf).split()
        == (
            b"/P << /MCID 0 >> BDC q 1 0 0 RG BT /F2 10 Tf /Span << /Lang (nl) >> BDC 1 0 0 1 50.0000 300.0000 Tm "
            b"(ab) Tj EMC 0 g 1 0 0 1 71.0000 300.0000 Tm (cd) Tj ET Q "
            b"EMC BT /F1 9 Tf 50 200 Td (ef) Tj ET 10 10 50 50 re f"
        ).split()
    )


def test_no_distance_stays_that_tells_how_wide_the_gap_was() -> None:
    pdf = page_of("BT /F2 10 Tf 50 300 Td [(ab) -4321 (cd)] TJ 0 -12 Td (ef) Tj ET")
    move_text(pdf, pdf.pages[0], [shift(90, 500, 300, 9.5)], 0)
    assert b"4321" not in content_of(pdf) and b"TJ" not in content_of(pdf)


@pytest.mark.parametrize("shifts", [[], [shift(400, 500, 300, 9)], [shift(50, 500, 100, 9)]])
def test_a_page_on_which_nothing_moves_stays_as_it_is(shifts: list[Shift]) -> None:
    pdf = page_of("BT /F2 10 Tf   50 300 Td <6162> Tj ET")
    move_text(pdf, pdf.pages[0], shifts, 0)
    assert content_of(pdf) == b"BT /F2 10 Tf   50 300 Td <6162> Tj ET"


def test_the_last_streams_are_not_touched() -> None:
    pdf = page_of("")
    page = pdf.pages[0]
    streams = [b"BT /F2 10 Tf 50 300 Td (ab", b"c) Tj ET", b"BT  /F2 10 Tf 56 300 Td (d) Tj ET"]
    page.obj.Contents = pikepdf.Array([pdf.make_stream(s) for s in (streams[0] + streams[1], streams[2])])
    for found in moves(pdf, [shift(56, 500, 300, 9)], keep_last=1):
        assert found == pytest.approx({"a": 0, "b": 9, "c": 9, "d": 0}, abs=STILL)
    assert page.obj.Contents[1].read_bytes() == streams[2]


def truetype() -> bytes:
    """Make a font in which every letter has its own width."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *"abcdefgiW"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(name): name for name in names[1:]})
    pen = TTGlyphPen({})
    for at, point in enumerate([(50, 0), (50, 500), (300, 500), (300, 0)]):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics({name: (437 + 41 * at, 50) for at, name in enumerate(names)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular", "psName": "Made-Regular"})
    builder.setupOS2()
    builder.setupPost()
    result = io.BytesIO()
    builder.save(result)
    return result.getvalue()


@pytest.mark.parametrize(("kind", "subtype"), [("number", "/Type0"), ("simple", "/TrueType"), ("writer", "/Type0")])
def test_embedded_fonts(kind: str, subtype: str) -> None:
    data = truetype()
    with pymupdf.open() as document:
        page = document.new_page(width=600, height=400)
        writer = pymupdf.TextWriter(page.rect)
        if kind != "writer":
            page.insert_font("E1", fontbuffer=data, set_simple=kind == "simple")
        for y, text in ((100, "abWicd"), (130, "efg")):
            if kind == "writer":
                writer.append((50, y), text, font=pymupdf.Font(fontbuffer=data), fontsize=10)
            else:
                page.insert_text((50, y), text, fontname="E1", fontsize=10)
        writer.write_text(page)
        data = document.tobytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: Any = pdf.pages[0].obj.Resources.Font
        assert {str(font.Subtype) for font in fonts.as_dict().values()} == {subtype}
        begins = {char: x for char, x, _ in seen_by_mupdf(data)}
        for found in moves(pdf, [shift(begins["W"], 500, 300, 7.5)]):
            assert found == pytest.approx({char: 7.5 if char in "Wicd" else 0.0 for char in found}, abs=0.01)


def test_type_3_font() -> None:
    pdf = page_of("BT /T3 10 Tf 50 300 Td (abc) Tj /F2 10 Tf (d) Tj ET")
    glyph = pdf.make_stream(b"700 0 0 0 500 500 d1 0 0 500 500 re f")
    pdf.pages[0].obj.Resources.Font.T3 = pikepdf.Object.parse(
        b"<</Type/Font/Subtype/Type3/FontMatrix[.002 0 0 .002 0 0]/FontBBox[0 0 500 500]/FirstChar 97/LastChar 99"
        b"/Widths[700 350 700]/Encoding<</Differences[97/a/b/c]>>/Resources<<>>>>"
    )
    pdf.pages[0].obj.Resources.Font.T3.CharProcs = pikepdf.Dictionary(a=glyph, b=glyph, c=glyph)
    for found in moves(pdf, [shift(71, 500, 300, 3)]):
        assert found == pytest.approx({"a": 0, "b": 0, "c": 3, "d": 3}, abs=STILL)


COMPOSITE = (
    "/Font <</C <</Type/Font/Subtype/Type0/BaseFont/X/Encoding/{}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    "/BaseFont/X/DW 500/W[97 [600 700] 99 100 800]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    "/FontDescriptor <</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
    "/Descent 0/CapHeight 700/StemV 80>> >>]>> >>"
)


def moved_to(pdf: pikepdf.Pdf, box: Box, by: float) -> list[bytes]:
    """Move; return the places that were written."""
    move_text(pdf, pdf.pages[0], [Shift(box, by)], 0)
    return [line for line in content_of(pdf).splitlines() if line.endswith(b"Tm")]


def test_widths_by_number_of_the_character() -> None:
    pdf = page_of("BT /C 10 Tf 4 Tw 50 300 Td <00610062006300640020> Tj <0061> Tj ET", COMPOSITE.format("Identity-H"))
    assert moved_to(pdf, Box(84, 300, 500, 308), 5) == [
        b"1 0 0 1 50.0000 300.0000 Tm",
        b"1 0 0 1 89.0000 300.0000 Tm",
    ]


def test_codes_by_an_embedded_cmap() -> None:
    pdf = page_of("BT /C 10 Tf 4 Tw 50 300 Td <018120> Tj <02> Tj ET", COMPOSITE.format("Identity-H"))
    pdf.pages[0].obj.Resources.Font.C.Encoding = pdf.make_stream(
        b"begincmap 2 begincodespacerange <00> <7f> <8100> <ffff> endcodespacerange "
        b"2 begincidchar <8120> 98 <20> 5 endcidchar 1 begincidrange <01> <02> 97 endcidrange endcmap",
        Type=pikepdf.Name.CMap,
    )
    # 6 points for 01 (97), 7 for 8120 (98); no byte of the latter is a space.
    assert moved_to(pdf, Box(63, 300, 500, 308), 1)[-1] == b"1 0 0 1 64.0000 300.0000 Tm"


REFUSED = {
    "turned": "BT /F2 10 Tf 0 1 -1 0 80 300 Tm (abc) Tj ET",
    "slanted": "BT /F2 10 Tf 1 0 .3 1 80 300 Tm (abc) Tj ET",
    "mirrored": "BT /F2 10 Tf -1 0 0 1 80 300 Tm (abc) Tj ET",
    "upside down": "BT /F2 10 Tf 1 0 0 -1 80 304 Tm (abc) Tj ET",
    "mirrored by its size": "BT /F2 -10 Tf -1 0 0 1 80 304 Tm (abc) Tj ET",
    "a font by the graphics state": "BT /F2 10 Tf /G1 gs 80 300 Td (abc) Tj ET",
    "a font that is not there": "BT /F9 10 Tf 10 300 Td (abc) Tj ET",
    "no font": "BT 10 300 Td (abc) Tj ET",
    "behind a font that is not there": "BT /F9 10 Tf 10 290 Td (abc) Tj /F2 10 Tf 10 Ts (def) Tj ET",
    "outside text objects": "/F2 10 Tf (abc) Tj",
    "a form with text": "q 1 0 0 1 60 0 cm /X1 Do Q",
    "set downwards": "BT /V 10 Tf 80 300 Td (abc) Tj ET",
    "codes by a name": "BT /N 10 Tf 80 300 Td (abc) Tj ET",
    "half a code": "BT /C 10 Tf 80 300 Td (abc) Tj ET",
    "no width and no font of everyone": "BT /U 10 Tf 80 300 Td (abc) Tj ET",
    "a code without a width": "BT /F2 10 Tf 80 300 Td <e9> Tj ET",
    "something that is no number": "BT /F2 10 Tf 80 /X Td (abc) Tj ET",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_moved_for_certain_is_refused(case: str) -> None:
    pdf = page_of(REFUSED[case], COMPOSITE.format("Identity-H"))
    fonts: Any = pdf.pages[0].obj.Resources.Font
    for name, encoding in (("/V", "Identity-V"), ("/N", "90ms-RKSJ-H")):
        fonts[name] = pikepdf.Object.parse(COMPOSITE.format(encoding)[10:-3].encode())
    pdf.pages[0].obj.Resources.ExtGState = pikepdf.Object.parse(b"<</G1 <</Font [null 10]>> >>")
    fonts.U = pikepdf.Object.parse(b"<</Type/Font/Subtype/Type1/BaseFont/Unheard>>")
    form(pdf, b"BT /F2 10 Tf 5 300 Td (abc) Tj ET", [0, 290, 100, 320])
    before = content_of(pdf)
    with pytest.raises(CannotMoveError):
        move_text(pdf, pdf.pages[0], [shift(60, 500, 300, 9)], 0)
    assert content_of(pdf) == before


def test_what_stands_elsewhere_is_no_hindrance() -> None:
    pdf = page_of(
        "q 1 0 0 1 0 -200 cm /X1 Do Q BT /F2 10 Tf 0 1 -1 0 30 300 Tm (fg) Tj 1 0 0 1 50 300 Tm (hij) Tj "
        "/F9 10 Tf 0 -100 Td (no) Tj /F2 10 Tf (such) Tj ET"
    )
    form(pdf, b"BT /F2 10 Tf 5 300 Td (abc) Tj ET", [0, 290, 100, 320])
    move_text(pdf, pdf.pages[0], [shift(56, 500, 300, 9)], 0)
    places = [line for line in content_of(pdf).splitlines() if line.endswith(b"Tm")]
    assert [place.split()[-3] for place in places] == [b"30.0000", b"50.0000", b"65.0000", b"50.0000"]


def test_a_form_that_only_draws_is_no_hindrance() -> None:
    pdf = page_of("/X1 Do BT /F2 10 Tf 50 300 Td (abc) Tj ET")
    form(pdf, b"0 0 600 400 re f", [0, 0, 600, 400])
    for found in moves(pdf, [shift(56, 500, 300, 9)]):
        assert found == pytest.approx({"a": 0, "b": 9, "c": 9}, abs=STILL)


NUMBER = st.integers(-40, 40)
STRINGS = st.lists(st.sampled_from("ab i"), min_size=1, max_size=6).map("".join)
OPERATORS = st.one_of(
    STRINGS.map(lambda s: f"({s}) Tj"),
    STRINGS.map(lambda s: f"({s}) '"),
    st.tuples(NUMBER, NUMBER, STRINGS).map(lambda t: f'{t[0] / 20} {t[1] / 20} ({t[2]}) "'),
    st.tuples(NUMBER, STRINGS, NUMBER, STRINGS, NUMBER).map(
        lambda t: f"[{t[0] * 9} ({t[1]}) {t[2] * 25} ({t[3]}) {t[4]}] TJ"
    ),
    st.tuples(NUMBER, NUMBER).map(lambda t: f"{t[0]} {t[1] / 2} Td"),
    st.tuples(NUMBER, NUMBER).map(lambda t: f"{t[0]} {t[1] / 2} TD"),
    st.tuples(st.integers(50, 400), st.integers(100, 300), st.sampled_from(["1", "1.5", ".7"])).map(
        lambda t: f"{t[2]} 0 0 {t[2]} {t[0]} {t[1]} Tm"
    ),
    st.sampled_from(["T*", "/F1 10 Tf", "/F2 9 Tf", "12 TL", "3 TL", "2 Ts", "0 Ts", "80 Tz", "130 Tz", "/A BMC EMC"]),
    NUMBER.map(lambda n: f"{n / 20} Tc"),
    NUMBER.map(lambda n: f"{n / 10} Tw"),
    st.sampled_from(["ET BT 90 220 Td", "ET Q q .9 0 0 1.2 5 5 cm BT /F1 8 Tf 90 190 Td", "ET Q BT /F2 12 Tf"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(OPERATORS, min_size=3, max_size=25), st.integers(60, 300), NUMBER)
def test_exactly_the_glyphs_in_the_box_move(operators: list[str], left: int, by: int) -> None:
    pdf = page_of("\n".join(["q BT /F1 10 Tf 100 200 Td (ab i) Tj", *operators, "ET Q"]))
    before = data_of(pdf)
    box = Box(left + 0.137, 185.031, left + 90.137, 209.013)
    move_text(pdf, pdf.pages[0], [Shift(box, by / 3)], 0)
    old, new = seen_by_mupdf(before), seen_by_mupdf(data_of(pdf))
    assert len(old) == len(new)
    for (char, x, y), (char_now, x_now, y_now) in zip(old, new, strict=True):
        # The engine does not tell the height of stretched text; these sizes are between 6 and 19 points.
        low, high = y + 0.28 * 6, y + 0.28 * 19
        inside = box.holds(x, low) and box.holds(x, high)
        near = min(abs(x - box.x0), abs(x - box.x1)) < 0.03 or box.holds(x, low) != box.holds(x, high)
        assert char == char_now
        assert near or (x_now - x, y_now - y) == pytest.approx((by / 3 if inside else 0.0, 0.0), abs=STILL)
