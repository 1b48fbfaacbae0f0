"""The log of a dossier in its database: rows are added, never changed, and what holds follows from them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import (
    UNDO,
    Event,
    EventKind,
    LogCheck,
    Logged,
    Step,
    passage_of,
    step_of,
)
from woo_redact.dossier.chain import START, Row, first_broken, linked, logged_of, row_of
from woo_redact.dossier.connection import Connection
from woo_redact.dossier.projections import PROJECTIONS, Key, Projection, projected
from woo_redact.dossier.suggestions import TEXT, SuggestionTable
from woo_redact.errors import Meanwhile, ReviewError, StaleDecisionError

VERDICTS = {verdict.value: verdict for verdict in Verdict}
AUTHORS = {author.value: author for author in Author}
SHOWN = {Verdict.APPROVED: "goedgekeurd", Verdict.REJECTED: "afgewezen", Verdict.OPEN: "weer opengezet"}


class EventLog:
    """Reads and extends the log; every method may raise what :class:`woo_redact.dossier.store.Store` does."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        # What held after the event with a number: a review asks for it again and again, and little changes in between.
        self._known: tuple[int, dict[str, Decision]] = (0, {})

    def append(self, events: Sequence[Event], *, key: str = "", expect: int | None = None) -> Step:
        """Store the events of one step, all or none, and what follows from them; return what was stored.

        ``key`` is a name for the step that the caller chooses: a step with a name that is known already is not stored
        again, and what the first one stored is returned. ``expect`` is the number of the last event that the caller has
        seen: when somebody else decided on one of the same suggestions since, nothing is stored. What the reviewer
        decided themselves, or policy did, is no reason: a person's decision stands above it anyway.

        Raises:
            StaleDecisionError: somebody decided in between, or a suggestion is no longer there.
            ReviewError: another step has this key.
        """
        with self._db.transaction():
            if key and (known := self._rows_of(key)):
                if [row.event.same for row in known] != [event.same for event in events]:
                    raise _taken_key()
                return step_of(known)
            if expect is not None and (meanwhile := self._meanwhile(events, expect)):
                raise _stale(meanwhile)
            last, previous = self.last()
            rows = linked(events, key, last, previous)
            self._db.insert("event", map(row_of, rows))
            self._project(rows)
            return step_of(rows)

    def step(self, key: str, reviewer: str) -> Step | None:
        """Return what the step with this key stored, if it was stored.

        Raises:
            ReviewError: another reviewer's step has this key.
        """
        rows = self._rows_of(key) if key else ()
        if any(row.event.reviewer != reviewer for row in rows):
            raise _taken_key()
        return step_of(rows) if rows else None

    def last(self) -> tuple[int, str]:
        """Return the number and hash of the last event; 0 and zeros when there is none."""
        found = self._db.rows("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1")
        return (found[0][0], found[0][1]) if found else (0, START)

    def hash_of(self, sequence: int) -> str:
        """Return the hash of the event with this number; zeros for 0, empty when there is none."""
        found = self._db.rows("SELECT hash FROM event WHERE sequence = ?", (sequence,))
        return str(found[0][0]) if found else ("" if sequence else START)

    def events(self, document: str | None = None, kind: EventKind | None = None) -> tuple[Logged, ...]:
        """Return all events, or those of one document or kind, in the order they happened."""
        wanted = {"document": document, "kind": kind.value if kind else None}
        values = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = {TEXT}" for name in values) or "1"
        rows = self._db.rows(f"SELECT * FROM event WHERE {where} ORDER BY sequence", tuple(values.values()))
        return tuple(map(logged_of, rows))

    def after(self, sequence: int) -> tuple[Logged, ...]:
        """Return the events after the one with this number, in the order they happened."""
        return tuple(
            map(logged_of, self._db.rows("SELECT * FROM event WHERE sequence > ? ORDER BY sequence", (sequence,)))
        )

    def touched(self, sequence: int) -> frozenset[tuple[EventKind, str]]:
        """Return what kinds of things happened to which documents after the event with this number."""
        rows = self._db.rows("SELECT DISTINCT kind, document FROM event WHERE sequence > ?", (sequence,))
        return frozenset((EventKind(kind), document) for kind, document in rows)

    def was_marked(self, document: str) -> bool:
        """Whether anybody was ever done with a document, or confirmed it."""
        # A document has few such events and many others: the plus keeps SQLite from going through all of its own.
        marks = "kind IN ('document', 'confirmation')"
        return bool(self._db.rows(f"SELECT 1 FROM event WHERE {marks} AND +document = {TEXT} LIMIT 1", (document,)))

    def seals(self, document: str) -> dict[str, str]:
        """Return for each suggestion of a document the hash of the first decision that a person made on it.

        Nobody knows it before, and no later decision changes it.
        """
        rows = self._db.rows(
            f"SELECT subject, hash, min(sequence) FROM event WHERE document = {TEXT} AND kind = 'decision' "
            "AND author = 'person' GROUP BY subject",
            (document,),
        )
        return {subject: digest for subject, digest, _ in rows}

    def held(self, document: str | None = None) -> dict[str, Decision]:
        """Return the decision that holds for each suggestion, of all documents or one."""
        if document is not None:
            return self._held(f"document = {TEXT}", document)
        if self._db.in_transaction:
            # It may still be undone.
            return self._held("1")
        with self._db.transaction(reading=True):
            last = self.last()[0]
            self._known = last, self._known[1] | self.held_since(self._known[0])
        return dict(self._known[1])

    def held_since(self, sequence: int) -> dict[str, Decision]:
        """Return what was decided after the event with this number, as far as it holds."""
        return self._held("sequence > ?", sequence)

    def _held(self, where: str, *values: str | int) -> dict[str, Decision]:
        rows = self._db.rows(
            f"SELECT suggestion, verdict, author, reviewer, decided_at, batch, grounds, reason FROM held WHERE {where}",
            values,
        )
        read = _Read()
        return {row[0]: _decision(row, read) for row in rows}

    def history(self, suggestions: Iterable[str]) -> tuple[Logged, ...]:
        """Return the decisions on suggestions in the order they were made."""
        found = [logged_of(row) for name in dict.fromkeys(suggestions) for row in self._decided(name)]
        return tuple(sorted(found, key=lambda logged: logged.sequence))

    def last_batch(self, reviewer: str) -> str:
        """Return the batch of a reviewer's last step that was not taken back; empty when there is none."""
        found = self._db.rows(
            f"SELECT batch FROM event e WHERE author = 'person' AND kind <> 'proposal' AND reviewer = {TEXT} "
            f"AND substr(batch, 1, {len(UNDO)}) <> '{UNDO}' "
            f"AND NOT EXISTS (SELECT 1 FROM event u WHERE u.batch = '{UNDO}' || e.batch) "
            "ORDER BY sequence DESC LIMIT 1",
            (reviewer,),
        )
        return str(found[0][0]) if found else ""

    def in_batch(self, batch: str) -> tuple[Logged, ...]:
        """Return the events of one step."""
        return tuple(
            map(logged_of, self._db.rows(f"SELECT * FROM event WHERE batch = {TEXT} ORDER BY sequence", (batch,)))
        )

    def check(self) -> LogCheck:
        """Look the whole log through: is it as it was stored, and does what holds follow from it."""
        rows = self._db.rows("SELECT * FROM event ORDER BY sequence")
        broken = first_broken(rows)
        last, digest = self.last()
        # Of a row that was changed nobody can tell what follows.
        right = bool(broken) or self._is_projected([logged_of(row) for row in rows])
        return LogCheck(len(rows), last, digest, broken, right)

    def rebuild(self) -> None:
        """Make what holds anew from the log."""
        self._known = (0, {})
        with self._db.transaction():
            for projection in PROJECTIONS:
                self._db.execute(f"DELETE FROM {projection.table}")
            self._project(self.events())

    def _project(self, rows: Sequence[Logged]) -> None:
        suggestions = SuggestionTable(self._db)
        for logged in rows:
            if logged.event.kind is EventKind.PASSAGE:
                passage = passage_of(logged.event)
                if passage:
                    suggestions.add(logged.event.document, (passage,))
                else:
                    suggestions.take_back(logged.event.subject)
        for projection in PROJECTIONS:
            changed = dict(projected(projection, rows, partial(self._row, projection)))
            for key in (key for key, row in changed.items() if row is None):
                self._db.execute(f"DELETE FROM {projection.table} WHERE {_equal(projection)}", key)
            self._db.insert(projection.table, (row for row in changed.values() if row is not None), replace=True)

    def _row(self, projection: Projection, key: Key) -> Row | None:
        found = self._db.rows(f"SELECT * FROM {projection.table} WHERE {_equal(projection)}", key)
        return found[0] if found else None

    def _is_projected(self, log: Sequence[Logged]) -> bool:
        for projection in PROJECTIONS:
            rows = dict(projected(projection, log, lambda _: None))
            if {row for row in rows.values() if row} != set(self._db.rows(f"SELECT * FROM {projection.table}")):
                return False
        return True

    def _rows_of(self, key: str) -> tuple[Logged, ...]:
        found = self._db.rows(f"SELECT * FROM event WHERE key = {TEXT} AND key <> '' ORDER BY sequence", (key,))
        return tuple(map(logged_of, found))

    def _decided(self, suggestion: str) -> list[tuple[Any, ...]]:
        return self._db.rows(
            f"SELECT * FROM event WHERE kind = 'decision' AND subject = {TEXT} ORDER BY sequence", (suggestion,)
        )

    def _meanwhile(self, events: Iterable[Event], expect: int) -> tuple[Meanwhile, ...]:
        """Return the last decisions that others made on the same suggestions after what the caller has seen."""
        if self.last()[0] <= expect:
            return ()
        who = {e.subject: e.reviewer for e in events if e.kind is EventKind.DECISION and e.author is Author.PERSON}
        return tuple(found for name, reviewer in who.items() for found in self._later(name, reviewer, expect))

    def _later(self, suggestion: str, reviewer: str, expect: int) -> Iterator[Meanwhile]:
        rows = self._db.rows(
            f"SELECT sequence, reviewer, at, content FROM event WHERE kind = 'decision' AND subject = {TEXT} "
            f"AND sequence > ? AND author = 'person' AND reviewer <> {TEXT} ORDER BY sequence DESC LIMIT 1",
            (suggestion, expect, reviewer),
        )
        for sequence, name, at, content in rows:
            yield Meanwhile(suggestion, name, json.loads(content)["verdict"], datetime.fromisoformat(at), sequence)


