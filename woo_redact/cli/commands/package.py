"""``woo-redact package``."""

from pathlib import Path

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import say
from woo_redact.cli.options import dossier_argument, gravities, gravity_options, json_option


@click.command("package", cls=DutchCommand)
@dossier_argument
@click.option(
    "--out", metavar="MAP", type=click.Path(path_type=Path), help="Waar het pakket komt; anders in het dossier."
)
@gravity_options
@json_option
def command(dossier: Path, out: Path | None, block: tuple[str, ...], warn: tuple[str, ...], as_json: bool) -> None:
    """Maak het pakket: genummerde gelakte PDF's met een inventarislijst in Excel en CSV.

    Kan pas als een mens over elk voorstel heeft besloten; besluiten volgens beleid tellen niet.
    Wat woo-redact check blokkeert, houdt het pakket tegen.
    """
    from woo_redact.pipeline.packaging import package

    made = package(dossier, out, gravities(block, warn))
    if as_json:
        print_json({"folder": str(made.folder), "documents": dict(made.documents), "without_file": list(made.withheld)})
        return
    table(("Beoordeling", "Documenten"), [(name, str(count)) for name, count in made.documents.items()], numbers=(1,))
    say()
    say(f"Pakket: {made.folder}")
    if made.withheld:
        say(f"Zonder bestand in het pakket: {', '.join(made.withheld)}")
