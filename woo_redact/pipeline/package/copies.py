"""The published copies of the blacked-out PDFs, each made and checked in a process of its own."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from woo_redact.disclosure.dutch import counted
from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish
from woo_redact.domain.report import Severity
from woo_redact.domain.showing import bullets, shown
from woo_redact.errors import EraseError, OutputError, VerificationError, WooRedactError
from woo_redact.files import make_private_folder, write_new
from woo_redact.parallel import run_tasks

# So many of the files without a copy are told.
TOLD = 5
NO_ARCHIVE = "geen PDF/A: de kopie is de gelakte PDF met het documentnummer"
NO_TAGS = "zonder tags: wat is gelakt wordt niet voorgelezen"
BECAUSE = "de gewone kopie werd niet goedgekeurd"
REMEDY = (
    "Maak van elk van deze originelen een nieuwe PDF (druk af naar PDF, of scan), zet die op de plaats van de oude en "
    "draai woo-redact run opnieuw. "
    "Of geef het document opgeschort = true in publicatie.toml: dan blijft het uit dit pakket."
)


@dataclass(frozen=True, slots=True)
class CopyTask:
    """A blacked-out PDF to make a copy of at ``target``, which is not there yet.

    ``id`` is that of the document, ``name`` its file as messages call it; ``withheld`` are the words of every passage,
    for the check alone;
    ``ghostscript`` is the program that may be used where the level is not reached without.
    """

    id: str
    name: str
    source: Path
    target: Path
    wish: CopyWish
    withheld: tuple[str, ...] = field(default=(), repr=False)
    readable: tuple[str, ...] = field(default=(), repr=False)
    ghostscript: Path | None = None


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that passed its check: size in bytes, hash, level of PDF/A ("2b" or empty), what is told of it (Dutch).

    ``front`` is how many pages stand before those of the blacked-out PDF.
    """

    size: int
    sha256: str
    level: str
    tagged: bool
    front: int
    problems: tuple[str, ...]


def make_copies(tasks: Sequence[CopyTask], workers: int, finished: Callable[[str], None]) -> Mapping[str, MadeCopy]:
    """Make all copies and return them by id; ``finished`` hears of each, by the name of its file.

    Raises:
        VerificationError: of one or more there is no copy that passes its check; all of them are told.
    """
    made: dict[str, MadeCopy] = {}
    failures: dict[str, Exception] = {}
    names = {task.id: task.name for task in tasks}
    for outcome in run_tasks(make_copy, ((task.id, task) for task in tasks), min(workers, max(len(tasks), 1))):
        if outcome.failure is not None:
            failures[outcome.item] = outcome.failure
        if outcome.result is not None:
            made[outcome.item] = outcome.result
        finished(names[outcome.item])
    _refuse({names[id]: failures[id] for id in names if id in failures})
    return made


def _refuse(failures: Mapping[str, Exception]) -> None:
    """Tell of all files at once: each time that a package is made takes long."""
    for failure in failures.values():
        if _is_elsewhere(failure):
            raise failure
    if not failures:
        return
    told = [f"{shown(name)}: {_cause(failure)}" for name, failure in failures.items()]
    count = counted(len(told), "bestand", "bestanden")
    raise VerificationError(
        f"Van {count} is geen kopie te maken die wordt goedgekeurd; er is geen pakket:\n{bullets(told, TOLD)}\n",
        REMEDY,
    ) from next(iter(failures.values()))


def _cause(failure: Exception) -> str:
    return failure.message if isinstance(failure, WooRedactError) else f"onverwachte fout ({type(failure).__name__})"


def make_copy(task: CopyTask) -> MadeCopy:
    """Make one copy and check it against the PDF that it is made from.

    One that cannot be made or does not pass gives way to the next, in which less is done: without PDF/A, then without
    tags. It says why.

    Raises:
        VerificationError: none passes.
        EraseError: none can be made.
        OutputError: it cannot be written.
    """
    make_private_folder(task.target.parent)
    failures: list[WooRedactError] = []
    for make, lacks in WAYS:
        try:
            copy = _made(task, make)
            told = (*lacks, f"{BECAUSE}: {failures[0].message}") if failures else copy.problems
            return _checked(task, replace(copy, problems=told))
        except WooRedactError as error:
            if _is_elsewhere(error):
                raise
            failures.append(error)
    raise failures[0]


def _made(task: CopyTask, make: Callable[[CopyTask], ArchiveCopy]) -> ArchiveCopy:
    try:
        return make(task)
    except WooRedactError:
        raise
    except Exception as error:
        # Whatever is odd about a file: there is another way.
        raise EraseError(f"Het maken is mislukt ({type(error).__name__})", REMEDY) from error


def _is_elsewhere(error: Exception) -> bool:
    """Whether it is no fault of the file: no room on the disk, and the like."""
    return isinstance(error, OutputError) and not isinstance(error, EraseError)


def _archive(task: CopyTask) -> ArchiveCopy:
    from woo_redact.write.archive.copy import archive_copy
    from woo_redact.write.archive.ghostscript import Ghostscript

    return archive_copy(task.source, task.wish, Ghostscript(task.ghostscript) if task.ghostscript else None)


def _tagged(task: CopyTask) -> ArchiveCopy:
    from woo_redact.write.archive.copy import plain_copy

    return plain_copy(task.source, task.wish, tags=True)


def _plain(task: CopyTask) -> ArchiveCopy:
    from woo_redact.write.archive.copy import plain_copy

    return plain_copy(task.source, task.wish, tags=False)


# How a copy is made, best first, and what it lacks then (Dutch).
WAYS: tuple[tuple[Callable[[CopyTask], ArchiveCopy], tuple[str, ...]], ...] = (
    (_archive, ()),
    (_tagged, (NO_ARCHIVE,)),
    (_plain, (NO_ARCHIVE, NO_TAGS)),
)


def _checked(task: CopyTask, copy: ArchiveCopy) -> MadeCopy:
    """Write a copy that passes its check; of one that does not, nothing is left."""
    from woo_redact.verify.archived import check_copy
    from woo_redact.write.archive.metadata import own_text

    write_new(task.target, copy.content)
    readable = (*task.readable, own_text())
    for finding in check_copy(task.source, task.target, task.wish, copy, task.withheld, readable):
        if finding.severity is Severity.BLOCKING:
            task.target.unlink()
            page = "" if finding.page is None else f" (pagina {finding.page + 1})"
            raise VerificationError(f"{finding.message}{page}", REMEDY)
    return MadeCopy(
        size=len(copy.content),
        sha256=hashlib.sha256(copy.content).hexdigest(),
        level=copy.level,
        tagged=copy.tagged,
        front=copy.front,
        problems=copy.problems,
    )
