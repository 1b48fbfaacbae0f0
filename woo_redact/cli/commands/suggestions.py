"""``woo-redact suggestions``."""

from itertools import groupby
from pathlib import Path

import click

from woo_redact.cli.console import print_json, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import say
from woo_redact.cli.options import dossier_argument
from woo_redact.domain.decision import Verdict
from woo_redact.pipeline.results import SuggestionRow

VERDICTS = {Verdict.APPROVED: "lakken", Verdict.REJECTED: "openbaar", Verdict.OPEN: "open"}


@click.command("suggestions", cls=DutchCommand)
@dossier_argument
@click.option("--file", "name", metavar="BESTAND", help="Alleen dit bestand, bij zijn naam in het dossier.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="Een tabel om te lezen, of een JSON-regel per voorstel.",
)
def command(dossier: Path, name: str | None, form: str) -> None:
    """Toon alle voorstellen: waar, wat, welke grond, waarom en wat is besloten."""
    from woo_redact.pipeline.overview import suggestion_rows

    rows = suggestion_rows(dossier, name)
    if form == "jsonl":
        for row in rows:
            print_json(_content(row), indent=None)
        return
    found = False
    for file, group in groupby(rows, key=lambda row: row.file):
        if found:
            say()
        found = True
        say(file)
        table(("Pag.", "Passage", "Grond", "Niv.", "Waarom", "Besluit"), [_cells(r) for r in group], numbers=(0,))
    if not found:
        say("Er zijn geen voorstellen.")


def _cells(row: SuggestionRow) -> tuple[str, ...]:
    passage = " ".join(row.text.split())
    shown = passage if len(passage) <= 60 else f"{passage[:59]}…"
    decided = f"{VERDICTS[row.verdict]}. {row.given}" if row.given else VERDICTS[row.verdict]
    return (str(row.page), shown, ", ".join(row.grounds), row.level.value, row.reason, decided)


def _content(row: SuggestionRow) -> dict[str, object]:
    return {
        "id": row.id,
        "file": row.file,
        "page": row.page,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "ground": row.ground,
        "grounds": list(row.grounds),
        "kind": row.kind,
        "level": row.level.value,
        "score": round(row.score, 4),
        "rules": list(row.rules),
        "reason": row.reason,
        "boxes": [[round(v, 2) for v in (b.x0, b.top, b.x1, b.bottom)] for b in row.boxes],
        "verdict": row.verdict.value,
        "decided_by": row.author.value if row.author else None,
        "given_reason": row.given,
    }
