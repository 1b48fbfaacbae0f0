"""How a run is shown."""

from collections import Counter
from collections.abc import Iterable, Sequence

from woo_redact.cli.console import table
from woo_redact.cli.lines import plural, say, tell
from woo_redact.domain.file import FileState
from woo_redact.domain.report import Finding
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
        f"Totaal: {len(summary.files)} bestanden",
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
    if summary.report:
        say(f"Verslag:       {summary.report.with_suffix('.html')}")
    left = sum(f.undecided for f in summary.files)
    if left:
        what = plural(left, "voorstel", "voorstellen")
        say(f"Nog niet door een mens beoordeeld: {what} in {_where_undecided(summary.files)}.")
        say(f"Beoordeel ze met: woo-redact review {summary.dossier}")


def _where_undecided(files: Sequence[FileSummary]) -> str:
    """Return how many files wait for a person, with their names when a person has done others already."""
    waiting = [f.name for f in files if f.undecided]
    count = plural(len(waiting), "bestand", "bestanden")
    if all(f.undecided for f in files if any(f.by_level.values())):
        return count
    return f"{count}: {_listed(waiting)}"


def _listed(names: Sequence[str]) -> str:
    more = f" en nog {len(names) - MANY}" if len(names) > MANY else ""
    return ", ".join(names[:MANY]) + more


def _problems(summary: RunSummary) -> None:
    bad = [f for f in summary.files if f.state is not FileState.WRITTEN]
    if bad:
        tell("")
        tell(f"Van {plural(len(summary.files), 'bestand is', 'bestanden zijn')} er {len(bad)} NIET gelakt:")
        for file in bad:
            tell(f"  {file.name} ({STATES[file.state]}): {file.message}")
    warnings = [
        line
        for file in summary.files
        if file.fresh and file not in bad
        for line in warning_lines(file.name, file.findings)
    ]
    if warnings:
        tell("")
        tell("Let op:")
        for line in warnings[:MANY]:
            tell(f"  {line}")
        if len(warnings) > MANY:
            tell(f"  en nog {len(warnings) - MANY}; zie {summary.report}")
    if summary.withdrawn:
        tell("")
        one, more = "bestand staat niet meer in de bron en is", "bestanden staan niet meer in de bron en zijn"
        tell(f"{plural(len(summary.withdrawn), one, more)} uit het dossier gehaald: {_listed(summary.withdrawn)}")
        tell("Zet ze terug en draai run opnieuw om ze weer op te nemen; besluiten blijven bewaard.")
    if summary.skipped:
        tell("")
        what = plural(len(summary.skipped), "bestand is", "bestanden zijn")
        tell(f"{what} overgeslagen, want geen PDF: {_listed(summary.skipped)}")


def warning_lines(name: str, findings: Iterable[Finding]) -> list[str]:
    """Return a line for each kind of warning about a file, with the pages it holds for."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.kind, []).append(finding)
    return [f"{name}{_pages(found)}: {found[0].message}" for found in kinds.values()]


def _pages(found: Sequence[Finding]) -> str:
    pages = sorted({f.page + 1 for f in found if f.page is not None})
    if not pages:
        return ""
    shown = ", ".join(map(str, pages[:MANY]))
    more = f" en nog {len(pages) - MANY}" if len(pages) > MANY else ""
    return f", pagina {shown}{more}" if len(pages) == 1 else f", pagina's {shown}{more}"
