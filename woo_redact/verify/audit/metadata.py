"""What a file says about itself: document information and XMP (ISO 32000-1, 14.3)."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import finding
from woo_redact.verify.audit.shown import Shown

# Key of the document information, and its name for the user.
TELLING = {"Title": "Titel", "Author": "Auteur", "Subject": "Onderwerp", "Keywords": "Trefwoorden"}
OF_PROGRAMS = {
    "Creator": "Gemaakt met",
    "Producer": "PDF gemaakt door",
    "CreationDate": "Gemaakt op",
    "ModDate": "Gewijzigd op",
}
# The same in XMP: the names of Dublin Core, and local names of other schemas.
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
XMP_TELLING = {"title": "Title", "creator": "Author", "description": "Subject", "subject": "Keywords"}
XMP_SAME = {"author": "Author", "keywords": "Keywords", "creatortool": "Creator", "producer": "Producer"}
# Names of people, machines and other documents, under the keys that programs use for them.
XMP_OTHER = {
    "creatorcontactinfo": "Contactgegevens",
    "authorsposition": "Functie van de auteur",
    "captionwriter": "Schrijver van het bijschrift",
    "lastmodifiedby": "Laatst gewijzigd door",
    "manager": "Manager",
    "company": "Organisatie",
    "credit": "Bron",
    "source": "Bron",
    "ingredients": "Gemaakt uit",
    "webstatement": "Webadres",
    "owner": "Eigenaar",
}
# An author is found whatever the pages show: a name on a page is not who wrote the file.
ALWAYS = "Author"
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?")
# What says nothing: whether colours overlap, and what programs fill in when nobody told them.
SILENT = ("Trapped",)
FILLED_IN = ("anonymous", "unspecified", "untitled", "(anonymous)", "(unspecified)", "(untitled)")
# What TeX adds about itself.
_OF_TEX = "PTEX."


def metadata_findings(pdf: pikepdf.Pdf, shown: Shown) -> list[Finding]:
    """Return what the file says about itself; ``shown`` is what its pages show.

    A title whose words can all be read on the pages gives away nothing; one with other words does.
    """
    found = []
    seen: set[tuple[str, str]] = set()
    for key, value in (*_information(pdf), *_xmp(pdf)):
        value = " ".join(value.split())
        if not value or (key, value) in seen or key in SILENT or value.casefold() in FILLED_IN:
            continue
        seen.add((key, value))
        found.append(_finding(key, value, shown))
    return found


def _finding(key: str, value: str, shown: Shown) -> Finding:
    if key in TELLING:
        kind = "metadata-shown" if key != ALWAYS and shown.has(value) else "metadata"
        return finding(kind, f"{TELLING[key]} in de eigenschappen van het document", value=value)
    if key in OF_PROGRAMS:
        return finding("metadata-program", OF_PROGRAMS[key], value=_readable_date(value))
    if key.startswith(_OF_TEX):
        return finding("metadata-program", "Gemaakt met", value=value)
    return finding("metadata-other", f"Eigenschap van het document: {key}", value=value)


def _readable_date(value: str) -> str:
    parts = _DATE.match(value)
    if parts is None:
        return value
    year, month, day, hour, minute = parts.groups()
    date = "-".join(part for part in (day, month, year) if part)
    return f"{date} {hour}:{minute}" if hour and minute else date


def _information(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    info = pdf.trailer.get("/Info")
    if not isinstance(info, pikepdf.Dictionary):
        return
    for key, value in info.items():
        if isinstance(value, pikepdf.String | pikepdf.Name):
            yield key[1:], str(value).lstrip("/") if isinstance(value, pikepdf.Name) else str(value)


def _xmp(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return
    data = stream.read_bytes()
    if b"<!ENTITY" in data:
        # Not what XMP is made of; it could grow beyond bounds.
        yield "XMP", "afwijkend opgebouwd"
        return
    try:
        root = ElementTree.fromstring(data.decode("utf-8", "replace").strip("\ufeff\0 \r\n\t"))
    except ElementTree.ParseError:
        yield "XMP", "niet leesbaar"
        return
    for element in root.iter():
        if key := _key(element.tag):
            yield key, " ".join(text.strip() for text in element.itertext() if text.strip())
        yield from ((key, value) for name, value in element.attrib.items() if (key := _key(name)))


def _key(name: Any) -> str:
    """Return the key of an element or attribute, named ``{schema}name``; nothing for what tells nothing."""
    schema, _, local = str(name).rpartition("}")
    known = XMP_TELLING if schema == "{" + DUBLIN_CORE else XMP_SAME | XMP_OTHER
    return known.get(local.lower(), "")
