"""PDFs that are hard to make PDF/A of: fonts, colours, pictures and pages of many kinds, each in a file of its own."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import typst
from pikepdf import Array, Dictionary, Name
from PIL import Image

from support.any_pages import Sheet, pdf_of_sheet
from support.bad_files import scan

LINES = (("Geachte", "heer,"), ("de", "brug", "blijft", "open", "tot", "vrijdag."))
A4 = (595, 842)
Draw = Callable[[pikepdf.Pdf, Any], str]


def in_font(name: str, **more: Any) -> bytes:
    """Return a page with two lines in a font of :mod:`support.any_pages`."""
    return pdf_of_sheet(Sheet(LINES, name, **more))


def with_font(name: str, change: Callable[[Any], object]) -> bytes:
    """Return such a page, its font changed."""
    with pikepdf.open(io.BytesIO(in_font(name))) as pdf:
        change(pdf.pages[0].obj.Resources.Font.F1)
        return _saved(pdf)


def drawn(draw: Draw) -> bytes:
    """Return a page with what ``draw`` makes: it adds resources to the page and returns instructions."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        page = pdf.pages[0].obj
        page.Resources = Dictionary()
        page.Contents = pdf.make_stream(draw(pdf, page).encode())
        return _saved(pdf)


def tagged() -> bytes:
    """Return a document with headings, a list, a table and a picture's text, all tagged."""
    source = """
        #set document(title: "Nota")
        #set text(lang: "nl")
        = Besluit
        De brug blijft open.
        - eerst dit
        - dan dat
        #table(columns: 2, table.header([Dag], [Uur]), [maandag], [9], [dinsdag], [10])
        == Verder
        Tot vrijdag.
    """
    return typst.compile(source.encode(), pdf_standards=["ua-1"])


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def _picture(mode: str, kind: str) -> bytes:
    picture = Image.linear_gradient("L").resize((60, 40)).convert(mode)
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


def _jpeg(mode: str, space: Any, **more: Any) -> Draw:
    def draw(pdf: pikepdf.Pdf, page: Any) -> str:
        image = pdf.make_stream(_picture(mode, "JPEG"), Type=Name.XObject, Subtype=Name.Image, **more)
        image.Width, image.Height, image.BitsPerComponent = 60, 40, 8
        image.ColorSpace, image.Filter = space, Name.DCTDecode
        page.Resources.XObject = Dictionary(I=image)
        return "q 300 0 0 200 100 400 cm /I Do Q"

    return draw


def _jpeg_2000(pdf: pikepdf.Pdf, page: Any) -> str:
    image = pdf.make_stream(_picture("RGB", "JPEG2000"), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40)
    image.ColorSpace, image.Filter, image.BitsPerComponent = Name.DeviceRGB, Name.JPXDecode, 8
    page.Resources.XObject = Dictionary(I=image)
    return "q 300 0 0 200 100 400 cm /I Do Q"


def _transparent(pdf: pikepdf.Pdf, page: Any) -> str:
    page.Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, ca=0.5, BM=Name.Multiply))
    page.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
    return "1 0 0 rg 100 300 200 200 re f /G gs 0 0 1 rg 200 400 200 200 re f"


def _ink(pdf: pikepdf.Pdf, name: str, colour: str) -> Any:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1, 1, 1], C1=[float(part) for part in colour.split()])
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceRGB, pdf.make_indirect(tint)])


def _two_inks(pdf: pikepdf.Pdf, page: Any) -> str:
    page.Resources.ColorSpace = Dictionary(A=_ink(pdf, "Rood", "1 0 0"), B=_ink(pdf, "Blauw", "0 0 1"))
    return "/A cs 1 scn 100 300 200 200 re f /B cs 0.5 scn 200 400 200 200 re f"


def _many_inks(pdf: pikepdf.Pdf, page: Any) -> str:
    code = pdf.make_stream(b"{ pop dup dup }", FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1, 0, 1, 0, 1])
    space = Array([Name.DeviceN, Array([Name.Rood, Name.Blauw]), Name.DeviceRGB, code])
    page.Resources.ColorSpace = Dictionary(A=space)
    return "/A cs 1 0.5 scn 100 300 200 200 re f"


