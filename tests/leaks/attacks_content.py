"""Text in the content of pages (ISO 32000-1, 9): hidden, moved, spelled otherwise, drawn by a detour."""

from collections.abc import Sequence

import pikepdf
from leaks.attacks_fonts import FONTS
from leaks.attacks_forms import FORMS
from leaks.making import (
    HEIGHT,
    SECRET,
    WIDTH,
    Attack,
    drawn,
    line,
    own_codes,
    page_with,
    pdf_of,
    resource,
    text,
)
from pikepdf import Array, Dictionary, Name, String

BOX = "0 g 50 145 200 16 re f "
BROKEN = f"BT /F1 12 Tf 60 150 Td (Gesprek met {SECRET[:4]}-) Tj 0 -14 Td ({SECRET[4:]} gepland) Tj ET "
MAIL = "d.kwibusveld@zoutwinning-noord.nl"
PHONE = "06-19283746"
KERNED = "BT /F1 12 Tf 60 150 Td [" + " ".join(f"({c}) {9 * i - 40}" for i, c in enumerate(SECRET)) + "] TJ ET "
TIGHT = (
    "BT /F1 12 Tf 60 240 Td 9 TL (Openbaar gj\xc9\xc1) Tj T* "
    + f"(Tussen {SECRET} Vergadering) Tj T* (Blijft \xc9\xc1\xdd gjpq) Tj ET"
)


def one_by_one(right: float, down: float, order: Sequence[int] = range(len(SECRET))) -> str:
    """Each letter shown by itself, so far from the one before, in this order."""
    places = [(60 + right * i, 190 - down * i, SECRET[i]) for i in order]
    return "BT /F1 12 Tf " + "".join(f"1 0 0 1 {x} {y} Tm ({letter}) Tj " for x, y, letter in places) + "ET "


def gone(pdf: pikepdf.Pdf) -> None:
    """A state in which everything is transparent."""
    resource(pdf, "ExtGState", "Gone", Dictionary(ca=0, CA=0))


