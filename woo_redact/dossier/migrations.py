"""The database of a dossier, as an ordered list of steps; ``PRAGMA user_version`` tells how many were taken.

A step that was released is never changed: a change is a new step at the end.
"""

from collections.abc import Callable
from pathlib import Path

from woo_redact.dossier.chaining import chain_decisions
from woo_redact.dossier.connection import Connection
from woo_redact.errors import DossierVersionError

MIGRATIONS: tuple[str | Callable[[Connection], None], ...] = (
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
    """
    -- What happened, in order. Each hash is over the one before it and the whole row: see chain.py.
    CREATE TABLE event (
        sequence INTEGER PRIMARY KEY NOT NULL,
        kind     TEXT NOT NULL,
        document TEXT NOT NULL,
        subject  TEXT NOT NULL,
        author   TEXT NOT NULL CHECK (author IN ('person', 'policy')),
        reviewer TEXT NOT NULL,
        at       TEXT NOT NULL,
        batch    TEXT NOT NULL,
        key      TEXT NOT NULL,
        content  TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_subject ON event (subject);
    CREATE INDEX event_document ON event (document);
    CREATE INDEX event_batch ON event (batch);
    CREATE INDEX event_author ON event (kind, author);
    CREATE INDEX event_key ON event (key) WHERE key <> '';
    CREATE TRIGGER event_keeps_rows BEFORE DELETE ON event
        BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
    CREATE TRIGGER event_keeps_values BEFORE UPDATE ON event
        BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
    CREATE TRIGGER event_keeps_order BEFORE INSERT ON event
        WHEN NEW.sequence <= (SELECT coalesce(max(sequence), 0) FROM event)
            OR NEW.previous <> coalesce((SELECT hash FROM event ORDER BY sequence DESC LIMIT 1), NEW.previous)
        BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;

    -- What follows from the log: see projections.py. The decision that holds, and whether a person ever decided.
    CREATE TABLE held (
        suggestion TEXT PRIMARY KEY NOT NULL,
        document   TEXT NOT NULL,
        sequence   INTEGER NOT NULL,
        verdict    TEXT NOT NULL,
        author     TEXT NOT NULL,
        reviewer   TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        batch      TEXT NOT NULL,
        grounds    TEXT NOT NULL,
        reason     TEXT NOT NULL,
        by_person  INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX held_document ON held (document);
    CREATE INDEX held_sequence ON held (sequence);

    CREATE TABLE page_done (
        document TEXT NOT NULL,
        page     INTEGER NOT NULL,
        reviewer TEXT NOT NULL,
        at       TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (document, page)
    ) STRICT;

    CREATE TABLE document_review (
        document     TEXT PRIMARY KEY NOT NULL,
        assigned     TEXT NOT NULL,
        done_by      TEXT NOT NULL,
        done_at      TEXT NOT NULL,
        confirmed_by TEXT NOT NULL,
        confirmed_at TEXT NOT NULL,
        sequence     INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE comment (
        sequence INTEGER PRIMARY KEY NOT NULL,
        document TEXT NOT NULL,
        subject  TEXT NOT NULL,
        page     INTEGER,
        reviewer TEXT NOT NULL,
        at       TEXT NOT NULL,
        text     TEXT NOT NULL
    ) STRICT;
    CREATE INDEX comment_document ON comment (document);

    -- A place may be without words: a rectangle that a person drew.
    CREATE TABLE place (
        suggestion TEXT NOT NULL REFERENCES suggestion (id) ON DELETE CASCADE,
        number     INTEGER NOT NULL,
        page       INTEGER NOT NULL,
        start      INTEGER NOT NULL,
        end        INTEGER NOT NULL,
        boxes      TEXT,
        PRIMARY KEY (suggestion, number),
        CHECK (start <= end)
    ) STRICT;
    INSERT INTO place SELECT * FROM span;
    DROP TABLE span;
    ALTER TABLE place RENAME TO span;
    """,
    chain_decisions,
    """
    -- Ids of documents in packages, in the order given; platforms write them in small letters.
    CREATE TABLE document_id (
        number   INTEGER PRIMARY KEY NOT NULL,
        id       TEXT NOT NULL COLLATE NOCASE UNIQUE,
        document TEXT NOT NULL,
        name     TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER document_id_keeps_rows BEFORE DELETE ON document_id
        BEGIN SELECT RAISE (ABORT, 'ids are given once'); END;
    CREATE TRIGGER document_id_keeps_values BEFORE UPDATE ON document_id
        BEGIN SELECT RAISE (ABORT, 'ids are given once'); END;
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
            step = MIGRATIONS[number]
            if isinstance(step, str):
                connection.script(step)
            else:
                step(connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")


def _version(connection: Connection, path: Path) -> int:
    version: int = connection.rows("PRAGMA user_version")[0][0]
    if version > len(MIGRATIONS):
        raise DossierVersionError(
            f"Dossier {path.parent} is gemaakt met een nieuwere versie.", "Installeer de nieuwste woo-redact."
        )
    return version
