"""The rows of the log as they are stored, and the chain of hashes that ties them."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from woo_redact.domain.decision import Author
from woo_redact.domain.event import Event, EventKind, Logged
from woo_redact.dossier.connection import Value

Row = tuple[Value, ...]
# What stands before the first row.
START = "0" * 64


def canonical(content: Mapping[str, Any]) -> str:
    """Return content as it is stored: keys in order, nothing but ASCII, lone surrogates as escapes."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"))


def linked(events: Iterable[Event], key: str, last: int, previous: str) -> list[Logged]:
    """Return events as the rows that follow the row numbered ``last``, whose hash is ``previous``."""
    rows = []
    for event in events:
        last += 1
        # Once there is a row, there is no way to change what it was made from: see the migrations.
        digest = _digest(previous, _told(last, event, key))
        rows.append(Logged(last, event, key, previous, digest))
        previous = digest
    return rows


def row_of(logged: Logged) -> Row:
    """Return the row of an event, in the order of the table."""
    return (*_told(logged.sequence, logged.event, logged.key), logged.previous, logged.hash)


def logged_of(row: Sequence[Any]) -> Logged:
    """Undo :func:`row_of`."""
    sequence, kind, document, subject, author, reviewer, at, batch, key, content, previous, digest = row
    event = Event(
        EventKind(kind),
        document,
        subject,
        Author(author),
        reviewer,
        datetime.fromisoformat(at),
        batch,
        json.loads(content),
    )
    return Logged(sequence, event, key, previous, digest)


def first_broken(rows: Iterable[Sequence[Any]]) -> int:
    """Return the number of the first row that is not what it was when it was stored; 0 when all are."""
    previous = START
    for row in rows:
        *told, before, digest = row
        if before != previous or digest != _digest(before, told):
            return int(row[0])
        previous = digest
    return 0


def _told(sequence: int, event: Event, key: str) -> Row:
    return (
        sequence,
        event.kind.value,
        event.document,
        event.subject,
        event.author.value,
        event.reviewer,
        event.at.isoformat(),
        event.batch,
        key,
        canonical(event.content),
    )


def _digest(previous: str, told: Sequence[Value]) -> str:
    return hashlib.sha256(f"{previous}\n{json.dumps(told, separators=(',', ':'))}".encode()).hexdigest()
