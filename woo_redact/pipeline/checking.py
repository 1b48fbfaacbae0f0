"""Checking written PDFs again, on their own or years later."""

from collections.abc import Callable, Sequence
from pathlib import Path

from woo_redact.disclosure.sidecar import read_sidecar
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.dossier.originals import hash_file
from woo_redact.dossier.settings import read_settings
from woo_redact.errors import ExitCode, InputError, MissingInputError, WooRedactError
from woo_redact.pipeline.opening import dossier_of
from woo_redact.pipeline.results import CheckedFile, Progress
from woo_redact.pipeline.stages import StageNames, load_rule_set, verifier


def verify_files(paths: Sequence[Path], progress: Callable[[Progress], None] | None = None) -> tuple[CheckedFile, ...]:
    """Check each written PDF against its original and its list of redactions; never raises for a single file."""
    checked = []
    for number, path in enumerate(paths, 1):
        try:
            checked.append(_verify(path))
        except WooRedactError as error:
            checked.append(CheckedFile(path, None, str(error), error.exit_code))
        if progress:
            progress(Progress(number, len(paths), path.name))
    return tuple(checked)


def _verify(path: Path) -> CheckedFile:
    if not path.is_file():
        raise MissingInputError(f"{path} bestaat niet.", "Controleer de naam van het bestand.")
    place = dossier_of(path)
    if place is None:
        raise InputError(f"{path} ligt niet in een dossier.", "Controleer de PDF in de map redacted van het dossier.")
    layout, name = place
    sidecar = read_sidecar(layout.sidecar(name))
    if hash_file(path) != sidecar.output:
        return CheckedFile(
            path,
            None,
            "De PDF is veranderd nadat hij is geschreven. Schrijf hem opnieuw met: woo-redact export.",
            ExitCode.VERIFICATION,
        )
    original = layout.original(sidecar.document)
    if not original.is_file():
        raise InputError(f"Het origineel van {name} ontbreekt in het dossier.", "Bied het bestand opnieuw aan.")
    settings = read_settings(layout.settings_file)
    style = LabelStyle(load_rule_set().grounds, LabelScheme(settings.scheme), LabelPlace(settings.labels))
    report = verifier(StageNames().verifier, style).verify(original, path, sidecar.redactions)
    if report.passed:
        return CheckedFile(path, report)
    message = next(f.message for f in report.findings)
    return CheckedFile(path, report, message, ExitCode.VERIFICATION)
