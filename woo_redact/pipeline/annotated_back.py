"""Taking back what somebody changed in the redaction marks of files: each file one step that one undo takes back."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from woo_redact.domain.mark import MarkedFile
from woo_redact.dossier.layout import DossierLayout
from woo_redact.errors import ExitCode, InputError, MissingInputError, WooRedactError
from woo_redact.parallel import run_tasks
from woo_redact.pipeline.desk import Desk
from woo_redact.pipeline.mark_taking import NOTHING, Counts, MarkTaking, Taker
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.persons import documents_of
from woo_redact.pipeline.results import Progress
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.readers.marks import marks_before, other_page, read_marks
from woo_redact.review.marks import MarkChanges, compare_marks, grounds_in


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken over from a file.

    ``counts`` tell what was decided, ``ignored`` how many marks were deleted and stay. ``conflicts`` tell in Dutch what
    was not taken over since somebody decided in between, ``unclear`` what cannot be. ``message`` says why a file was
    not read at all; ``file`` is the name in the dossier.
    """

    name: str
    file: str = ""
    counts: Counts = NOTHING
    ignored: int = 0
    conflicts: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    message: str = ""
    exit_code: ExitCode = ExitCode.OK


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to read; ``documents`` are those of the dossier."""

    path: Path
    name: str
    layout: DossierLayout
    documents: frozenset[str] = field(repr=False)


def take_back(
    dossier: Path,
    folder: Path,
    taker: Taker,
    *,
    workers: int = 0,
    progress: Callable[[Progress], None] | None = None,
) -> tuple[TakenBack, ...]:
    """Take over what was changed in the marks of the files in a folder, as decisions of a reviewer.

    What nobody changed stays as it is. Where somebody decided since the marks were written, that stays, and is told.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
        InputError: there is no such folder, or it holds no PDFs.
    """
    with opened(dossier) as (layout, store):
        files = documents_of(store)
        desk = Desk(layout, store)
        tasks = {name: _Task(path, name, layout, frozenset(files)) for name, path in _pdfs(folder)}
        items = ((name, task) for name, task in tasks.items())
        done: list[TakenBack] = []
        for outcome in run_tasks(_read, items, min(workers or os.cpu_count() or 1, len(tasks))):
            if outcome.result is None:
                done.append(_failed(outcome.item, outcome.failure))
            else:
                marked, changes = outcome.result
                told = TakenBack(outcome.item, files[marked.document])
                done.append(_taken(MarkTaking(desk, marked, taker), told, changes))
            if progress:
                progress(Progress(len(done), len(tasks), outcome.item))
    return tuple(sorted(done, key=lambda one: one.name))


def grounds_named(text: str) -> tuple[str, ...]:
    """Return the grounds (ids) that a text names in any printed form.

    Raises:
        InputError: it names none, or something else as well.
    """
    found = grounds_in(text, load_rule_set().grounds)
    if not found:
        raise InputError(f"De grond {text} bestaat niet.", "Kies een grond van het profiel van het dossier.")
    return found


def _pdfs(folder: Path) -> list[tuple[str, Path]]:
    """Return the PDFs in a folder and its folders, with their names from there."""
    if not folder.is_dir():
        raise MissingInputError(f"{folder} is geen map.", "Geef de map met de bewerkte PDF's.")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file())
    if not found:
        raise InputError(f"{folder} bevat geen PDF's.", "Geef de map met de bewerkte PDF's.")
    return [(path.relative_to(folder).as_posix(), path) for path in found]


def _read(task: _Task) -> tuple[MarkedFile, MarkChanges]:
    """Read a file and see to it that it shows what the original shows; return what was changed in its marks."""
    marked = read_marks(task.path, task.name)
    if marked.document not in task.documents:
        raise InputError(f"{task.name} hoort niet bij dit dossier.", "Geef het dossier waaruit het bestand komt.")
    original = task.layout.original(marked.document)
    page = other_page(task.path, original)
    if page is not None:
        raise InputError(
            f"{task.name} is niet meer gelijk aan het origineel (pagina {page + 1}).",
            "Zijn de markeringen toegepast of de pagina's bewerkt, maak het bestand dan opnieuw met "
            "woo-redact annotate en zet de markeringen daarin.",
        )
    return marked, compare_marks(marked.written, marked.found, marks_before(original, task.name))


def _failed(name: str, error: Exception | None) -> TakenBack:
    if isinstance(error, WooRedactError):
        return TakenBack(name, message=str(error), exit_code=error.exit_code)
    # The text of an unforeseen error may hold content of the document.
    message = f"Onverwachte fout ({type(error).__name__}). Meld dit aan de beheerder."
    return TakenBack(name, message=message, exit_code=ExitCode.BUG)


def _taken(taking: MarkTaking, told: TakenBack, changes: MarkChanges) -> TakenBack:
    try:
        counts = taking.take(changes)
    except WooRedactError as error:
        return replace(told, message=str(error), exit_code=error.exit_code)
    return replace(
        told,
        counts=counts,
        ignored=taking.ignored(changes),
        conflicts=tuple(taking.conflicts),
        unclear=tuple(taking.unclear),
        exit_code=ExitCode.REVIEW if taking.conflicts or taking.unclear else ExitCode.OK,
    )
