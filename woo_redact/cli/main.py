"""The entry point: a lazy group of commands, and the one place where errors become exit codes.

``--help`` imports no engine: each command is imported when it is asked for.
"""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

import click

from woo_redact import __version__
from woo_redact.cli.dutch import DutchGroup, usage_message
from woo_redact.cli.lines import survive_odd_characters, tell
from woo_redact.errors import ExitCode, OutputError, WooRedactError

TRACEBACK = "--traceback"

# Name, module that holds a command of that name (``_`` for ``-``), and what it does in one line.
COMMANDS = {
    "run": "Lak een map of bestanden: lezen, voorstellen doen, lakken en controleren.",
    "review": "Beoordeel de voorstellen, een voor een of een hele groep.",
    "status": "Toon hoe een dossier ervoor staat.",
    "persons": "Toon de personen in een dossier, elk met alle vermeldingen.",
    "suggestions": "Toon alle voorstellen met hun reden.",
    "check": "Controleer een dossier als geheel: gronden en gelijke behandeling.",
    "export": "Schrijf de gelakte PDF's opnieuw volgens de besluiten.",
    "preview": "Maak PDF's zoals ze nu openbaar zouden worden, als concept.",
    "zienswijze": "Maak de stukken waarover een derde een zienswijze mag geven.",
    "annotate": "Werk verder in Acrobat: schrijf lakmarkeringen, en lees ze terug.",
    "verify": "Controleer PDF's, van welk programma ook, op lekken.",
    "package": "Maak het pakket: genummerde PDF's met inventarislijst.",
    "rules": "Bekijk of controleer de regels.",
    "train": "Leer van beoordeelde dossiers: maak een eigen taalmodel.",
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

    def main(self, args: Sequence[str] | None = None, *more: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        """Run, and turn every way to end into an exit code; results go to stdout, all else to stderr."""
        given = list(sys.argv[1:] if args is None else args)
        work = partial(super().main, given, *more, **kwargs, standalone_mode=False)
        if not standalone_mode:
            return work()
        survive_odd_characters()
        sys.exit(self._ended(work, traced=TRACEBACK in given))

    def _ended(self, work: Callable[[], Any], *, traced: bool) -> int:
        try:
            # A command that ends by itself gives its exit code back.
            code = work()
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "", err=True)
            return ExitCode.USAGE
        except click.UsageError as error:
            return _usage(error)
        except (click.Abort, KeyboardInterrupt):
            tell("Afgebroken. Wat klaar was, is bewaard.")
            return ExitCode.INTERRUPTED
        except BrokenPipeError:
            # Whoever read our output has gone; writing the rest at exit would fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitCode.OK
        except WooRedactError as error:
            return _foreseen(error)
        except Exception as error:  # noqa: BLE001 - the last resort; its text may hold content of a document
            return _unforeseen(error, traced=traced)
        return code if isinstance(code, int) else ExitCode.OK


def _usage(error: click.UsageError) -> int:
    if error.ctx is not None:
        tell(error.ctx.get_usage())
        tell(f"Uitleg: {error.ctx.command_path} --help")
    tell(f"Fout: {usage_message(error)}")
    return ExitCode.USAGE


def _foreseen(error: WooRedactError) -> int:
    tell(f"Fout: {error.message}")
    if error.remedy:
        tell(f"Wat te doen: {error.remedy}")
    return error.exit_code


def _unforeseen(error: Exception, *, traced: bool) -> int:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return _foreseen(OutputError("De schijf is vol.", "Maak ruimte vrij en start opnieuw; er is niets verloren."))
    tell(f"Er ging iets mis in het programma zelf ({type(error).__name__}).")
    tell(f"Wat te doen: meld dit aan de beheerder, met wat u deed; met woo-redact {TRACEBACK} ziet die waar het was.")
    if traced:
        # Places in the code only: the message and the values may be document text.
        for frame in traceback.extract_tb(error.__traceback__):
            tell(f"  {frame.filename}:{frame.lineno} {frame.name}")
    return ExitCode.BUG


@click.group(cls=LazyGroup, invoke_without_command=False, no_args_is_help=True)
@click.version_option(__version__, "--version", message="woo-redact %(version)s", help="Toon de versie.")
@click.option(
    TRACEBACK, "_traceback", is_flag=True, expose_value=False, help="Toon na een fout in het programma waar die zat."
)
def main() -> None:
    """Lak documenten volgens de Wet open overheid, en controleer dat niets uitlekt.

    Begin met: woo-redact run MAP
    """


def run() -> None:
    """Start the program; the console script."""
    # Before NumPy is imported: work is spread over processes, whose threads would only wait for each other.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    main(prog_name="woo-redact")
