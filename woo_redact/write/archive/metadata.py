"""What the copy tells of itself: XMP (ISO 16684-1) and the document information that repeats it.

The passages that were withheld are told by page, boxes and grounds in a schema of our own, with no word of them.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from woo_redact.domain.archive_copy import CopyWish, SpokenPassage
from woo_redact.domain.geometry import Box
from woo_redact.write.archive.schema import PASSAGE, REDACTIONS, described
from woo_redact.write.archive.xmp import LANGUAGE, NAMESPACES, PARSE_TYPE, added, name, packet, text_list
from woo_redact.write.rebuild.document import PRODUCER

PART = "2"
# What XML cannot hold (XML 1.0, 2.2).
UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def describe(pdf: pikepdf.Pdf, wish: CopyWish, level: str, front: int) -> None:
    """Set metadata, document information, language and the title to be shown.

    ``level`` is the level of PDF/A that was checked, or empty: then none is claimed. ``front`` is how many pages stand
    before those that the passages tell of.
    """
    title = " ".join(UNFIT.sub(" ", wish.title).split())
    moment = wish.moment.astimezone(UTC)
    root = pdf.Root
    root.Metadata = pdf.make_stream(_xmp(wish, title, moment, level, front), Type=Name.Metadata, Subtype=Name.XML)
    root.Lang = String(wish.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    stamp = String(f"{moment:D:%Y%m%d%H%M%SZ}")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title=String(title), Producer=String(PRODUCER), CreationDate=stamp, ModDate=stamp)
    )


def own_text() -> str:
    """Return what the metadata of every copy with withheld passages say, whatever the document."""
    blank = SpokenPassage(0, (Box(0, 0, 1, 1),), ("",), "")
    wish = CopyWish(id="", title="", passages=(blank,), moment=datetime(2000, 1, 1, tzinfo=UTC))
    return _xmp(wish, "", wish.moment, f"{PART}b", 0).decode()


def _xmp(wish: CopyWish, title: str, moment: datetime, level: str, front: int) -> bytes:
    from lxml import etree

    top = etree.Element(name("rdf:RDF"), nsmap=NAMESPACES)
    held = added(top, "rdf:Description", about="")
    added(held, "dc:format").text = "application/pdf"
    added(held, "dc:identifier").text = wish.id
    titles = added(added(held, "dc:title"), "rdf:Alt")
    item = added(titles, "rdf:li")
    item.set(LANGUAGE, "x-default")
    item.text = title
    text_list(added(held, "dc:language"), "rdf:Bag", [wish.language])
    added(held, "pdf:Producer").text = PRODUCER
    for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        added(held, key).text = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    if level:
        added(held, "pdfaid:part").text = PART
        added(held, "pdfaid:conformance").text = level[-1].upper()
    if wish.passages:
        _passages(added(held, f"{REDACTIONS.prefix}:passages"), wish.passages, front)
        described(top)
    return packet(top)


def _passages(holder: Any, passages: Sequence[SpokenPassage], front: int) -> None:
    """Write where something is withheld and on which grounds; pages count from 1, in the copy."""
    listed = added(holder, "rdf:Seq")
    for passage in passages:
        item = added(listed, "rdf:li")
        item.set(PARSE_TYPE, "Resource")
        added(item, f"{PASSAGE.prefix}:page").text = str(passage.page + front + 1)
        boxes = [f"{box.x0:.3f} {box.top:.3f} {box.x1:.3f} {box.bottom:.3f}" for box in passage.boxes]
        text_list(added(item, f"{PASSAGE.prefix}:boxes"), "rdf:Seq", boxes)
        text_list(added(item, f"{PASSAGE.prefix}:grounds"), "rdf:Bag", passage.grounds)
