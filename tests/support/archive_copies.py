"""An honest archive copy of a small blacked-out PDF, drawn apart from any writer, and what was asked for."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, String

from support.verify_pages import Case, lines, make
from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish, SpokenPassage
from woo_redact.domain.geometry import Box

ID = "a0012"
TITLE = "Nota over het gesprek"
MOMENT = datetime(2026, 3, 2, 11, 0, 5, tzinfo=UTC)
SPOKEN = "gelakt: artikel 5.1, tweede lid, onder e, Woo (persoonlijke levenssfeer)"
WITHHELD = ("Wieringerwaard", "0612345678", "Joustra")
# Where the id stands: left, baseline, and the box that is told.
AT = (520.0, 820.0)
PRINTED = Box(519.0, 809.0, 560.0, 823.0)
PIECES = [
    *lines(
        "Het gesprek met [[Wieringerwaard]] is verzet naar donderdag, ook op verzoek van de",
        "provincie. Zij belt gewoon via [[0612345678]] of de secretaris, onder wie het valt.",
    ),
    *(replace(p, page=1) for p in lines("Jaarlijks gaat er [[Joustra]], die daarover adviseert, 5% naar toe.", y=300)),
    *(replace(p, page=2) for p in lines("Zo is besloten door de raad.", "Een tweede regel.", y=200)),
]

Edit = Callable[[pikepdf.Pdf], object]


@dataclass(frozen=True)
class Copied:
    """A blacked-out PDF, its copy, and what was asked for and told of it."""

    case: Case
    copy: Path
    wish: CopyWish
    made: ArchiveCopy

    @property
    def arguments(self) -> tuple[Path, Path, CopyWish, ArchiveCopy, Sequence[str]]:
        return self.case.target, self.copy, self.wish, self.made, WITHHELD


def copied(folder: Path, *, sheet: bytes = b"") -> Copied:
    """Make a blacked-out PDF and an honest copy of it."""
    case = make(folder, PIECES)
    passages = tuple(SpokenPassage(r.span.page, r.cover, r.grounds, SPOKEN) for r in case.redactions)
    wish = CopyWish(ID, TITLE, passages, MOMENT, sheet=sheet)
    copy = folder / "copy.pdf"
    content, front = _drawn(case.target, wish)
    copy.write_bytes(content)
    pages = len(pikepdf.open(io.BytesIO(content)).pages)
    made = ArchiveCopy(b"", "2b", front=front, printed=dict.fromkeys(range(pages), PRINTED), tagged=True)
    return Copied(case, copy, wish, made)


def _drawn(target: Path, wish: CopyWish) -> tuple[bytes, int]:
    front = 0
    with pymupdf.open(target) as pdf:
        if wish.sheet:
            with pymupdf.open(stream=wish.sheet) as sheet:
                front = len(sheet)
                pdf.insert_pdf(sheet, start_at=0)
        for page in pdf:
            page.insert_text(AT, wish.id, fontsize=9)
        content = pdf.tobytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _describe(pdf, wish, front)
        return saved(pdf), front


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _describe(pdf: pikepdf.Pdf, wish: CopyWish, front: int) -> None:
    pdf.Root.Metadata = pdf.make_stream(packet(wish, front).encode(), Type=Name.Metadata, Subtype=Name.XML)
    # Left in the catalog by the program that drew it.
    del pdf.Root["/Info"]
    pdf.Root.Lang = String(wish.language)
    profile = pdf.make_stream(b"profile", N=3)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB")
    intent.DestOutputProfile = profile
    pdf.Root.OutputIntents = Array([intent])
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    for passage in wish.passages:
        element = Dictionary(Type=Name.StructElem, S=Name.Span, P=tree, ActualText=passage.text)
        element.Pg = pdf.pages[passage.page + front].obj
        tree.K.append(pdf.make_indirect(element))
        page = pdf.pages[passage.page + front]
        page.contents_add(pdf.make_stream(mark(page, passage.boxes[0], passage.text)))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    stamp = f"{wish.moment:D:%Y%m%d%H%M%SZ}"
    info = Dictionary(Title=wish.title, Producer="woo-redact", CreationDate=stamp, ModDate=stamp)
    pdf.trailer.Info = pdf.make_indirect(info)


def mark(page: pikepdf.Page, box: Box, text: str) -> bytes:
    """Return the instructions for words that nobody sees, in a box, heard as the text that they are."""
    font = next(iter(page.resources.Font))
    left, low = box.x0 + 1, float(page.mediabox[3]) - box.bottom + 2
    properties = Dictionary(ActualText=String(text)).unparse()
    place = f" BDC q BT {font} 8 Tf 3 Tr 10 Tz 1 0 0 1 {left:.2f} {low:.2f} Tm "
    return b"/Span " + properties + place.encode() + String(text).unparse() + b" Tj ET Q EMC"


def packet(wish: CopyWish, front: int) -> str:
    """Return the metadata of a copy."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:redactions="urn:woo-redact:redactions:1.0#" xmlns:passage="urn:woo-redact:passage:1.0#">
<rdf:Description rdf:about=""><dc:identifier>{wish.id}</dc:identifier>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(wish.title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{wish.moment:%Y-%m-%dT%H:%M:%SZ}</xmp:CreateDate><pdf:Producer>woo-redact</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<redactions:passages><rdf:Seq>{"".join(_told(p, front) for p in wish.passages)}</rdf:Seq></redactions:passages>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def _told(passage: SpokenPassage, front: int) -> str:
    boxes = "".join(f"<rdf:li>{b.x0:.3f} {b.top:.3f} {b.x1:.3f} {b.bottom:.3f}</rdf:li>" for b in passage.boxes)
    grounds = "".join(f"<rdf:li>{ground}</rdf:li>" for ground in passage.grounds)
    return (
        f'<rdf:li rdf:parseType="Resource"><passage:page>{passage.page + front + 1}</passage:page>'
        f"<passage:boxes><rdf:Seq>{boxes}</rdf:Seq></passage:boxes>"
        f"<passage:grounds><rdf:Bag>{grounds}</rdf:Bag></passage:grounds></rdf:li>"
    )


def edited(made: Copied, edit: Edit) -> Copied:
    """Spoil a copy by an edit of its objects."""
    with pikepdf.open(io.BytesIO(made.copy.read_bytes())) as pdf:
        edit(pdf)
        made.copy.write_bytes(saved(pdf))
    return made


def redrawn(made: Copied, draw: Callable[[pymupdf.Document], object]) -> Copied:
    """Spoil a copy by drawing on it."""
    with pymupdf.open(stream=made.copy.read_bytes()) as pdf:
        draw(pdf)
        made.copy.write_bytes(pdf.tobytes())
    return made
