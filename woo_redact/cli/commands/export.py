"""``woo-redact export``."""

from pathlib import Path

import click

from woo_redact.cli.console import print_json, progress
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.options import PLACES, SCHEMES, dossier_argument, json_option, workers_option
from woo_redact.cli.summary import show_run
from woo_redact.domain.ground import LabelPlace, LabelScheme


@click.command("export", cls=DutchCommand)
@dossier_argument
@click.option("--labels", type=PLACES, help="Waar de grond wordt gedrukt; anders zoals in het dossier.")
@click.option("--scheme", type=SCHEMES, help="Hoe de grond wordt gedrukt; anders zoals in het dossier.")
@workers_option
@json_option
def command(dossier: Path, labels: str | None, scheme: str | None, workers: int, as_json: bool) -> int:
    """Schrijf de gelakte PDF's opnieuw volgens de besluiten die er nu zijn.

    Alleen wat door een besluit is veranderd, wordt opnieuw geschreven en gecontroleerd.
    """
    from woo_redact.pipeline.export import export
    from woo_redact.pipeline.reporting import report_content

    with progress("Schrijven", quiet=as_json) as show:
        summary = export(
            dossier,
            LabelPlace(labels) if labels else None,
            LabelScheme(scheme) if scheme else None,
            workers=workers,
            progress=show,
        )
    if as_json:
        print_json(report_content(summary))
    else:
        show_run(summary)
    return summary.exit_code
