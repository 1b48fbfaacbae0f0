"""The published copies of the blacked-out PDFs, each made and checked in a process of its own."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.domain.archive_copy import CopyWish
from woo_redact.domain.report import Severity
from woo_redact.errors import VerificationError
from woo_redact.files import make_private_folder, write_new
from woo_redact.parallel import run_tasks


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
        VerificationError: a copy does not pass its check.
        WooRedactError: one cannot be made.
    """
    made: dict[str, MadeCopy] = {}
    names = {task.id: task.name for task in tasks}
    for outcome in run_tasks(make_copy, ((task.id, task) for task in tasks), min(workers, max(len(tasks), 1))):
        if outcome.failure is not None:
            raise outcome.failure
        if outcome.result is not None:
            made[outcome.item] = outcome.result
        finished(names[outcome.item])
    return made


def make_copy(task: CopyTask) -> MadeCopy:
    """Make one copy and check it against the PDF that it is made from.

    Raises:
        VerificationError: it does not pass.
        EraseError: it cannot be made.
        OutputError: it cannot be written.
    """
    from woo_redact.verify.archived import check_copy
    from woo_redact.write.archive.copy import archive_copy
    from woo_redact.write.archive.ghostscript import Ghostscript
    from woo_redact.write.archive.metadata import own_text

    copy = archive_copy(task.source, task.wish, Ghostscript(task.ghostscript) if task.ghostscript else None)
    make_private_folder(task.target.parent)
    write_new(task.target, copy.content)
    readable = (*task.readable, own_text())
    for finding in check_copy(task.source, task.target, task.wish, copy, task.withheld, readable):
        if finding.severity is Severity.BLOCKING:
            raise VerificationError(
                f"{task.name}: de kopie voor het pakket is niet goed gekeurd. {finding.message}",
                "Er is geen pakket gemaakt. Meld dit aan de beheerder.",
            )
    return MadeCopy(
        size=len(copy.content),
        sha256=hashlib.sha256(copy.content).hexdigest(),
        level=copy.level,
        tagged=copy.tagged,
        front=copy.front,
        problems=copy.problems,
    )
