"""A SQLite connection with explicit transactions, whose errors a user can act on.

The journal is SQLite's default, which a copy of the one file is never without: the write-ahead log does not work on
network shares (sqlite.org/wal.html), where public bodies keep their dossiers. It takes a quarter of the time to store a
decision, though, so a review that several people wait for may ask for it, and puts the journal back when it ends.

What is committed survives that the power fails: "EXTRA" also stores that the journal is gone, without which SQLite
would take the last commit back.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from woo_redact.dossier.disks import is_local
from woo_redact.errors import DossierError, DossierLockedError, OutputError, WooRedactError
from woo_redact.files import FILE_MODE, output_error

Value = str | int | bytes | None
BUSY_SECONDS = 10.0

_REPORT = "Zet een kopie terug, of maak het dossier opnieuw met woo-redact run."
_CODE_BITS = 0xFF


class Connection:
    """One connection; not for use by several threads.

    Texts go in and out as UTF-8 in which lone surrogates are let through: names of files that are no UTF-8, and text
    of broken fonts, must come back as they were.
    """

    def __init__(
        self, path: Path, *, create: bool, busy_seconds: float = BUSY_SECONDS, write_ahead: bool = False
    ) -> None:
        """Open the database at ``path``; with ``write_ahead`` by the write-ahead log, if its disk allows that.

        Raises:
            DossierError: it is missing, damaged, or cannot be opened.
            OutputError: it cannot be made.
        """
        self._path = path
        self._depth = 0
        self._busy = busy_seconds
        if create and not path.exists():
            _make_private(path)
        if not path.is_file():
            raise DossierError(f"{path} ontbreekt.", "Maak een dossier met: woo-redact run MAP.")
        with self._errors():
            uri = f"{path.absolute().as_uri()}?mode=rw"
            self._connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)
            try:
                self._connection.text_factory = _decode
                self._connection.execute("PRAGMA foreign_keys = ON")
                self._connection.execute("PRAGMA synchronous = EXTRA")
                # Texts that are replaced or removed leave nothing behind in the file.
                self._connection.execute("PRAGMA secure_delete = ON")
                self._connection.execute("PRAGMA schema_version").fetchone()
                self._keep_journal("wal" if write_ahead and is_local(path.parent) else "delete")
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close; what is not committed is lost."""
        with suppress(sqlite3.Error):
            # In a transaction this is refused, and left to whoever opens the database next.
            self._keep_journal("delete")
        self._connection.close()

    def _keep_journal(self, kind: str) -> None:
        """Keep a journal of this kind, unless somebody else has the database open with another one.

        A review that was cut off leaves its write-ahead log; whoever opens the database next puts that in place.
        """
        if self._connection.execute("PRAGMA journal_mode").fetchone()[0] == kind:
            return
        try:
            self._connection.execute("PRAGMA busy_timeout = 0")
            self._connection.execute(f"PRAGMA journal_mode = {kind}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _CODE_BITS not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {round(self._busy * 1000)}")

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self._errors():
            return self._connection.execute(sql, _encoded(values)).fetchall()

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Do one statement and return the id of the row it added, if it added one."""
        with self._errors():
            return self._connection.execute(sql, _encoded(values)).lastrowid or 0

    def insert(self, table: str, rows: Iterable[Sequence[Value]], *, replace: bool = False) -> None:
        """Add rows that have a value for each column of ``table``; ``replace`` those with the same key."""
        found = [_encoded(row) for row in rows]
        if found:
            columns = [f"CAST(? AS {column[2]})" for column in self.rows(f"PRAGMA table_info({table})")]
            with self._errors():
                verb = "INSERT OR REPLACE" if replace else "INSERT"
                self._connection.executemany(f"{verb} INTO {table} VALUES ({', '.join(columns)})", found)

    def script(self, sql: str) -> None:
        """Do several statements inside the current transaction (``executescript`` would end it)."""
        statement = ""
        for line in sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.execute(statement)
                statement = ""

    @property
    def in_transaction(self) -> bool:
        """Whether what was changed last may still be undone."""
        return self._depth > 0

    @contextmanager
    def transaction(self, *, reading: bool = False) -> Iterator[None]:
        """Do everything in the block, or nothing. One in another joins it: only the outer one commits.

        ``reading`` is for a block that changes nothing: it sees one state of the database, and others may write.

        Raises:
            DossierLockedError: another process is writing.
            DossierError, OutputError: the database cannot be written.
        """
        level = self._depth
        self.execute(f"SAVEPOINT level{level}" if level else "BEGIN" if reading else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            self.execute(f"RELEASE level{level}" if level else "COMMIT")
        except BaseException:
            self._roll_back(level)
            raise
        finally:
            self._depth = level

    def _roll_back(self, level: int) -> None:
        # A full disk may have ended the transaction already.
        if not self._connection.in_transaction:
            return
        if level:
            self._connection.execute(f"ROLLBACK TO level{level}")
            self._connection.execute(f"RELEASE level{level}")
        else:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explained(self._path, error) from error


def _make_private(path: Path) -> None:
    try:
        number = os.open(path, os.O_CREAT | os.O_WRONLY, FILE_MODE)
        os.close(number)
        # SQLite gives its journal the mode of the database.
        path.chmod(FILE_MODE)
    except OSError as error:
        raise output_error(path, error) from error


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogatepass")


def _encoded(values: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(v.encode("utf-8", "surrogatepass") if isinstance(v, str) else v for v in values)


def _explained(path: Path, error: sqlite3.Error) -> WooRedactError:
    """Return the error for a user; the primary code is the low byte (sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", 0) & _CODE_BITS
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DossierLockedError(
            f"Een ander proces schrijft in dossier {path.parent}.", "Wacht tot dat klaar is en probeer het opnieuw."
        )
    if code == sqlite3.SQLITE_FULL:
        return OutputError(f"{path} kan niet worden geschreven: de schijf is vol.", "Maak ruimte vrij.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return DossierError(f"{path} is alleen-lezen.", "Vraag schrijfrechten voor het dossier.")
    if code == sqlite3.SQLITE_CANTOPEN:
        return DossierError(f"{path} kan niet worden geopend.", "Controleer de toegangsrechten van het dossier.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DossierError(f"{path} is beschadigd of is geen dossier.", _REPORT)
    if code == sqlite3.SQLITE_IOERR:
        return OutputError(f"{path} kan niet worden gelezen of geschreven: schijffout.", "Controleer de schijf.")
    # The error of a constraint names columns only, never values.
    return DossierError(f"{path}: onverwachte fout in het dossier ({error}).", _REPORT)
