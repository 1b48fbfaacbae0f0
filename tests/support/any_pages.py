"""Pages with any text in any font and text state, written operator by operator, and what pdfminer reads on them."""

import io
import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from leaks.making import unicode_map
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import mult_matrix
from pikepdf import Array, Dictionary, Name
from PIL import ImageFont

from woo_redact.domain.geometry import Box

PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPRSTUVWZ0123456789.,-:;()/"
LETTERS = PLAIN + "éëïöÅÇ"
WIDTH, HEIGHT = 595, 842
STANDARD = ("Helvetica", "Times-Roman", "Courier")
EMBEDDED = ("truetype", "two bytes")
FONTS = (*STANDARD, *EMBEDDED, "drawings")


@dataclass(frozen=True)
class State:
    """Text state: ``size`` in points; ``apart`` and ``gap`` (Tc, Tw) as parts of it; ``scale`` (Tz) in percent.

    ``rise`` (Ts) is a part of the size, of every second word; ``spacing`` the distance of lines as a part of it.
    """

    size: float = 11.0
    spacing: float = 1.2
    apart: float = 0.0
    gap: float = 0.0
    scale: float = 100.0
    rise: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """A page: its lines of words, how they are drawn, and how it lies. Angles in degrees, against the clock."""

    lines: tuple[tuple[str, ...], ...]
    font: str = "Helvetica"
    state: State = State()
    angle: float = 0.0
    rotation: int = 0
    crop: tuple[float, float, float, float] | None = None
    at: tuple[float, float] = (90, 640)
    one_text: bool = True
    """Whether a line is one text; else each word is placed by itself."""


def pdf_of_sheet(sheet: Sheet) -> bytes:
    """Return the page as a file."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(Font=Dictionary(F1=_font(pdf, sheet.font)))
    page.Contents = pdf.make_stream(_content(sheet).encode("latin-1"))
    page.Rotate = sheet.rotation
    if sheet.crop:
        page.CropBox = Array(list(sheet.crop))
    saved = io.BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def _content(sheet: Sheet) -> str:
    s = sheet.state
    cosine, sine = math.cos(math.radians(sheet.angle)), math.sin(math.radians(sheet.angle))
    parts = [f"BT /F1 {s.size:.3f} Tf {s.apart * s.size:.3f} Tc {s.gap * s.size:.3f} Tw {s.scale:.3f} Tz"]
    for number, words in enumerate(sheet.lines):
        down = number * s.spacing * s.size
        x, y = sheet.at[0] + sine * down, sheet.at[1] - cosine * down
        parts.append(f"{cosine:.6f} {sine:.6f} {-sine:.6f} {cosine:.6f} {x:.3f} {y:.3f} Tm")
        parts.extend(_shown(words, sheet))
    return "\n".join((*parts, "ET"))


def _shown(words: Sequence[str], sheet: Sheet) -> Iterator[str]:
    if sheet.one_text and not sheet.state.rise:
        yield f"{_written(' '.join(words), sheet.font)} Tj"
        return
    for number, word in enumerate(words):
        if sheet.state.rise:
            yield f"{sheet.state.rise * sheet.state.size * (number % 2):.3f} Ts"
        yield f"{_written(word if number + 1 == len(words) else word + ' ', sheet.font)} Tj"


def _written(text: str, font: str) -> str:
    if font in EMBEDDED:
        # The font at hand has no letters with accents.
        text = "".join(unicodedata.normalize("NFKD", c)[0] for c in text)
    if font == "two bytes":
        known = _glyphs()
        return "<" + "".join(f"{known[c][0]:04x}" for c in text) + ">"
    return "<" + text.encode("cp1252").hex() + ">"


def _font(pdf: pikepdf.Pdf, name: str) -> Dictionary:
    if name in STANDARD:
        return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)
    if name == "drawings":
        return _drawings(pdf)
    return _two_bytes(pdf) if name == "two bytes" else _one_byte(pdf)


@cache
def _program() -> bytes:
    """Return a TrueType font with the letters in use, cut down; its glyphs keep their numbers."""
    font = ImageFont.load_default(12)
    assert isinstance(font, ImageFont.FreeTypeFont)
    options = subset.Options(retain_gids=True, notdef_outline=True, glyph_names=False)
    cut = subset.Subsetter(options)
    cut.populate(text=PLAIN + " ")
    program = TTFont(io.BytesIO(bytes(font.font_bytes)))
    cut.subset(program)
    saved = io.BytesIO()
    program.save(saved)
    return saved.getvalue()


@cache
def _glyphs() -> dict[str, tuple[int, float]]:
    """Return number and width (thousandths) of each letter's glyph."""
    program = TTFont(io.BytesIO(_program()))
    names, unit = program.getBestCmap(), program["head"].unitsPerEm
    return {
        c: (program.getGlyphID(names[ord(c)]), round(program["hmtx"][names[ord(c)]][0] * 1000 / unit))
        for c in PLAIN + " "
    }


