"""What the applicant would get if the dossier were published now, marked as a draft on every page."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from woo_redact.domain.file import FileRecord
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.lock import locked, swept
from woo_redact.dossier.store import Store, open_store
from woo_redact.errors import ExitCode
from woo_redact.pipeline.handing_out import (
    PlannedView,
    ViewedFile,
    check_folder,
    chosen_records,
    held_back,
    refuse_existing,
    refuse_unfinished,
    told_name,
    unfinished,
    write_views,
)
from woo_redact.pipeline.log_state import mend_state
from woo_redact.pipeline.opening import find_dossier
from woo_redact.pipeline.persons import make_persons, numbers
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.run import stored_choices
from woo_redact.pipeline.view_writing import ViewTask
from woo_redact.pipeline.worker import Choices, FileTask
from woo_redact.review.assumed import assumed, is_open
from woo_redact.review.state import redactions
from woo_redact.write.overlay import Stamp, Wanted

PREFIX = "CONCEPT - "
STAMP = Stamp("CONCEPT", (20.0, 16.0, 12.0, 9.0), framed=True)
# What is open at these levels counts as withheld.
ASSUMED = frozenset({Level.A, Level.B})


def preview(
    dossier: Path,
    folder: Path,
    names: Sequence[str] = (),
    *,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[ViewedFile, ...]:
    """Write each document as it would be published by what holds now, policy included, with "CONCEPT" on every page.

    What is open at level A or B is withheld in it. ``names`` are those of files in the dossier; without them all. A
    file that fails does not stop the others.

    Raises:
        DossierError: there is no dossier, another process works on it, or it cannot be used.
        InputError: no such file in it, or the last run was cut off.
        OutputError: the folder lies in the dossier, or a file is there already.
    """
    layout = find_dossier(dossier)
    check_folder(layout, folder)
    choices = stored_choices(layout, None, None)
    with locked(layout), swept(layout), open_store(layout) as store:
        mend_state(store)
        refuse_unfinished(store)
        make_persons(store)
        planned = [_planned(layout, store, r, choices, folder) for r in chosen_records(layout, store, names)]
        refuse_existing(plan.view.output for plan in planned if plan.view.output)
        return write_views(planned, workers, progress)


def _planned(layout: DossierLayout, store: Store, record: FileRecord, choices: Choices, folder: Path) -> PlannedView:
    number = 1 + [known.name for known in store.files()].index(record.name)
    findings = store.findings(record.name)
    view = ViewedFile(record.name, record.page_count)
    if message := held_back(record, findings):
        return PlannedView(replace(view, message=message, exit_code=ExitCode.INPUT))
    suggestions, held = store.scan(record.document), store.held(record.document)
    decisions = assumed(suggestions, held, ASSUMED, choices.at)
    approved = redactions(record.document, suggestions, decisions, numbers(store, choices.pseudonyms))
    told = told_name(layout, record, store.page_texts(record.document), approved, number)
    file = FileTask(
        name=record.name,
        original=layout.original(record.document),
        document=record.document,
        target=unfinished(layout, number),
        choices=choices,
        approved=approved,
        findings=findings,
    )
    count = sum(s.level in ASSUMED and is_open(held.get(s.id)) for s in suggestions)
    output = folder / told.parent / f"{PREFIX}{told.name}"
    view = replace(view, redactions=len(approved), assumed=count, output=output)
    return PlannedView(view, ViewTask(file, {index: Wanted(STAMP) for index in range(record.page_count)}))
