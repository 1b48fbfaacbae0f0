"""``woo-redact rules list`` and ``rules check``."""

from pathlib import Path

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchGroup
from woo_redact.cli.lines import plural, say, tell
from woo_redact.cli.options import json_option
from woo_redact.errors import ExitCode


@click.group("rules", cls=DutchGroup)
def command() -> None:
    """Bekijk of controleer de regels waarmee voorstellen worden gedaan."""


@command.command("list")
@click.option("--profile", metavar="NAAM", help="Alleen de regels van dit profiel.")
@json_option
def list_command(profile: str | None, as_json: bool) -> None:
    """Toon alle regels, met hun grond en niveau."""
    from woo_redact.pipeline.rules import list_rules

    rules = list_rules(profile)
    rows = [
        (r.head.ground, r.head.id, type(r).__name__.removesuffix("Rule").lower(), r.head.kind, r.head.level.value)
        for r in sorted(rules.rules, key=lambda r: (r.head.ground, r.head.id))
    ]
    if as_json:
        print_json([dict(zip(("ground", "id", "kind", "data", "level"), row, strict=True)) for row in rows])
        return
    table(("Grond", "Regel", "Soort", "Vindt", "Niveau"), rows)
    say()
    say(f"{len(rows)} regels en {len(rules.exceptions)} uitzonderingen")


@command.command("check")
@click.argument("packs", metavar="[MAP|BESTAND]...", nargs=-1, type=click.Path(path_type=Path))
def check_command(packs: tuple[Path, ...]) -> int:
    """Controleer de regels, de meegeleverde en die in MAP of BESTAND, en draai hun voorbeelden."""
    from woo_redact.pipeline.rules import check_rules

    problems = check_rules(packs)
    for problem in problems:
        tell(f"- {problem}")
    if problems:
        tell(f"{plural(len(problems), 'voorbeeld gaat', 'voorbeelden gaan')} niet goed.")
        return ExitCode.RULE_PACK
    say("De regels zijn in orde en alle voorbeelden kloppen.")
    return ExitCode.OK
