"""What deduce finds in the same text, for comparison only: it is an extra, ``woo-redact[evaluation]``."""

from functools import cache
from typing import Any

import regex

from woo_redact.domain.document import ParsedDocument
from woo_redact.domain.suggestion import Level, Provenance, Suggestion, suggestion_id
from woo_redact.errors import InputError

NAME = "deduce"
# Its tags that stand for data that we mark too. It finds places and dates as well, which are no reason to withhold.
KINDS = {"persoon": "person", "emailadres": "email", "telefoonnummer": "phone", "bsn": "bsn"}
GROUNDS = {"bsn": "5.1.1e"}
# Titles stay readable with us; it takes them along. Of an address it takes the domain.
_TITLE = regex.compile(r"(?i)(?:(?:de heer|heer|mevrouw|mevr|mw|dhr|drs|dr|mr|ir|ing|prof)\b\.?\s*(?:en\s+)?)+")


@cache
def _deduce() -> Any:
    try:
        from deduce import Deduce  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ModuleNotFoundError as error:
        raise InputError(
            "Deduce is niet geïnstalleerd.", "Installeer het met: pip install 'woo-redact[evaluation]'."
        ) from error
    return Deduce()


def suggest(parsed: ParsedDocument) -> list[Suggestion]:
    """Return what deduce finds, as suggestions of level B.

    Raises:
        InputError: deduce is not installed.
    """
    text = parsed.flow.text
    found = []
    for annotation in _deduce().deidentify(text).annotations:
        kind = KINDS.get(annotation.tag)
        if kind is None:
            continue
        start, end = annotation.start_char, annotation.end_char
        if kind == "person":
            title = _TITLE.match(text, start, end)
            start = title.end() if title else start
        elif kind == "email":
            end = start + text[start:end].find("@") if "@" in text[start:end] else end
        spans = parsed.flow.locate(start, end)
        if spans:
            ground = GROUNDS.get(kind, "5.1.2e")
            identity = suggestion_id(parsed.document.id, spans, ground)
            reason = Provenance(NAME, annotation.tag)
            found.append(Suggestion(identity, parsed.document.id, spans, ground, kind, Level.B, (reason,)))
    return found
