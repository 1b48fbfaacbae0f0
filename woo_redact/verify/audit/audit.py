"""The audit of a PDF of any make: what it tells that its pages do not show."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.boxes import pictures_under_boxes
from woo_redact.verify.audit.findings import finding, limited
from woo_redact.verify.audit.fonts import font_findings
from woo_redact.verify.audit.hidden_text import page_text_of
from woo_redact.verify.audit.leftovers import leftover_findings, version_findings
from woo_redact.verify.audit.letters import letters_of
from woo_redact.verify.audit.metadata import metadata_findings
from woo_redact.verify.audit.notes import note_findings
from woo_redact.verify.audit.others import other_findings
from woo_redact.verify.audit.photos import photo_findings
from woo_redact.verify.audit.scene import Scene
from woo_redact.verify.audit.shown import Shown
from woo_redact.verify.audit.spoken import spoken_findings
from woo_redact.verify.engines import opened, page_of
from woo_redact.verify.neutral import without_spoken

# What could not be looked at.
UNREAD = ("locked", "unreadable", "unchecked")

Check = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Audited:
    """What was found in a file, and what a reader sees on each of its pages. No text in its ``repr``."""

    pages: int
    findings: tuple[Finding, ...]
    visible: tuple[str, ...] = field(default=(), repr=False)

    @property
    def readable(self) -> bool:
        """Whether the file could be opened, and all of it looked at."""
        return not any(f.kind in UNREAD for f in self.findings)


def audit(path: Path) -> tuple[Finding, ...]:
    """Return all that a PDF tells besides what its pages show, gravest matters of the pages first.

    A file that cannot be read, or a part of it, is a finding itself. Never raises for what is in a file.
    """
    return audited(path).findings


def audited(path: Path, spoken: re.Pattern[str] | None = None) -> Audited:
    """Look at a file as :func:`audit` does; return also what its pages show.

    ``spoken`` is what tags may say although no page shows it: on which grounds something is withheld, and no more.
    """
    try:
        raw = path.read_bytes()
        with pikepdf.open(path) as pdf:
            return _of_file(path, raw, pdf, spoken)
    except pikepdf.PasswordError:
        unread = finding("locked", "Het bestand is beveiligd met een wachtwoord")
    except (pikepdf.PdfError, OSError):
        unread = finding("unreadable", "Het bestand is beschadigd of is geen PDF")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, an unread file is not a clean one
        unread = finding("unreadable", f"Het bestand kon niet worden nagekeken ({type(error).__name__})")
    return Audited(0, (unread,))


def _of_file(path: Path, raw: bytes, pdf: pikepdf.Pdf, spoken: re.Pattern[str] | None) -> Audited:
    visible: list[str] = []
    findings: list[Finding] = []
    # PDFium would read what tags say in place of what stands there.
    with opened(without_spoken(path, pdf)) as document:
        for index in range(len(document)):
            findings.extend(guarded(partial(_of_page, document, index, visible), index))
            if len(visible) == index:
                visible.append("")
    shown = Shown(visible)
    checks: Sequence[Check] = (
        lambda: version_findings(raw),
        lambda: spoken_findings(pdf, shown, spoken),
        lambda: metadata_findings(pdf, shown),
        lambda: note_findings(pdf, shown),
        lambda: leftover_findings(pdf, shown),
        lambda: other_findings(pdf, shown),
        lambda: photo_findings(pdf),
        lambda: font_findings(pdf),
    )
    for check in checks:
        findings.extend(guarded(check))
    return Audited(len(visible), limited(findings), tuple(visible))


def _of_page(document: Any, index: int, visible: list[str]) -> list[Finding]:
    """Return what is hidden on a page, and add to ``visible`` what can be seen; comments and fields are part of it."""
    with page_of(document, index, flat=True) as page:
        scene = Scene(page)
        text = page_text_of(index, scene, letters_of(scene), scene.picture())
        visible.append(text.visible)
        return [*text.findings, *pictures_under_boxes(index, scene)]


def guarded(check: Check, page: int | None = None) -> list[Finding]:
    """Return what ``check`` finds, or that it failed: one odd part may not keep the others from being looked at."""
    try:
        return list(check())
    except Exception as error:  # noqa: BLE001 - its text may be text of the document
        what = "Een deel van het bestand" if page is None else "De pagina"
        return [finding("unchecked", f"{what} kon niet worden nagekeken ({type(error).__name__})", page)]
