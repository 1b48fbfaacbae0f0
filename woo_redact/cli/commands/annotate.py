"""``woo-redact annotate``."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say, tell
from woo_redact.cli.options import dossier_argument, json_option, reviewer_option, workers_option
from woo_redact.pipeline.results import gravest

if TYPE_CHECKING:
    from woo_redact.pipeline.annotated_back import TakenBack
    from woo_redact.pipeline.annotating import AnnotatedFile


@click.command("annotate", cls=DutchCommand)
@dossier_argument
@click.option("--out", metavar="MAP", type=click.Path(path_type=Path), help="Schrijf de bestanden in deze map.")
@click.option(
    "--import",
    "folder",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Lees de bewerkte bestanden uit deze map.",
)
@click.option(
    "--file",
    "names",
    metavar="BESTAND",
    multiple=True,
    help="Schrijf alleen dit bestand, bij zijn naam in het dossier.",
)
@reviewer_option
@click.option(
    "--deleted",
    type=click.Choice(["reject", "ignore"]),
    default="ignore",
    show_default=True,
    help="Bij --import: wijs voorstellen af waarvan de markering is verwijderd, of laat ze zoals ze zijn.",
)
@click.option(
    "--ground", metavar="GROND", default="", help="Bij --import: de grond voor nieuwe markeringen die er geen noemen."
)
@workers_option
@json_option
def command(
    dossier: Path,
    out: Path | None,
    folder: Path | None,
    names: tuple[str, ...],
    reviewer: str,
    deleted: str,
    ground: str,
    workers: int,
    as_json: bool,
) -> int:
    """Werk de voorstellen bij in Acrobat of een ander programma dat lakmarkeringen kent.

    Met --out komt er van elk origineel een kopie met de voorstellen en besluiten als markeringen. DIE IS NIET GELAKT en
    bevat alle tekst. De grond staat in de opmerking bij een markering.

    Met --import leest u de bewerkte bestanden terug. Wat niemand heeft veranderd, blijft zoals het is. Een andere
    grond, een verplaatste of een nieuwe markering wordt een besluit van de beoordelaar: per bestand één stap, die in
    een keer terug te nemen is. Is er intussen iets anders besloten, dan blijft dat staan en wordt het gemeld.
    """
    if folder is not None and names:
        raise click.UsageError("--file hoort bij --out; --import leest alle PDF's in de map.")
    if out is not None and folder is None:
        return _write(dossier, out, names, workers, as_json=as_json)
    if folder is not None and out is None:
        return _take_back(dossier, folder, (reviewer, deleted == "reject", ground), workers, as_json=as_json)
    raise click.UsageError("Kies --out om te schrijven of --import om terug te lezen.")


def _write(dossier: Path, out: Path, names: Sequence[str], workers: int, *, as_json: bool) -> int:
    from woo_redact.pipeline.annotating import annotate

    with progress("Schrijven", quiet=as_json) as show:
        done = annotate(dossier, out, names, workers=workers, progress=show)
    if as_json:
        print_json([_written_content(file) for file in done])
    else:
        rows = [(f.name, str(f.marks), f.output.name if f.output else "NIET gemaakt") for f in done]
        table(("Bestand", "Markeringen", "PDF"), rows, numbers=(1,))
        say()
        say(f"In {out}. LET OP: deze PDF's zijn NIET GELAKT en bevatten alle tekst.")
        say(f"Lees ze terug met: woo-redact annotate {dossier} --import {out}")
        for file in done:
            if file.output is None:
                tell(f"{file.name}: {file.message}")
    return gravest(file.exit_code for file in done)


def _take_back(dossier: Path, folder: Path, how: tuple[str, bool, str], workers: int, *, as_json: bool) -> int:
    from woo_redact.pipeline.annotated_back import grounds_named, take_back
    from woo_redact.pipeline.mark_taking import Taker

    reviewer, reject_deleted, ground = how
    taker = Taker(reviewer, reject_deleted, grounds_named(ground) if ground else ())
    with progress("Lezen", quiet=as_json) as show:
        done = take_back(dossier, folder, taker, workers=workers, progress=show)
    if as_json:
        print_json([_taken_content(file) for file in done])
    else:
        _show_taken(done)
    return gravest(file.exit_code for file in done)


def _show_taken(done: "Sequence[TakenBack]") -> None:
    rows = [
        (f.name, *map(str, (f.counts.regrounded, f.counts.moved, f.counts.added, f.counts.rejected)), _outcome(f))
        for f in done
    ]
    headings = ("Bestand", "Andere grond", "Verplaatst", "Nieuw", "Afgewezen", "Uitkomst")
    table(headings, rows, numbers=(1, 2, 3, 4))
    for file in done:
        if file.message:
            tell(f"{file.name}: {file.message}")
        for line in file.conflicts:
            tell(f"{file.name}, {line}; dat blijft staan.")
        for line in file.unclear:
            tell(f"{file.name}, {line}. Niet overgenomen.")
    ignored = sum(file.ignored for file in done)
    if ignored:
        count = plural(ignored, "markering is verwijderd", "markeringen zijn verwijderd")
        tell(f"{count}; de voorstellen blijven zoals ze zijn. Wilt u ze afwijzen, gebruik dan --deleted reject.")


def _outcome(file: "TakenBack") -> str:
    if file.message:
        return "NIET gelezen"
    if file.conflicts or file.unclear:
        return "niet alles overgenomen"
    changed = file.counts.regrounded + file.counts.moved + file.counts.added + file.counts.rejected
    return "overgenomen" if changed else "niets veranderd"


def _written_content(file: "AnnotatedFile") -> dict[str, object]:
    output = str(file.output) if file.output else None
    return {"file": file.name, "marks": file.marks, "output": output, "message": file.message}


def _taken_content(file: "TakenBack") -> dict[str, object]:
    return {
        "path": file.name,
        "file": file.file,
        **asdict(file.counts),
        "ignored": file.ignored,
        "conflicts": list(file.conflicts),
        "unclear": list(file.unclear),
        "message": file.message,
    }
