"""Odd pages that hold a secret, and what somebody with the published file can get out of it."""

import io
import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import Any

import pikepdf
import pymupdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

SECRET = "Wieringerwaard"
TEXT = (
    f"BT /F1 11 Tf 14.3 TL 70 700 Td (Het gesprek met {SECRET} is verzet naar donderdag.) Tj "
    "T* (Tweede regel met g j p q y en meer tekst hier.) Tj ET "
)
SEEN = "BT /F1 9 Tf 70 600 Td (zichtbaar) Tj ET "
Tweak = Callable[[pikepdf.Pdf], None]


def helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


def pdf_of(*contents: str, tweak: Tweak | None = None, size: tuple[float, ...] = (0, 0, 595, 842)) -> bytes:
    """Return a PDF with a page for each content stream; ``tweak`` may change it."""
    pdf = pikepdf.new()
    for content in contents:
        pdf.add_blank_page()
        page = pdf.pages[-1].obj
        page.MediaBox = Array(list(size))
        page.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
        page.Contents = pdf.make_stream(content.encode("cp1252"))
    if tweak:
        tweak(pdf)
    saved = io.BytesIO()
    pdf.save(saved)
    return saved.getvalue()


def words(before: str, after: str, state: str) -> str:
    """A line with the secret in it, in another text state."""
    return f"BT /F1 11 Tf {state} ({before} {SECRET} {after}) Tj ET "


def shuffled() -> str:
    """Each letter by itself, in no order."""
    x = 70.0
    parts: list[str] = []
    for letter in f"Met {SECRET} en verder":
        parts.insert(7 * len(parts) % (len(parts) + 1), f"1 0 0 1 {x:.2f} 700 Tm ({letter}) Tj")
        x += pymupdf.get_text_length(letter, fontsize=11)
    return "BT /F1 11 Tf " + " ".join(parts) + " ET"


KERNED = (
    "BT /F1 11 Tf 70 700 Td [(Met ) " + " ".join(f"({c}) {3 * i - 15}" for i, c in enumerate(SECRET)) + " ( en)] TJ ET"
)

CONTENTS: dict[str, str] = {
    "plain": TEXT,
    "invisible": TEXT.replace("BT ", "BT 3 Tr "),
    "white": f"1 g {TEXT}",
    "tiny": TEXT.replace("11 Tf", "1 Tf"),
    "huge": f"BT /F1 60 Tf 10 500 Td ({SECRET}) Tj 0 -70 Td (blijft) Tj ET",
    "clipped away": f"q 0 0 10 10 re W n {TEXT} Q {SEEN}",
    "off the page": TEXT.replace("70 700", "700 900") + SEEN,
    "in a comment": f"{TEXT}\n% {SECRET}\n",
    "kerned": KERNED,
    "a letter at a time": shuffled(),
    "letters spread": words("Met", "en", "4 Tc 70 700 Td"),
    "letters pressed": words("Met", "en door", "-1.5 Tc 70 700 Td"),
    "printed twice": TEXT + TEXT.replace("70 700", "70.25 700"),
    "with a shadow": "0.7 g " + TEXT.replace("70 700", "71.5 698.5") + " 0 g " + TEXT,
    "narrow": TEXT.replace("11 Tf", "11 Tf 60 Tz"),
    "raised": f"BT /F1 11 Tf 70 700 Td (Met ) Tj 5 Ts ({SECRET}) Tj 0 Ts ( en verder) Tj ET",
    "in a flipped space": f"q 1 0 0 -1 0 842 cm {words('Met', 'en', '1 0 0 -1 70 142 Tm')} Q",
    "upside down": words("Met", "en", "-1 0 0 -1 400 700 Tm"),
    "upwards": words("Met", "en", "0 1 -1 0 300 400 Tm") + "BT /F1 11 Tf 0 1 -1 0 314 400 Tm (Buurregel gjpq) Tj ET",
    "downwards": words("Met", "en", "0 -1 1 0 300 700 Tm") + "BT /F1 11 Tf 0 -1 1 0 314 700 Tm (Buurregel gjpq) Tj ET",
    "a little slanted": words("Met", "en", ".9998 .0175 -.0175 .9998 100 400 Tm"),
    "sized by the matrix": f"q 11 0 0 11 70 700 cm BT /F1 1 Tf (Met {SECRET} en verder) Tj ET Q",
    "underlined and struck": f"{TEXT} 0.6 w 140 698.5 m 230 698.5 l S 60 703 m 400 703 l S",
    "in a table": f"{TEXT} .5 w 60 711 m 500 711 l S 60 696.8 m 500 696.8 l S 147 680 m 147 720 l S",
    "between close lines": f"BT /F1 11 Tf 70 700 Td 9 TL (gjpqy) Tj T* (Met {SECRET} q) Tj T* (\xc9\xc1\xdd) Tj ET",
    "between dots and lines": f'BT /F1 11 Tf 70 700 Td (Naam:..{SECRET}.. __{SECRET}__ "{SECRET}"; {SECRET}\'s) Tj ET',
    "broken over lines": f"BT /F1 11 Tf 70 700 Td (Met {SECRET[:9]}-) Tj 0 -13 Td ({SECRET[9:]} is verzet) Tj ET",
    "many times": "BT /F1 8 Tf 40 800 Td 9 TL "
    + " ".join(f"(Regel {i} {SECRET}, {SECRET}/{SECRET}) Tj T*" for i in range(60))
    + " ET",
    "unbalanced states": f"q q 0.5 0 0 0.5 10 10 cm {TEXT}",
    "too many restores": f"{TEXT} Q Q Q",
    "a clip at the end": f"{TEXT} 0 0 50 50 re W n",
    "spoken": f"/Span <</ActualText ({SECRET})>> BDC {TEXT} EMC",
    "spoken as something else": f"/Span <</ActualText (iets anders)>> BDC {TEXT} EMC",
    "mirrored": words("Met", "en", "-1 0 0 1 400 700 Tm"),
    "slanted": words("Met", "en", ".866 .5 -.5 .866 200 400 Tm") + TEXT,
    "leaning": words("Met", "en", "1 0 .33 1 100 400 Tm"),
    "written across": f"{TEXT} BT /F1 11 Tf 140 702 Td (DOORHEEN GESCHREVEN) Tj ET",
    "under a watermark": f"q .8 g BT /F1 90 Tf .7 .7 -.7 .7 150 500 Tm (CONCEPT) Tj ET Q {TEXT}",
}


