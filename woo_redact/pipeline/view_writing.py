"""Writing and checking a view of a document for somebody who looks at it before it is published.

Outlines, labels and stamps are drawn over a copy of the original first. That is blacked out and checked as the outputs
are, so that a view shows what the copy shows, but for what is withheld.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from woo_redact.domain.decision import Redaction
from woo_redact.domain.report import VerificationReport
from woo_redact.dossier.layout import PART_SUFFIX
from woo_redact.errors import EraseError
from woo_redact.pipeline.worker import FileTask, write_and_check
from woo_redact.write.engine import ENGINE_ERRORS
from woo_redact.write.extract import extract_pages
from woo_redact.write.overlay import Wanted, draw_over, placed


@dataclass(frozen=True, slots=True)
class ViewTask:
    """A view to write: ``file`` says of what, what goes from it, and where to write.

    ``pages`` are those of the original that are in it (0-based, ascending), ``None`` all; ``wanted`` is what is drawn
    over them, by their index in the original.
    """

    file: FileTask
    wanted: Mapping[int, Wanted]
    pages: tuple[int, ...] | None = None


def write_view(task: ViewTask) -> VerificationReport:
    """Write and check a view; it is there when the report has passed.

    Raises:
        InputError: the original cannot be used.
        OutputError: the view cannot be written.
    """
    target = task.file.target
    some, over = (target.with_name(f"{target.stem}.{name}{PART_SUFFIX}") for name in ("pages", "over"))
    try:
        file, wanted = task.file, task.wanted
        if task.pages is not None:
            extract_pages(file.original, some, task.pages)
            file, wanted = _renumbered(task, some)
        report = write_and_check(replace(file, original=_drawn_over(file.original, over, wanted)))
        if not report.passed:
            target.unlink(missing_ok=True)
        return report if task.pages is None else _as_in_original(report, task.pages)
    finally:
        some.unlink(missing_ok=True)
        over.unlink(missing_ok=True)


def _drawn_over(original: Path, over: Path, wanted: Mapping[int, Wanted]) -> Path:
    try:
        draw_over(original, over, placed(original, wanted))
    except ENGINE_ERRORS as error:
        raise EraseError("Het bestand is beschadigd en niet te lakken.", "Sla de PDF opnieuw op.") from error
    return over


def _renumbered(task: ViewTask, original: Path) -> tuple[FileTask, dict[int, Wanted]]:
    """Return the task on the file that has only the pages of the view."""
    pages = {index: place for place, index in enumerate(task.pages or ())}
    file = replace(
        task.file,
        original=original,
        approved=tuple(_on_page(r, pages[r.span.page]) for r in task.file.approved if r.span.page in pages),
        findings=tuple(replace(f, page=pages[f.page]) for f in task.file.findings if f.page in pages),
    )
    return file, {pages[index]: one for index, one in task.wanted.items() if index in pages}


def _as_in_original(report: VerificationReport, pages: Sequence[int]) -> VerificationReport:
    """Return a report whose findings tell the pages of the original."""
    findings = tuple(f if f.page is None else replace(f, page=pages[f.page]) for f in report.findings)
    return replace(report, findings=findings, coverings={pages[i]: one for i, one in report.coverings.items()})


def _on_page(redaction: Redaction, page: int) -> Redaction:
    rest = tuple(replace(span, page=page) for span in redaction.rest)
    return replace(redaction, span=replace(redaction.span, page=page), rest=rest)
