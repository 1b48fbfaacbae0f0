"""Reading and tagging the files of a dossier: first each alone, then again where a name from another one stands."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from woo_redact.domain.file import FileRecord
from woo_redact.domain.name import KnownName
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.parallel import run_tasks
from woo_redact.pipeline.persons import NAMES, names_done, names_from_elsewhere
from woo_redact.pipeline.worker import Choices, Scan, ScanTask, read_and_tag


@dataclass(frozen=True, slots=True)
class Scanner:
    """Reads and tags files of one open dossier with up to ``workers`` processes.

    ``scanned_with`` is the digest that suggestions must have been made with.
    """

    layout: DossierLayout
    store: Store
    choices: Choices
    scanned_with: str
    workers: int

    def needs(self, record: FileRecord) -> bool:
        """Whether a file has to be read anew."""
        return record.scanned_with != self.scanned_with

    def scan(self, records: Sequence[FileRecord], told: Callable[[str], None]) -> Iterator[tuple[str, Exception]]:
        """Read what has to be read, and again what holds names that are certain elsewhere.

        ``told`` is called with the name of each file that was read for the first time. Yields the files that failed.
        """
        left = [record for record in records if self.needs(record)]
        by_name = {record.name: record for record in left}
        tasks = ((record.name, self._task(record)) for record in left)
        for outcome in run_tasks(read_and_tag, tasks, self._processes(len(left))):
            if outcome.result is None:
                yield outcome.item, outcome.failure or RuntimeError()
            else:
                self._keep(by_name[outcome.item], outcome.result)
            told(outcome.item)

    def scan_again(self, records: Sequence[FileRecord]) -> Iterator[tuple[str, Exception | None]]:
        """Look documents through again with names that are certain in others; yield those files, and what went wrong.

        Suggestions that follow from names that are no longer certain go.
        """
        by_document = {record.document: record for record in reversed(records)}
        found = [item for item in names_from_elsewhere(self.store) if item[0] in by_document]
        digests = {by_document[document].name: digest for document, _, digest in found}
        tasks = ((by_document[document].name, self._task(by_document[document], names)) for document, names, _ in found)
        for outcome in run_tasks(read_and_tag, tasks, self._processes(len(found))):
            scan = outcome.result
            if scan is not None:
                self.store.save_scan(scan.document.id, scan.suggestions, scan.texts, digests[outcome.item])
            yield outcome.item, None if scan is not None else outcome.failure or RuntimeError()
        names_done(self.store)

    def _task(self, record: FileRecord, names: tuple[KnownName, ...] = ()) -> ScanTask:
        return ScanTask(record.name, self.layout.original(record.document), record.document, self.choices, names)

    def _keep(self, record: FileRecord, scan: Scan) -> None:
        """Store what was read; what a person decided on stays. The output has to be written again."""
        read = replace(
            record,
            page_count=scan.document.page_count,
            facts=scan.facts,
            scanned_with=self.scanned_with,
            written_with="",
        )
        with self.store.transaction():
            self.store.save_scan(record.document, scan.suggestions, scan.texts)
            self.store.put_file(read, scan.findings)
            # Until all are looked through with each other's names, nothing may be written.
            self.store.set_made_from(NAMES, "")

    def _processes(self, tasks: int) -> int:
        return min(self.workers, max(tasks, 1))