def _equal(projection: Projection) -> str:
    # A number compares with a text that looks like it as unequal, so only texts are cast: see Connection.
    return " AND ".join(f"{name} = {'?' if name in ('page', 'sequence') else TEXT}" for name in projection.columns)


@dataclass(frozen=True, slots=True)
class _Read:
    """Values read already: those of most rows are alike."""

    grounds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)


def _decision(row: Sequence[Any], read: _Read) -> Decision:
    name, verdict, author, reviewer, at, batch, grounds, reason = row
    own, moment = read.grounds.get(grounds), read.moments.get(at)
    if own is None:
        own = read.grounds[grounds] = tuple(json.loads(grounds))
    if moment is None:
        moment = read.moments[at] = datetime.fromisoformat(at)
    return Decision(name, VERDICTS[verdict], AUTHORS[author], reviewer, moment, batch, own, reason)


def _taken_key() -> ReviewError:
    return ReviewError("Deze stap heeft de naam van een andere stap.", "Laad de bladzijde opnieuw.")


def _stale(meanwhile: tuple[Meanwhile, ...]) -> StaleDecisionError:
    first = meanwhile[0]
    more = f" (en {len(meanwhile) - 1} andere)" if len(meanwhile) > 1 else ""
    moment = first.at.astimezone().strftime("%d-%m-%Y %H:%M")
    message = f"{first.reviewer} heeft deze passage intussen {SHOWN[Verdict(first.verdict)]} ({moment}){more}."
    return StaleDecisionError(message, "Bekijk de passage opnieuw.", meanwhile)
