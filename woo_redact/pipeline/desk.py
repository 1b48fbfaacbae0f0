"""The steps of a review on an open dossier: each is stored whole, at once, and once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import MARKS, UNDO, Event, EventKind, Logged, Step, decision_of, passage_content
from woo_redact.domain.suggestion import OWN_CHANGE, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.projections import restoring
from woo_redact.dossier.store import Store
from woo_redact.errors import ReviewError, StaleDecisionError
from woo_redact.pipeline.pages import DossierPages
from woo_redact.pipeline.stages import StageNames, load_rule_set
from woo_redact.review.own import Meant, Pointed, own_suggestion
from woo_redact.review.session import approved_grounds, decide, take_back
from woo_redact.review.state import batch_id


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a step.

    ``key`` is a name of the caller's for it, so that asking again stores nothing twice; ``expect`` the number of the
    last event that the caller has seen, so that a decision by somebody else in between is told instead of overruled.
    """

    reviewer: str
    key: str = ""
    expect: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is put in the place of suggestions: they are rejected, and ``new`` ones approved.

    One that is both stays, and is approved. ``grounds`` are those of the new ones, with the ``reason`` for them.
    """

    old: tuple[Suggestion, ...]
    new: tuple[Suggestion, ...] = ()
    grounds: tuple[str, ...] = ()
    reason: str = field(default="", repr=False)


class Desk:
    """A review of an open dossier by one or more people; not for use by several threads at a time.

    Every step may raise ``StaleDecisionError`` (somebody else decided in between; it tells who and what) and
    ``ReviewError`` (the step cannot be taken), beside what a ``Store`` raises. Nothing is stored then.
    """

    def __init__(self, layout: DossierLayout, store: Store, reader_name: str = StageNames().reader) -> None:
        self.store = store
        self.pages = DossierPages(layout, store, reader_name)

    def decide(
        self, asked: Asked, ids: Iterable[str], verdict: Verdict, grounds: tuple[str, ...] = (), reason: str = ""
    ) -> Step:
        """Record one verdict for suggestions."""
        _check_grounds(grounds)
        with self.store.transaction():
            chosen = [self._suggestion(name) for name in ids]
            decisions = decide(chosen, verdict, asked.reviewer, datetime.now(UTC), grounds, reason)
            return self.store.append(decisions, key=asked.key, expect=asked.expect)

    def add(self, asked: Asked, pointed: Sequence[Pointed], grounds: tuple[str, ...], reason: str = "") -> Step:
        """Add what a person pointed out, each by itself, and approve it under ``grounds``.

        What is suggested at that very place already is approved.
        """
        return self.replace(asked, (), pointed, grounds, reason)

    def replace(
        self,
        asked: Asked,
        ids: Sequence[str],
        pointed: Sequence[Pointed],
        grounds: tuple[str, ...] = (),
        reason: str = "",
    ) -> Step:
        """Put what a person pointed out in the place of suggestions: longer, shorter, in parts, or as one.

        The old ones are rejected and the new ones approved, under the grounds and with the reason that hold for the
        old ones unless told otherwise; one undo takes all of it back.
        """
        _check_grounds(grounds)
        if known := self._known(asked):
            return known
        old = [self._suggestion(name) for name in ids]
        if not pointed or (not old and not grounds):
            raise ReviewError(
                "Er is niets aangewezen, of de grond ontbreekt.", "Wijs een passage aan en kies een grond."
            )
        held = self.store.held()
        own = grounds or tuple(dict.fromkeys(g for s in old for g in approved_grounds(held.get(s.id)) or (s.ground,)))
        why = reason or " ".join(dict.fromkeys(d.reason for s in old if (d := held.get(s.id)) and d.reason))
        kinds = {s.kind for s in old}
        meant = Meant(own[0], asked.reviewer, kinds.pop() if len(kinds) == 1 else "", OWN_CHANGE if old else "")
        # Reading pages takes long: before the transaction, which others wait for.
        new = {s.id: s for s in (own_suggestion(p, self.pages.pages(p.document, p.pages), meant) for p in pointed)}
        change = Change(tuple(old), tuple(new.values()), own, why)
        return self.stored(asked, lambda at: self.changing(asked.reviewer, [change], at))

    def changing(self, reviewer: str, changes: Sequence[Change], at: datetime) -> list[Event]:
        """Return the events that make changes in one step, which one undo takes back; nothing is stored yet."""
        touched = [s for change in changes for s in (*change.old, *change.new)]
        batch = batch_id(reviewer, at.isoformat(), "replace", *(s.id for s in touched))
        decisions = [replace(d, batch=batch) for change in changes for d in _decisions(change, reviewer, at)]
        fresh = {s.id: s for change in changes for s in change.new if self.store.suggestions.get(s.id) is None}
        return [
            *(_passage_event(s.document, s.id, passage_content(s), decisions[0], batch) for s in fresh.values()),
            *self.store.events_of(decisions, adding=fresh.values()),
        ]

    def undo(self, asked: Asked) -> Step:
        """Take back the reviewer's last step that was not taken back yet; what they pointed out in it goes.

        Where somebody else decided afterwards, that stays. A step may be a mark as well: a page or document done, a
        confirmation, who has a document, a comment.
        """
        if known := self._known(asked):
            return known
        return self.stored(asked, lambda at: self._undoing(asked.reviewer, at))

    def _undoing(self, reviewer: str, at: datetime) -> list[Event]:
        batch = self.store.log.last_batch(reviewer)
        rows = self.store.log.in_batch(batch) if batch else ()
        touched = [row.event.subject for row in rows if row.event.kind is EventKind.DECISION]
        history = [decision_of(row.event) for row in self.store.log.history(touched)]
        taken = take_back(history, batch, reviewer, at)
        gone = {d.suggestion for d in taken if d.verdict is Verdict.OPEN}
        marks = [row for row in rows if row.event.kind in MARKS]
        return [
            *self.store.events_of(taken),
            *_taken_back(rows, gone, reviewer, at),
            *(_restored(mark, self.store.log.events(mark.event.document), reviewer, at) for mark in marks),
        ]

    def stored(self, asked: Asked, make: Callable[[datetime], Sequence[Event]]) -> Step:
        """Store the events that ``make`` gives for a step; it is called with the moment, in the transaction."""
        with self.store.transaction():
            if known := self._known(asked):
                return known
            events = make(datetime.now(UTC))
            return self.store.log.append(events, key=asked.key, expect=asked.expect) if events else Step()

    def _known(self, asked: Asked) -> Step | None:
        """Return what a step stored that was asked for before."""
        return self.store.log.step(asked.key, asked.reviewer)

    def _suggestion(self, name: str) -> Suggestion:
        found = self.store.suggestions.get(name)
        if found is None:
            raise StaleDecisionError("Een van de voorstellen bestaat niet meer.", "Bekijk het document opnieuw.")
        return found


def _decisions(change: Change, reviewer: str, at: datetime) -> Iterator[Decision]:
    kept = {s.id for s in change.new}
    yield from decide([s for s in change.old if s.id not in kept], Verdict.REJECTED, reviewer, at)
    for suggestion in change.new:
        further = () if change.grounds == (suggestion.ground,) else change.grounds
        yield from decide([suggestion], Verdict.APPROVED, reviewer, at, further, change.reason)


def _passage_event(document: str, subject: str, content: dict[str, object], by: Decision, batch: str) -> Event:
    return Event(EventKind.PASSAGE, document, subject, Author.PERSON, by.reviewer, by.decided_at, batch, content)


def _taken_back(rows: Iterable[Logged], gone: set[str], reviewer: str, at: datetime) -> Iterable[Event]:
    """Yield the events that take back what was pointed out in a step and nothing holds for any more."""
    for row in rows:
        event = row.event
        if event.kind is EventKind.PASSAGE and event.content["present"] and event.subject in gone:
            batch = UNDO + event.batch
            yield replace(event, reviewer=reviewer, at=at, batch=batch, content={"present": False})


def _restored(mark: Logged, log: Iterable[Logged], reviewer: str, at: datetime) -> Event:
    """Return the event that takes back what somebody said of a page or document."""
    batch = UNDO + mark.event.batch
    return replace(mark.event, reviewer=reviewer, at=at, batch=batch, content=restoring(mark, log))


def _check_grounds(grounds: Iterable[str]) -> None:
    unknown = [ground for ground in grounds if ground not in load_rule_set().grounds]
    if unknown:
        raise ReviewError(f"De grond {unknown[0]} bestaat niet.", "Kies een grond van het profiel van het dossier.")
