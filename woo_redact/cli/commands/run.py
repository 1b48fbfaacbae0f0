"""``woo-redact run``."""

from dataclasses import replace
from pathlib import Path

import click

from woo_redact.cli.console import print_json, progress
from woo_redact.cli.dutch import DutchCommand
from woo_redact.cli.options import (
    PLACES,
    PSEUDONYMS,
    PUBLIC_FROM,
    SCHEMES,
    SPOKESPERSONS,
    WIDTHS,
    chosen_model,
    json_option,
    model_option,
    workers_option,
)
from woo_redact.cli.summary import show_run
from woo_redact.domain.ground import LabelPlace, LabelScheme, Pseudonyms
from woo_redact.domain.public import PublicFrom, Spokespersons
from woo_redact.domain.suggestion import Level
from woo_redact.domain.width import Widths

ACCEPTED = {"A": frozenset({Level.A}), "AB": frozenset({Level.A, Level.B}), "none": frozenset[Level]()}


@click.command("run", cls=DutchCommand)
@click.argument("sources", metavar="BRON...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--dossier", metavar="MAP", type=click.Path(path_type=Path), help="Waar het dossier komt; anders BRON.woo."
)
@click.option(
    "--profile", metavar="NAAM", help="woo-verzoek of beslisnota; anders dat van het dossier, of woo-verzoek."
)
@click.option(
    "--accept",
    type=click.Choice(list(ACCEPTED)),
    default="AB",
    show_default=True,
    help="Welke niveaus meteen worden gelakt, vooruitlopend op de beoordeling.",
)
@click.option(
    "--terms",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Termen van deze zaak: per regel term, tab, grond.",
)
@click.option(
    "--keep",
    metavar="BESTAND",
    type=click.Path(path_type=Path),
    help="Wat in deze zaak leesbaar blijft: per regel een naam of passage. De termen gaan voor.",
)
@click.option(
    "--public-from",
    metavar="RANG",
    type=PUBLIC_FROM,
    help="Vanaf welke rang namen bij hun titel leesbaar blijven: bewindspersoon, SG/DG of directeur; anders als de "
    "vorige keer, of naar profiel.",
)
@click.option(
    "--spokespersons",
    type=SPOKESPERSONS,
    help="Of namen van woordvoerders leesbaar blijven; anders als de vorige keer, of withheld (lakken).",
)
@click.option(
    "--labels", type=PLACES, help="Waar de grond wordt gedrukt; anders als de vorige keer, of in de kantlijn."
)
@click.option("--scheme", type=SCHEMES, help="Hoe de grond wordt gedrukt; anders als de vorige keer, of naar profiel.")
@click.option(
    "--widths",
    type=WIDTHS,
    help="Wat verbergt hoe breed gelakte tekst was: step maakt vakken ruimer waar plaats is, move verschuift de tekst "
    "erachter, line lakt de rest van de regel mee. Anders als de vorige keer, of step.",
)
@click.option(
    "--pseudonyms",
    type=PSEUDONYMS,
    help="Of elke persoon een nummer krijgt, in het hele dossier hetzelfde: sidecar zet het in de lijst naast de PDF, "
    "label ook in de labels. Anders als de vorige keer, of none (geen nummers).",
)
@model_option
@workers_option
@json_option
def command(
    sources: tuple[Path, ...],
    dossier: Path | None,
    profile: str | None,
    accept: str,
    terms: Path | None,
    keep: Path | None,
    public_from: str | None,
    spokespersons: str | None,
    labels: str | None,
    scheme: str | None,
    widths: str | None,
    pseudonyms: str | None,
    model: Path | None,
    workers: int,
    as_json: bool,
) -> int:
    """Lak mappen en bestanden: lezen, voorstellen doen, lakken en controleren.

    Elke PDF wordt gelezen, gelakt en daarna gecontroleerd door andere programma's. Wat niet deugt, wordt tegengehouden.
    Nog eens draaien doet alleen wat is veranderd.
    """
    from woo_redact.pipeline.reporting import report_content
    from woo_redact.pipeline.run import run, settings_for
    from woo_redact.pipeline.terms import read_keep, read_terms

    kept = settings_for(sources, dossier, profile)
    always = read_terms(terms, kept.profile) if terms else ()
    settings = replace(
        kept,
        accept=ACCEPTED[accept],
        terms=always,
        keep=read_keep(keep, always) if keep else (),
        public_from=PublicFrom(public_from) if public_from else kept.public_from,
        spokespersons=Spokespersons(spokespersons) if spokespersons else kept.spokespersons,
        labels=LabelPlace(labels) if labels else kept.labels,
        scheme=LabelScheme(scheme) if scheme else kept.scheme,
        widths=Widths(widths) if widths else kept.widths,
        pseudonyms=Pseudonyms(pseudonyms) if pseudonyms else kept.pseudonyms,
        workers=workers,
    )
    if model is not None:
        settings = replace(settings, model=chosen_model(model), model_digest="")
    with progress("Lakken", quiet=as_json) as show:
        summary = run(sources, dossier, settings, show)
    if as_json:
        print_json(report_content(summary))
    else:
        show_run(summary)
    return summary.exit_code
