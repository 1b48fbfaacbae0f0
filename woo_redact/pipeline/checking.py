"""Checking written PDFs again, on their own or years later."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from woo_redact.disclosure.sidecar import Sidecar, read_sidecar
from woo_redact.domain.decision import Redaction
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle, Pseudonyms
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import open_store
from woo_redact.errors import ExitCode, InputError, MissingInputError, WooRedactError
from woo_redact.files import sha256_of
from woo_redact.pipeline.cases import withheld_by_page
from woo_redact.pipeline.opening import dossier_of
from woo_redact.pipeline.results import CheckedFile, Progress
from woo_redact.pipeline.stages import StageNames, load_rule_set, verifier
from woo_redact.pipeline.worker import countable
from woo_redact.review.state import redactions

# Decimals of a point, fewer than the list beside a PDF has.
PRECISION = 2


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
    if sha256_of(path) != sidecar.output:
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
    style = LabelStyle(
        load_rule_set().grounds,
        LabelScheme(settings.scheme),
        LabelPlace(settings.labels),
        Pseudonyms(settings.pseudonyms) is Pseudonyms.LABEL,
    )
    approved, withheld = _approved(layout, sidecar, name)
    report = verifier(StageNames().verifier, style, sidecar.redactions).verify(
        original, path, approved, sidecar.pictures, sidecar.coverings, withheld
    )
    if report.passed:
        return CheckedFile(path, report)
    message = next(f.message for f in report.findings)
    return CheckedFile(path, report, message, ExitCode.VERIFICATION)


def _approved(
    layout: DossierLayout, sidecar: Sidecar, name: str
) -> tuple[Sequence[Redaction], Mapping[int, str] | None]:
    """Return what the output was written with: from the decisions, which know how long each passage is, and its words.

    When other decisions were made since, the list beside the PDF has to do; it holds places only.
    """
    with open_store(layout) as store:
        held = store.held(sidecar.document)
        approved = redactions(sidecar.document, store.scan(sidecar.document), held)
        if _places(approved) != _places(sidecar.redactions):
            return sidecar.redactions, None
        words = withheld_by_page(approved, store.page_texts(sidecar.document))
        return approved, countable(words, store.findings(name))


def _places(found: Iterable[Redaction]) -> list[tuple[int, list[tuple[float, ...]]]]:
    return [
        (r.span.page, [tuple(round(v, PRECISION) for v in (b.x0, b.top, b.x1, b.bottom)) for b in r.cover])
        for r in found
    ]
