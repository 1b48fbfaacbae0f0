"""Auditing PDFs of any make: alone, or next to the original. Files of a dossier are checked as its own outputs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import ExitCode
from woo_redact.pipeline.checking import verify_files
from woo_redact.pipeline.opening import dossier_of
from woo_redact.pipeline.results import CheckedFile, Progress
from woo_redact.verify.audit.audit import UNREAD, Audited, audited
from woo_redact.verify.audit.comparing import compared


@dataclass(frozen=True, slots=True)
class AuditedFile:
    """What a PDF of any make tells besides what its pages show, and how it differs from ``original``.

    ``message`` says why it could not be looked at.
    """

    path: Path
    pages: int
    findings: tuple[Finding, ...]
    original: Path | None = None
    message: str = ""

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one gravity; those that tell what could not be read are none of them."""
        return tuple(f for f in self.findings if f.severity is severity and f.kind not in UNREAD)

    @property
    def unread(self) -> tuple[Finding, ...]:
        """What could not be looked at."""
        return tuple(f for f in self.findings if f.kind in UNREAD)

    @property
    def exit_code(self) -> ExitCode:
        """``VERIFICATION`` when something leaks, ``INPUT`` when the file, or part of it, could not be read."""
        if self.of(Severity.BLOCKING):
            return ExitCode.VERIFICATION
        return ExitCode.INPUT if self.unread or self.message else ExitCode.OK


def inspect_files(
    paths: Sequence[Path], original: Path | None = None, progress: Callable[[Progress], None] | None = None
) -> tuple[CheckedFile | AuditedFile, ...]:
    """Check the outputs of dossiers against what was decided, and audit every other PDF; never raises for one file.

    With ``original`` every file is audited, and compared with it.
    """
    done: list[CheckedFile | AuditedFile] = []
    for number, path in enumerate(paths, 1):
        if original is None and path.is_file() and dossier_of(path) is not None:
            done.extend(verify_files([path]))
        else:
            done.append(_audited(path, original))
        if progress:
            progress(Progress(number, len(paths), path.name))
    return tuple(done)


def _audited(path: Path, original: Path | None) -> AuditedFile:
    if not path.is_file():
        return AuditedFile(path, 0, (), original, f"{path} bestaat niet; controleer de naam")
    found = audited(path)
    if original is None or not found.pages:
        return AuditedFile(path, found.pages, found.findings, original)
    if not original.is_file():
        return AuditedFile(
            path, found.pages, found.findings, original, f"Het origineel {original} bestaat niet; controleer de naam"
        )
    return _beside(path, original, found)


def _beside(path: Path, original: Path, found: Audited) -> AuditedFile:
    try:
        differences = compared(path, original, found.visible)
    except Exception as error:  # noqa: BLE001 - an original that cannot be read; its text may be document text
        message = f"Het origineel {original} kon niet worden gelezen ({type(error).__name__})"
        return AuditedFile(path, found.pages, found.findings, original, message)
    return AuditedFile(path, found.pages, (*found.findings, *differences), original)