def page_with(**values: Any) -> Tweak:
    def tweak(pdf: pikepdf.Pdf) -> None:
        for key, value in values.items():
            pdf.pages[0].obj[f"/{key}"] = Array(list(value)) if isinstance(value, tuple) else value

    return tweak


def form(pdf: pikepdf.Pdf, content: str = TEXT, **keys: Any) -> Any:
    resources = Dictionary(Font=Dictionary(F1=helvetica()))
    keys.setdefault("BBox", [0, 0, 595, 842])
    return pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, Resources=resources, **keys)


def shared_form(pdf: pikepdf.Pdf) -> None:
    shared = pdf.make_indirect(form(pdf))
    for page in pdf.pages:
        page.obj.Resources.XObject = Dictionary(Fm=shared)


def nested_form(pdf: pikepdf.Pdf) -> None:
    outer = pdf.make_stream(
        b"q 1 0 0 1 10 -30 cm /In Do Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842]
    )
    outer.Resources = Dictionary(XObject=Dictionary(In=form(pdf)))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=outer)


def scaled_form(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form(pdf, Matrix=[0.5, 0, 0, 0.5, 30, 40]))


def clipped_form(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form(pdf, BBox=[0, 0, 10, 10]))


def shared_content(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents


def split_content(pdf: pikepdf.Pdf) -> None:
    cut = TEXT.index(" (Het")
    pdf.pages[0].obj.Contents = Array([pdf.make_stream(TEXT[:cut].encode()), pdf.make_stream(TEXT[cut:].encode())])


def soft_mask(pdf: pikepdf.Pdf) -> None:
    group = form(pdf, f"1 g {TEXT}", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    mask = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=mask)


def tiling(pdf: pikepdf.Pdf) -> None:
    keys = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 300, "YStep": 40, "BBox": [0, 0, 300, 40]}
    tile = pdf.make_stream(TEXT.replace("70 700", "5 10").encode(), Type=Name.Pattern, **keys)
    tile.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P1=tile)


def hidden_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("laag")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)


