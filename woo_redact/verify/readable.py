"""Withheld text that can be read in another place of the document, where it was not withheld."""

from collections.abc import Sequence

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.strings import pattern, plain


def still_readable(pages: Sequence[str], passages: frozenset[str]) -> tuple[frozenset[str], list[Finding]]:
    """Return the ``passages`` (letters and digits) that ``pages`` of an output still show, and a warning per page."""
    if not passages:
        return frozenset(), []
    readable: set[str] = set()
    warnings: list[Finding] = []
    sought = pattern(passages)
    for index, page in enumerate(pages):
        text = plain(page)
        if not sought.search(text):
            continue
        here = {passage for passage in passages if passage in text}
        readable |= here
        count = f"{len(here)} weggelakte teksten staan" if len(here) > 1 else "Een weggelakte tekst staat"
        warnings.append(
            Finding("still-readable", Severity.WARNING, f"{count} elders op deze pagina nog leesbaar", index)
        )
    return frozenset(readable), warnings
