"""Text in forms and patterns that no page shows: it is in the file all the same."""

import pikepdf

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.parts import parts_of
from woo_redact.verify.second import SecondEngine
from woo_redact.verify.strings import pattern, plain


def find_hidden(engine: SecondEngine, passages: frozenset[str]) -> list[Finding]:
    """Look for ``passages`` (letters and digits, read on no page) in all forms and patterns of a file."""
    if not passages:
        return []
    sought = pattern(passages)
    for item in (part.item for part in parts_of(engine.pdf) if part.is_drawing):
        text = plain(engine.text(item.get("/Resources", pikepdf.Dictionary()), item))
        if sought.search(text) or sought.search(text[::-1]):
            message = "Weggelakte tekst staat nog in een onderdeel dat op geen pagina is te zien"
            return [Finding("residue", Severity.BLOCKING, message)]
    return []
