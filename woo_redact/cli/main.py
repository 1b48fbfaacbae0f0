"""The entry point: a lazy group of commands, and the one place where errors become exit codes.

``--help`` imports no engine: each command is imported when it is asked for.
"""

import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import click

from woo_redact import __version__
from woo_redact.cli.dutch import DutchGroup, usage_message
from woo_redact.errors import ExitCode, WooRedactError

# Name, module that holds a command of that name (``_`` for ``-``), and what it does in one line.
COMMANDS = {
    "run": "Lak een map of bestanden: lezen, voorstellen doen, lakken en controleren.",
    "review": "Beoordeel de voorstellen, een voor een of een hele groep.",
    "status": "Toon hoe een dossier ervoor staat.",
    "suggestions": "Toon alle voorstellen met hun reden.",
    "export": "Schrijf de gelakte PDF's opnieuw volgens de besluiten.",
    "verify": "Controleer gelakte PDF's opnieuw.",
    "package": "Maak het pakket: genummerde PDF's met inventarislijst.",
    "rules": "Bekijk of controleer de regels.",
    "evaluate": "Meet hoe goed gemarkeerde documenten worden herkend.",
    "doctor": "Controleer of alles goed is geïnstalleerd.",
}


class LazyGroup(DutchGroup):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"woo_redact.cli.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands without importing them."""
        with formatter.section("Opdrachten"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        """Run, and turn every way to end into an exit code; results go to stdout, all else to stderr."""
        work = partial(super().main, *args, **kwargs, standalone_mode=False)
        if not standalone_mode:
            return work()
        sys.exit(self._ended(work))

    def _ended(self, work: Callable[[], Any]) -> int:
        try:
            # A command that ends by itself gives its exit code back.
            code = work()
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "", err=True)
            return ExitCode.USAGE
        except click.UsageError as error:
            return _usage(error)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Afgebroken. Wat klaar was, is bewaard.", err=True)
            return ExitCode.INTERRUPTED
        except BrokenPipeError:
            # Whoever read our output has gone; writing the rest at exit would fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitCode.OK
        except WooRedactError as error:
            click.echo(f"Fout: {error.message}", err=True)
            if error.remedy:
                click.echo(f"Wat te doen: {error.remedy}", err=True)
            return error.exit_code
        except Exception as error:  # noqa: BLE001 - the last resort; its text may hold content of a document
            return _unforeseen(error)
        return code if isinstance(code, int) else ExitCode.OK


def _usage(error: click.UsageError) -> int:
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Uitleg: {error.ctx.command_path} --help", err=True)
    click.echo(f"Fout: {usage_message(error)}", err=True)
    return ExitCode.USAGE


def _unforeseen(error: Exception) -> int:
    click.echo(f"Er ging iets mis in het programma zelf ({type(error).__name__}).", err=True)
    click.echo("Wat te doen: meld dit aan de beheerder, met wat u deed.", err=True)
    if os.environ.get("WOO_REDACT_TRACEBACK"):
        # Places in the code only: the message and the values may be document text.
        for frame in traceback.extract_tb(error.__traceback__):
            click.echo(f"  {frame.filename}:{frame.lineno} {frame.name}", err=True)
    return ExitCode.BUG


@click.group(cls=LazyGroup, invoke_without_command=False, no_args_is_help=True)
@click.version_option(__version__, "--version", message="woo-redact %(version)s", help="Toon de versie.")
def main() -> None:
    """Lak documenten volgens de Wet open overheid, en controleer dat niets uitlekt.

    Begin met: woo-redact run MAP
    """


def run() -> None:
    """Start the program; the console script."""
    main(prog_name="woo-redact")
