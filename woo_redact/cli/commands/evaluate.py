"""``woo-redact evaluate``."""

from pathlib import Path

import click

from woo_redact.cli.console import print_json, progress
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.evaluation import report_content, show_report
from woo_redact.cli.options import json_option


@click.command("evaluate", cls=DutchCommand)
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--profile", metavar="NAAM", help="Meet alles met dit profiel; anders met dat van elk document.")
@json_option
def command(folder: Path, profile: str | None, as_json: bool) -> None:
    """Meet hoe goed de gemarkeerde documenten in MAP worden herkend.

    Naast elk gemarkeerd tekstbestand mag een PDF staan; dan wordt die gelezen.
    """
    from woo_redact.pipeline.evaluating import evaluate

    with progress("Meten", quiet=as_json) as show:
        report = evaluate(folder, profile, show)
    if as_json:
        print_json(report_content(report))
    else:
        show_report(report)
