"""Arguments and options that several commands share."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from woo_redact.domain.report import Severity

F = TypeVar("F", bound=Callable[..., Any])

PLACES = click.Choice(["margin", "box", "both"])
SCHEMES = click.Choice(["code", "short", "code-short"])
WIDTHS = click.Choice(["step", "move", "line"])
PSEUDONYMS = click.Choice(["none", "sidecar", "label"])
PUBLIC_FROM = click.Choice(["bewindspersoon", "SG/DG", "directeur"], case_sensitive=False)
SPOKESPERSONS = click.Choice(["withheld", "readable"])
# What people call the bundled model.
BUNDLED = "standaard"
LEVELS = click.Choice(["A", "B", "C"])


def dossier_argument(function: F) -> F:
    """Add the dossier that a command works on."""
    return click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))(function)


def json_option(function: F) -> F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Schrijf het resultaat als JSON, voor programma's.")(
        function
    )


def workers_option(function: F) -> F:
    """Add ``--workers``."""
    return click.option(
        "--workers",
        metavar="AANTAL",
        type=click.IntRange(min=0),
        default=0,
        help="Hoeveel bestanden tegelijk; 0 is zoveel als de computer kernen heeft.",
    )(function)


def out_option(function: F) -> F:
    """Add ``--out``, a folder for what is made for others."""
    return click.option(
        "--out", metavar="MAP", type=click.Path(path_type=Path), required=True, help="De map waarin ze komen."
    )(function)


def gravity_options(function: F) -> F:
    """Add ``--block`` and ``--warn``, which decide how grave a legal check is."""
    number = "Deze toets (R1 tot R14)"
    warn = click.option("--warn", metavar="TOETS", multiple=True, help=f"{number} waarschuwt alleen.")
    block = click.option("--block", metavar="TOETS", multiple=True, help=f"{number} houdt het pakket tegen.")
    return block(warn(function))


def gravities(block: tuple[str, ...], warn: tuple[str, ...]) -> dict[str, Severity]:
    """Return how grave the named legal checks are.

    Raises:
        click.BadParameter: there is no such check.
    """
    from woo_redact.legal.rules import CHECKS

    known = {check.id for check in CHECKS}
    chosen = {n.upper(): Severity.WARNING for n in warn} | {n.upper(): Severity.BLOCKING for n in block}
    for number in chosen:
        if number not in known:
            raise click.BadParameter(f"de toets {number} bestaat niet; kies uit {', '.join(sorted(known))}")
    return chosen


def model_option(function: F) -> F:
    """Add ``--model``."""
    return click.option(
        "--model",
        metavar="MAP",
        type=click.Path(path_type=Path),
        help="Een eigen taalmodel, gemaakt met woo-redact train; standaard voor het meegeleverde.",
    )(function)


def chosen_model(model: Path | None) -> Path | None:
    """Return the folder that ``--model`` names; ``None`` for the bundled model."""
    return None if model is None or str(model) == BUNDLED else model


def reviewer_option(function: F) -> F:
    """Add ``--reviewer``."""
    return click.option("--reviewer", metavar="NAAM", default=_user, help="Wie beoordeelt; anders uw gebruikersnaam.")(
        function
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekend"
