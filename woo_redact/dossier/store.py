"""The database of a dossier: files, suggestions, texts, decisions, runs."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from woo_redact.domain.decision import Author, Decision
from woo_redact.domain.event import Event, EventKind, Step, decision_event, decision_of
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier import codec
from woo_redact.dossier.connection import BUSY_SECONDS, Connection
from woo_redact.dossier.document_ids import DocumentIdTable
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.log import EventLog
from woo_redact.dossier.migrations import migrate
from woo_redact.dossier.persons import PersonTable
from woo_redact.dossier.progress import ProgressTable
from woo_redact.dossier.suggestions import TEXT, SuggestionTable
from woo_redact.errors import DossierError, StaleDecisionError


class Store:
    """An open dossier; a context manager that closes it.

    Every method may raise ``DossierError`` (damaged, read-only), ``DossierLockedError`` (another process is writing)
    or ``OutputError`` (the disk is full).
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self.log = EventLog(connection)
        """What happened in the review, and what holds."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def suggestions(self) -> SuggestionTable:
        """The suggestions of the dossier."""
        return SuggestionTable(self._db)

    @property
    def progress(self) -> ProgressTable:
        """How far people are with the documents."""
        return ProgressTable(self._db)

    @property
    def persons(self) -> PersonTable:
        """The persons of the dossier."""
        return PersonTable(self._db)

    @property
    def document_ids(self) -> DocumentIdTable:
        """The ids of documents in packages."""
        return DocumentIdTable(self._db)

    def close(self) -> None:
        """Close the database; what is not committed is lost."""
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Return a block that is stored whole or not at all; methods called in it join it."""
        return self._db.transaction()

    def files(self) -> tuple[FileRecord, ...]:
        """Return every file, by name."""
        return tuple(sorted(map(codec.file_record, self._db.rows("SELECT * FROM file")), key=lambda r: r.name))

    def file(self, name: str) -> FileRecord | None:
        """Return the file called ``name``, if there is one."""
        found = self._db.rows(f"SELECT * FROM file WHERE name = {TEXT}", (name,))
        return codec.file_record(found[0]) if found else None

    def put_file(self, record: FileRecord, findings: Sequence[Finding] | None = None) -> None:
        """Add or replace a file; ``findings`` replace those known, ``None`` leaves them as they are."""
        with self._db.transaction():
            kept = self.findings(record.name) if findings is None else findings
            before = self.file(record.name)
            self._db.execute(f"DELETE FROM file WHERE name = {TEXT}", (record.name,))
            self._db.insert("file", [codec.file_row(record)])
            self._db.insert("finding", (codec.finding_row(record.name, n, f) for n, f in enumerate(kept)))
            if before and before.document != record.document:
                self._forget(before.document)

    def remove_file(self, name: str) -> None:
        """Remove a file; what a person decided about its document stays on record."""
        with self._db.transaction():
            record = self.file(name)
            self._db.execute(f"DELETE FROM file WHERE name = {TEXT}", (name,))
            if record:
                self._forget(record.document)

    def _forget(self, document: str) -> None:
        """Take away texts and undecided suggestions of a document that no file has any more."""
        if document and not self._db.rows(f"SELECT 1 FROM file WHERE document = {TEXT}", (document,)):
            self._db.execute(f"DELETE FROM names_used WHERE document = {TEXT}", (document,))
            self._db.execute(f"DELETE FROM page_text WHERE document = {TEXT}", (document,))
            self.suggestions.clear(document)

    def findings(self, name: str) -> tuple[Finding, ...]:
        """Return what is to be known about the file called ``name``."""
        found = self._db.rows(f"SELECT * FROM finding WHERE file = {TEXT} ORDER BY number", (name,))
        return tuple(map(codec.finding, found))

    def finding_counts(self) -> Mapping[str, tuple[int, int]]:
        """Return for each file with findings how many it has, and how many of them stop publication."""
        sql = f"SELECT file, count(*), sum(severity = '{Severity.BLOCKING}') FROM finding GROUP BY file"
        return {name: (count, blocking) for name, count, blocking in self._db.rows(sql)}

    def scan(self, document: str) -> tuple[Suggestion, ...]:
        """Return the current suggestions for a document, in text order."""
        return self.suggestions.of(document)

    def save_scan(
        self, document: str, suggestions: Sequence[Suggestion], texts: Sequence[str], names_used: str = ""
    ) -> None:
        """Replace suggestions and page texts of a document; one that a person decided on stays.

        ``names_used`` is a digest of the names of other documents that it was looked through with.

        Raises:
            DossierError: a suggestion is of another document.
        """
        with self._db.transaction():
            self.suggestions.replace(document, suggestions)
            self._db.execute(f"DELETE FROM page_text WHERE document = {TEXT}", (document,))
            self._db.insert("page_text", ((document, page, text) for page, text in enumerate(texts)))
            self._db.execute(f"DELETE FROM names_used WHERE document = {TEXT}", (document,))
            self._db.insert("names_used", [(document, names_used)])

    def add_suggestions(self, document: str, suggestions: Sequence[Suggestion]) -> None:
        """Add suggestions to those of a document; one that is there already stays as it is.

        Raises:
            DossierError: a suggestion is of another document.
        """
        self.suggestions.add(document, suggestions)

    def names_used(self, document: str) -> str:
        """Return the digest of the names of other documents that a document was last looked through with."""
        found = self._db.rows(f"SELECT digest FROM names_used WHERE document = {TEXT}", (document,))
        return str(found[0][0]) if found else ""

    def page_texts(self, document: str) -> tuple[str, ...]:
        """Return the text of every page. For people only: never log it."""
        found = self._db.rows(f"SELECT text FROM page_text WHERE document = {TEXT} ORDER BY page", (document,))
        return tuple(text for (text,) in found)

    def page_text(self, document: str, page: int) -> str:
        """Return the text of the page with this 0-based index. For people only: never log it.

        Raises:
            DossierError: the page is not known.
        """
        found = self._db.rows(f"SELECT text FROM page_text WHERE document = {TEXT} AND page = ?", (document, page))
        if not found:
            raise DossierError(
                f"De tekst van pagina {page + 1} is niet in het dossier.", "Draai woo-redact run opnieuw."
            )
        text: str = found[0][0]
        return text

    def decisions(self, document: str | None = None) -> tuple[Decision, ...]:
        """Return all decisions, or those about one document, in the order they were made."""
        return tuple(decision_of(row.event) for row in self.log.events(document, EventKind.DECISION))

    def held(self, document: str | None = None) -> dict[str, Decision]:
        """Return the decision that holds for each suggestion, of all documents or one."""
        return self.log.held(document)

    def last_sequence(self, author: Author | None = None) -> int:
        """Return the number of the last decision, or of the last by this kind of author; 0 when there is none."""
        where, values = (f"AND author = {TEXT}", (author.value,)) if author else ("", ())
        sql = f"SELECT coalesce(max(sequence), 0) FROM event WHERE kind = '{EventKind.DECISION}' {where}"
        last: int = self._db.rows(sql, values)[0][0]
        return last

    def version(self) -> int:
        """Return a number that is another one as soon as another process changed something."""
        number: int = self._db.rows("PRAGMA data_version")[0][0]
        return number

    def scan_state(self) -> str:
        """Return a digest of what a run makes: files, and what they were read with."""
        digest = hashlib.sha256()
        for table, order in (("file", "name"), ("names_used", "document"), ("made_from", "what")):
            for row in self._db.rows(f"SELECT * FROM {table} ORDER BY {order}"):
                digest.update(json.dumps(row).encode())
        return digest.hexdigest()

    def made_from(self, what: str) -> str:
        """Return the digest of what something was last made from; empty when it never was, or is out of date."""
        found = self._db.rows(f"SELECT digest FROM made_from WHERE what = {TEXT}", (what,))
        return str(found[0][0]) if found else ""

    def set_made_from(self, what: str, digest: str) -> None:
        """Record what something was made from; empty: it is out of date."""
        with self._db.transaction():
            self._db.execute(f"DELETE FROM made_from WHERE what = {TEXT}", (what,))
            self._db.insert("made_from", [(what, digest)])

    def append(self, decisions: Sequence[Decision], *, key: str = "", expect: int | None = None) -> Step:
        """Add decisions, all or none; see :meth:`woo_redact.dossier.log.EventLog.append`.

        Raises:
            StaleDecisionError: somebody decided in between, or a suggestion is no longer there.
            ReviewError: another step has this key.
        """
        with self._db.transaction():
            return self.log.append(self.events_of(decisions), key=key, expect=expect) if decisions else Step()

    def events_of(self, decisions: Iterable[Decision], adding: Iterable[Suggestion] = ()) -> list[Event]:
        """Return the events of decisions; ``adding`` are suggestions that the same step adds.

        Raises:
            StaleDecisionError: a suggestion is no longer there.
        """
        documents: dict[str, str | None] = {s.id: s.document for s in adding}
        found = []
        for decision in decisions:
            if decision.suggestion not in documents:
                documents[decision.suggestion] = self.suggestions.document_of(decision.suggestion)
            document = documents[decision.suggestion]
            if document is None:
                raise StaleDecisionError("Een van de voorstellen bestaat niet meer.", "Bekijk het document opnieuw.")
            found.append(decision_event(decision, document))
        return found

    def start_run(self, command: str, version: str) -> int:
        """Record that a run starts and return its number."""
        with self._db.transaction():
            row = (None, command, version, datetime.now(UTC).isoformat(), None, None)
            self._db.insert("run", [row])
            number: int = self._db.rows("SELECT max(id) FROM run")[0][0]
            return number

    def end_run(self, run: int, summary: Mapping[str, object]) -> None:
        """Record that a run ended, and its figures (values that JSON knows, no document text)."""
        values = (datetime.now(UTC).isoformat(), json.dumps(summary), run)
        with self._db.transaction():
            self._db.execute(f"UPDATE run SET ended_at = {TEXT}, summary = {TEXT} WHERE id = ?", values)


def open_store(
    layout: DossierLayout, create: bool = False, *, busy_seconds: float = BUSY_SECONDS, write_ahead: bool = False
) -> Store:
    """Open the database of a dossier, make it when ``create``, and bring it up to date.

    ``busy_seconds`` is how long to wait for another process that is writing; with ``write_ahead`` what is stored takes
    less time, where the disk allows that.

    Raises:
        DossierError: there is no database, or it is damaged or read-only.
        DossierLockedError: another process is writing.
        DossierVersionError: a newer version made it.
        OutputError: it cannot be made.
    """
    connection = Connection(layout.database, create=create, busy_seconds=busy_seconds, write_ahead=write_ahead)
    try:
        migrate(connection, layout.database)
    except BaseException:
        connection.close()
        raise
    return Store(connection)
