"""Withheld text that can be read in another place of the document, where it was not withheld."""

from typing import Any

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.engines import page_of, page_text
from woo_redact.verify.strings import pattern, plain


def still_readable(document: Any, passages: frozenset[str]) -> tuple[frozenset[str], list[Finding]]:
    """Return the ``passages`` (letters and digits) that pages of an output still show, and a warning for each page."""
    if not passages:
        return frozenset(), []
    readable: set[str] = set()
    warnings: list[Finding] = []
    sought = pattern(passages)
    for index in range(len(document)):
        with page_of(document, index) as page:
            text = plain(page_text(page))
        if not sought.search(text):
            continue
        here = {passage for passage in passages if passage in text}
        readable |= here
        count = f"{len(here)} weggelakte teksten staan" if len(here) > 1 else "Een weggelakte tekst staat"
        warnings.append(
            Finding("still-readable", Severity.WARNING, f"{count} elders op deze pagina nog leesbaar", index)
        )
    return frozenset(readable), warnings