def _descriptor(pdf: pikepdf.Pdf) -> Dictionary:
    made = Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Aileron"), Flags=32, ItalicAngle=0, StemV=80)
    made.FontBBox, made.Ascent, made.Descent, made.CapHeight = Array([-200, -250, 1200, 950]), 950, -250, 700
    made.FontFile2 = pdf.make_stream(_program(), Length1=len(_program()))
    return pdf.make_indirect(made)


def _one_byte(pdf: pikepdf.Pdf) -> Dictionary:
    codes = {ord(c): c for c in PLAIN + " "}
    widths = [_glyphs()[codes[code]][1] if code in codes else 0 for code in range(32, 256)]
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Aileron"), FirstChar=32)
    font.LastChar, font.Widths, font.Encoding = 255, Array(widths), Name.WinAnsiEncoding
    font.FontDescriptor, font.ToUnicode = _descriptor(pdf), unicode_map(pdf, codes)
    return pdf.make_indirect(font)


def _two_bytes(pdf: pikepdf.Pdf) -> Dictionary:
    known = _glyphs()
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Aileron"), DW=500)
    below.CIDSystemInfo = Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )
    below.FontDescriptor, below.CIDToGIDMap = _descriptor(pdf), Name.Identity
    below.W = Array([part for number, width in sorted(known.values()) for part in (number, Array([width]))])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Aileron"))
    font.Encoding = Name("/Identity-H")
    font.DescendantFonts = Array([pdf.make_indirect(below)])
    font.ToUnicode = unicode_map(pdf, {number: c for c, (number, _) in known.items()}, width=2)
    return pdf.make_indirect(font)


def _drawings(pdf: pikepdf.Pdf) -> Dictionary:
    """A Type 3 font in which each letter is a block of its own height and width."""
    codes = {c.encode("cp1252")[0]: c for c in LETTERS}
    procs = Dictionary()
    for code in codes:
        width, height = 400 + 5 * (code % 40), 300 + 10 * (code % 37)
        procs[f"/g{code}"] = pdf.make_stream(f"{width} 0 0 0 {width} 700 d1 60 0 {width - 120} {height} re f".encode())
    procs["/g32"] = pdf.make_stream(b"300 0 0 0 1 1 d1")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, -200, 700, 800]))
    font.FontMatrix, font.CharProcs, font.FirstChar, font.LastChar = Array([0.001, 0, 0, 0.001, 0, 0]), procs, 32, 255
    font.Widths = Array([300 if c == 32 else 400 + 5 * (c % 40) if c in codes else 0 for c in range(32, 256)])
    font.Encoding = Dictionary(Differences=Array([p for c in (32, *sorted(codes)) for p in (c, Name(f"/g{c}"))]))
    font.Resources, font.ToUnicode = Dictionary(), unicode_map(pdf, {**codes, 32: " "})
    return pdf.make_indirect(font)


@dataclass(frozen=True)
class Seen:
    """A character as pdfminer reads it: where it begins, and the middle of its box, in the file's space."""

    letter: str
    x: float
    y: float
    middle: tuple[float, float]

    def under(self, covers: Sequence[Box], left: float, top: float, more: float = 0) -> bool:
        """Whether its middle lies under one of the covers, made larger; (left, top) is the corner of page space."""
        return any(c.grown(more, more).holds(self.middle[0] - left, top - self.middle[1]) for c in covers)

    def near(self, other: "Seen") -> bool:
        """Whether it is the same character in the same place (points)."""
        return self.letter == other.letter and abs(self.x - other.x) < 0.3 and abs(self.y - other.y) < 0.3


class _Reader(PDFTextDevice):  # type: ignore[misc]
    """Notes each character; pdfminer's own device forgets the spacing after the last one of a text."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.seen: list[tuple[str, Seen]] = []

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        font, scale = textstate.font, textstate.scaling / 100
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        x, y = textstate.linematrix
        rise = y + textstate.rise
        for part in seq:
            if not isinstance(part, bytes):
                x -= part * textstate.fontsize * scale / 1000
                continue
            for code in font.decode(part):
                wide = font.char_width(code) * textstate.fontsize * scale
                across, up = x + wide / 2, rise + 0.28 * textstate.fontsize
                middle = (a * across + c * up + e, b * across + d * up + f)
                letter = font.to_unichr(code)
                self.seen.append((font.fontname, Seen(letter, a * x + c * rise + e, b * x + d * rise + f, middle)))
                x += wide + textstate.charspace * scale
                if code == 32 and not font.is_multibyte():
                    x += textstate.wordspace * scale
        textstate.linematrix = (x, y)


def read_by_pdfminer(path: Path, label_font: str = "FontRegular") -> list[Seen]:
    """Return all characters of the first page but blanks and labels, whatever the page's rotation and size."""
    manager = PDFResourceManager()
    device = _Reader(manager)
    interpreter = PDFPageInterpreter(manager, device)
    with path.open("rb") as file:
        page = next(PDFPage.get_pages(file))
        interpreter.render_contents(page.resources, page.contents)
    return [seen for font, seen in device.seen if not seen.letter.isspace() and label_font not in font]
