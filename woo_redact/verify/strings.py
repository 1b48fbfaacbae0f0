"""The withheld text anywhere else in the file: metadata, names, tags, scripts, and the bytes themselves."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding, Severity

# Shorter strings turn up by chance.
SHORTEST = 4
# Content of pages and fonts is checked by place, glyph by glyph; everything else may only hold text by mistake.
CONTENT_TYPES = ("/XObject", "/Font", "/XRef", "/ObjStm", "/Pattern")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet")


def plain(text: str) -> str:
    """Return letters and digits only, without case and typographic variants."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def wanted_strings(passages: Iterable[str]) -> frozenset[str]:
    """Return what to look for: each passage, and each word of it that is long enough, letters and digits only."""
    found = set()
    for passage in passages:
        squeezed = plain(passage)
        if len(squeezed) >= SHORTEST:
            found.add(squeezed)
    return frozenset(found)


def find_strings(path: Path, wanted: frozenset[str]) -> list[Finding]:
    """Look through everything in a PDF that is not page content."""
    if not wanted:
        return []
    pattern = re.compile("|".join(re.escape(w) for w in sorted(wanted, key=len, reverse=True)))
    findings: dict[str, Finding] = {}
    with pikepdf.open(path) as pdf:
        content = _content_streams(pdf)
        for place, text in _texts(pdf, content):
            if pattern.search(plain(text)) and place not in findings:
                message = f"Weggelakte tekst staat nog buiten de pagina's van het bestand ({place})"
                findings[place] = Finding("residue", Severity.BLOCKING, message)
    raw = path.read_bytes()
    tail = raw[raw.rfind(b"%%EOF") :]
    if pattern.search(plain(tail.decode("latin-1"))):
        findings["na het einde"] = Finding("residue", Severity.BLOCKING, "Na het einde van het bestand staat nog tekst")
    return list(findings.values())


def _content_streams(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the objects that hold drawing instructions or font data."""
    content: set[tuple[int, int]] = set()
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        content.update(s.objgen for s in streams if isinstance(s, pikepdf.Stream))
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for key in FONT_FILES:
                value = item.get(key)
                if isinstance(value, pikepdf.Stream):
                    content.add(value.objgen)
    return content


def _texts(pdf: pikepdf.Pdf, content: set[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    for key, value in pdf.trailer.items():
        if isinstance(value, pikepdf.String):
            yield f"trailer {key}", str(value)
    for item in pdf.objects:
        yield from _in_object(item)
        if isinstance(item, pikepdf.Stream) and item.objgen not in content and not _is_content(item):
            yield from _in_stream(item)


def _is_content(item: pikepdf.Stream) -> bool:
    kind, subtype = item.get("/Type"), item.get("/Subtype")
    return str(kind) in CONTENT_TYPES or str(subtype) in ("/Image", "/Form")


def _in_stream(item: pikepdf.Stream) -> Iterator[tuple[str, str]]:
    try:
        data = item.read_bytes()
    except pikepdf.PdfError:
        data = item.read_raw_bytes()
    name = f"gegevens {item.get('/Type', '')}".strip()
    yield name, data.decode("utf-8", "ignore")
    yield name, data.decode("utf-16-be", "ignore")


def _in_object(item: Any) -> Iterator[tuple[str, str]]:
    """Yield the strings that stand directly in an object; indirect ones come by themselves."""
    stack: list[tuple[str, Any]] = [("", item)]
    while stack:
        name, value = stack.pop()
        if isinstance(value, pikepdf.String):
            yield name or "tekst", str(value)
        elif isinstance(value, pikepdf.Name):
            yield name or "naam", str(value)
        elif isinstance(value, pikepdf.Array):
            stack.extend((name, v) for v in value if not getattr(v, "is_indirect", False))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            stack.extend((str(k), v) for k, v in value.items() if not getattr(v, "is_indirect", False))
