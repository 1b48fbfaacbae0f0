"""How a run is shown."""

from collections import Counter

from woo_redact.cli.console import say, table, tell
from woo_redact.domain.file import FileState
from woo_redact.domain.suggestion import Level
from woo_redact.pipeline.results import FileSummary, RunSummary

STATES = {
    FileState.NEW: "nieuw",
    FileState.WRITTEN: "gelakt",
    FileState.HELD_BACK: "tegengehouden",
    FileState.FAILED: "niet bruikbaar",
}
MANY = 10


def show_run(summary: RunSummary) -> None:
    """Print a table of the files, the totals, and what went wrong."""
    rows = [_row(file) for file in summary.files]
    if len(rows) > 1:
        rows.append(_totals(summary))
    table(("Bestand", "Pag.", "A", "B", "C", "Lakken", "Gronden", "Toestand"), rows, numbers=(1, 2, 3, 4, 5))
    say()
    _closing(summary)
    _problems(summary)


def _row(file: FileSummary) -> tuple[str, ...]:
    grounds = ", ".join(f"{ground} {count}×" for ground, count in sorted(file.by_ground.items()))
    state = STATES[file.state] if file.fresh else f"{STATES[file.state]} (ongewijzigd)"
    levels = (str(file.by_level.get(level, 0)) for level in Level)
    return (file.name, str(file.page_count), *levels, str(file.redactions), grounds, state)


def _totals(summary: RunSummary) -> tuple[str, ...]:
    levels: Counter[Level] = Counter()
    for file in summary.files:
        levels.update(file.by_level)
    return (
        f"Totaal {len(summary.files)} bestanden",
        str(sum(f.page_count for f in summary.files)),
        *(str(levels[level]) for level in Level),
        str(sum(f.redactions for f in summary.files)),
        "",
        "",
    )


def _closing(summary: RunSummary) -> None:
    written = [f for f in summary.files if f.state is FileState.WRITTEN]
    if written:
        say(f"Gelakte PDF's: {summary.dossier / 'redacted'}")
        say(f"Verslagen:     {summary.dossier / 'reports'}")
    open_files = sum(f.undecided > 0 for f in summary.files)
    left = sum(f.undecided for f in summary.files)
    if left:
        say(f"Nog niet door een mens beoordeeld: {left} voorstellen in {open_files} bestanden.")
        say(f"Beoordeel ze met: woo-redact review {summary.dossier}")


def _problems(summary: RunSummary) -> None:
    bad = [f for f in summary.files if f.state in (FileState.FAILED, FileState.HELD_BACK)]
    if bad:
        tell("")
        tell(f"{len(bad)} van {len(summary.files)} bestanden zijn NIET gelakt:")
        for file in bad:
            tell(f"  {file.name} ({STATES[file.state]}): {file.message}")
    warnings = [(f.name, finding.message) for f in summary.files if f.fresh for finding in f.findings if f not in bad]
    if warnings:
        tell("")
        tell("Let op:")
        for name, message in warnings[:MANY]:
            tell(f"  {name}: {message}")
        if len(warnings) > MANY:
            tell(f"  en nog {len(warnings) - MANY}; zie {summary.report}")
    if summary.skipped:
        tell("")
        names = ", ".join(summary.skipped[:MANY]) + (" …" if len(summary.skipped) > MANY else "")
        tell(f"{len(summary.skipped)} bestanden zijn overgeslagen omdat ze geen PDF zijn: {names}")
