"""``woo-redact doctor``."""

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import say
from woo_redact.cli.options import json_option
from woo_redact.errors import ExitCode
from woo_redact.pipeline.results import Diagnosis


@click.command("doctor", cls=DutchCommand)
@json_option
def command(as_json: bool) -> int:
    """Controleer of alles goed is geïnstalleerd, en zeg hoe u verhelpt wat ontbreekt."""
    from woo_redact.pipeline.doctor import diagnose

    found = diagnose()
    if as_json:
        print_json([{"what": d.what, "ok": d.ok, "found": d.found, "remedy": d.remedy} for d in found])
    else:
        table(("Onderdeel", "", "Gevonden", "Wat te doen"), [(d.what, _mark(d), d.found, d.remedy) for d in found])
        say()
        say("Alles is in orde." if all(d.ok for d in found) else "Niet alles is in orde; zie de tabel.")
    return ExitCode.OK if all(d.ok for d in found if d.required) else ExitCode.BUG


def _mark(diagnosis: Diagnosis) -> str:
    if diagnosis.ok:
        return "goed"
    return "FOUT" if diagnosis.required else "let op"
