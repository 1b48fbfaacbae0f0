"""The database of a dossier: files, suggestions, texts, decisions, runs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from woo_redact.domain.decision import Author, Decision
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier import codec
from woo_redact.dossier.connection import BUSY_SECONDS, Connection
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.migrations import migrate
from woo_redact.dossier.persons import PersonTable
from woo_redact.errors import DossierError, StaleDecisionError

# SQLite compares a text with bytes as different kinds, so what comes in as bytes is cast.
TEXT = "CAST(? AS TEXT)"
DECIDED = f"EXISTS (SELECT 1 FROM decision d WHERE d.suggestion = suggestion.id AND d.author = '{Author.PERSON}')"


class Store:
    """An open dossier; a context manager that closes it.

    Every method may raise ``DossierError`` (damaged, read-only), ``DossierLockedError`` (another process is writing)
    or ``OutputError`` (the disk is full).
    """

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def persons(self) -> PersonTable:
        """The persons of the dossier."""
        return PersonTable(self._db)

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
            self._clear(document)

    def findings(self, name: str) -> tuple[Finding, ...]:
        """Return what is to be known about the file called ``name``."""
        found = self._db.rows(f"SELECT * FROM finding WHERE file = {TEXT} ORDER BY number", (name,))
        return tuple(map(codec.finding, found))

    def scan(self, document: str) -> tuple[Suggestion, ...]:
        """Return the current suggestions for a document, in text order."""
        places: dict[str, list[Sequence[Any]]] = {}
        for place in self._db.rows(
            "SELECT span.* FROM span JOIN suggestion ON span.suggestion = suggestion.id "
            f"WHERE suggestion.document = {TEXT} ORDER BY span.suggestion, span.number",
            (document,),
        ):
            places.setdefault(place[0], []).append(place)
        rows = self._db.rows(f"SELECT * FROM suggestion WHERE document = {TEXT}", (document,))
        found = [codec.suggestion(row, places.get(row[0], ())) for row in rows]
        return tuple(sorted(found, key=lambda s: (s.spans, s.ground, s.id)))

    def save_scan(
        self, document: str, suggestions: Sequence[Suggestion], texts: Sequence[str], names_used: str = ""
    ) -> None:
        """Replace suggestions and page texts of a document; one that a person decided on stays.

        ``names_used`` is a digest of the names of other documents that it was looked through with.

        Raises:
            DossierError: a suggestion is of another document.
        """
        if any(s.document != document for s in suggestions):
            raise DossierError("Een voorstel hoort bij een ander document.", "Meld dit aan de beheerder.")
        new = {s.id: s for s in suggestions}
        with self._db.transaction():
            self._clear(document)
            for (known,) in self._db.rows(f"SELECT id FROM suggestion WHERE document = {TEXT}", (document,)):
                if known in new:
                    self._db.execute(f"DELETE FROM suggestion WHERE id = {TEXT}", (known,))
            self._db.insert("suggestion", map(codec.suggestion_row, new.values()))
            self._db.insert("span", (row for s in new.values() for row in codec.span_rows(s)))
            self._db.execute(f"DELETE FROM page_text WHERE document = {TEXT}", (document,))
            self._db.insert("page_text", ((document, page, text) for page, text in enumerate(texts)))
            self._db.execute(f"DELETE FROM names_used WHERE document = {TEXT}", (document,))
            self._db.insert("names_used", [(document, names_used)])

    def add_suggestions(self, document: str, suggestions: Sequence[Suggestion]) -> None:
        """Add suggestions to those of a document; one that is there already stays as it is.

        Raises:
            DossierError: a suggestion is of another document.
        """
        if any(s.document != document for s in suggestions):
            raise DossierError("Een voorstel hoort bij een ander document.", "Meld dit aan de beheerder.")
        with self._db.transaction():
            known = {row[0] for row in self._db.rows(f"SELECT id FROM suggestion WHERE document = {TEXT}", (document,))}
            new = {s.id: s for s in suggestions if s.id not in known}
            self._db.insert("suggestion", map(codec.suggestion_row, new.values()))
            self._db.insert("span", (row for s in new.values() for row in codec.span_rows(s)))

    def names_used(self, document: str) -> str:
        """Return the digest of the names of other documents that a document was last looked through with."""
        found = self._db.rows(f"SELECT digest FROM names_used WHERE document = {TEXT}", (document,))
        return str(found[0][0]) if found else ""

    def _clear(self, document: str) -> None:
        self._db.execute(f"DELETE FROM suggestion WHERE document = {TEXT} AND NOT {DECIDED}", (document,))

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
        where, values = (f"WHERE document = {TEXT}", (document,)) if document is not None else ("", ())
        found = self._db.rows(f"SELECT * FROM decision {where} ORDER BY sequence", values)
        return tuple(map(codec.decision, found))

    def last_sequence(self, author: Author | None = None) -> int:
        """Return the number of the last decision, or of the last by this kind of author; 0 when there is none."""
        where, values = (f"WHERE author = {TEXT}", (author.value,)) if author else ("", ())
        last: int = self._db.rows(f"SELECT coalesce(max(sequence), 0) FROM decision {where}", values)[0][0]
        return last

    def made_from(self, what: str) -> str:
        """Return the digest of what something was last made from; empty when it never was, or is out of date."""
        found = self._db.rows(f"SELECT digest FROM made_from WHERE what = {TEXT}", (what,))
        return str(found[0][0]) if found else ""

    def set_made_from(self, what: str, digest: str) -> None:
        """Record what something was made from; empty: it is out of date."""
        with self._db.transaction():
            self._db.execute(f"DELETE FROM made_from WHERE what = {TEXT}", (what,))
            self._db.insert("made_from", [(what, digest)])

    def append(self, decisions: Sequence[Decision], *, expect: int | None = None) -> None:
        """Add decisions, all or none. ``expect`` is the number of the last decision that the caller has seen.

        Raises:
            StaleDecisionError: somebody decided in between, or a suggestion is no longer there.
        """
        if not decisions:
            return
        with self._db.transaction():
            if expect is not None and expect != self.last_sequence():
                raise StaleDecisionError("Intussen is er iets anders besloten.", "Bekijk de passage opnieuw.")
            self._db.insert("decision", self._decision_rows(decisions))

    def _decision_rows(self, decisions: Sequence[Decision]) -> Iterator[codec.Row]:
        documents: dict[str, str] = {}
        for decision in decisions:
            known = documents.get(decision.suggestion)
            if known is None:
                sql = f"SELECT document FROM suggestion WHERE id = {TEXT}"
                found = self._db.rows(sql, (decision.suggestion,))
                if not found:
                    raise StaleDecisionError(
                        "Een van de voorstellen bestaat niet meer.", "Bekijk het document opnieuw."
                    )
                known = documents[decision.suggestion] = found[0][0]
            yield codec.decision_row(decision, known)

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


def open_store(layout: DossierLayout, create: bool = False, *, busy_seconds: float = BUSY_SECONDS) -> Store:
    """Open the database of a dossier, make it when ``create``, and bring it up to date.

    ``busy_seconds`` is how long to wait for another process that is writing.

    Raises:
        DossierError: there is no database, or it is damaged or read-only.
        DossierLockedError: another process is writing.
        DossierVersionError: a newer version made it.
        OutputError: it cannot be made.
    """
    connection = Connection(layout.database, create=create, busy_seconds=busy_seconds)
    try:
        migrate(connection, layout.database)
    except BaseException:
        connection.close()
        raise
    return Store(connection)