def white_picture(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    resource(pdf, "XObject", "White", picture)


def named_properties(pdf: pikepdf.Pdf) -> None:
    resource(pdf, "Properties", "P0", pdf.make_indirect(Dictionary(ActualText=String(SECRET))))


def spoken_by_tag(pdf: pikepdf.Pdf) -> None:
    """An element of the structure tree that speaks for the text of its mark (ISO 32000-1, 14.9.4)."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    page = pdf.pages[0].obj
    element = Dictionary(Type=Name.StructElem, S=Name.Span, P=root, Pg=page, K=0, ActualText=String(SECRET))
    root.K = pdf.make_indirect(element)
    root.ParentTree = Dictionary(Nums=Array([0, Array([root.K])]))
    page.StructParents = 0
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)


def named_after_it(pdf: pikepdf.Pdf) -> None:
    """Every kind of resource under a name that tells."""
    page = pdf.pages[0].obj
    page.Resources.Font[f"/{SECRET}"] = page.Resources.Font.F1
    resource(pdf, "ExtGState", SECRET, Dictionary(CA=1))
    resource(pdf, "ColorSpace", SECRET, Array([Name.Separation, Name(f"/{SECRET}"), Name.DeviceGray, tint()]))
    resource(pdf, "Properties", SECRET, Dictionary(Type=Name(f"/{SECRET}")))
    picture = pdf.make_stream(b"\xcc", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent, picture.Name = Name.DeviceGray, 8, Name(f"/{SECRET}")
    resource(pdf, "XObject", SECRET, picture)


def tint() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1]), C1=Array([0]), N=1)


NAMED = f"/{SECRET} gs /{SECRET} cs 1 scn 60 20 30 9 re f q 9 0 0 9 120 20 cm /{SECRET} Do Q "
NAMED += f"BT /{SECRET} 12 Tf 60 150 Td (Openbaar) Tj ET /{SECRET} BMC EMC /Span /{SECRET} BDC EMC "

UNDER_A_BOX = {
    "under a black box": Attack(drawn(text(SECRET) + BOX)),
    "under a white box": Attack(drawn(text(SECRET) + BOX.replace("0 g", "1 g"))),
    "under a picture": Attack(drawn(text(SECRET) + "q 200 0 0 16 50 145 cm /White Do Q ", white_picture)),
    "under a stroke": Attack(drawn(text(SECRET) + "16 w 50 154 m 250 154 l S ")),
}
UNSEEN = {
    "in no ink (Tr 3)": Attack(drawn(text(SECRET, "3 Tr 60 150 Td"))),
    "as a clip (Tr 7)": Attack(drawn(f"q {text(SECRET, '7 Tr 60 150 Td')} Q ")),
    "in white": Attack(drawn(f"1 g {text(SECRET)} ")),
    "transparent": Attack(drawn(f"/Gone gs {text(SECRET)} ", gone)),
    "tiny": Attack(drawn(text(SECRET, size=0.5))),
    "of no size": Attack(drawn(text(SECRET, "0 0 0 0 60 150 Tm"))),
    "off the page": Attack(drawn(text(SECRET, "900 150 Td"))),
    "far below the page": Attack(drawn(text(SECRET, "60 -2500 Td"))),
    "outside the crop": Attack(drawn(text(SECRET, "60 20 Td"), page_with(CropBox=(30, 100, 400, 290)))),
    "clipped away": Attack(drawn(f"q 0 0 5 5 re W n {text(SECRET)} Q ")),
    "half clipped away": Attack(drawn(f"q 60 140 20 20 re W n {text(SECRET)} Q ")),
}
SPOKEN = {
    "spoken by a mark": Attack(drawn(f"/Span <</ActualText ({SECRET})>> BDC {text('Zichtbaar')} EMC ")),
    "spoken in UTF-16": Attack(
        drawn(f"/Span <</ActualText <feff{SECRET.encode('utf-16-be').hex()}>>> BDC {text('Zichtbaar')} EMC ")
    ),
    "spoken as something else": Attack(drawn(f"/Span <</ActualText (Iets)>> BDC {text(SECRET)} EMC ")),
    "spoken as it is": Attack(drawn(f"/Span <</ActualText ({SECRET})>> BDC {text(SECRET)} EMC ")),
    "spoken by name": Attack(drawn(f"/Span /P0 BDC {text('Zichtbaar')} EMC ", named_properties)),
    "spoken by a point": Attack(drawn(f"/Span <</ActualText ({SECRET})>> DP ")),
    "spoken by a tag": Attack(drawn(f"/Span <</MCID 0>> BDC {text('Zichtbaar')} EMC ", spoken_by_tag)),
    "described by a mark": Attack(drawn(f"/Figure <</Alt ({SECRET}) /E ({SECRET})>> BDC {text('Plaat')} EMC ")),
}
SPACED = {
    "kerned": Attack(drawn(KERNED)),
    "a letter at a time": Attack(drawn(one_by_one(8, 0))),
    "letters spread": Attack(drawn(text(SECRET, "4 Tc 60 150 Td"))),
    "letters spread wide": Attack(drawn(text(SECRET, "14 Tc 60 150 Td"))),
    "letters with spaces": Attack(drawn(text(" ".join(SECRET)))),
    "letters pressed": Attack(drawn(text(SECRET, "-1.5 Tc 60 150 Td"))),
    "letters shuffled": Attack(drawn(one_by_one(8, 0, (3, 8, 1, 0, 9, 5, 2, 7, 4, 6)))),
    "letters stacked": Attack(drawn(one_by_one(0, 13))),
    "printed twice": Attack(drawn(text(SECRET) + text(SECRET, "60.3 150 Td"))),
    "with a shadow": Attack(drawn("0.7 g " + text(SECRET, "61.5 148.5 Td") + "0 g " + text(SECRET))),
}
BROKEN_UP = {
    "hyphenated": Attack(drawn(BROKEN)),
    "over two lines": Attack(drawn(BROKEN.replace("-)", ")"))),
    "a phone number over two lines": Attack(
        lambda said: pdf_of(line(said) + text("Bel 06-1928") + text("3746 overdag", "60 136 Td")), (PHONE,)
    ),
    "an address after its sign": Attack(
        lambda said: pdf_of(line(said) + text("Mail d.kwibusveld@") + text("zoutwinning-noord.nl", "60 136 Td")),
        (MAIL,),
    ),
    "between two fonts": Attack(drawn(f"BT /F1 12 Tf 60 150 Td ({SECRET[:5]}) Tj /F1 9 Tf ({SECRET[5:]}) Tj ET ")),
}
OTHERWISE = {
    "with a ligature": Attack(
        drawn("BT /F2 12 Tf 60 150 Td (Zand\x01dela) Tj ET ", own_codes({1: "\ufb01"}, {1: "fi"})), ("Zandfidela",)
    ),
    "with soft hyphens": Attack(drawn(text("Kwi\xadbus\xadveld"))),
    "with letters of no width": Attack(
        drawn("BT /F2 12 Tf 60 150 Td (Kwi\x01bus\x01veld) Tj ET ", own_codes({1: "\u200b"}))
    ),
    "with hard spaces": Attack(drawn(text("Van\xa0Kwibusveld")), ("Van Kwibusveld",)),
    "with hard hyphens": Attack(
        drawn("BT /F2 12 Tf 60 150 Td (06\x0119283746) Tj ET ", own_codes({1: "\u2011"}, {1: "hyphen"})), (PHONE,)
    ),
    "accents apart": Attack(
        drawn("BT /F2 12 Tf 60 150 Td (Kwibusve\x01ld) Tj ET ", own_codes({1: "\u0301"}, {1: "acute"})), ("Kwibusvéld",)
    ),
    "in capitals": Attack(drawn(text(SECRET.upper()))),
    "with letters of another script": Attack(
        drawn("BT /F2 12 Tf 60 150 Td (kw\x01busveld) Tj ET ", own_codes({1: "\u0456"}, {1: "i"})), in_pixels=True
    ),
    "in wide letters": Attack(
        drawn(
            "BT /F2 12 Tf 60 150 Td (" + "".join(rf"\{i + 1:03o}" for i in range(len(SECRET))) + ") Tj ET ",
            own_codes({i + 1: chr(ord(c) + 0xFEE0) for i, c in enumerate(SECRET)}, dict(enumerate(SECRET, 1))),
        )
    ),
}
TURNED = {
    **{f"page turned {r}": Attack(drawn("", page_with(Rotate=r))) for r in (90, 180, 270)},
    **{
        f"page turned {r} and cropped": Attack(drawn("", page_with(Rotate=r, CropBox=(20, 40, 400, 290))))
        for r in (0, 90, 180, 270)
    },
    "page of another corner": Attack(
        lambda said: pdf_of(line(said, -240, -60), size=(-300, -200, WIDTH - 300, HEIGHT - 200))
    ),
    "page turned inside out": Attack(drawn("", page_with(MediaBox=(WIDTH, HEIGHT, 0, 0)))),
    "page in another unit": Attack(drawn("", page_with(UserUnit=2))),
    "upside down": Attack(drawn(text(SECRET, "-1 0 0 -1 250 150 Tm"))),
    "upwards": Attack(drawn(text(SECRET, "0 1 -1 0 380 60 Tm"))),
    "downwards": Attack(drawn(text(SECRET, "0 -1 1 0 380 160 Tm"))),
    "slanted": Attack(drawn(text(SECRET, ".866 .5 -.5 .866 250 60 Tm"))),
    "mirrored": Attack(drawn(text(SECRET, "-1 0 0 1 250 150 Tm"))),
    "in a flipped space": Attack(drawn(f"q 1 0 0 -1 0 300 cm {text(SECRET, '1 0 0 -1 60 150 Tm')} Q ")),
    "sized by the matrix": Attack(drawn(f"q 12 0 0 12 60 150 cm BT /F1 1 Tf ({SECRET}) Tj ET Q ")),
    "narrow": Attack(drawn(text(SECRET, "50 Tz 60 150 Td"))),
    "raised": Attack(drawn(f"BT /F1 12 Tf 60 150 Td (Met ) Tj 6 Ts ({SECRET}) Tj 0 Ts ( erbij) Tj ET ")),
    "leaning": Attack(drawn(text(SECRET, "1 0 .33 1 60 150 Tm"))),
    "between close lines": Attack(lambda said: pdf_of(TIGHT.replace(SECRET, said))),
    "between overlapping lines": Attack(lambda said: pdf_of(TIGHT.replace(SECRET, said).replace("9 TL", "8 TL"))),
}
JUNK = {
    "in a comment": Attack(drawn(f"\n% {SECRET}\n")),
    "in an unknown operator": Attack(drawn(f"({SECRET}) Zout ")),
    "in what older readers skip": Attack(drawn(f"BX ({SECRET}) /{SECRET} Zout EX ")),
    "in operands too many": Attack(drawn(f"({SECRET}) 0 g BT /F1 12 Tf 60 150 Td ({SECRET}) (Openbaar) Tj ET ")),
    "in a point": Attack(drawn(f"/{SECRET} MP /Zout <</T ({SECRET})>> DP ")),
    "in the name of a mark": Attack(drawn(f"/{SECRET} BMC {text('Openbaar')} EMC ")),
    "in private keys of a mark": Attack(drawn(f"/P <</Zout ({SECRET}) /{SECRET} 1>> BDC {text('Openbaar')} EMC ")),
    "in names of resources": Attack(drawn(NAMED, named_after_it)),
    "in an intent": Attack(drawn(f"/{SECRET} ri ")),
    "among the parts of a text": Attack(
        drawn(f"BT /F1 12 Tf 60 150 Td [(Openbaar) /{SECRET} <</T ({SECRET})>>] TJ ET ")
    ),
    "in an inline picture": Attack(
        lambda said: pdf_of(
            line(said).encode()
            + b"q 9 0 0 9 60 20 cm BI /W 1 /H 1 /BPC 8 /CS /G /%b (%b) ID \x80 EI Q "
            % (SECRET.encode(), SECRET.encode())
        )
    ),
    "after the end of a text": Attack(drawn(f"ET ({SECRET}) ")),
}

CONTENT: dict[str, Attack] = {
    **UNDER_A_BOX,
    **UNSEEN,
    **SPOKEN,
    **SPACED,
    **BROKEN_UP,
    **OTHERWISE,
    **TURNED,
    **JUNK,
    **FONTS,
    **FORMS,
}
