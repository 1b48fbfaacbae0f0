"""Working through the files of a dossier: which work each needs, the workers, and keeping what they give back."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from woo_redact.disclosure.certificate import write_certificate
from woo_redact.disclosure.sidecar import write_sidecar
from woo_redact.domain.decision import Author, Decision, Redaction
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.report import Finding, Outcome, Severity, VerificationReport
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.errors import ExitCode, OutputError, WooRedactError
from woo_redact.parallel import run_tasks
from woo_redact.pipeline.cases import carried, withheld_by_page
from woo_redact.pipeline.persons import make_persons, numbers
from woo_redact.pipeline.proposing import propose_alike
from woo_redact.pipeline.results import FileSummary, Progress
from woo_redact.pipeline.scanning import Scanner
from woo_redact.pipeline.worker import Choices, FileResult, FileTask, countable, output_digest, write
from woo_redact.review.state import by_policy, redactions, undecided

# What to do about a file that is held back, by the kind of its first finding.
REMEDIES = {
    "unread": "Laat de pagina eerst inlezen met OCR en bied het bestand opnieuw aan.",
    "hidden-layers": "Druk het bestand af naar een nieuwe PDF, waarin staat wat gelezen mag worden.",
}
OTHER_REMEDY = "Bekijk het bestand; het is niet gepubliceerd."


class Batch:
    """Works through files of one open dossier."""

    def __init__(
        self, layout: DossierLayout, store: Store, choices: Choices, scanned_with: str | None, workers: int
    ) -> None:
        """``scanned_with`` is the digest that suggestions must have been made with; ``None`` takes them as they are."""
        self._layout = layout
        self._store = store
        self._choices = choices
        self._workers = workers or os.cpu_count() or 1
        self._scanner = Scanner(layout, store, choices, scanned_with, self._workers) if scanned_with else None
        self._numbers: Mapping[str, int | None] = {}

    def work_through(
        self, items: Sequence[FileRecord | FileSummary], progress: Callable[[Progress], None] | None
    ) -> tuple[FileSummary, ...]:
        """Do what each file needs and return a summary of each, in the order given; summaries pass through.

        Everything is read and tagged before anything is written: a name that is certain in one file counts in all.
        """
        done = {item.name: item for item in items if isinstance(item, FileSummary)}
        records = [item for item in items if isinstance(item, FileRecord)]
        steps = _Steps(progress, 2 * len(items))
        steps.take(2 * len(done))
        read = self._read(records, done, steps)
        records = [record for r in records if r.name not in done and (record := self._store.file(r.name))]
        self._decide(records)
        if propose_alike(self._layout, self._store, self._choices.stages.reader):
            self._decide(records)
        make_persons(self._store)
        self._numbers = numbers(self._store, self._choices.pseudonyms)
        left: list[FileRecord] = []
        for record in records:
            if record.name not in read and self._needs_nothing(record):
                findings = self._store.findings(record.name)
                done[record.name] = self._summary(record, self._standing(record.document), findings, fresh=False)
                steps.take()
            else:
                left.append(record)
        waiting = {record.name: record for record in left}
        tasks = ((record.name, self._task(record)) for record in left)
        for outcome in run_tasks(write, tasks, min(self._workers, max(len(left), 1))):
            done[outcome.item] = self._kept(waiting[outcome.item], outcome)
            steps.take(name=outcome.item)
        return tuple(done[item.name] for item in items)

    def _read(self, records: Sequence[FileRecord], done: dict[str, FileSummary], steps: "_Steps") -> set[str]:
        """Read and tag what has to be; return the files that were. Those that failed are ``done``."""
        if self._scanner is None:
            steps.take(len(records))
            return set()
        needed = {record.name: record for record in records if self._scanner.needs(record)}
        steps.take(len(records) - len(needed))
        for name, error in self._scanner.scan(records, lambda name: steps.take(name=name)):
            done[name] = self._keep_failure(needed[name], error)
            steps.take()
        good = {r.name: now for r in records if r.name not in done and (now := self._store.file(r.name))}
        again: set[str] = set()
        for name, failure in self._scanner.scan_again(tuple(good.values())):
            again.add(name)
            if failure is not None:
                # Read anew the next time: as it is, it lacks the names.
                done[name] = self._keep_failure(replace(good[name], scanned_with=""), failure)
                steps.take()
        return again | needed.keys()

    def _decide(self, records: Iterable[FileRecord]) -> None:
        """Let policy decide what no person has."""
        choices = self._choices
        if choices.accept is None:
            return
        for document in dict.fromkeys(record.document for record in records):
            held = self._store.held(document)
            self._store.append(by_policy(self._store.scan(document), held, choices.accept, choices.at))

    def _needs_nothing(self, record: FileRecord) -> bool:
        """Whether the output of a file is as it should be."""
        if record.state is not FileState.WRITTEN:
            return False
        beside = (self._layout.output, self._layout.sidecar, self._layout.certificate)
        if not all(place(record.name).is_file() for place in beside):
            return False
        return record.written_with == output_digest(self._standing(record.document).approved, self._choices)

    def _task(self, record: FileRecord) -> FileTask:
        target = self._layout.unfinished(record.name)
        self._layout.make_folder(target.parent)
        approved = self._standing(record.document).approved
        findings = self._store.findings(record.name)
        return FileTask(
            name=record.name,
            original=self._layout.original(record.document),
            document=record.document,
            target=target,
            choices=self._choices,
            approved=approved,
            findings=findings,
            withheld=countable(withheld_by_page(approved, self._store.page_texts(record.document)), findings),
        )

    def _kept(self, record: FileRecord, outcome: Outcome[FileResult]) -> FileSummary:
        """Keep what a worker gave back; an output that cannot be put in place fails alone."""
        try:
            return self._keep(record, outcome)
        except OutputError as error:
            return self._keep_failure(record, error)

    def _keep(self, record: FileRecord, outcome: Outcome[FileResult]) -> FileSummary:
        """Store what a worker gave back and put the output in place, or take a stale one away."""
        result = outcome.result
        if result is None:
            return self._keep_failure(record, outcome.failure)
        known = self._store.findings(record.name)
        report_findings = result.report.findings if result.report else ()
        blocking = [f for f in (*known, *report_findings) if f.severity is Severity.BLOCKING]
        record = replace(
            record,
            state=FileState.HELD_BACK if blocking else FileState.WRITTEN,
            written_with="" if blocking else result.written_with,
            output=result.output,
            message=held_back_message(blocking),
        )
        if blocking:
            self._layout.take_away(record.name)
        with self._store.transaction():
            self._store.put_file(record)
            standing = self._standing(record.document)
            # In place before the transaction ends: cut off in between, the next run writes again.
            if result.report and not blocking:
                self._put_in_place(record, standing, result.report)
        code = ExitCode.VERIFICATION if report_findings and blocking else ExitCode.INPUT
        findings = (*known, *report_findings)
        return self._summary(record, standing, findings, fresh=True, code=code if blocking else ExitCode.OK)

    def _keep_failure(self, record: FileRecord, error: Exception | None) -> FileSummary:
        message, code = "Onverwachte fout. Meld dit aan de beheerder.", ExitCode.BUG
        if isinstance(error, WooRedactError):
            message, code = str(error), error.exit_code
        elif error is not None:
            # The text of an unforeseen error may hold content of the document.
            message = f"Onverwachte fout ({type(error).__name__}). Meld dit aan de beheerder."
        record = replace(record, state=FileState.FAILED, written_with="", output="", message=message)
        self._layout.take_away(record.name)
        self._store.put_file(record, ())
        return summary_of(record, exit_code=code)

    def _put_in_place(self, record: FileRecord, standing: "_Standing", report: VerificationReport) -> None:
        self._layout.unfinished(record.name).replace(self._layout.output(record.name))
        sidecar = self._layout.sidecar(record.name)
        told = carried(standing.approved, self._store.page_texts(record.document))
        write_sidecar(sidecar, record, told, standing.reviewed, report)
        write_certificate(self._layout.certificate(record.name), record, report)

    def _standing(self, document: str) -> "_Standing":
        suggestions = self._store.scan(document)
        held = self._store.held(document)
        return _Standing(suggestions, held, redactions(document, suggestions, held, self._numbers))

    def _summary(
        self,
        record: FileRecord,
        standing: "_Standing",
        findings: Sequence[Finding],
        *,
        fresh: bool,
        code: ExitCode = ExitCode.OK,
    ) -> FileSummary:
        return replace(
            summary_of(record, standing.suggestions, standing.approved, exit_code=code),
            unreviewed=len(standing.approved) - standing.reviewed,
            undecided=len(undecided(standing.suggestions, standing.held)),
            fresh=fresh,
            findings=tuple(findings),
            output=self._layout.output(record.name) if record.state is FileState.WRITTEN else None,
        )


class _Steps:
    """Tells how far the work is: each file takes two steps, reading and writing."""

    def __init__(self, progress: Callable[[Progress], None] | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def take(self, count: int = 1, name: str = "") -> None:
        """Count steps; ``name`` is the file just finished."""
        self._done += count
        if self._progress:
            self._progress(Progress(self._done, self._total, name))


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a document stands: its suggestions, the decision that holds for each, and what is redacted."""

    suggestions: tuple[Suggestion, ...]
    held: Mapping[str, Decision]
    approved: tuple[Redaction, ...]

    @property
    def reviewed(self) -> int:
        """How many redactions a person approved every part of."""
        return sum(
            all(i in self.held and self.held[i].author is Author.PERSON for i in redaction.suggestions)
            for redaction in self.approved
        )