def metadata(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = SECRET
    with pdf.open_metadata() as xmp:
        xmp["dc:title"] = SECRET
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))
    pdf.attachments["a.txt"] = SECRET.encode()
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET))]))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(SECRET))
    page = pdf.pages[0].obj
    page.PieceInfo = Dictionary(X=String(SECRET))
    page.Thumb = pdf.make_stream(SECRET.encode())
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(SECRET)))
    page["/Private"] = String(SECRET)


def speech(pdf: pikepdf.Pdf) -> None:
    """Spoken text, summaries and names in the structure of a tagged file."""
    table = Dictionary(O=Name.Table, Summary=String(SECRET))
    element = Dictionary(Type=Name.StructElem, S=Name.P, Alt=String(SECRET), ActualText=String(SECRET), A=table)
    root = Dictionary(Type=Name.StructTreeRoot, K=element, RoleMap=Dictionary({f"/{SECRET}": Name.P}))
    pdf.Root.StructTreeRoot = pdf.make_indirect(root)


PAGES: dict[str, Callable[[], bytes]] = {
    **{f"turned {r}": partial(pdf_of, TEXT, tweak=page_with(Rotate=r)) for r in (90, 180, 270)},
    **{
        f"turned {r} and cropped": partial(pdf_of, TEXT, tweak=page_with(Rotate=r, CropBox=(40, 60, 560, 760)))
        for r in (0, 90, 180, 270)
    },
    "outside the crop": lambda: pdf_of(TEXT + SEEN, tweak=page_with(CropBox=(50, 50, 500, 650))),
    "a crop beyond the page": lambda: pdf_of(TEXT, tweak=page_with(CropBox=(-50, -50, 700, 900))),
    "an inverted page": lambda: pdf_of(TEXT, tweak=page_with(MediaBox=(595, 842, 0, 0))),
    "below zero": lambda: pdf_of(TEXT.replace("70 700", "-200 300"), size=(-300, -400, 295, 442)),
    "in another unit": lambda: pdf_of(TEXT, tweak=page_with(UserUnit=2)),
    "in a form": lambda: pdf_of("q /Fm Do Q", tweak=shared_form),
    "in a form, twice": lambda: pdf_of("q /Fm Do Q q 1 0 0 1 0 -200 cm /Fm Do Q", tweak=shared_form),
    "in a form on two pages": lambda: pdf_of("q /Fm Do Q", "q /Fm Do Q", tweak=shared_form),
    "in a form in a form": lambda: pdf_of("q /Fm Do Q", tweak=nested_form),
    "in a scaled form": lambda: pdf_of("q /Fm Do Q", tweak=scaled_form),
    "in a clipped form": lambda: pdf_of("q /Fm Do Q " + SEEN, tweak=clipped_form),
    "in a form that is not used": lambda: pdf_of(TEXT, tweak=shared_form),
    "in shared content": lambda: pdf_of(TEXT, TEXT, tweak=shared_content),
    "in split content": lambda: pdf_of(TEXT, tweak=split_content),
    "in metadata": lambda: pdf_of(TEXT, tweak=metadata),
    "in a soft mask": lambda: pdf_of(f"q /G gs 0 g 0 0 595 842 re f Q {SEEN}", tweak=soft_mask),
    "in a pattern": lambda: pdf_of(f"/Pattern cs /P1 scn 50 600 300 40 re f {TEXT}", tweak=tiling),
    "in a hidden layer": lambda: pdf_of(f"/OC /L BDC {TEXT} EMC {SEEN}", tweak=hidden_layer),
    "in tags": lambda: pdf_of(TEXT, tweak=speech),
}


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())


def recovered(content: bytes) -> list[str]:
    """Return the ways in which the secret can be had from a file."""
    ways = []
    with pymupdf.open("pdf", content) as pdf:
        for page in pdf:
            for flags in (0, pymupdf.TEXT_IGNORE_ACTUALTEXT):
                textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=flags)
                ways.append(("text by MuPDF", textpage.extractText()))
    with pypdfium2.PdfDocument(content) as pdf:
        for page in pdf:
            ways.append(("text by PDFium", page.get_textpage().get_text_range()))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and str(item.get("/Subtype")) != "/Image":
                shown = re.sub(rb"\)[^()]*\(", b"", item.read_bytes())
                ways.append(("a stream", shown.decode("latin-1")))
                ways.append(("a stream", item.read_bytes().decode("latin-1")))
    ways.append(("the bytes", content.decode("latin-1")))
    return sorted({way for way, text in ways if squeezed(SECRET) in squeezed(text)})
