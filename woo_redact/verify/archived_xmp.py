"""What an archive copy tells of itself is what was asked for, and no more (ISO 16684-1, ISO 19005-2)."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from xml.etree import ElementTree

import pikepdf

from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish
from woo_redact.domain.report import Finding, Severity

KIND, LEVEL, REDACTIONS = "copy-metadata", "copy-level", "copy-redactions"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
HELD = "{urn:woo-redact:redactions:1.0#}passages"
PASSAGE = "{urn:woo-redact:passage:1.0#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What a packet may tell: whole vocabularies, and single names of those in which people and programs are told too.
VOCABULARIES = (
    RDF,
    PDFA,
    PASSAGE,
    "{adobe:ns:meta/}",
    "{http://www.aiim.org/pdfua/ns/id/}",
    "{http://www.aiim.org/pdfa/ns/extension/}",
    "{http://www.aiim.org/pdfa/ns/schema#}",
    "{http://www.aiim.org/pdfa/ns/property#}",
    "{http://www.aiim.org/pdfa/ns/type#}",
    "{http://www.aiim.org/pdfa/ns/field#}",
)
DATES = tuple(f"{XMP}{name}" for name in ("CreateDate", "ModifyDate", "MetadataDate"))
OTHER_NAMES = (*(f"{DC}{name}" for name in ("format", "identifier", "title", "language")), f"{PDF}Producer", HELD)
NAMES = frozenset((*DATES, *OTHER_NAMES, f"{XMP}CreatorTool", f"{PDF}Trapped"))
# Points: numbers are written with three decimals.
DECIMALS = 3
# A passage as it is told: page from 1, boxes, grounds.
Told = tuple[int, tuple[tuple[float, ...], ...], tuple[str, ...]]
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xmp_findings(pdf: pikepdf.Pdf, wish: CopyWish, made: ArchiveCopy) -> Iterator[Finding]:
    """Check the metadata of a copy, and the document information that repeats them."""
    root = _packet(pdf)
    if root is None:
        yield _finding(KIND, "De metagegevens (XMP) ontbreken of zijn niet leesbaar")
        return
    yield from _information(pdf, wish)
    titles = [item.text or "" for item in root.iterfind(f".//{DC}title/{RDF}Alt/{RDF}li")]
    title = " ".join(_UNFIT.sub(" ", wish.title).split())
    if any(told != title for told in titles) or len(titles) != 1:
        yield _finding(KIND, "De titel in de metagegevens is niet de titel van het document")
    if [(item.text or "").strip() for item in root.iter(f"{DC}identifier")] != [wish.id]:
        yield _finding(KIND, "Het documentnummer in de metagegevens klopt niet")
    moment = f"{wish.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if any((item.text or "").strip() != moment for name in DATES for item in root.iter(name)):
        yield _finding(KIND, "De metagegevens noemen een ander tijdstip dan dat van het besluit")
    if any(not _is_known(name) for name in _names(root)):
        yield _finding(KIND, "De metagegevens bevatten een eigenschap die er niet in hoort")
    yield from _level(pdf, root, made)
    if _told(root) != _wished(wish, made.front):
        yield _finding(REDACTIONS, "De lijst van lakken in de metagegevens klopt niet met de lakken")


def _finding(kind: str, message: str) -> Finding:
    return Finding(kind, Severity.BLOCKING, message)


def packet_of(pdf: pikepdf.Pdf) -> bytes:
    """Return the metadata of a file as they are written; nothing when it has none."""
    stream = pdf.Root.get("/Metadata")
    return stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""


def _packet(pdf: pikepdf.Pdf) -> ElementTree.Element | None:
    data = packet_of(pdf)
    if b"<!" in data.replace(b"<!--", b"") or b"<!--" in data:
        # Entities could grow beyond bounds, and comments have no place in a packet.
        return None
    try:
        return ElementTree.fromstring(data.decode("utf-8").strip("\ufeff\0 \r\n\t"))
    except (ElementTree.ParseError, UnicodeDecodeError):
        return None


def _information(pdf: pikepdf.Pdf, wish: CopyWish) -> Iterator[Finding]:
    info = pdf.trailer.get("/Info", pikepdf.Dictionary())
    title = " ".join(_UNFIT.sub(" ", wish.title).split())
    if str(info.get("/Title", title)) != title:
        yield _finding(KIND, "De titel in de eigenschappen van het document is niet de titel van het document")
    moment = f"{wish.moment.astimezone(UTC):D:%Y%m%d%H%M%S}"
    if any(key in info and not str(info[key]).startswith(moment) for key in ("/CreationDate", "/ModDate")):
        yield _finding(KIND, "De eigenschappen van het document noemen een ander tijdstip dan dat van het besluit")
    if str(pdf.Root.get("/Lang", "")) != wish.language:
        yield _finding(KIND, "De taal van het document klopt niet")


def _names(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        yield str(element.tag)
        yield from element.attrib


def _is_known(name: str) -> bool:
    return name in NAMES or name == LANGUAGE or name.startswith(VOCABULARIES)


def claimed_level(root: ElementTree.Element) -> str:
    """Return the level of PDF/A that metadata claim, such as "2b"; empty when they claim none."""
    parts = [_value(root, f"{PDFA}{name}") for name in ("part", "conformance")]
    return "".join(parts).lower()


def _value(root: ElementTree.Element, name: str) -> str:
    """Return the value of a property, written as an element or as an attribute."""
    for element in root.iter():
        if element.tag == name:
            return (element.text or "").strip()
        if name in element.attrib:
            return element.attrib[name].strip()
    return ""


def has_intent(pdf: pikepdf.Pdf) -> bool:
    """Whether a file tells what its colours are meant for, as PDF/A asks for, with a profile."""
    intents = pdf.Root.get("/OutputIntents", pikepdf.Array())
    return any(
        isinstance(intent, pikepdf.Dictionary)
        and intent.get("/S") == "/GTS_PDFA1"
        and isinstance(intent.get("/DestOutputProfile"), pikepdf.Stream)
        for intent in intents
    )


def _level(pdf: pikepdf.Pdf, root: ElementTree.Element, made: ArchiveCopy) -> Iterator[Finding]:
    if claimed_level(root) != made.level:
        yield _finding(LEVEL, "Het bestand noemt een ander niveau van PDF/A dan is vastgesteld")
    if made.level and not has_intent(pdf):
        yield _finding(LEVEL, "Het bestand noemt zich PDF/A, maar heeft geen kleurprofiel")


def _told(root: ElementTree.Element) -> Counter[Told] | None:
    """Return the passages that metadata tell of; nothing when they cannot be read."""
    items = [item for held in root.iter(HELD) for item in held.iterfind(f"{RDF}Seq/{RDF}li")]
    try:
        return Counter(_passage(item) for item in items)
    except ValueError:
        return None


def _passage(item: ElementTree.Element) -> Told:
    known = {f"{PASSAGE}page", f"{PASSAGE}boxes", f"{PASSAGE}grounds"}
    if {str(part.tag) for part in item} != known or len(item) != len(known):
        raise ValueError("passage")
    boxes = [(box.text or "").split() for box in item.iterfind(f"{PASSAGE}boxes/{RDF}Seq/{RDF}li")]
    grounds = [(ground.text or "").strip() for ground in item.iterfind(f"{PASSAGE}grounds/{RDF}Bag/{RDF}li")]
    page = int(item.findtext(f"{PASSAGE}page") or "")
    return page, tuple(tuple(map(float, box)) for box in boxes), tuple(grounds)


def _wished(wish: CopyWish, front: int) -> Counter[Told]:
    return Counter(
        (
            passage.page + front + 1,
            tuple(
                tuple(float(f"{side:.{DECIMALS}f}") for side in (box.x0, box.top, box.x1, box.bottom))
                for box in passage.boxes
            ),
            passage.grounds,
        )
        for passage in wish.passages
    )
