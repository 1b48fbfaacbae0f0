"""Small PDFs with a withheld name in one place more than meets the eye."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

SECRET = "Kwibusveld"
STAYS = ("Openbaar", "Blijft", "Vergadering")
WIDTH, HEIGHT = 420, 300
Tweak = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True)
class Attack:
    """One way to hold a withheld text.

    ``build`` makes the file; its argument is what the ordinary line of the page says where the withheld text stands,
    so that a file can be made in which only the channel itself holds it.
    """

    build: Callable[[str], bytes]
    terms: tuple[str, ...] = (SECRET,)
    stays: tuple[str, ...] = STAYS
    in_pixels: bool = False
    """Whether the page and its pictures have to be looked at as well."""
    in_sight: tuple[str, ...] = ()
    """Words that have to be readable by eye afterwards."""
    pages: int = 1


def line(said: str = SECRET, x: float = 60, y: float = 240) -> str:
    """Draw two lines of ordinary text."""
    return (
        f"BT /F1 12 Tf {x} {y} Td (Openbaar gesprek met {said} gepland) Tj 0 -20 Td (Blijft over: Vergadering) Tj ET "
    )


def text(said: str, state: str = "60 150 Td", size: float = 12) -> str:
    """Draw one text, in a text state of its own."""
    return f"BT /F1 {size} Tf {state} ({said}) Tj ET "


def helvetica(**keys: Any) -> Dictionary:
    keys.setdefault("BaseFont", Name.Helvetica)
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, Encoding=Name.WinAnsiEncoding, **keys)


def with_font() -> Dictionary:
    """Resources with the ordinary font."""
    return Dictionary(Font=Dictionary(F1=helvetica()))


def pdf_of(
    *contents: str | bytes, tweak: Tweak | None = None, size: tuple[float, ...] = (0, 0, WIDTH, HEIGHT), **saving: Any
) -> bytes:
    """Return a PDF with a page for each content stream; ``tweak`` may change it before it is saved."""
    pdf = pikepdf.new()
    for content in contents:
        pdf.add_blank_page()
        page = pdf.pages[-1].obj
        page.MediaBox = Array(list(size))
        page.Resources = with_font()
        page.Contents = pdf.make_stream(content if isinstance(content, bytes) else content.encode("cp1252"))
    if tweak:
        tweak(pdf)
    return saved(pdf, **saving)


def saved(pdf: pikepdf.Pdf, **saving: Any) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, **saving)
    return stream.getvalue()


def beside(tweak: Tweak, *more: str, **saving: Any) -> Callable[[str], bytes]:
    """Return a builder of the ordinary page (and pages with ``more``), changed by ``tweak``."""
    return lambda said: pdf_of(line(said) + (more[0] if more else ""), *more[1:], tweak=tweak, **saving)


def drawn(content: str, tweak: Tweak | None = None, **more: Any) -> Callable[[str], bytes]:
    """Return a builder of the ordinary page with more on it."""
    return lambda said: pdf_of(line(said) + content, tweak=tweak, **more)


def page_with(**values: Any) -> Tweak:
    """Set entries of the first page."""

    def tweak(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.pages[0].obj[f"/{key}"] = Array(list(value)) if isinstance(value, tuple) else value

    return tweak


def both(*tweaks: Tweak) -> Tweak:
    def tweak(pdf: pikepdf.Pdf) -> None:
        for one in tweaks:
            one(pdf)

    return tweak


def form(pdf: pikepdf.Pdf, content: str, **keys: Any) -> Any:
    """Return a form XObject (ISO 32000-1, 8.10) with the ordinary font."""
    keys.setdefault("BBox", [0, 0, WIDTH, HEIGHT])
    keys.setdefault("Resources", with_font())
    return pdf.make_indirect(pdf.make_stream(content.encode("cp1252"), Type=Name.XObject, Subtype=Name.Form, **keys))


def resource(pdf: pikepdf.Pdf, kind: str, name: str, value: Any, page: int = 0) -> None:
    """Give a page a resource."""
    resources = pdf.pages[page].obj.Resources
    if f"/{kind}" not in resources:
        resources[f"/{kind}"] = Dictionary()
    resources[f"/{kind}"][f"/{name}"] = value


def unicode_map(pdf: pikepdf.Pdf, mapping: dict[int, str], width: int = 1) -> Any:
    """Return a ToUnicode CMap (ISO 32000-1, 9.10.3) for codes of ``width`` bytes."""
    rows = "\n".join(
        f"<{code:0{2 * width}x}> <{target.encode('utf-16-be').hex()}>" for code, target in sorted(mapping.items())
    )
    return pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Eigen def /CMapType 2 def\n"
        b"1 begincodespacerange <%s> <%s> endcodespacerange\n"
        % (b"00" * width, b"ff" * width)
        + f"{len(mapping)} beginbfchar\n{rows}\nendbfchar\n".encode()
        + b"endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def own_codes(mapping: dict[int, str], shapes: dict[int, str] | None = None) -> Tweak:
    """Add a font F2 in which ASCII means what it says, but the codes in ``mapping`` mean that.

    ``shapes`` names the glyphs of codes (ISO 32000-1, 9.6.6).
    """

    def tweak(pdf: pikepdf.Pdf) -> None:
        differences = Array()
        for code, glyph in (shapes or {}).items():
            differences.append(code)
            differences.append(Name(f"/{glyph}"))
        font = helvetica()
        font.Encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=differences)
        font.ToUnicode = unicode_map(pdf, {**{c: chr(c) for c in range(32, 127)}, **mapping})
        resource(pdf, "Font", "F2", font)

    return tweak


def embedded(*texts: tuple[str, str], subset: bool = True) -> pikepdf.Pdf:
    """Return a page with lines of text, each (text, font of the engine) in an embedded font with two-byte codes."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=WIDTH, height=HEIGHT)
        for number, (said, font) in enumerate(texts):
            writer = pymupdf.TextWriter(page.rect)
            writer.append((60, 60 + 24 * number), said, font=pymupdf.Font(font), fontsize=12)
            writer.write_text(page)
        if subset:
            pdf.subset_fonts()
        return pikepdf.open(io.BytesIO(pdf.tobytes()))


def rendered(content: str, clip: tuple[float, float, float, float], dpi: int = 200) -> pymupdf.Pixmap:
    """Return a grey picture of ``clip`` (points, from the top left corner) of a page with this content."""
    with pymupdf.open("pdf", pdf_of(content)) as pdf:
        return pdf[0].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, clip=pymupdf.Rect(clip), alpha=False)
