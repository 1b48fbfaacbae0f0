"""``woo-redact verify``."""

from pathlib import Path

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.options import json_option
from woo_redact.errors import ExitCode
from woo_redact.pipeline.results import CheckedFile


@click.command("verify", cls=DutchCommand)
@click.argument("pdfs", metavar="PDF...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def command(pdfs: tuple[Path, ...], as_json: bool) -> int:
    """Controleer gelakte PDF's opnieuw: alles wat weg moest is weg, en al het andere staat er nog.

    Geef PDF's uit de map redacted van een dossier.
    """
    from woo_redact.pipeline.checking import verify_files

    with progress("Controleren", quiet=as_json) as show:
        checked = verify_files(pdfs, show)
    if as_json:
        print_json([_content(file) for file in checked])
    else:
        table(
            ("PDF", "Pag.", "Tekens weg", "Tekens gebleven", "Uitkomst"),
            [_cells(f) for f in checked],
            numbers=(1, 2, 3),
        )
    codes = {file.exit_code for file in checked} - {ExitCode.OK}
    return ExitCode.VERIFICATION if ExitCode.VERIFICATION in codes else max(codes, default=ExitCode.OK)


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
