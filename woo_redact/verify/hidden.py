"""Text in forms and patterns that no page shows: it is in the file all the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pdfminer.pdftypes import PDFStream

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.second import SecondEngine
from woo_redact.verify.strings import pattern, plain


def find_hidden(path: Path, engine: SecondEngine, passages: frozenset[str]) -> list[Finding]:
    """Look for ``passages`` (letters and digits, read on no page) in all forms and patterns of a file."""
    if not passages:
        return []
    sought = pattern(passages)
    for number in _drawings(path):
        stream = engine.document.getobj(number)
        if not isinstance(stream, PDFStream):
            continue
        text = plain(engine.text(_resources(stream), stream))
        if sought.search(text) or sought.search(text[::-1]):
            message = "Weggelakte tekst staat nog in een onderdeel dat op geen pagina is te zien"
            return [Finding("residue", Severity.BLOCKING, message)]
    return []


def _drawings(path: Path) -> Iterator[int]:
    """Yield the object numbers of forms and tiling patterns."""
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1):
                yield item.objgen[0]


def _resources(stream: Any) -> Any:
    return stream.get("Resources") or {}
