"""Strings anywhere else in a file: names of fields, titles of tags, page labels, private keys, old objects."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.shown import Shown
from woo_redact.verify.parts import Part, parts_of
from woo_redact.verify.strings import KINDS, TECHNICAL, plain

# What other checks look at; what programs say of themselves, and data that is no text.
LOOKED_AT = ("/ActualText", "/Alt", "/E", "/Contents", "/RC", "/Title", "/URI", "/JS", "/Subj", "/V", "/DV")
TECHNICAL_TOO = (
    "/DA",
    "/DR",
    "/Indexed",
    "/Lookup",
    "/Cert",
    "/OutputConditionIdentifier",
    "/RegistryName",
    "/OutputCondition",
    "/U",
    "/O",
    "/UE",
    "/OE",
    "/Perms",
    "/CheckSum",
    "/LastModified",
    "/Date",
    "/ByteRange",
)
# Names of places that links go to: programs make them up, mostly of numbers.
PLACES = ("/Names", "/Limits", "/D", "/Dest", "/Dests")
IGNORED = frozenset((*LOOKED_AT, *TECHNICAL, *TECHNICAL_TOO, *PLACES))
# Letters; shorter strings and bare numbers say nothing.
_TELLING = re.compile(r"[^\W\d_]{3}")
# The standard colours of screens and presses, by the names that programs give them.
_COLOURS = re.compile(r"srgb|iec ?61966|coated|fogra|gray gamma|color\.org", re.IGNORECASE)


def other_findings(pdf: pikepdf.Pdf, shown: Shown) -> list[Finding]:
    """Return what strings in other parts of a file say and its pages do not."""
    found: dict[str, str] = {}
    info = pdf.trailer.get("/Info")
    own = info.objgen if isinstance(info, pikepdf.Dictionary) else (0, 0)
    trailer = Part(pdf.trailer, pdf.trailer.unparse(resolved=True))
    for part in (trailer, *(p for p in parts_of(pdf) if p.item.objgen != own)):
        if b"(" not in part.written and b"<" not in part.written.replace(b"<<", b""):
            continue
        for key, text in _strings(part.item):
            telling = _TELLING.search(text) and not _COLOURS.search(text)
            if key not in IGNORED and telling and plain(text) and not shown.has(text):
                found.setdefault(text, KINDS.get(key, "andere gegevens"))
    findings = []
    if found:
        kinds = ", ".join(sorted(set(found.values())))
        what = count(len(found), "tekst", "teksten")
        findings.append(finding("other-text", f"{what} buiten de pagina's ({kinds})", value="; ".join(found)))
    if more := _other_metadata(pdf):
        what = count(more, "onderdeel heeft", "onderdelen hebben")
        findings.append(finding("metadata-other", f"{what} eigen metagegevens"))
    return findings


def _other_metadata(pdf: pikepdf.Pdf) -> int:
    """Count the metadata of pages and other parts; those of the file and of pictures are looked at elsewhere."""
    own = pdf.Root.get("/Metadata")
    known = {own.objgen} if isinstance(own, pikepdf.Stream) else set()
    streams = set()
    for part in parts_of(pdf):
        if b"/Metadata" in part.written and isinstance(part.item, pikepdf.Dictionary | pikepdf.Stream):
            held = part.item.get("/Metadata")
            if isinstance(held, pikepdf.Stream) and part.item.get("/Subtype") != "/Image":
                streams.add(held.objgen)
    return len(streams - known)


def _strings(item: Any) -> Iterator[tuple[str, str]]:
    """Yield the strings that stand directly in an object, with their keys."""
    stack: list[tuple[str, Any]] = [("", item)]
    while stack:
        key, value = stack.pop()
        if isinstance(value, pikepdf.String):
            yield key, str(value)
        elif isinstance(value, pikepdf.Array):
            stack.extend((key, v) for v in value if not getattr(v, "is_indirect", False))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            stack.extend((k, v) for k, v in value.items() if not getattr(v, "is_indirect", False))
