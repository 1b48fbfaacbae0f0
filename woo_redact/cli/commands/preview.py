"""``woo-redact preview``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import dossier_argument, json_option, out_option, workers_option
from woo_redact.pipeline.results import gravest

if TYPE_CHECKING:
    from woo_redact.pipeline.handing_out import ViewedFile


@click.command("preview", cls=DutchCommand)
@dossier_argument
@click.option(
    "--file", "names", metavar="BESTAND", multiple=True, help="Alleen dit bestand, bij zijn naam in het dossier."
)
@out_option
@workers_option
@json_option
def command(dossier: Path, names: tuple[str, ...], out: Path, workers: int, as_json: bool) -> int:
    """Maak van elk document een PDF zoals het nu openbaar zou worden, met CONCEPT op elke pagina.

    Wat volgens beleid is gelakt, is ook hier gelakt. Voorstellen van niveau A en B waarover nog niet is besloten, zijn
    voor de zekerheid gelakt. Die van niveau C niet. De PDF's worden gecontroleerd zoals de PDF's die u publiceert.
    """
    from woo_redact.cli.views import show_unmade, view_content
    from woo_redact.pipeline.applicant_preview import preview

    with progress("Schrijven", quiet=as_json) as show:
        done = preview(dossier, out, names, workers=workers, progress=show)
    if as_json:
        print_json([view_content(file) for file in done])
    else:
        _show(done, out)
        show_unmade(done)
    return gravest(file.exit_code for file in done)


def _show(done: "Sequence[ViewedFile]", out: Path) -> None:
    rows = [
        (f.name, str(f.pages), str(f.redactions), str(f.assumed), f.output.name if f.output else "NIET gemaakt")
        for f in done
    ]
    table(("Bestand", "Pag.", "Lakken", "Waarvan open", "PDF"), rows, numbers=(1, 2, 3))
    made = [f for f in done if f.output]
    if made:
        say()
        say(f"In {out}: {plural(len(made), 'concept', 'concepten')}. Er kan nog anders worden besloten.")
