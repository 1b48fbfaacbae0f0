"""Writing again from the decisions, without reading anything anew."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from woo_redact import __version__
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.ground import LabelPlace, LabelScheme
from woo_redact.dossier.lock import locked, swept
from woo_redact.dossier.store import open_store
from woo_redact.errors import ExitCode
from woo_redact.pipeline.batch import Batch, summary_of
from woo_redact.pipeline.log_state import mend_state
from woo_redact.pipeline.opening import find_dossier
from woo_redact.pipeline.persons import NAMES
from woo_redact.pipeline.reporting import write_reports
from woo_redact.pipeline.results import FileSummary, Progress, RunSummary
from woo_redact.pipeline.run import stored_choices

UNFINISHED = "De laatste run is niet afgemaakt. Draai eerst woo-redact run."
NOT_READ = "Het bestand is nog niet gelezen. Draai eerst woo-redact run."


def export(
    dossier: Path,
    labels: LabelPlace | None = None,
    scheme: LabelScheme | None = None,
    *,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> RunSummary:
    """Write every output whose decisions changed; labels are printed as the dossier says, unless told otherwise here.

    Raises:
        DossierError: there is no dossier, another process works on it, or it cannot be used.
    """
    started = time.monotonic()
    layout = find_dossier(dossier)
    choices = stored_choices(layout, labels, scheme)
    with locked(layout), swept(layout), open_store(layout) as store:
        mend_state(store)
        batch = Batch(layout, store, choices, None, workers)
        number = store.start_run("export", __version__)
        complete = bool(store.made_from(NAMES))
        records = [r for r in store.files() if r.state is not FileState.FAILED]
        files = batch.work_through([_readied(r, complete=complete) for r in records], progress)
        summary = RunSummary(layout.root, files, time.monotonic() - started)
        summary = replace(summary, report=write_reports(layout, store, summary))
        store.end_run(number, {"files": len(files), "seconds": round(summary.seconds, 1)})
    return summary


def _readied(record: FileRecord, *, complete: bool) -> FileRecord | FileSummary:
    """Return the record, or say that the file was never tagged: written now, it would go out with nothing redacted.

    The same when a run was cut off before names of other files were looked for (not ``complete``).
    """
    if record.scanned_with and complete:
        return record
    message = UNFINISHED if record.scanned_with else NOT_READ
    return summary_of(replace(record, message=message), exit_code=ExitCode.INPUT)
