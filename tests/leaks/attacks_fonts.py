"""Fonts whose codes say something else than the page shows, and what fonts tell of a text that is gone."""

from collections.abc import Callable

import pikepdf
from leaks.making import (
    HEIGHT,
    SECRET,
    WIDTH,
    Attack,
    drawn,
    embedded,
    helvetica,
    own_codes,
    rendered,
    resource,
    saved,
    text,
    unicode_map,
)
from pikepdf import Array, Dictionary, Name, String

PUBLIC = ("Openbaar en Blijft", "helv"), ("Vergadering", "helv")


def type_three(*, mapped: bool) -> Callable[[pikepdf.Pdf], None]:
    """A font whose glyphs are drawings, here each a letter of another font; ``mapped`` tells what they mean."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        codes = dict(enumerate(dict.fromkeys(SECRET), 1))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, -1, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0])
        font.CharProcs = Dictionary(
            {f"/g{code}": pdf.make_stream(f"0.6 0 d0 BT /F1 1 Tf ({c}) Tj ET".encode()) for code, c in codes.items()}
        )
        font.Encoding = Dictionary(Differences=Array([1, *(Name(f"/g{code}") for code in codes)]))
        font.FirstChar, font.LastChar, font.Widths = 1, len(codes), Array([0.6] * len(codes))
        font.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
        if mapped:
            font.ToUnicode = unicode_map(pdf, codes)
        resource(pdf, "Font", "F3", pdf.make_indirect(font))

    return tweak


def in_own_codes(said: str) -> str:
    """Draw ``said`` with one code for each different letter, counted from 1."""
    order = list(dict.fromkeys(said))
    return "".join(f"{order.index(c) + 1:02x}" for c in said)


THIRD = f"BT /F3 14 Tf 60 150 Td <{in_own_codes(SECRET)}> Tj ET "
SECOND = f"BT /F2 14 Tf 60 150 Td <{in_own_codes(SECRET)}> Tj ET "
GLYPHS = dict(enumerate(dict.fromkeys(SECRET), 1))


def two_byte(to_unicode: str) -> Callable[[str], bytes]:
    """Build a page with the name in an embedded font, whose ToUnicode is ``right``, ``missing`` or ``wrong``."""

    def build(said: str) -> bytes:
        pdf = embedded(
            (f"Openbaar gesprek met {said} gepland", "helv"), ("Blijft over: Vergadering", "helv"), (SECRET, "tiro")
        )
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "Times" in str(item.get("/BaseFont", "")):
                if "/ToUnicode" in item and to_unicode == "missing":
                    del item["/ToUnicode"]
                elif "/ToUnicode" in item and to_unicode == "wrong":
                    item.ToUnicode = unicode_map(pdf, {code: "afstemming"[code % 10] for code in range(100)}, width=2)
        return saved(pdf)

    return build


def subset(*texts: str, terms: tuple[str, ...]) -> Attack:
    """A file written by the engine itself, which writes hard spaces and soft hyphens in subset fonts."""
    return Attack(lambda said: saved(embedded(*PUBLIC, *((t, "tiro") for t in texts))), terms)


def outlined(content: str) -> str:
    """Return the content drawn as tiny rectangles: there is no text left in it."""
    picture = rendered(content, (0, 0, WIDTH, HEIGHT), dpi=144)
    drawn_rows = []
    for y in range(picture.height):
        row = picture.samples[y * picture.stride : y * picture.stride + picture.width]
        x = 0
        while x < picture.width:
            start = x
            while x < picture.width and row[x] < 128:
                x += 1
            if x > start:
                drawn_rows.append(f"{start / 2} {HEIGHT - (y + 1) / 2} {(x - start) / 2} .5 re")
            x += 1
    return " ".join(drawn_rows) + " f "


def described(pdf: pikepdf.Pdf) -> None:
    """A font whose description names its letters and its maker."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{SECRET}"), Flags=32, FontFamily=String(SECRET))
    descriptor.CharSet = String("".join(f"/{c}" for c in SECRET))
    descriptor.Metadata = pdf.make_stream(SECRET.encode(), Type=Name.Metadata)
    descriptor.FontBBox, descriptor.ItalicAngle, descriptor.Ascent = Array([0, -200, 1000, 900]), 0, 718
    descriptor.Descent, descriptor.CapHeight, descriptor.StemV = -207, 718, 80
    font = helvetica(Name=Name(f"/{SECRET}"), FirstChar=32, LastChar=126, Widths=Array([556] * 95))
    font.FontDescriptor = pdf.make_indirect(descriptor)
    font[f"/{SECRET}"] = String(SECRET)
    font.PieceInfo = Dictionary(Zout=String(SECRET))
    resource(pdf, "Font", "F2", pdf.make_indirect(font))


FONTS: dict[str, Attack] = {
    "in glyphs that are drawings": Attack(drawn(THIRD, type_three(mapped=True)), in_pixels=True),
    "in drawings without meaning": Attack(drawn(THIRD, type_three(mapped=False)), in_pixels=True),
    "in codes of a font's own": Attack(drawn(SECOND, own_codes(GLYPHS, GLYPHS)), in_pixels=True),
    "in codes that mean something else": Attack(
        drawn(SECOND, own_codes(dict(enumerate("afstemming", 1)), GLYPHS)), in_pixels=True
    ),
    "in codes of two bytes": Attack(two_byte("right"), in_pixels=True),
    "in codes of two bytes without meaning": Attack(two_byte("missing"), in_pixels=True),
    "in codes of two bytes with another meaning": Attack(two_byte("wrong"), in_pixels=True),
    "with the engine's own spaces": subset(f"Van {SECRET} Blijft", terms=(f"Van {SECRET}",)),
    "with the engine's own hyphens": subset("Bel 06-19283746, Blijft", terms=("06-19283746",)),
    "as outlines": Attack(drawn(outlined(text(SECRET, size=16))), in_pixels=True),
    "as outlines under the text": Attack(
        drawn(outlined(text(SECRET, size=16)) + text(SECRET, "3 Tr 60 150 Td", 16)), in_pixels=True
    ),
    "in a font's description": Attack(drawn("BT /F2 12 Tf 60 150 Td (Openbaar) Tj ET ", described)),
}
