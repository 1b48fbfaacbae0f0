"""Text that is heard, not seen: what a tag says in place of what it marks (ISO 32000-1, 14.9.3 to 14.9.5)."""

import re

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.shown import Shown
from woo_redact.verify.strings import plain
from woo_redact.verify.told_by_tags import BESIDE, told_by_tags

# Letters and digits: a bullet or a ligature gives nothing away.
SHORTEST = 2


def spoken_findings(pdf: pikepdf.Pdf, shown: Shown, allowed: re.Pattern[str] | None = None) -> list[Finding]:
    """Return what is spoken and cannot be read; ``shown`` is what the pages show, ``allowed`` what may be said."""
    told: dict[str, list[str]] = {"spoken-text": [], "alternative-text": []}
    for one in told_by_tags(pdf):
        if allowed is not None and allowed.fullmatch(one.text):
            continue
        if len(plain(one.text)) >= SHORTEST and not shown.has(one.text):
            told["alternative-text" if one.key == BESIDE else "spoken-text"].append(one.text)
    found = []
    if told["spoken-text"]:
        what = count(len(told["spoken-text"]), "voorleestekst", "voorleesteksten")
        message = f"{what} met woorden die op geen pagina te lezen zijn"
        found.append(finding("spoken-text", message, value="; ".join(told["spoken-text"])))
    if told["alternative-text"]:
        what = count(len(told["alternative-text"]), "beschrijving", "beschrijvingen")
        found.append(finding("alternative-text", f"{what} van afbeeldingen", value="; ".join(told["alternative-text"])))
    return found
