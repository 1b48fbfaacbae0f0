"""Pages with content written by hand, and where two engines see their glyphs."""

import ctypes
import io
from collections.abc import Sequence

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary, Name

from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Shift
from woo_redact.write.moving import move_text

# A character, and its origin in the file's space.
Glyph = tuple[str, float, float]


def page_of(content: str, resources: str = "", height: float = 400) -> pikepdf.Pdf:
    """Make a page with Helvetica (no widths) as F1, Courier with widths as F2, and further resources as written."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, height))
    fonts = Dictionary(
        F1=pikepdf.Object.parse(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"),
        F2=pikepdf.Object.parse(
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126/Widths["
            + b"600 " * 95
            + b"]>>"
        ),
    )
    page.obj.Resources = Dictionary(Font=fonts)
    if resources:
        for key, value in pikepdf.Object.parse(f"<<{resources}>>".encode()).items():
            if key == "/Font":
                for name, font in value.items():
                    fonts[name] = font
            else:
                page.obj.Resources[key] = value
    page.obj.Contents = pdf.make_stream(content.encode("latin-1"))
    return pdf


def form(pdf: pikepdf.Pdf, content: bytes, box: Sequence[float]) -> None:
    """Add a form to the page of ``page_of``, as X1."""
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=pikepdf.Array(box))
    made.Resources = Dictionary(Font=pdf.pages[0].obj.Resources.Font)
    pdf.pages[0].obj.Resources.XObject = Dictionary(X1=made)


def shift(x0: float, x1: float, baseline: float, by: float) -> Shift:
    """Make a shift of the text on a baseline that begins between two places."""
    return Shift(Box(x0, baseline, x1, baseline + 8), by)


def data_of(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def content_of(pdf: pikepdf.Pdf) -> bytes:
    contents = pdf.pages[0].obj.Contents
    return b"\n".join(s.read_bytes() for s in (contents if isinstance(contents, pikepdf.Array) else [contents]))


def seen_by_mupdf(data: bytes) -> list[Glyph]:
    with pymupdf.open("pdf", data) as document:
        page = document[0]
        return [
            (chr(code), x, page.rect.height - y)
            for span in page.get_texttrace()
            for code, _, (x, y), _ in span["chars"]
            if code != 32
        ]


def seen_by_pdfium(data: bytes) -> list[Glyph]:
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    found = []
    for at in range(pdfium.FPDFText_CountChars(text)):
        x, y = ctypes.c_double(), ctypes.c_double()
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code != 32 and not pdfium.FPDFText_IsGenerated(text, at):
            assert pdfium.FPDFText_GetCharOrigin(text, at, x, y)
            found.append((chr(code), x.value, y.value))
    for held in (text, page, document):
        held.close()
    return found


def moves(pdf: pikepdf.Pdf, shifts: Sequence[Shift], keep_last: int = 0) -> list[dict[str, float]]:
    """Move text; return by how much each character moved, for each engine. Nothing may go up or down."""
    before = data_of(pdf)
    move_text(pdf, pdf.pages[0], shifts, keep_last)
    after = data_of(pdf)
    found = []
    for seen in (seen_by_mupdf, seen_by_pdfium):
        old, new = sorted(seen(before)), sorted(seen(after))
        assert [g[0] for g in old] == [g[0] for g in new]
        assert len({g[0] for g in old}) == len(old) > 0, "characters must differ"
        assert all(abs(a[2] - b[2]) < 0.005 for a, b in zip(old, new, strict=True))
        found.append({a[0]: b[1] - a[1] for a, b in zip(old, new, strict=True)})
    return found
