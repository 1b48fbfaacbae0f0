"""Text that is heard, not seen: what a tag says in place of what it marks (ISO 32000-1, 14.9.3 to 14.9.5)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.shown import Shown
from woo_redact.verify.parts import content_of, dictionaries_in, parts_of
from woo_redact.verify.strings import plain

# In place of text, and beside a picture.
SPOKEN, BESIDE = ("/ActualText", "/E"), "/Alt"
_MARKS = (b"/ActualText", b"/Alt", b"/E")
# Letters and digits: a bullet or a ligature gives nothing away.
SHORTEST = 2


def spoken_findings(pdf: pikepdf.Pdf, shown: Shown, allowed: re.Pattern[str] | None = None) -> list[Finding]:
    """Return what is spoken and cannot be read; ``shown`` is what the pages show, ``allowed`` what may be said."""
    told: dict[str, list[str]] = {"spoken-text": [], "alternative-text": []}
    for key, text in _spoken(pdf):
        if allowed is not None and allowed.fullmatch(text):
            continue
        if len(plain(text)) >= SHORTEST and not shown.has(text):
            told["alternative-text" if key == BESIDE else "spoken-text"].append(text)
    found = []
    if told["spoken-text"]:
        what = count(len(told["spoken-text"]), "voorleestekst", "voorleesteksten")
        message = f"{what} met woorden die op geen pagina te lezen zijn"
        found.append(finding("spoken-text", message, value="; ".join(told["spoken-text"])))
    if told["alternative-text"]:
        what = count(len(told["alternative-text"]), "beschrijving", "beschrijvingen")
        found.append(finding("alternative-text", f"{what} van afbeeldingen", value="; ".join(told["alternative-text"])))
    return found


def _spoken(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    for part in parts_of(pdf):
        if any(mark in part.written for mark in _MARKS):
            yield from _in_value(part.item)
        if part.is_drawing and _speaks([part.item]):
            yield from _in_content(part.item)
    for page in pdf.pages:
        if _speaks(content_of(page)):
            yield from _in_content(page)


def _speaks(streams: Iterable[pikepdf.Stream]) -> bool:
    return any(mark in stream.read_bytes() for stream in streams for mark in _MARKS[:2])


def _in_content(item: Any) -> Iterator[tuple[str, str]]:
    for instruction in pikepdf.parse_content_stream(item):
        for operand in getattr(instruction, "operands", ()):
            if isinstance(operand, pikepdf.Dictionary):
                yield from _in_value(operand)


def _in_value(item: Any) -> Iterator[tuple[str, str]]:
    """Yield what an object says, with its key; what has a number of its own comes by itself."""
    for value in dictionaries_in(item):
        for key in (*SPOKEN, BESIDE):
            if isinstance(value.get(key), pikepdf.String):
                yield key, str(value[key])
