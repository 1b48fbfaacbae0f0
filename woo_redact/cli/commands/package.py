"""``woo-redact package``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import gravities, gravity_options, json_option, workers_option
from woo_redact.domain.showing import shown
from woo_redact.errors import ExitCode

if TYPE_CHECKING:
    from woo_redact.pipeline.package.results import MadePackage
    from woo_redact.verify.package_check import CheckedPackage

# So many lines of one kind are shown; the report in the package has them all.
SHOWN = 20


@click.command("package", cls=DutchCommand)
@click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.option(
    "--out", metavar="MAP", type=click.Path(path_type=Path), help="Waar het pakket komt; anders in het dossier."
)
@click.option("--organisation", metavar="NAAM", help="Wie publiceert, zoals 'Buitenlandse Zaken' of 'gemeente Ede'.")
@click.option("--matter", metavar="NUMMER", help="Het zaaknummer: letters, cijfers, punten en streepjes.")
@click.option("--decided", metavar="DATUM", help="De datum van het besluit, zoals 1-3-2027.")
@click.option("--prepare", is_flag=True, help="Schrijf alleen publicatie.toml in het dossier, om in te vullen.")
@click.option("--concept", is_flag=True, help="Maak een concept, ook als het dossier nog niet af is.")
@click.option("--replace", is_flag=True, help="Vervang het pakket dat er staat, als daarin niets is veranderd.")
@click.option("--check", "is_check", is_flag=True, help="Controleer een pakket dat af is; geef dan zijn map of zip.")
@gravity_options
@workers_option
@json_option
def command(
    dossier: Path,
    out: Path | None,
    organisation: str | None,
    matter: str | None,
    decided: str | None,
    prepare: bool,
    concept: bool,
    replace: bool,
    is_check: bool,
    block: tuple[str, ...],
    warn: tuple[str, ...],
    workers: int,
    as_json: bool,
) -> int:
    """Maak het pakket: PDF's voor publicatie en archief, inventarislijst, metagegevens en de bijlage bij het besluit.

    Kan pas als een mens over elk voorstel heeft besloten; besluiten volgens beleid tellen niet. Wat woo-redact check
    blokkeert, houdt het pakket tegen. Wie publiceert en onder welk zaaknummer staat in publicatie.toml in het dossier;
    de eerste keer kan dat met --organisation en --matter.

    Met --check DOSSIER is de map of zip van een pakket dat af is, ook van een ander programma.
    """
    from woo_redact.pipeline.package.make import make_package
    from woo_redact.pipeline.package.recheck import recheck
    from woo_redact.pipeline.package.results import Wishes
    from woo_redact.pipeline.package.settings import given_settings, prepare_publication

    if is_check:
        with progress("Controleren", quiet=as_json) as show:
            checked = recheck(dossier, show)
        return _show_check(checked, as_json=as_json)
    given = {
        key: value
        for key, value in (("organisatie", organisation), ("zaaknummer", matter), ("besluitdatum", decided))
        if value
    }
    if prepare:
        path, new = prepare_publication(dossier, given_settings(given))
        say(f"Vul dit bestand aan: {path}" if new else f"Dit bestand is er al en blijft zoals het is: {path}")
        return ExitCode.OK
    wishes = Wishes(given, gravities(block, warn), concept=concept, replace=replace, workers=workers)
    with progress("Pakket", quiet=as_json) as show:
        made = make_package(dossier, out, wishes, show)
    if as_json:
        print_json(_content(made))
    else:
        _show(made)
    return ExitCode.OK


def _show(made: "MadePackage") -> None:
    table(("Beoordeling", "Documenten"), [(name, str(count)) for name, count in made.documents.items()], numbers=(1,))
    say()
    archive = ", ".join(
        f"{count} {'PDF/A-' + level if level else 'gewone PDF'}" for level, count in sorted(made.levels.items())
    )
    if archive:
        say(f"Kopieën: {archive}.")
    for name, problem in made.told[:SHOWN]:
        say(f"  {shown(name)}: {problem}")
    if len(made.told) > SHOWN:
        say(f"  en nog {len(made.told) - SHOWN}; alles staat in intern/verslag.csv")
    if made.without_file:
        say(f"Zonder bestand in het pakket: {', '.join(map(shown, made.without_file))}")
    if made.obstacles:
        say()
        say("Dit is een concept. Een pakket wordt nog tegengehouden door:")
        for reason, remedy in made.obstacles:
            say(f"- {reason} {remedy}")
    say()
    say(f"{'Concept' if made.concept else 'Pakket'}: {made.folder} ({plural(made.files, 'bestand', 'bestanden')})")
    if made.concept:
        say("Publiceer een concept niet.")
    else:
        say(f"Publiceer alleen wat in {made.folder / 'openbaar'} staat.")


def _content(made: "MadePackage") -> dict[str, object]:
    return {
        "folder": str(made.folder),
        "concept": made.concept,
        "documents": dict(made.documents),
        "levels": dict(made.levels),
        "files": made.files,
        "without_file": list(made.without_file),
        "told": [{"file": name, "message": message} for name, message in made.told],
        "obstacles": [{"reason": reason, "remedy": remedy} for reason, remedy in made.obstacles],
    }


def _show_check(checked: "CheckedPackage", *, as_json: bool) -> int:
    """Show what was found, gravest first; the exit code tells whether something blocks."""
    from woo_redact.pipeline.examining import GRAVITY

    order = list(GRAVITY)
    found = sorted(checked.findings, key=lambda finding: order.index(finding.severity))
    grave = sum(finding.severity is order[0] for finding in found)
    if as_json:
        print_json(
            {
                "passed": checked.passed,
                "blocking": grave,
                "checked": dict(checked.counts),
                "not_checked": list(checked.unchecked),
                "findings": [
                    {
                        "kind": finding.kind,
                        "severity": finding.severity.value,
                        "message": finding.message,
                        "page": None if finding.page is None else finding.page + 1,
                        "remedy": finding.remedy,
                    }
                    for finding in found
                ],
            }
        )
    else:
        for finding in found:
            page = "" if finding.page is None else f" (pagina {finding.page + 1})"
            line = f"{GRAVITY[finding.severity]}: {finding.message}{page}. {finding.remedy}"
            # A name of a file may hold what begins a line.
            say(shown(line).replace("..", "."))
        table(("Bekeken", "Aantal"), [(what, str(count)) for what, count in checked.counts.items()], numbers=(1,))
        say()
        for told in checked.unchecked:
            say(told)
        say()
        say(f"{plural(grave, 'punt blokkeert', 'punten blokkeren')}." if grave else "Niets houdt dit pakket tegen.")
    return ExitCode.OK if checked.passed else ExitCode.VERIFICATION
