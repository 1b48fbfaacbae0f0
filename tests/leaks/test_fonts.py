"""Letters that only the withheld text used: after it is gone, no font of the published file knows them."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from leaks import seek, seek_fonts
from leaks.making import HEIGHT, WIDTH, helvetica, pdf_of, resource, unicode_map
from leaks.outcome import redacted
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageFont

MISSING = seek.missing("pdftotext", "qpdf")
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

# No letter of the term stands anywhere else on the page.
TERM = "Xyqhzu"
PUBLIC = "Openbaar Blijft"
ALL = f"{PUBLIC} {TERM}"


def in_program(program: bytes, *, subset: bool) -> bytes:
    """A page in an embedded font, as the engine writes it."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=WIDTH, height=HEIGHT)
        writer = pymupdf.TextWriter(page.rect)
        writer.append((60, 60), ALL, font=pymupdf.Font(fontbuffer=program), fontsize=12)
        writer.write_text(page)
        if subset:
            pdf.subset_fonts()
        return bytes(pdf.tobytes())


def compact() -> bytes:
    return bytes(pymupdf.Font("helv").buffer)


def truetype() -> bytes:
    font = ImageFont.load_default(12)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return bytes(font.font_bytes)


def simple() -> bytes:
    """A font with one-byte codes and everything that can be told about its letters."""
    letters = sorted(set(ALL))
    codes = {ord(c): c for c in letters}

    def tweak(pdf: pikepdf.Pdf) -> None:
        names = ["space" if c == " " else c for c in letters]
        differences = [part for c, n in zip(letters, names, strict=True) for part in (ord(c), Name(f"/{n}"))]
        font = helvetica(FirstChar=32, LastChar=126, ToUnicode=unicode_map(pdf, codes))
        font.Encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array(differences))
        font.Widths = Array([550 if c in codes else 0 for c in range(32, 127)])
        font.FontDescriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=32, CharSet=String("".join(f"/{n}" for n in names))
        )
        resource(pdf, "Font", "F2", pdf.make_indirect(font))

    return pdf_of(f"BT /F2 12 Tf 60 240 Td ({ALL}) Tj ET", tweak=tweak)


def of_drawings() -> bytes:
    """A Type 3 font with a drawing for each letter."""
    letters = sorted(set(ALL))

    def tweak(pdf: pikepdf.Pdf) -> None:
        draw = {
            f"/{c}": pdf.make_stream(f"0.6 0 d0 0 0 .5 {i / 60 + 0.2} re f".encode()) for i, c in enumerate(letters)
        }
        draw["/space"] = pdf.make_stream(b"0.6 0 d0")
        draw.pop("/ ", None)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0])
        font.CharProcs, font.FirstChar, font.LastChar = Dictionary(draw), 32, 126
        names = [part for c in letters for part in (ord(c), Name("/space" if c == " " else f"/{c}"))]
        font.Encoding, font.Widths = Dictionary(Differences=Array(names)), Array([0.6] * 95)
        font.ToUnicode = unicode_map(pdf, {ord(c): c for c in letters})
        resource(pdf, "Font", "F2", pdf.make_indirect(font))

    return pdf_of(f"BT /F2 12 Tf 60 240 Td ({ALL}) Tj ET", tweak=tweak)


FILES: dict[str, Callable[[], bytes]] = {
    "CFF": lambda: in_program(compact(), subset=False),
    "CFF, cut down before": lambda: in_program(compact(), subset=True),
    "TrueType": lambda: in_program(truetype(), subset=False),
    "TrueType, cut down before": lambda: in_program(truetype(), subset=True),
    "one-byte codes": simple,
    "drawings": of_drawings,
}


@pytest.mark.parametrize("name", FILES)
def test_no_font_knows_the_letters_that_are_gone(name: str, tmp_path: Path) -> None:
    source = tmp_path / "stuk.pdf"
    source.write_bytes(FILES[name]())
    assert set(TERM) <= seek_fonts.named(source)
    assert max(seek_fonts.drawings(source), default=0) >= len(set(ALL) - {" "}) or name == "one-byte codes"
    code, published = redacted(source, (TERM,))
    assert code == 0
    texts = seek.page_texts(published)
    assert seek.lost(texts, PUBLIC.split()) == []
    assert set(TERM) & seek_fonts.named(published) == set()
    # One more for the glyph that stands for none.
    assert max(seek_fonts.drawings(published), default=0) <= len(set(PUBLIC) - {" "}) + 1
