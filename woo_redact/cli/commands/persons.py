"""``woo-redact persons``."""

from collections.abc import Sequence
from pathlib import Path

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say
from woo_redact.cli.options import dossier_argument, json_option
from woo_redact.pipeline.results import PersonSummary, SuggestionRow

# Letters of what stands around a mention.
AROUND = 40


@click.command("persons", cls=DutchCommand)
@dossier_argument
@click.option("--number", metavar="NUMMER", type=click.IntRange(min=1), help="Toon alle vermeldingen van deze persoon.")
@click.option("--unsure", is_flag=True, help="Toon de vermeldingen waarvan niet zeker is wie het is.")
@json_option
def command(dossier: Path, number: int | None, unsure: bool, as_json: bool) -> None:
    """Toon de personen in een dossier, elk met het aantal vermeldingen en documenten.

    Een nummer hoort in het hele dossier bij een persoon, en blijft bij een volgende run hetzelfde.
    """
    from woo_redact.pipeline.people import mentions_of, persons

    if number is not None and unsure:
        raise click.UsageError("Kies --number of --unsure, niet allebei.")
    if number is not None or unsure:
        rows = mentions_of(dossier, number)
        if as_json:
            print_json([_mention(row) for row in rows])
        else:
            _show_mentions(rows)
        return
    found = persons(dossier)
    if as_json:
        print_json([_person(person) for person in found])
    else:
        _show_persons(found)


def _show_persons(found: Sequence[PersonSummary]) -> None:
    sure = [person for person in found if person.number is not None]
    if sure:
        rows = [(str(p.number), p.name, str(p.mentions), str(p.documents)) for p in sure]
        table(("Nr.", "Naam", "Vermeldingen", "Documenten"), rows, numbers=(0, 2, 3))
    else:
        say("Er zijn geen personen.")
    unsure = sum(person.mentions for person in found if person.number is None)
    if unsure:
        say(f"Niet zeker wie het is: {plural(unsure, 'vermelding', 'vermeldingen')}; bekijk ze met --unsure.")


def _show_mentions(rows: Sequence[SuggestionRow]) -> None:
    if rows:
        table(("Bestand", "Pag.", "Passage"), [(r.file, str(r.page), _passage(r)) for r in rows], numbers=(1,))
    else:
        say("Er zijn geen vermeldingen.")


def _passage(row: SuggestionRow) -> str:
    before, after = row.before[-AROUND:], row.after[:AROUND]
    return " ".join(f"…{before}[{row.text}]{after}…".split())


def _person(person: PersonSummary) -> dict[str, object]:
    return {
        "number": person.number,
        "name": person.name,
        "mentions": person.mentions,
        "documents": person.documents,
    }


def _mention(row: SuggestionRow) -> dict[str, object]:
    return {
        "id": row.id,
        "file": row.file,
        "page": row.page,
        "text": row.text,
        "before": row.before,
        "after": row.after,
        "verdict": row.verdict.value,
    }
