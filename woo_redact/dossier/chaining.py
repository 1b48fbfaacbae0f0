"""The step that made the table of decisions of earlier versions the beginning of the log."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import Event, Logged, decision_event
from woo_redact.dossier.chain import START, linked, row_of
from woo_redact.dossier.connection import Connection
from woo_redact.dossier.projections import PROJECTIONS, projected


def chain_decisions(connection: Connection) -> None:
    """Take every decision into the log, with its number and in its order, and remove the table."""
    rows = connection.rows("SELECT * FROM decision ORDER BY sequence")
    log = list(_chained(rows))
    connection.insert("event", map(row_of, log))
    for projection in PROJECTIONS:
        made = dict(projected(projection, log, lambda _: None))
        connection.insert(projection.table, (row for row in made.values() if row is not None))
    connection.script("DROP TABLE decision;\n")


def _chained(rows: Sequence[Sequence[Any]]) -> Iterator[Logged]:
    previous = START
    for sequence, *row in rows:
        (logged,) = linked([_event(row)], "", sequence - 1, previous)
        previous = logged.hash
        yield logged


def _event(row: Sequence[Any]) -> Event:
    suggestion, document, verdict, author, reviewer, decided_at, batch, grounds, reason = row
    decision = Decision(
        suggestion=suggestion,
        verdict=Verdict(verdict),
        author=Author(author),
        reviewer=reviewer,
        decided_at=datetime.fromisoformat(decided_at),
        batch=batch,
        grounds=tuple(json.loads(grounds)),
        reason=reason,
    )
    return decision_event(decision, document)
