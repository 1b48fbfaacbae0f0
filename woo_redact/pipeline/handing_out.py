"""What leaves the dossier before it is published: where it may go, what it is called, and making it."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from woo_redact.disclosure.title import shown_name
from woo_redact.domain.decision import Redaction
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.report import Finding, Outcome, Severity, VerificationReport
from woo_redact.dossier.layout import PART_SUFFIX, DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store
from woo_redact.errors import ExitCode, InputError, OutputError, WooRedactError
from woo_redact.files import make_private_folder, write_new
from woo_redact.parallel import run_tasks
from woo_redact.pipeline.batch import held_back_message
from woo_redact.pipeline.persons import NAMES
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.view_writing import ViewTask, write_view

NOT_READ = "Het bestand is nog niet gelezen. Draai eerst woo-redact run."


@dataclass(frozen=True, slots=True)
class ViewedFile:
    """A file and the view made of it.

    ``redactions`` counts passages on pages, ``assumed`` the suggestions among them that nobody has decided. ``output``
    is ``None`` when no view was made; ``message`` then says why in Dutch.
    """

    name: str
    pages: int
    redactions: int = 0
    assumed: int = 0
    output: Path | None = None
    message: str = ""
    exit_code: ExitCode = ExitCode.OK
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedView:
    """What is to become of a file, and the task that does it; ``None`` when no view can be made."""

    view: ViewedFile
    task: ViewTask | None = None


def write_views(
    planned: Sequence[PlannedView], workers: int, progress: Callable[[Progress], None] | None = None
) -> tuple[ViewedFile, ...]:
    """Write, check and hand out views; one that fails does not stop the others. ``workers`` 0: one per core."""
    done = {plan.view.name: plan.view for plan in planned if plan.task is None}
    waiting = {plan.view.name: (plan.view, plan.task) for plan in planned if plan.task is not None}
    items = ((name, task) for name, (_, task) in waiting.items())
    for outcome in run_tasks(write_view, items, min(workers or os.cpu_count() or 1, max(len(waiting), 1))):
        view, task = waiting[outcome.item]
        done[outcome.item] = _handed_out(view, task.file.target, outcome)
        if progress:
            progress(Progress(len(done), len(planned), outcome.item))
    return tuple(done[plan.view.name] for plan in planned)


def _handed_out(view: ViewedFile, part: Path, outcome: Outcome[VerificationReport]) -> ViewedFile:
    """Put a view that passed its check in a new file outside the dossier."""
    failed = replace(view, output=None)
    report, error = outcome.result, outcome.failure
    if report is None or view.output is None:
        if isinstance(error, WooRedactError):
            return replace(failed, message=str(error), exit_code=error.exit_code)
        # The text of an unforeseen error may hold content of the document.
        message = f"Onverwachte fout ({type(error).__name__}). Meld dit aan de beheerder."
        return replace(failed, message=message, exit_code=ExitCode.BUG)
    if not report.passed:
        message = held_back_message([f for f in report.findings if f.severity is Severity.BLOCKING])
        return replace(failed, message=message, exit_code=ExitCode.VERIFICATION, findings=report.findings)
    try:
        make_private_folder(view.output.parent)
        write_new(view.output, part.read_bytes())
    except OutputError as failure:
        return replace(failed, message=str(failure), exit_code=failure.exit_code)
    finally:
        part.unlink(missing_ok=True)
    return replace(view, findings=report.findings)


def check_folder(layout: DossierLayout, folder: Path) -> None:
    """See to it that a folder may take what is made for others.

    Raises:
        OutputError: it lies in the dossier, or where the dossier takes its files from.
    """
    if folder.resolve().is_relative_to(layout.root.resolve()):
        raise OutputError(f"{folder} ligt in het dossier zelf.", "Kies met --out een map daarbuiten.")
    refuse_source(layout, folder)


def refuse_source(layout: DossierLayout, folder: Path) -> None:
    """See to it that a folder lies not where the dossier takes its files from.

    Raises:
        OutputError: it does.
    """
    place = folder.resolve()
    for source in map(Path, read_settings(layout.settings_file).sources):
        if source.is_dir() and place.is_relative_to(source.resolve()):
            raise OutputError(
                f"{folder} ligt in {source}, waaruit het dossier zijn bestanden haalt: de volgende run zou lezen wat "
                "hier wordt geschreven.",
                "Kies met --out een andere map.",
            )


def refuse_unfinished(store: Store) -> None:
    """See to it that names of one file have been looked for in the others.

    Raises:
        InputError: the last run was cut off.
    """
    if not store.made_from(NAMES):
        raise InputError("De laatste run is niet afgemaakt.", "Draai eerst woo-redact run.")


def chosen_records(layout: DossierLayout, store: Store, names: Iterable[str]) -> tuple[FileRecord, ...]:
    """Return the files with these names, all when there are none.

    Raises:
        InputError: no file in the dossier has one of the names.
    """
    wanted = list(dict.fromkeys(names))
    known = {record.name: record for record in store.files()}
    for name in wanted:
        if name not in known:
            raise InputError(f"{name} staat niet in dossier {layout.root}.", "Bekijk: woo-redact status.")
    return tuple(known[name] for name in wanted or known)


def held_back(record: FileRecord, findings: Sequence[Finding], pages: Sequence[int] | None = None) -> str:
    """Return in Dutch why no view of a file, or of some of its ``pages``, can be made; empty when it can."""
    if record.state is FileState.FAILED:
        return record.message
    if not record.document or not record.scanned_with:
        return NOT_READ
    blocking = [f for f in findings if f.severity is Severity.BLOCKING]
    return held_back_message([f for f in blocking if pages is None or f.page is None or f.page in pages])


def told_name(
    layout: DossierLayout, record: FileRecord, texts: Sequence[str], redactions: Sequence[Redaction], number: int
) -> PurePosixPath:
    """Return what a file may be called outside, folders included: "Document 12" when its name gives something away."""
    inside = layout.output(record.name).relative_to(layout.redacted).as_posix()
    shown = shown_name(inside, texts, redactions, number)
    return PurePosixPath(inside if shown == inside else f"{shown}.pdf")


def refuse_existing(paths: Iterable[Path]) -> None:
    """See to it that nothing would be overwritten.

    Raises:
        OutputError: one of the files is there already.
    """
    for path in paths:
        if path.exists() or path.is_symlink():
            raise OutputError(f"{path} bestaat al; er wordt niets overschreven.", "Kies met --out een andere map.")


def unfinished(layout: DossierLayout, number: int) -> Path:
    """Return where view number so many is made, in the dossier, before it is handed out."""
    return layout.cache / f".view-{os.getpid()}-{number}{PART_SUFFIX}"
