"""``woo-redact evaluate``."""

from pathlib import Path

import click

from woo_redact.cli.console import print_json, progress
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.evaluation import KINDS, report_content, show_comparison, show_report
from woo_redact.cli.options import chosen_model, json_option, model_option

OTHERS = ("deduce",)


@click.command("evaluate", cls=DutchCommand)
@click.argument("folder", metavar="MAP", type=click.Path(path_type=Path))
@click.option("--profile", metavar="NAAM", help="Meet alles met dit profiel; anders met dat van elk document.")
@click.option(
    "--part", type=click.Choice(("train", "dev", "test")), help="Alleen de documenten die in dit deel zijn ingedeeld."
)
@click.option(
    "--errors",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    metavar="AANTAL",
    help="Toon zoveel fouten van elke soort.",
)
@click.option("--compare", type=click.Choice(OTHERS), help="Zet er de cijfers van een ander programma naast.")
@click.option(
    "--picture", type=click.Path(path_type=Path), metavar="BESTAND", help="Teken precisie tegen recall (SVG)."
)
@model_option
@json_option
def command(
    folder: Path,
    profile: str | None,
    part: str | None,
    errors: int,
    compare: str | None,
    picture: Path | None,
    model: Path | None,
    as_json: bool,
) -> None:
    """Meet hoe goed de gemarkeerde documenten in MAP worden herkend.

    Naast elk gemarkeerd tekstbestand mag een PDF staan; dan wordt die gelezen.
    """
    from woo_redact.pipeline.evaluating import draw, evaluate

    with progress("Meten", quiet=as_json) as show:
        report = evaluate(folder, profile, part or "", progress=show, model=chosen_model(model))
    other = None
    if compare:
        with progress(f"Meten met {compare}", quiet=as_json) as show:
            other = evaluate(folder, profile, part or "", compare, progress=show)
    if picture:
        draw(report, KINDS, picture)
    if as_json:
        content = report_content(report)
        print_json(content | {compare: report_content(other)} if compare and other else content)
        return
    show_report(report, errors)
    if compare and other:
        show_comparison(report, other, compare)
    if picture:
        click.echo(f"Getekend: {picture}")
