"""``woo-redact train``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say, tell
from woo_redact.cli.options import chosen_model, json_option
from woo_redact.errors import ExitCode

if TYPE_CHECKING:
    from woo_redact.pipeline.learning import LearningPlan, LearningReport

PARTS = {"test": "meegeleverde testdocumenten", "held_out": "eigen pagina's, niet geleerd"}
FIGURES = {
    "person_characters_found": "tekens van namen gevonden",
    "person_characters_precise": "tekens terecht",
    "person_f": "hele namen (F1)",
}
YES = ("j", "ja")


@click.command("train", cls=DutchCommand)
@click.option(
    "--from",
    "dossiers",
    metavar="DOSSIER",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Een beoordeeld dossier om van te leren; mag vaker.",
)
@click.option(
    "--out",
    metavar="MAP",
    required=True,
    type=click.Path(path_type=Path),
    help="Waar het nieuwe model komt; een nieuwe map.",
)
@click.option(
    "--corpus",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Waar de geleerde documenten worden bewaard; anders in eigen-corpus, naast het eerste dossier.",
)
@click.option(
    "--model",
    metavar="MAP",
    type=click.Path(path_type=Path),
    help="Het model om verder te trainen; anders het meegeleverde.",
)
@click.option(
    "--steps",
    metavar="AANTAL",
    type=click.IntRange(min=0),
    default=0,
    help="Hoe lang er wordt getraind; 0 is naar de hoeveelheid.",
)
@click.option("--yes", is_flag=True, help="Begin zonder te vragen.")
@json_option
def command(
    dossiers: tuple[Path, ...],
    out: Path,
    corpus: Path | None,
    model: Path | None,
    steps: int,
    yes: bool,
    as_json: bool,
) -> int:
    """Leer van beoordeelde dossiers: maak een eigen taalmodel dat namen beter herkent.

    Alleen pagina's tellen waarop een mens over elk voorstel heeft beslist. Alles blijft op uw computer. Een model dat
    slechter is dan het oude, wordt niet bewaard. Gebruik het met: woo-redact run MAP --model MAP.
    """
    if not dossiers and corpus is None:
        raise click.UsageError("Zeg met --from van welk dossier wordt geleerd, of met --corpus van welk corpus.")
    from woo_redact.pipeline.learning import carry_out, plan

    planned = plan(dossiers, corpus, out, chosen_model(model))
    _tell_plan(planned)
    if not yes and not _agreed():
        tell("Er is niets gedaan.")
        return ExitCode.INTERRUPTED
    with progress("Trainen", quiet=as_json) as show:
        report = carry_out(planned, steps, show)
    if as_json:
        print_json(_content(report))
    else:
        _show(report)
    return ExitCode.OK


def _tell_plan(planned: "LearningPlan") -> None:
    learnt = planned.learnt
    pages = plural(learnt.all_pages, "pagina", "pagina's")
    tell(f"Te leren: {learnt.pages} van {pages}; alleen waar een mens over elk voorstel heeft beslist.")
    tell(f"  Namen:                         {learnt.persons}")
    tell(f"  Afgewezen, geen naam:          {learnt.no_names}")
    tell(f"  Afgewezen, misschien een naam: {learnt.undecidable} (telt niet mee)")
    if planned.earlier:
        tell(f"  Eerder geleerde documenten:    {planned.earlier}")
    tell(f"Corpus: {planned.corpus}")
    tell("  Hier komt de tekst van deze pagina's. Deze map bevat persoonsgegevens en is alleen voor u leesbaar.")
    tell(f"Model: {planned.out}")
    tell(
        "  Een model dat hiervan heeft geleerd, bevat sporen van persoonsgegevens. Deel het niet en publiceer het niet."
    )
    tell("Er gaat niets over het netwerk.")


def _agreed() -> bool:
    click.echo("Doorgaan? (j/n): ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(err=True)
    return answer.strip().lower() in YES


def _show(report: "LearningReport") -> None:
    rows = [
        (shown, name, _percent(report.before[part][key]), _percent(report.after[part][key]))
        for part, shown in PARTS.items()
        if part in report.after
        for key, name in FIGURES.items()
    ]
    table(("Gemeten op", "Wat", "Voor", "Na"), rows, numbers=(2, 3))
    say()
    if not report.held_out:
        say("Er zijn te weinig eigen pagina's (minder dan tien) om er een deel van apart te houden en op te meten.")
    pages = plural(report.pages, "pagina", "pagina's")
    say(f"Geleerd van {pages}, in {plural(report.steps, 'stap', 'stappen')}.")
    say(f"Corpus (persoonsgegevens):    {report.corpus}")
    say(f"Model (sporen daarvan):       {report.out}")
    say(f"Gebruik het met: woo-redact run MAP --model {report.out}")


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def _content(report: "LearningReport") -> dict[str, object]:
    return {
        "model": str(report.out),
        "corpus": str(report.corpus),
        "steps": report.steps,
        "pages": report.pages,
        "held_out": report.held_out,
        "personal_data": True,
        "before": dict(report.before),
        "after": dict(report.after),
    }
