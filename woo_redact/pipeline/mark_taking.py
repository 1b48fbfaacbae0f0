"""What a file with changed redaction marks asks for, as changes of a review: held against what was decided since."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.event import Event, decision_of
from woo_redact.domain.mark import Mark, MarkedFile
from woo_redact.domain.suggestion import OWN_CHANGE, Suggestion
from woo_redact.errors import ReviewError
from woo_redact.pipeline.desk import Asked, Change, Desk
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.marks import MarkChanges, grounds_in, pointed_by
from woo_redact.review.own import Meant, own_suggestion
from woo_redact.review.session import approved_grounds

SHOWN = {Verdict.APPROVED: "goedgekeurd", Verdict.REJECTED: "afgewezen", Verdict.OPEN: "weer opengezet"}
NO_GROUND = "de markering noemt geen bekende grond: zet er een in de opmerking, of geef --ground"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes changes over, and how.

    Deleted marks are rejected only when ``reject_deleted``; new ones that name no ground get ``grounds``, if any.
    """

    reviewer: str
    reject_deleted: bool = False
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was decided of each kind; ``known`` is what held already."""

    regrounded: int = 0
    moved: int = 0
    added: int = 0
    rejected: int = 0
    known: int = 0


NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class _Proposed:
    """Something a file asks for: how it is counted, its page (0-based), and the change."""

    kind: str
    page: int
    change: Change


class MarkTaking:
    """Takes over the changes of one file.

    ``conflicts`` tell in Dutch what was not taken over since somebody decided in between, ``unclear`` what cannot be.
    """

    def __init__(self, desk: Desk, marked: MarkedFile, taker: Taker) -> None:
        self._desk, self._marked, self._taker = desk, marked, taker
        self._known = {s.id: s for s in desk.store.scan(marked.document)}
        # Most marks say the same few things.
        self._grounds_of = cache(partial(grounds_in, grounds=load_rule_set().grounds))
        self.conflicts: list[str] = []
        self.unclear: list[str] = []

    def take(self, changes: MarkChanges) -> Counts:
        """Store what can be, in one step that one undo takes back; return how much of each kind.

        Raises:
            DossierError: a page reads otherwise than when the dossier was made.
        """
        return self._stored(list(self._proposed(changes)))

    def ignored(self, changes: MarkChanges) -> int:
        """Return how many marks were deleted that go by what was written, and are not rejected."""
        return 0 if self._taker.reject_deleted else sum(self._is_shown(mark.name) for mark in changes.deleted)

    def _proposed(self, changes: MarkChanges) -> Iterator[_Proposed]:
        """Yield what the file asks for; what is unclear is noted."""
        for changed in changes.changed:
            suggestion = self._known.get(changed.name)
            if suggestion is None:
                self._note(changed.page, "dit voorstel bestaat niet meer")
                continue
            grounds = self._grounds_of(changed.text) if changed.text is not None else ()
            if changed.text is not None and not grounds:
                self._note(changed.page, "de opmerking bij de markering is geen bekende grond")
                if not changed.marks:
                    continue
            given = grounds or self._grounds(suggestion)
            if changed.marks:
                yield from self._pointed("moved", changed.marks, given, (suggestion,))
            elif {*grounds} != {*self._grounds(suggestion)}:
                change = Change((suggestion,), (suggestion,), grounds, self._reason(suggestion))
                yield _Proposed("regrounded", changed.page, change)
        for mark in changes.new:
            named = self._grounds_of(mark.text)
            # What says something else than a ground is not taken for the usual one.
            grounds = named if mark.text.strip() else self._taker.grounds
            if grounds:
                yield from self._pointed("added", (mark,), grounds, ())
            else:
                self._note(mark.page, NO_GROUND)
        for mark in changes.deleted if self._taker.reject_deleted else ():
            if self._is_shown(mark.name):
                yield _Proposed("rejected", mark.page, Change((self._known[mark.name],)))

    def _pointed(
        self, kind: str, marks: Sequence[Mark], grounds: tuple[str, ...], old: tuple[Suggestion, ...]
    ) -> Iterator[_Proposed]:
        meant = Meant(grounds[0], self._taker.reviewer, old[0].kind if old else "", OWN_CHANGE if old else "")
        try:
            pages = self._desk.pages.pages(self._marked.document, {mark.page for mark in marks})
            pointed = pointed_by(self._marked.document, marks, pages)
            new = {s.id: s for s in (own_suggestion(one, pages, meant) for one in pointed)}
        except ReviewError as error:
            self._note(marks[0].page, f"de markering is niet over te nemen ({error.message.rstrip('.')})")
            return
        if not new:
            self._note(marks[0].page, "de markering ligt nergens op")
            return
        reason = self._reason(old[0]) if old else ""
        yield _Proposed(kind, marks[0].page, Change(old, tuple(new.values()), grounds, reason))

    def _stored(self, proposed: Sequence[_Proposed]) -> Counts:
        counts: Counter[str] = Counter()

        def make(at: datetime) -> list[Event]:
            held = self._desk.store.held(self._marked.document)
            wanted: list[Change] = []
            for one in proposed:
                if self._holds(one.change, held):
                    counts["known"] += 1
                elif not self._is_stale(one, held):
                    counts[one.kind] += 1
                    wanted.append(one.change)
            new = {s.id for change in wanted for s in change.new}
            # What is pointed out anew in the place of what goes stays.
            settled = [replace(c, old=tuple(s for s in c.old if s.id not in new)) for c in wanted]
            left = [change for change in settled if change.old or change.new]
            return self._desk.changing(self._taker.reviewer, left, at) if left else []

        self._desk.stored(Asked(self._taker.reviewer), make)
        return Counts(**counts)

    def _holds(self, change: Change, held: Mapping[str, Decision]) -> bool:
        """Whether everything that a change asks for holds already."""
        kept = {s.id for s in change.new}
        return all(
            (decision := held.get(s.id)) is not None and decision.verdict is Verdict.REJECTED
            for s in change.old
            if s.id not in kept
        ) and all(
            (decision := held.get(s.id)) is not None
            and decision.verdict is Verdict.APPROVED
            and {*(decision.grounds or (s.ground,))} == {*change.grounds}
            for s in change.new
        )

    def _is_stale(self, one: _Proposed, held: Mapping[str, Decision]) -> bool:
        """Whether something else holds for what a change touches than when the marks were written; it is noted."""
        for suggestion in (*one.change.old, *one.change.new):
            decision, before = held.get(suggestion.id), self._before(suggestion.id)
            if decision is None or decision.author is not Author.PERSON or _is_same(decision, before, suggestion):
                continue
            moment = decision.decided_at.astimezone().strftime("%d-%m-%Y %H:%M")
            what = f"{decision.reviewer} heeft deze passage intussen {SHOWN[decision.verdict]} ({moment})"
            self.conflicts.append(f"pagina {one.page + 1}: {what}")
            return True
        return False

    def _is_shown(self, name: str) -> bool:
        """Whether a suggestion was more than what stays readable when its mark was written."""
        before = self._before(name)
        return name in self._known and (before is None or before.verdict is not Verdict.REJECTED)

    def _before(self, name: str) -> Decision | None:
        """Return the decision that held for a suggestion when the marks were written."""
        rows = self._desk.store.log.history([name])
        return next((decision_of(r.event) for r in reversed(rows) if r.sequence <= self._marked.sequence), None)

    def _grounds(self, suggestion: Suggestion) -> tuple[str, ...]:
        return approved_grounds(self._before(suggestion.id)) or (suggestion.ground,)

    def _reason(self, suggestion: Suggestion) -> str:
        before = self._before(suggestion.id)
        return before.reason if before is not None and before.verdict is Verdict.APPROVED else ""

    def _note(self, page: int, what: str) -> None:
        self.unclear.append(f"pagina {page + 1}: {what}")


def _is_same(decision: Decision, before: Decision | None, suggestion: Suggestion) -> bool:
    """Whether a decision says what held before."""
    if before is None:
        return decision.verdict is Verdict.OPEN
    if decision.verdict is not before.verdict:
        return False
    own = (suggestion.ground,)
    return decision.verdict is not Verdict.APPROVED or (decision.grounds or own) == (before.grounds or own)
