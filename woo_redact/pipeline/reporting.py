"""What a run leaves on disk for people: what happened to each file, and what was found and why."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from woo_redact.disclosure.certificate import told
from woo_redact.disclosure.report_page import ReportedFile, ReportedRun, report_page
from woo_redact.disclosure.tables import table_csv
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store
from woo_redact.files import write_private
from woo_redact.pipeline.log_state import KEY as LOG
from woo_redact.pipeline.log_state import RUN_REPORT, reported_log
from woo_redact.pipeline.reported_checks import (
    KEY,
    checks_content,
    reported_differences,
    reported_findings,
    reported_shares,
)
from woo_redact.pipeline.results import FileSummary, RunSummary, SuggestionRow
from woo_redact.pipeline.rows import rows_of

PAGE = "verslag.html"
FILE_TABLE = "bestanden.csv"
SUGGESTION_TABLE = "voorstellen.csv"

NO_CERTIFICATE = "Het certificaat ontbreekt of past niet bij de PDF. Verwijder het certificaat en draai run opnieuw."
NOT_REVIEWED = "nog niet beoordeeld"
REVIEWED = "beoordeeld"
NOTHING_TO_REVIEW = "geen voorstellen"
FILE_HEADINGS = (
    "Bestand",
    "Toestand",
    "Pagina's",
    *(f"Voorstellen {level}" for level in Level),
    "Lakken",
    "Waarvan niet beoordeeld",
    "Gronden",
    "Beoordeling",
    "Melding",
)
SUGGESTION_HEADINGS = (
    "Bestand",
    "Pagina",
    "Passage",
    "Grond",
    "Soort",
    "Niveau",
    "Score",
    "Waarom",
    "Regels",
    "Besluit",
    "Besloten door",
    "Motivering",
)
VERDICTS = {Verdict.APPROVED: "lakken", Verdict.REJECTED: "openbaar", Verdict.OPEN: "open"}
AUTHORS = {Author.PERSON: "beoordelaar", Author.POLICY: "beleid", None: ""}
STATES = {"new": "nieuw", "written": "gelakt", "held-back": "tegengehouden", "failed": "niet bruikbaar"}


def write_reports(layout: DossierLayout, store: Store, summary: RunSummary) -> Path:
    """Write the reports into the dossier and return the one that machines read.

    The table of suggestions holds the passages themselves: like the originals it stays in the dossier.

    Raises:
        OutputError: a report cannot be written.
    """
    report = layout.reports / RUN_REPORT
    changed = bool(summary.withdrawn) or any(file.fresh for file in summary.files)
    profile = read_settings(layout.settings_file).profile
    checks = checks_content(layout, store, profile, None if changed else report)
    log = reported_log(layout, store)
    content = {**report_content(summary), KEY: checks, LOG: log}
    write_private(report, json.dumps(content, ensure_ascii=False, indent=1).encode())
    page = ReportedRun(
        dossier=summary.dossier.absolute().name,
        at=datetime.now().astimezone(),
        files=tuple(_reported(layout, store, file) for file in summary.files),
        skipped=summary.skipped,
        withdrawn=summary.withdrawn,
        findings=reported_findings(checks),
        differences=reported_differences(checks),
        shares=reported_shares(checks),
        log=(log["events"], log["hash"], log["problem"]),
    )
    write_private(layout.reports / PAGE, report_page(page))
    table = layout.reports / SUGGESTION_TABLE
    if changed or not table.is_file():
        write_private(layout.reports / FILE_TABLE, table_csv(FILE_HEADINGS, map(_file_cells, summary.files)))
        names = [file.name for file in summary.files]
        write_private(table, table_csv(SUGGESTION_HEADINGS, _suggestion_cells(rows_of(store, names))))
    return report


def report_content(summary: RunSummary) -> dict[str, object]:
    """Return the figures of a run, for machines: no document text."""
    return {
        "dossier": str(summary.dossier),
        "seconds": round(summary.seconds, 2),
        "skipped": list(summary.skipped),
        "withdrawn": list(summary.withdrawn),
        "files": [_file_content(file) for file in summary.files],
    }


def review_state(file: FileSummary) -> str:
    """Return in Dutch whether a person has decided everything that was suggested in the file."""
    if file.undecided:
        return NOT_REVIEWED
    return REVIEWED if sum(file.by_level.values()) else NOTHING_TO_REVIEW


def _file_content(file: FileSummary) -> dict[str, object]:
    return {
        "name": file.name,
        "state": file.state.value,
        "fresh": file.fresh,
        "pages": file.page_count,
        "suggestions": {level.value: count for level, count in file.by_level.items()},
        "redactions": file.redactions,
        "by_ground": dict(file.by_ground),
        "review": review_state(file),
        "unreviewed": file.unreviewed,
        "message": file.message,
        "output": str(file.output) if file.output else None,
        "findings": [_finding_content(finding) for finding in file.findings],
    }


def _finding_content(finding: Finding) -> dict[str, object]:
    """Return what a finding says; what the file says about itself is for who asked about that file only."""
    content = asdict(finding)
    del content["value"]
    if not finding.remedy:
        del content["remedy"]
    return content


def _reported(layout: DossierLayout, store: Store, file: FileSummary) -> ReportedFile:
    """Return what the page tells about a file.

    The check is told by its certificate, since it may have been made in an earlier run.
    """
    record = store.file(file.name)
    written = file.state is FileState.WRITTEN
    certificate = _certificate(layout, record) if written and record else None
    return ReportedFile(
        name=file.name,
        state=STATES[file.state.value],
        pages=file.page_count,
        redactions=file.redactions,
        unreviewed=file.unreviewed,
        review=review_state(file),
        original=record.document if record else "",
        message=NO_CERTIFICATE if written and certificate is None else file.message,
        notes=tuple(told(f) for f in store.findings(file.name) if f.severity is Severity.WARNING),
        certificate=certificate,
    )


def _certificate(layout: DossierLayout, record: FileRecord) -> dict[str, Any] | None:
    """Return the content of a file's certificate, if it is of the PDF that was written."""
    try:
        content = json.loads(layout.certificate(record.name).read_bytes())
    except (OSError, ValueError):
        return None
    belongs = isinstance(content, dict) and content.get("redacted_sha256") == record.output
    return content if belongs else None


def _file_cells(file: FileSummary) -> tuple[str | int, ...]:
    grounds = "; ".join(f"{ground} ({count})" for ground, count in sorted(file.by_ground.items()))
    return (
        file.name,
        STATES[file.state.value],
        file.page_count,
        *(file.by_level[level] for level in Level),
        file.redactions,
        file.unreviewed,
        grounds,
        review_state(file),
        file.message,
    )


def _suggestion_cells(rows: Iterator[SuggestionRow]) -> Iterator[tuple[str | int | float, ...]]:
    for row in rows:
        yield (
            row.file,
            row.page,
            " ".join(row.text.split()),
            "; ".join(row.grounds),
            row.kind,
            row.level.value,
            round(row.score, 2),
            row.reason,
            ", ".join(row.rules),
            VERDICTS[row.verdict],
            AUTHORS[row.author],
            row.given,
        )
