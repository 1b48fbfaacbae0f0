"""``woo-redact verify``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import json_option
from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import ExitCode
from woo_redact.pipeline.results import CheckedFile

if TYPE_CHECKING:
    from woo_redact.pipeline.auditing import AuditedFile

# How findings are headed, gravest first.
HEADINGS = {Severity.BLOCKING: "Lek", Severity.WARNING: "Let op", Severity.NOTE: "Ter informatie"}
# Places of one kind that are shown; the rest is counted.
MOST_PLACES = 8


@click.command("verify", cls=DutchCommand)
@click.argument("pdfs", metavar="PDF...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--against",
    "original",
    metavar="ORIGINEEL",
    type=click.Path(path_type=Path),
    help="Vergelijk met deze PDF van vóór het lakken: wat is weg, en staat daar een lak?",
)
@json_option
def command(pdfs: tuple[Path, ...], original: Path | None, as_json: bool) -> int:
    """Controleer gelakte PDF's, met welk programma ze ook zijn gemaakt: is er nog iets uit te halen?

    Een PDF uit de map redacted van een dossier wordt gecontroleerd tegen zijn origineel en de besluiten. Bij elke
    andere PDF wordt gezocht naar tekst onder lakken, verborgen tekst, eigenschappen, opmerkingen, bijlagen en wat een
    bestand nog meer kan bevatten zonder dat u het ziet.

    De code aan het eind is 0 als er geen lek is gevonden, 8 als er een lek is en 3 als een bestand niet is te lezen.
    """
    from woo_redact.pipeline.auditing import AuditedFile, inspect_files

    if original is not None and len(pdfs) > 1:
        raise click.UsageError("Met --against kan er maar één PDF tegelijk worden gecontroleerd.")
    with progress("Controleren", quiet=as_json) as show:
        done = inspect_files(pdfs, original, show)
    if as_json:
        print_json([_audit_content(f) if isinstance(f, AuditedFile) else _content(f) for f in done])
    else:
        audits = [f for f in done if isinstance(f, AuditedFile)]
        _show_checked([f for f in done if isinstance(f, CheckedFile)])
        for file in audits:
            _show_audit(file)
        if audits:
            say("Of alles is gelakt wat weg moet, kan deze controle niet zien: lees de pagina's zelf na.")
    codes = {file.exit_code for file in done} - {ExitCode.OK}
    return ExitCode.VERIFICATION if ExitCode.VERIFICATION in codes else max(codes, default=ExitCode.OK)


def _show_checked(checked: list[CheckedFile]) -> None:
    if not checked:
        return
    table(("PDF", "Pag.", "Tekens weg", "Tekens gebleven", "Uitkomst"), [_cells(f) for f in checked], numbers=(1, 2, 3))
    say()


def _cells(file: CheckedFile) -> tuple[str, ...]:
    numbers = (file.report.pages, file.report.erased, file.report.kept) if file.report else ("", "", "")
    outcome = "in orde" if file.exit_code == ExitCode.OK else f"NIET in orde: {file.message}"
    return (file.path.name, *map(str, numbers), outcome)


def _content(file: CheckedFile) -> dict[str, object]:
    return {
        "path": str(file.path),
        "ok": file.exit_code == ExitCode.OK,
        "message": file.message,
        "pages": file.report.pages if file.report else None,
        "erased": file.report.erased if file.report else None,
        "kept": file.report.kept if file.report else None,
        "findings": [
            {"kind": f.kind, "severity": f.severity.value, "page": f.page, "message": f.message}
            for f in (file.report.findings if file.report else ())
        ],
    }


def _show_audit(file: "AuditedFile") -> None:
    """Print the verdict on a file, and under it what was found: leaks first, each kind with what to do."""
    count = plural(file.pages, "pagina", "pagina's")
    pages = f" ({count})" if file.pages else ""
    say(f"{str(file.path).replace(chr(10), chr(0))}{pages}")
    say(f"  {_verdict(file)}")
    _show_kinds("Niet nagekeken", file.unread)
    for severity, heading in HEADINGS.items():
        _show_kinds(heading, file.of(severity))
    say()


def _verdict(file: "AuditedFile") -> str:
    leaks, looks = (len({f.kind for f in file.of(s)}) for s in (Severity.BLOCKING, Severity.WARNING))
    if leaks:
        more = f" Er {'is' if leaks == 1 else 'zijn'} {plural(leaks, 'soort lek', 'soorten lekken')} gevonden."
        return f"LEK: publiceer dit bestand niet.{more}"
    if file.message:
        return f"NIET NAGEKEKEN: {file.message}."
    if file.unread:
        return "NIET HELEMAAL NAGEKEKEN: publiceer dit bestand niet." if file.pages else "NIET NAGEKEKEN."
    if looks:
        return f"Geen lekken gevonden. Bekijk nog wel {plural(looks, 'punt', 'punten')}."
    return "Geen lekken gevonden."


def _show_kinds(heading: str, findings: Sequence[Finding]) -> None:
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    for found in kinds.values():
        for number, finding in enumerate(found[:MOST_PLACES]):
            start = f"{heading}: " if number == 0 else "en: "
            say(f"  {start}{_told(finding)}")
        if len(found) > MOST_PLACES:
            say(f"  en op nog {plural(len(found) - MOST_PLACES, 'plaats', 'plaatsen')}")
        if found[0].remedy:
            say(f"    {'' if found[0].severity is Severity.NOTE else 'Wat te doen: '}{found[0].remedy}")


def _told(finding: Finding) -> str:
    page = f" (pagina {finding.page + 1})" if finding.page is not None else ""
    # A line break in what a file says of itself would look like a second finding.
    value = f": {' '.join(finding.value.split())}" if finding.value else ""
    return f"{finding.message}{value}{page}"


def _audit_content(file: "AuditedFile") -> dict[str, object]:
    return {
        "path": str(file.path),
        "ok": file.exit_code == ExitCode.OK,
        "message": file.message,
        "pages": file.pages,
        "against": str(file.original) if file.original else None,
        "findings": [
            {
                "kind": f.kind,
                "severity": f.severity.value,
                "page": f.page,
                "box": [f.box.x0, f.box.top, f.box.x1, f.box.bottom] if f.box else None,
                "message": f.message,
                "remedy": f.remedy,
                "value": f.value,
            }
            for f in file.findings
        ],
    }
