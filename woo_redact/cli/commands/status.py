"""``woo-redact status``."""

from dataclasses import asdict
from pathlib import Path

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import dossier_argument, json_option
from woo_redact.cli.summary import STATES
from woo_redact.pipeline.results import StatusSummary


@click.command("status", cls=DutchCommand)
@dossier_argument
@json_option
def command(dossier: Path, as_json: bool) -> None:
    """Toon hoe een dossier ervoor staat: bestanden, voorstellen en besluiten."""
    from woo_redact.pipeline.overview import status

    found = status(dossier)
    if as_json:
        print_json(_content(found))
        return
    say(f"Dossier {found.dossier}, profiel {found.profile}")
    say()
    rows = [(f"Bestanden {STATES[state]}", str(count)) for state, count in found.by_state.items()]
    rows += [(f"Voorstellen niveau {level}", str(count)) for level, count in found.by_level.items()]
    rows += [
        ("Besloten door een mens", str(found.by_person)),
        ("Gelakt volgens beleid, nog te beoordelen", str(found.by_policy)),
        ("Zonder besluit van een mens", str(found.open)),
    ]
    table(("Wat", "Aantal"), rows, numbers=(1,))
    if found.problems:
        say()
        say("Niet gelakt:")
        for file in found.problems:
            say(f"  {file.name} ({STATES[file.state]}): {file.message}")
    say()
    if found.log.problem:
        say(f"LET OP: {found.log.problem}.")
    else:
        what = plural(found.log.events, "regel", "regels")
        say(f"Logboek van de beoordeling: {what}, onveranderd.")


def _content(found: StatusSummary) -> dict[str, object]:
    return {
        "dossier": str(found.dossier),
        "profile": found.profile,
        "files": {state.value: count for state, count in found.by_state.items()},
        "suggestions": {level.value: count for level, count in found.by_level.items()},
        "by_person": found.by_person,
        "by_policy": found.by_policy,
        "undecided": found.open,
        "problems": [{"name": f.name, "state": f.state.value, "message": f.message} for f in found.problems],
        "log": asdict(found.log),
    }
