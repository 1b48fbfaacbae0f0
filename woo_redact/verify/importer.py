"""Whether the publication platform takes a production report (productierapport), and what it would refuse.

The report may have been made anywhere. What is said of it names rows and columns, never what stands in a cell.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.showing import some_of
from woo_redact.verify.importer_columns import REQUIRED, WITH_FILE, Column
from woo_redact.verify.importer_rules import Rule, is_suspended, parts, row_rules
from woo_redact.verify.importer_table import ReportRow, ReportTable, UnreadableError, read_report

# Rows that are named; more are counted.
NAMED = 5
SUBJECT = "Productierapport"
_LEADING = re.compile(r"[A-Za-z0-9]*")
TWICE = Rule(
    "importer-id-twice", Column.ID, "dit ID komt vaker voor; hoofdletters tellen niet", "Geef elk een eigen ID."
)
UNKNOWN_RELATION = Rule(
    "importer-related", Column.RELATED, "er is geen document met dit ID in het rapport", "Verbeter de verwijzing."
)
NO_FILE = Rule(
    "importer-file-missing",
    Column.ID,
    "het document is (deels) openbaar, maar er is geen bestand met dit ID",
    "Lever het bestand mee onder de naam <ID>.pdf.",
)
FILE_NAME = Rule(
    "importer-file-name",
    Column.ID,
    "het platform vindt het bestand niet: het neemt van een bestandsnaam alleen de letters en cijfers aan het begin",
    "Kies een ID van alleen letters en cijfers.",
)


def check_production_report(
    content: bytes, suffix: str, file_names: Sequence[str] | None = None
) -> tuple[Finding, ...]:
    """Return what the platform would refuse (blocking), or take for something else (warning).

    ``suffix`` is "xlsx" or "csv"; ``file_names`` are those of the files that come with it, ``None`` when they are not
    known.
    """
    try:
        table = read_report(content, suffix)
    except UnreadableError as error:
        return (_finding(error.kind, f"{SUBJECT}: {error.message}.", "Sla het opnieuw op als XLSX."),)
    missing = _missing(table)
    if missing:
        return missing
    if not table.rows:
        return (_finding("importer-empty", f"{SUBJECT}: er staat geen document in.", "Vul het aan."),)
    broken = [(rule, row) for row in table.rows for rule in row_rules(row)]
    broken += _twice(table.rows)
    broken += _relations(table.rows)
    files = () if file_names is None else tuple(_files_without_row(table.rows, file_names))
    if file_names is not None:
        broken += _rows_without_file(table.rows, file_names)
    return (*_told(broken), *files)


def _missing(table: ReportTable) -> tuple[Finding, ...]:
    columns = [column.heading for column in REQUIRED if column not in table.columns]
    if not table.columns & {Column.MATTER, Column.CONTEXT}:
        columns.append(f"{Column.MATTER.heading} of {Column.CONTEXT.heading}")
    return tuple(
        _finding("importer-column", f"{SUBJECT}: de kolom {column} ontbreekt.", "Zet hem in de eerste rij.")
        for column in columns
    )


def _number_of(row: ReportRow) -> tuple[str, str]:
    """Return what a document is known by."""
    return (row[Column.MATTER] or row[Column.CONTEXT]).strip().lower(), row[Column.ID].lower()


def _twice(rows: Sequence[ReportRow]) -> Iterator[tuple[Rule, ReportRow]]:
    counts = Counter(map(_number_of, rows))
    return ((TWICE, row) for row in rows if row[Column.ID] and counts[_number_of(row)] > 1)


def _relations(rows: Sequence[ReportRow]) -> Iterator[tuple[Rule, ReportRow]]:
    """Yield what refers to a document of the same matter that is not there; of other matters nothing is known."""
    known = set(map(_number_of, rows))
    for row in rows:
        own, _ = _number_of(row)
        for other in parts(row[Column.RELATED].lower()):
            matter, separator, id = _split(other)
            if (matter if separator else own, id) not in known and (not separator or matter == own):
                yield UNKNOWN_RELATION, row
                break


def _split(reference: str) -> tuple[str, str, str]:
    """Return matter, separator and id of a reference; without a separator it is an id."""
    at = max(reference.rfind("-"), reference.rfind("_"))
    return (reference[:at], reference[at], reference[at + 1 :]) if at > 0 else ("", "", reference)


def _leading(file_name: str) -> str:
    """Return the part of a file name that the platform takes for an id."""
    found = _LEADING.match(PurePosixPath(file_name).name)
    return found.group().lower() if found else ""


def _rows_without_file(rows: Sequence[ReportRow], file_names: Sequence[str]) -> Iterator[tuple[Rule, ReportRow]]:
    present = set(map(_leading, file_names))
    for row in rows:
        id = row[Column.ID].lower()
        if not id or is_suspended(row) or row[Column.JUDGEMENT].lower() not in WITH_FILE:
            continue
        if _leading(id) != id:
            yield FILE_NAME, row
        elif id not in present:
            yield NO_FILE, row


def _files_without_row(rows: Sequence[ReportRow], file_names: Sequence[str]) -> Iterator[Finding]:
    known = {row[Column.ID].lower() for row in rows}
    left = sum(_leading(name) not in known for name in file_names)
    if left:
        files = "1 bestand hoort" if left == 1 else f"{left} bestanden horen"
        yield _finding(
            "importer-file-left",
            f"{SUBJECT}: {files} bij geen enkele rij; het platform laat ze weg.",
            "Noem elk bestand naar het ID van zijn rij.",
        )


def _told(broken: Sequence[tuple[Rule, ReportRow]]) -> Iterator[Finding]:
    """Yield a finding for each rule, with the rows that break it."""
    rows: dict[Rule, list[int]] = {}
    for rule, row in broken:
        rows.setdefault(rule, []).append(row.number)
    for rule, numbers in rows.items():
        where = f"{_listed(sorted(numbers))}, kolom {rule.column.heading}"
        yield _finding(rule.kind, f"{SUBJECT}, {where}: {rule.said}.", rule.remedy, rule.severity)


def _listed(numbers: Sequence[int]) -> str:
    return f"{'rij' if len(numbers) == 1 else 'rijen'} {some_of(numbers, NAMED)}"


def _finding(kind: str, message: str, remedy: str, severity: Severity = Severity.BLOCKING) -> Finding:
    return Finding(kind, severity, message, remedy=remedy)
