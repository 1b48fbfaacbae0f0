"""Text in content that is not the page's own: forms, patterns, masks, glyphs, shared and split streams."""

from collections.abc import Callable
from typing import Any

import pikepdf
from leaks.making import HEIGHT, SECRET, WIDTH, Attack, Tweak, drawn, form, line, pdf_of, resource, text, with_font
from pikepdf import Array, Dictionary, Name

TELLS = text(SECRET)


def with_form(content: str = TELLS, **keys: object) -> Tweak:
    """Give every page the same form."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        shared = form(pdf, content, **keys)
        for number in range(len(pdf.pages)):
            resource(pdf, "XObject", "Fm", shared, number)

    return tweak


def nested(pdf: pikepdf.Pdf) -> None:
    inner = form(pdf, TELLS)
    for depth in range(3):
        inner = form(pdf, f"q 1 0 0 1 {depth} 1 cm /In Do Q", Resources=Dictionary(XObject=Dictionary(In=inner)))
    resource(pdf, "XObject", "Fm", inner)


def borrowing(pdf: pikepdf.Pdf) -> None:
    """A form without resources of its own takes those of the page (ISO 32000-1, 7.8.3, for old files)."""
    shared = form(pdf, TELLS)
    del shared["/Resources"]
    resource(pdf, "XObject", "Fm", shared)


def referring(pdf: pikepdf.Pdf) -> None:
    """A form that stands in for a page of another file (ISO 32000-1, 8.10.4)."""
    shared = form(pdf, text("Openbaar"), Ref=Dictionary(F=pikepdf.String(f"{SECRET}.pdf"), Page=0))
    resource(pdf, "XObject", "Fm", shared)


def postscript(pdf: pikepdf.Pdf) -> None:
    program = pdf.make_stream(f"({SECRET}) show".encode(), Type=Name.XObject, Subtype=Name.PS)
    resource(pdf, "XObject", "Ps", pdf.make_indirect(program))


def group(pdf: pikepdf.Pdf, content: str) -> Any:
    return form(pdf, content, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))


def soft_mask(pdf: pikepdf.Pdf) -> None:
    masked = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group(pdf, f"1 g {TELLS}")))
    resource(pdf, "ExtGState", "Masked", masked)


def tiling(content: str) -> Tweak:
    def tweak(pdf: pikepdf.Pdf) -> None:
        keys = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 200, "YStep": 40, "BBox": [0, 0, 200, 40]}
        tile = pdf.make_stream(content.encode(), Type=Name.Pattern, **keys)
        tile.Resources = with_font()
        resource(pdf, "Pattern", "Tile", pdf.make_indirect(tile))

    return tweak


def word_as_glyph(pdf: pikepdf.Pdf) -> None:
    """A Type 3 font whose letter A draws the whole word (ISO 32000-1, 9.6.5)."""
    glyph = pdf.make_stream(f"70 0 d0 BT /F1 12 Tf ({SECRET}) Tj ET".encode())
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 80, 12], FontMatrix=[1, 0, 0, 1, 0, 0])
    font.CharProcs, font.FirstChar, font.LastChar, font.Widths = Dictionary(A=glyph), 65, 65, Array([70])
    font.Encoding, font.Resources = Dictionary(Differences=Array([65, Name.A])), with_font()
    resource(pdf, "Font", "F3", pdf.make_indirect(font))


def shared_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents


def split(at: str) -> Callable[[str], bytes]:
    """Build a page whose content goes on in the next stream from ``at``."""

    def build(said: str) -> bytes:
        content = line(said) + TELLS
        cut = content.rindex(at)

        def tweak(pdf: pikepdf.Pdf) -> None:
            page = pdf.pages[0].obj
            page.Contents = Array([pdf.make_stream(c.encode()) for c in (content[:cut], content[cut:])])

        return pdf_of(content, tweak=tweak)

    return build


def pages(*contents: str, tweak: Tweak | None = None) -> Callable[[str], bytes]:
    return lambda said: pdf_of(line(said) + contents[0], *contents[1:], tweak=tweak)


DO = "q /Fm Do Q "
WHOLE = f"0 0 {WIDTH} {HEIGHT} re f "

FORMS: dict[str, Attack] = {
    "in a form": Attack(drawn(DO, with_form())),
    "in a form that is drawn twice": Attack(drawn(f"{DO} q 1 0 0 1 0 -40 cm /Fm Do Q ", with_form())),
    "in a form on two pages": Attack(pages(DO, DO, tweak=with_form()), pages=2),
    "in a form that is not drawn": Attack(drawn("", with_form())),
    "in a form on one page, not drawn on the next": Attack(pages(DO, line("iemand"), tweak=with_form()), pages=2),
    "in a form in a form": Attack(drawn(DO, nested)),
    "in a scaled form": Attack(drawn(DO, with_form(Matrix=[0.7, 0, 0, 0.7, 30, 20]))),
    "in a turned form": Attack(drawn(DO, with_form(Matrix=[0, 1, -1, 0, 400, 0]))),
    "in a clipped form": Attack(drawn(DO, with_form(BBox=[0, 0, 10, 10]))),
    "in a form with the fonts of the page": Attack(drawn(DO, borrowing)),
    "in a reference to another file": Attack(drawn(DO, referring)),
    "in private keys of a form": Attack(
        drawn(DO, with_form(text("Openbaar"), Name=Name(f"/{SECRET}"), Zout=pikepdf.String(SECRET)))
    ),
    "in PostScript": Attack(drawn("/Ps Do ", postscript)),
    "in a pattern": Attack(drawn("/Pattern cs /Tile scn 50 60 200 40 re f ", tiling(text(SECRET, "5 10 Td")))),
    "in a pattern that is not used": Attack(drawn("", tiling(text(SECRET, "5 10 Td")))),
    "in a soft mask": Attack(drawn(f"q /Masked gs 0 g {WHOLE} Q ", soft_mask)),
    "in a soft mask that is not used": Attack(drawn("", soft_mask)),
    "in a glyph": Attack(drawn("BT /F3 1 Tf 60 150 Td (A) Tj ET ", word_as_glyph), in_pixels=True),
    "in a glyph that is not used": Attack(drawn("", word_as_glyph)),
    "in content of two pages": Attack(pages("", "", tweak=shared_content), pages=2),
    "in content split within a text": Attack(split(" (Kwib")),
    "in content split within an instruction": Attack(split(" Tj")),
}
