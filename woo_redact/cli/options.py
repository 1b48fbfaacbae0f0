"""Arguments and options that several commands share."""

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
