"""The database of a dossier, as an ordered list of steps; ``PRAGMA user_version`` tells how many were taken.

A step that was released is never changed: a change is a new step at the end.
"""

from pathlib import Path

from woo_redact.dossier.connection import Connection
from woo_redact.errors import DossierVersionError

MIGRATIONS = (
    """
    CREATE TABLE file (
        name         TEXT PRIMARY KEY NOT NULL,
        source       TEXT NOT NULL,
        document     TEXT NOT NULL,
        size         INTEGER NOT NULL,
        modified     INTEGER NOT NULL,
        page_count   INTEGER NOT NULL,
        state        TEXT NOT NULL,
        facts        TEXT NOT NULL,
        scanned_with TEXT NOT NULL,
        written_with TEXT NOT NULL,
        output       TEXT NOT NULL,
        message      TEXT NOT NULL
    ) STRICT;
    CREATE INDEX file_document ON file (document);

    CREATE TABLE finding (
        file     TEXT NOT NULL REFERENCES file (name) ON DELETE CASCADE,
        number   INTEGER NOT NULL,
        kind     TEXT NOT NULL,
        severity TEXT NOT NULL,
        message  TEXT NOT NULL,
        page     INTEGER,
        box      TEXT,
        PRIMARY KEY (file, number)
    ) STRICT;

    CREATE TABLE suggestion (
        id         TEXT PRIMARY KEY NOT NULL,
        document   TEXT NOT NULL,
        ground     TEXT NOT NULL,
        kind       TEXT NOT NULL,
        level      TEXT NOT NULL,
        provenance TEXT NOT NULL
    ) STRICT;
    CREATE INDEX suggestion_document ON suggestion (document);

    CREATE TABLE span (
        suggestion TEXT NOT NULL REFERENCES suggestion (id) ON DELETE CASCADE,
        number     INTEGER NOT NULL,
        page       INTEGER NOT NULL,
        start      INTEGER NOT NULL,
        end        INTEGER NOT NULL,
        boxes      TEXT,
        PRIMARY KEY (suggestion, number),
        CHECK (start < end)
    ) STRICT;

    CREATE TABLE page_text (
        document TEXT NOT NULL,
        page     INTEGER NOT NULL,
        text     TEXT NOT NULL,
        PRIMARY KEY (document, page)
    ) STRICT;

    -- No reference to suggestion: what was decided stays on record when a passage is no longer suggested.
    CREATE TABLE decision (
        sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
        suggestion TEXT NOT NULL,
        document   TEXT NOT NULL,
        verdict    TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'open')),
        author     TEXT NOT NULL CHECK (author IN ('person', 'policy')),
        reviewer   TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        batch      TEXT NOT NULL,
        grounds    TEXT NOT NULL,
        reason     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_document ON decision (document);
    CREATE INDEX decision_suggestion ON decision (suggestion, author);
    CREATE TRIGGER decision_keeps_rows BEFORE DELETE ON decision
        BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
    CREATE TRIGGER decision_keeps_values BEFORE UPDATE ON decision
        BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;
    CREATE TRIGGER decision_keeps_order BEFORE INSERT ON decision
        WHEN NEW.sequence IN (SELECT sequence FROM decision)
        BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END;

    CREATE TABLE run (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        command    TEXT NOT NULL,
        version    TEXT NOT NULL,
        started_at TEXT NOT NULL,
        ended_at   TEXT,
        summary    TEXT
    ) STRICT;
    """,
    """
    -- Every number ever given, so that none is given again.
    CREATE TABLE person (
        number INTEGER PRIMARY KEY NOT NULL
    ) STRICT;

    -- Those of earlier runs stay: a person that comes back has its number still. Without number: unsure.
    CREATE TABLE mention (
        suggestion TEXT PRIMARY KEY NOT NULL,
        document   TEXT NOT NULL,
        page       INTEGER NOT NULL,
        start      INTEGER NOT NULL,
        end        INTEGER NOT NULL,
        number     INTEGER REFERENCES person (number),
        position   INTEGER NOT NULL,
        sure       INTEGER NOT NULL,
        current    INTEGER NOT NULL
    ) STRICT;

    -- With which names of other documents a document was looked through, as a digest.
    CREATE TABLE names_used (
        document TEXT PRIMARY KEY NOT NULL,
        digest   TEXT NOT NULL
    ) STRICT;

    -- What was last made from what, as a digest: the persons; the look for names of other documents.
    CREATE TABLE made_from (
        what   TEXT PRIMARY KEY NOT NULL,
        digest TEXT NOT NULL
    ) STRICT;
    """,
)


def migrate(connection: Connection, path: Path) -> None:
    """Bring the database up to date; each step is taken whole or not at all.

    Raises:
        DossierVersionError: a newer version of the program made it.
        DossierError: it cannot be written.
    """
    if _version(connection, path) == len(MIGRATIONS):
        return
    with connection.transaction():
        # Looked up again: another process may have done it while this one waited.
        for number in range(_version(connection, path), len(MIGRATIONS)):
            connection.script(MIGRATIONS[number])
            connection.execute(f"PRAGMA user_version = {number + 1}")


def _version(connection: Connection, path: Path) -> int:
    version: int = connection.rows("PRAGMA user_version")[0][0]
    if version > len(MIGRATIONS):
        raise DossierVersionError(
            f"Dossier {path.parent} is gemaakt met een nieuwere versie.", "Installeer de nieuwste woo-redact."
        )
    return version
