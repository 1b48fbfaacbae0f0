"""What people see: tables and progress. Results go to stdout, progress to stderr; no colour where it is not wanted."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from woo_redact.cli.lines import holds_unicode, visible
from woo_redact.pipeline.results import Progress as Step

# A pipe has no width; tables for people reading a file are made this wide.
PIPED_WIDTH = 120


class _Output(Console):
    """A console that leaves a broken pipe to the one place where errors become exit codes."""

    def on_broken_pipe(self) -> None:
        """Called while the error is being handled; pass it on."""
        self.quiet = True
        raise BrokenPipeError


def console(*, to_stderr: bool = False) -> Console:
    """Return a console on the present stdout or stderr."""
    stream = sys.stderr if to_stderr else sys.stdout
    width = _width() if stream.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    return _Output(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _width() -> int | None:
    """Return the width of a terminal that rich does not ask: one that only writes."""
    return shutil.get_terminal_size().columns if os.environ.get("TERM", "").lower() in ("dumb", "unknown") else None


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> None:
    """Print a table; ``numbers`` are the columns that stand to the right."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for position, heading in enumerate(headings):
        made.add_column(heading, justify="right" if position in numbers else "left", overflow="fold")
    for row in rows:
        # A line break in the name of a file would look like a second file.
        made.add_row(*(Text(visible(cell.replace("\n", "\0"))) for cell in row))
    console().print(made)


def print_json(content: Any, *, indent: int | None = 1) -> None:
    """Print content for machines; plain ASCII where the stream cannot hold more."""
    click.echo(json.dumps(content, ensure_ascii=not holds_unicode(sys.stdout), indent=indent, default=str))


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[Callable[[Step], None] | None]:
    """Show a bar on stderr while a long job runs, when somebody is watching."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(to_stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def show(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total, description=f"{what} {_short(step.name)}".strip())

        yield show


def _short(name: str) -> str:
    shown = visible(name.replace("\n", "\0"))
    return shown if len(shown) <= 30 else f"…{shown[-29:]}"