def _deep(_: pikepdf.Pdf, __: Any) -> str:
    return "q " * 40 + "1 0 0 rg 100 300 200 200 re f " + "Q " * 40


def _unknown_font(font: Any) -> None:
    font.BaseFont = Name("/GeheimSans")


def _wrong_widths(font: Any) -> None:
    font.FirstChar, font.LastChar, font.Widths = 32, 255, Array([400] * 224)


def _narrow(font: Any) -> None:
    font.Widths = Array([int(width) - 5 for width in font.Widths])


def _without_glyphs(font: Any) -> None:
    font.DescendantFonts[0].CIDToGIDMap = font.ToUnicode


def _coded_twice(font: Any) -> None:
    font.FontDescriptor.Flags = 4


def _silent(font: Any) -> None:
    del font["/ToUnicode"]


def _dark() -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.draw_rect(page.rect, fill=(0.1, 0.1, 0.3))
        page.insert_text((72, 200), "Licht op donker", color=(1, 1, 1))
        return bytes(pdf.tobytes())


def _full() -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for line in range(105):
            page.insert_text((2, 8 * line + 8), "vol " * 60, fontsize=6)
        return bytes(pdf.tobytes())


def _large_units() -> bytes:
    with pikepdf.open(io.BytesIO(in_font("two bytes"))) as pdf:
        pdf.pages[0].obj.UserUnit = 2
        return _saved(pdf)


def _standard_fonts() -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for line, name in enumerate(("helv", "hebo", "tiit", "cobi", "symb", "zadb")):
            page.insert_text((72, 100 + 30 * line), "abc 123", fontname=name)
        content = pdf.tobytes()
    with pikepdf.open(io.BytesIO(content)) as document:
        for font in document.pages[0].obj.Resources.Font.values():
            if font.BaseFont in (Name.Symbol, Name.ZapfDingbats):
                # They have codes of their own.
                del font["/Encoding"]
        return _saved(document)


ODD: Mapping[str, Callable[[], bytes]] = {
    "standard": lambda: in_font("Helvetica"),
    "standards": _standard_fonts,
    "unknown-font": lambda: with_font("Helvetica", _unknown_font),
    "wrong-widths": lambda: with_font("Helvetica", _wrong_widths),
    "narrow-widths": lambda: with_font("truetype", _narrow),
    "missing-glyphs": lambda: with_font("two bytes", _without_glyphs),
    "coded-twice": lambda: with_font("truetype", _coded_twice),
    "truetype": lambda: in_font("truetype"),
    "two-bytes": lambda: in_font("two bytes"),
    "drawings": lambda: in_font("drawings"),
    "silent": lambda: with_font("drawings", _silent),
    "turned-90": lambda: in_font("two bytes", rotation=90),
    "turned-180": lambda: in_font("two bytes", rotation=180),
    "turned-270": lambda: in_font("two bytes", rotation=270, crop=(50, 100, 500, 800)),
    "cropped": lambda: in_font("two bytes", crop=(50, 100, 500, 800)),
    "units": _large_units,
    "cmyk-picture": lambda: drawn(_jpeg("CMYK", Name.DeviceCMYK)),
    "cmyk": lambda: drawn(lambda _, __: "0 0 0 1 k 100 300 200 200 re f"),
    "smooth-picture": lambda: drawn(_jpeg("RGB", Name.DeviceRGB, Interpolate=True)),
    "jpeg-2000": lambda: drawn(_jpeg_2000),
    "transparent": lambda: drawn(_transparent),
    "two-inks": lambda: drawn(_two_inks),
    "many-inks": lambda: drawn(_many_inks),
    "deep": lambda: drawn(_deep),
    "tagged": tagged,
    "dark": _dark,
    "full": _full,
}


def write_odd(folder: Path) -> dict[str, Path]:
    """Write all of them, and a scan; return the files by name."""
    made = {name: folder / f"{name}.pdf" for name in ODD}
    for name, path in made.items():
        path.write_bytes(ODD[name]())
    return made | {"scan": scan(folder / "scan.pdf", dpi=72)}