def summary_of(
    record: FileRecord,
    suggestions: Iterable[Suggestion] = (),
    approved: Sequence[Redaction] = (),
    exit_code: ExitCode = ExitCode.OK,
) -> FileSummary:
    """Return the summary of a file."""
    levels = Counter(s.level for s in suggestions)
    return FileSummary(
        name=record.name,
        state=record.state,
        page_count=record.page_count,
        by_level={level: levels[level] for level in Level},
        by_ground=dict(Counter(ground for redaction in approved for ground in redaction.grounds)),
        redactions=len(approved),
        unreviewed=len(approved),
        fresh=True,
        message=record.message,
        exit_code=exit_code,
    )


def held_back_message(blocking: Sequence[Finding]) -> str:
    """Return in Dutch why a file was held back: the first reason in full, and how many more there are."""
    if not blocking:
        return ""
    first = blocking[0]
    place = f"Pagina {first.page + 1}: " if first.page is not None else ""
    pages = sorted({f.page + 1 for f in blocking if f.page is not None})
    more = f" (ook op: {', '.join(map(str, pages[1:11]))}{' …' if len(pages) > 11 else ''})" if len(pages) > 1 else ""
    remedy = REMEDIES.get(first.kind, OTHER_REMEDY)
    return f"{place}{first.message}{more}. {remedy}"
