"""Drawing instructions written anew: what shows stays, what could hold anything else goes."""

import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.content import Rewriter

SECRET = b"Zoutkamper"


def resources(pdf: pikepdf.Pdf) -> Dictionary:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    return Dictionary(
        Font=Dictionary(Zoutkamper=font, Helv=font),
        XObject=Dictionary(Zoutkamper=form),
        ExtGState=Dictionary(GS=Dictionary(CA=0.5), WithFont=Dictionary(Font=Array([font, 9]))),
        Properties=Dictionary(MC0=Dictionary(MCID=7, ActualText=pikepdf.String("Zoutkamper"))),
        Pattern=Dictionary(Pat=pdf.make_indirect(Dictionary(PatternType=2))),
    )


def rewritten(content: bytes, *, tagged: bool = True) -> tuple[bytes, Rewriter]:
    pdf = pikepdf.new()
    rewriter = Rewriter(resources(pdf), tagged=tagged)
    written = rewriter.rewritten(pdf.make_stream(content))
    return b" ".join(written.split()), rewriter


KEPT = {
    "text": (b"BT /Helv 9 Tf 1 0 0 1 70 700 Tm (Blijft) Tj ET", b"BT /F1 9 Tf 1 0 0 1 70 700 Tm (Blijft) Tj ET"),
    "text with gaps": (b"BT /Helv 9 Tf [(Bl) -20 (ijft)] TJ ET", b"BT /F1 9 Tf [ (Bl) -20 (ijft) ] TJ ET"),
    "text on the next line": (b"BT /Helv 9 Tf (a) ' 1 2 (b) \" ET", b"BT /F1 9 Tf (a) ' 1 2 (b) \" ET"),
    "a path": (b"q 1 0 0 RG 0 0 10 10 re W n Q", b"q 1 0 0 RG 0 0 10 10 re W n Q"),
    "a dash": (b"[3 1] 0 d", b"[ 3 1 ] 0 d"),
    "a form": (b"/Zoutkamper Do", b"/X1 Do"),
    "a state": (b"/GS gs", b"/G1 gs"),
    "a pattern": (b"/Pattern cs /Pat scn", b"/Pattern cs /P1 scn"),
    "a colour": (b"0.1 0.2 0.3 scn 0.5 sc", b"0.1 0.2 0.3 scn 0.5 sc"),
    "an intent": (b"/Perceptual ri", b"/Perceptual ri"),
    "marked content": (b"/P <</MCID 3>> BDC (a) Tj EMC", b"/Span << /MCID 3 >> BDC (a) Tj EMC"),
    "marked content by name": (b"/P /MC0 BDC EMC", b"/Span << /MCID 7 >> BDC EMC"),
    "an artifact": (b"/Artifact <</Type /Pagination>> BDC EMC", b"/Artifact BMC EMC"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_shows_or_tags_stays(name: str) -> None:
    content, expected = KEPT[name]
    assert rewritten(content)[0] == expected


GONE = {
    "a comment": (b"q % Zoutkamper\nQ", b"q Q"),
    "an unknown operator": (b"q (Zoutkamper) Zout Q", b"q Q"),
    "what older readers may skip": (b"BX (Zoutkamper) Zout EX", b""),
    "operands too many": (b"(Zoutkamper) 1 0 0 rg", b"1 0 0 rg"),
    "operands too many for a text": (b"BT /Zoutkamper (Zoutkamper) (Blijft) Tj ET", b"BT (Blijft) Tj ET"),
    "a name among the parts of a text": (b"[(a) /Zoutkamper 3 <</T (Zoutkamper)>>] TJ", b"[ (a) 3 ] TJ"),
    "operands too few": (b"/Zoutkamper Tf 1 rg", b""),
    "operands of another kind": (b"(Zoutkamper) g [(Zoutkamper)] 0 d", b""),
    "a marked point": (b"/Zoutkamper MP /Zoutkamper <</T (Zoutkamper)>> DP", b""),
    "a mark without a number": (b"/Zoutkamper BMC /Span <</ActualText (Zoutkamper)>> BDC q Q EMC EMC", b"q Q"),
    "spoken text of a mark": (b"/P <</MCID 1 /ActualText (Zoutkamper)>> BDC EMC", b"/Span << /MCID 1 >> BDC EMC"),
    "a role of its own": (b"/Zoutkamper <</MCID 1>> BDC EMC", b"/Span << /MCID 1 >> BDC EMC"),
    "a resource that is not there": (b"/Zout Do /Zout gs /Zout 9 Tf", b""),
    "text in a font of no size": (
        b"BT /Helv 0 Tf (Zoutkamper) Tj /Helv 9 Tf (a) Tj ET",
        b"BT /F1 0 Tf /F1 9 Tf (a) Tj ET",
    ),
    "text of no width": (b"BT /Helv 9 Tf 0 Tz (Zoutkamper) ' 90 Tz (a) Tj ET", b"BT /F1 9 Tf 0 Tz T* 90 Tz (a) Tj ET"),
    "text of no width, spaced": (b'BT 0 Tz 1 2 (Zoutkamper) " ET', b"BT 0 Tz 1 Tw 2 Tc T* ET"),
    "text of no size": (b"BT 0 0 0 0 60 150 Tm (Zoutkamper) Tj ET", b"BT 0 0 0 0 60 150 Tm ET"),
    "an end of nothing": (b"Q EMC q Q", b"q Q"),
    "an intent of its own": (b"/Zoutkamper ri", b""),
}


@pytest.mark.parametrize("name", GONE)
def test_what_could_hold_anything_goes(name: str) -> None:
    content, expected = GONE[name]
    written, _ = rewritten(content)
    assert written == expected
    assert SECRET not in written


def test_in_forms_marks_have_no_number() -> None:
    assert rewritten(b"/P <</MCID 3>> BDC q Q EMC", tagged=False)[0] == b"q Q"


def test_an_open_mark_is_closed() -> None:
    assert rewritten(b"/P <</MCID 3>> BDC q Q")[0] == b"/Span << /MCID 3 >> BDC q Q EMC"


def test_the_numbers_and_names_that_were_used_are_told() -> None:
    _, rewriter = rewritten(b"/Zoutkamper 9 Tf /Zoutkamper Do /P <</MCID 3>> BDC EMC /P /MC0 BDC EMC")
    assert rewriter.used.mcids == {3, 7}
    assert {kind: set(names) for kind, names in rewriter.used.names.items()} == {"/Font": {"/F1"}, "/XObject": {"/X1"}}


def test_strings_are_told_by_font_also_after_a_state_comes_back() -> None:
    content = b"/Helv 9 Tf (a) Tj q /Zoutkamper 9 Tf [(b) 1 (c)] TJ Q (d) ' /WithFont gs (e) Tj"
    _, rewriter = rewritten(content)
    assert rewriter.used.shown == {"/F1": {b"a", b"d"}, "/F2": {b"b", b"c"}, "/F3": {b"e"}}


def test_a_font_in_a_state_is_set_by_an_instruction() -> None:
    assert rewritten(b"/WithFont gs")[0] == b"/G1 gs /F1 9 Tf"


def test_a_picture_in_the_content_is_handed_out() -> None:
    written, rewriter = rewritten(b"q BI /W 1 /H 1 /BPC 8 /CS /G /Zoutkamper (Zoutkamper) ID \x80 EI Q")
    assert written == b"q /X1 Do Q"
    assert list(rewriter.inline) == ["/X1"]


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
@example(b"[\x01]\x01")
@given(st.binary(max_size=300))
def test_whatever_stands_there_only_known_operators_come_out(content: bytes) -> None:
    pdf = pikepdf.new()
    try:
        written = Rewriter(resources(pdf), tagged=True).rewritten(pdf.make_stream(content))
    except (ValueError, pikepdf.PdfError):
        return
    again = Rewriter(resources(pdf), tagged=True)
    assert all(str(i.operator).isascii() for i in pikepdf.parse_content_stream(pdf.make_stream(written)))
    again.rewritten(pdf.make_stream(written))
