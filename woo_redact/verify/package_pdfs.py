"""A PDF of a finished package: what it tells besides its pages, and whether it can be the PDF/A that it claims."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf

from woo_redact.domain.ground import Ground, spoken_text
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.archived_xmp import claimed_level, has_intent, packet_of
from woo_redact.verify.audit.audit import UNREAD, audited
from woo_redact.verify.parts import parts_of

CLAIM = "package-claim"
# The levels that there are (ISO 19005-1 to -4).
LEVELS = re.compile(r"1[ab]|[23][abu]|4[ef]?")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
# What a title may tell is judged by the inventory, which shows it as well.
TITLE = "Titel"


def pdf_findings(
    at: Path, grounds: Iterable[Ground] = (), titles: Iterable[str] = (), *, ours: bool = False
) -> tuple[Finding, ...]:
    """Return what is wrong with a PDF, without what is told for information only; never raises.

    ``grounds`` are those of which a tag may speak in the place of a box, ``titles`` those that an inventory shows.
    """
    found = audited(at, spoken_pattern(grounds))
    shown = frozenset(titles)
    telling = [one for one in found.findings if one.severity is not Severity.NOTE]
    kept = [judged for one in telling if (judged := _judged(one, shown)) is not None]
    if any(one.kind in UNREAD[:2] for one in telling):
        return tuple(kept)
    return (*kept, *_claims(at.read_bytes(), ours=ours))


def spoken_pattern(grounds: Iterable[Ground]) -> re.Pattern[str] | None:
    """Return an expression for exactly what is read out in the place of a passage; nothing without grounds."""
    names = sorted((re.escape(ground.spoken) for ground in grounds), key=len, reverse=True)
    if not names:
        return None
    any_of = f"(?:{'|'.join(names)})"
    start = re.escape(spoken_text(()))
    return re.compile(f"{start}{any_of}(?: en {any_of})*")


def _judged(one: Finding, titles: frozenset[str]) -> Finding | None:
    """Take a title for what it is: the inventory shows it too, or somebody has to read it."""
    if one.kind != "metadata" or not one.message.startswith(TITLE):
        return one
    if one.value in titles:
        return None
    return replace(one, severity=Severity.WARNING, remedy="Lees na of in de titel niets staat dat weg moet.")


def _claims(content: bytes, *, ours: bool) -> Iterator[Finding]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        level = _level(pdf)
        if not level:
            return
        faults = [*_faults(pdf, level)]
    severity = Severity.BLOCKING if ours else Severity.WARNING
    for fault in faults:
        message = f"Het bestand noemt zich PDF/A-{level}, maar {fault}"
        yield Finding(CLAIM, severity, message, remedy="Maak het bestand opnieuw, of laat het geen PDF/A heten.")


def _level(pdf: pikepdf.Pdf) -> str:
    try:
        return claimed_level(ElementTree.fromstring(packet_of(pdf).decode("utf-8", "replace").strip("\ufeff\0 \r\n\t")))
    except ElementTree.ParseError:
        return ""


def _faults(pdf: pikepdf.Pdf, level: str) -> Iterator[str]:
    """Yield what a file of that level cannot have, or has to; no proof that it is one."""
    if not LEVELS.fullmatch(level):
        yield "dat niveau bestaat niet"
    if not has_intent(pdf):
        yield "heeft geen kleurprofiel (OutputIntent)"
    if pdf.is_encrypted:
        yield "is versleuteld"
    if level.endswith("a") and "/StructTreeRoot" not in pdf.Root:
        yield "heeft geen tags"
    if any(_is_loose(part.item) for part in parts_of(pdf) if b"/FontDescriptor" in part.written):
        yield "heeft een lettertype dat niet in het bestand zit"
    if any(_is_standard(part.item) for part in parts_of(pdf) if b"/BaseFont" in part.written):
        yield "heeft een lettertype dat niet in het bestand zit"


def _is_loose(item: Any) -> bool:
    """Whether something is the description of a font without the font itself."""
    if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/FontDescriptor":
        return False
    return not any(key in item for key in FONT_FILES)


def _is_standard(item: Any) -> bool:
    """Whether something is a font that readers are to bring themselves."""
    if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
        return False
    return item.get("/Subtype") in ("/Type1", "/TrueType", "/MMType1") and "/FontDescriptor" not in item
