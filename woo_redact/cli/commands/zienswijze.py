"""``woo-redact zienswijze``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from woo_redact.cli.console import print_json, progress, table
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.lines import plural, say, tell
from woo_redact.cli.options import dossier_argument, json_option, out_option, workers_option
from woo_redact.pipeline.results import gravest

if TYPE_CHECKING:
    from woo_redact.pipeline.third_party_view import MadeView, TheirPassage

LONGEST = 60


@click.command("zienswijze", cls=DutchCommand)
@dossier_argument
@click.option("--for", "party", metavar="NAAM", required=True, help="Voor wie de stukken zijn: een bedrijf of persoon.")
@click.option(
    "--words",
    metavar="WOORDEN",
    multiple=True,
    help="Voorstellen waarin deze woorden staan, gaan over deze derde; mag vaker.",
)
@click.option(
    "--person",
    "persons",
    metavar="NUMMER",
    type=click.IntRange(min=1),
    multiple=True,
    help="De vermeldingen van deze persoon gaan over deze derde; zie: woo-redact persons. Mag vaker.",
)
@click.option(
    "--suggestion",
    "suggestions",
    metavar="ID",
    multiple=True,
    help="Dit voorstel gaat over deze derde; zie: woo-redact suggestions --format jsonl. Mag vaker.",
)
@click.option("--whole", is_flag=True, help="Laat ook de pagina's zien waarop niets over deze derde staat, gelakt.")
@out_option
@workers_option
@json_option
def command(
    dossier: Path,
    party: str,
    words: tuple[str, ...],
    persons: tuple[int, ...],
    suggestions: tuple[str, ...],
    whole: bool,
    out: Path,
    workers: int,
    as_json: bool,
) -> int:
    """Maak de stukken waarover u een derde om een zienswijze vraagt (artikel 4.4 Woo, artikel 4:8 Awb).

    Wat over de derde gaat, is leesbaar, met een rand, een nummer en de grond. Al het andere dat is gelakt of nog open
    staat, van welk niveau ook, is zwart en echt weg. Erbij komen een toelichting om mee te sturen en een formulier voor
    de reactie. In het dossier wordt niets vastgelegd.

    Kijk na of alles wat leesbaar is, ook echt over deze derde gaat, voordat u het verstuurt.
    """
    from woo_redact.cli.views import show_unmade
    from woo_redact.pipeline.third_party import ThirdParty
    from woo_redact.pipeline.third_party_view import third_party_view

    if not party.strip():
        raise click.UsageError("Geef met --for de naam van de derde.")
    if not (words or persons or suggestions):
        raise click.UsageError("Zeg met --words, --person of --suggestion welke passages over deze derde gaan.")
    chosen = ThirdParty(party.strip(), words, persons, suggestions)
    with progress("Schrijven", quiet=as_json) as show:
        made = third_party_view(dossier, out, chosen, whole=whole, workers=workers, progress=show)
    if as_json:
        print_json(_content(made))
    else:
        _show(made, out)
        show_unmade(made.files)
    return gravest(file.exit_code for file in made.files)


def _show(made: "MadeView", out: Path) -> None:
    if made.passages:
        table(("Nr.", "Bestand", "Pag.", "Passage", "Voornemen", "Grond"), [_cells(p) for p in made.passages])
        say()
    if made.sheet:
        documents = sum(1 for file in made.files if file.output)
        say(f"In {out}: {plural(documents, 'document', 'documenten')}, zienswijze.pdf en een reactieformulier.")
        say("Kijk na of alles wat leesbaar is over deze derde gaat, voordat u het verstuurt.")
    if made.not_found:
        tell(f"Nergens gevonden: {', '.join(made.not_found)}.")
    if made.loose:
        count = plural(made.loose, "vindplaats staat", "vindplaatsen staan")
        tell(f"{count} in geen enkel voorstel: daar blijft de tekst leesbaar, en er komt geen rand om.")
    if made.hiding:
        tell("Er zijn passages van deze derde die zwart zijn omdat een ander voorstel over dezelfde tekst gaat.")
        tell(f"Gaat dat ook over deze derde, kies het dan met --suggestion: {', '.join(made.hiding)}")


def _cells(passage: "TheirPassage") -> tuple[str, ...]:
    text = " ".join(passage.text.split())
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    pages = ", ".join(map(str, passage.pages))
    return (str(passage.number), passage.file, pages, shown, passage.plan.value, ", ".join(passage.grounds))


def _content(made: "MadeView") -> dict[str, object]:
    from woo_redact.cli.views import view_content

    return {
        "sheet": str(made.sheet) if made.sheet else None,
        "files": [view_content(file) for file in made.files],
        "passages": [
            {
                "number": p.number,
                "file": p.file,
                "pages": list(p.pages),
                "text": p.text,
                "plan": p.plan.value,
                "grounds": list(p.grounds),
                "suggestions": list(p.suggestions),
            }
            for p in made.passages
        ],
        "hiding": list(made.hiding),
        "not_found": list(made.not_found),
        "loose": made.loose,
    }
