"""``<name>.certificate.json``: what was checked of a written PDF, with what, and what remains. Never the text.

For whoever has to trust the file without the dossier: the hashes tie it to one original and one output.
"""

import json
from pathlib import Path
from typing import Any

from woo_redact import __version__
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity, VerificationReport
from woo_redact.files import write_private

FORMAT = 1
TELLING = (
    "Openingen op een regel zijn zo breed als de weggelakte tekst: wie een lijst van namen heeft, kan ze passen. "
    "Met --widths move of line gebeurt dat niet."
)
# Risks that no check of the file can take away.
REMAINING = (
    "De plaats van een lak verraadt hoe lang de weggelakte tekst ongeveer is.",
    "Bewezen is dat weg is wat is aangewezen, niet dat is aangewezen wat weg moet.",
)


def certificate_content(record: FileRecord, report: VerificationReport) -> dict[str, Any]:
    """Return the content: hashes in and out, what was checked with which engines, pages as pictures, what remains.

    Pages are 1-based. ``report`` is that of the file as it was put in place.
    """
    pictures = [f for f in report.findings if f.kind == "page-picture"]
    warnings = [f for f in report.findings if f.severity is Severity.WARNING and f not in pictures]
    return {
        "format": FORMAT,
        "program": f"woo-redact {__version__}",
        "original_sha256": record.document,
        "redacted_sha256": record.output,
        "pages": record.page_count,
        "engines": dict(report.engines),
        "checked": {"characters_erased": report.erased, "characters_kept": report.kept},
        "words": {"beyond_passages": report.beyond, "taken_along": report.taken},
        "widths": {"gaps_within_lines": report.gaps, "gaps_that_tell_a_width": report.telling},
        "pages_as_picture": [told(finding) for finding in pictures],
        "warnings": [told(finding) for finding in warnings],
        "remaining_risks": [*([TELLING] if report.telling else []), *REMAINING],
    }


def write_certificate(path: Path, record: FileRecord, report: VerificationReport) -> None:
    """Write the certificate of a written PDF.

    Raises:
        OutputError: the file cannot be written.
    """
    content = json.dumps(certificate_content(record, report), indent=1, ensure_ascii=False)
    write_private(path, f"{content}\n".encode())


def told(finding: Finding) -> dict[str, Any]:
    """Return what a certificate tells of a finding; pages are 1-based."""
    page = {} if finding.page is None else {"page": finding.page + 1}
    return {**page, "message": finding.message}
