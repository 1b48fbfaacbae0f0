"""The steps of one reviewer in the terminal; each goes over the desk, so that it is stored whole, at once, and once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.event import MARKS, Event, EventKind, Step
from woo_redact.domain.suggestion import Suggestion
from woo_redact.errors import ReviewError, StaleDecisionError
from woo_redact.pipeline.alike import propose
from woo_redact.pipeline.desk import Asked
from woo_redact.pipeline.finding import Hit, WithheldHits, withhold_hits
from woo_redact.pipeline.marks import comment, confirm, mark_document, mark_page
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.reasons import told_by
from woo_redact.pipeline.review_items import ReviewItem, Undone
from woo_redact.pipeline.review_queue import ReviewQueue
from woo_redact.review.own import Pointed
from woo_redact.review.session import give_reason, without_reason
from woo_redact.review.state import holds_by_person


@dataclass(slots=True)
class Sight:
    """What a reviewer has seen: everything up to the event ``seen``; of the document on the screen, up to ``came``."""

    seen: int = 0
    document: str = ""
    came: int = 0

    def comes(self, document: str) -> None:
        """Record that a document comes on the screen."""
        if document != self.document:
            self.document, self.came = document, self.seen


class ReviewSteps:
    """What one reviewer does. Every step may raise what :class:`woo_redact.pipeline.desk.Desk` says.

    Among that is ``StaleDecisionError``, when somebody else decided since the reviewer last looked.
    """

    def __init__(self, review: OpenReview, queue: ReviewQueue, reviewer: str, sight: Sight) -> None:
        self._review = review
        self._store = review.store
        self._queue = queue
        self._reviewer = reviewer
        self._sight = sight

    @property
    def _asked(self) -> Asked:
        return Asked(self._reviewer, expect=self._sight.seen)

    def _after(self, step: Step) -> None:
        """Take in what a step did."""
        self._review.refresh()
        if any(kind is EventKind.PASSAGE for kind in self._kinds(step)):
            self._queue.refresh()
        else:
            self._queue.decided()

    def _kinds(self, step: Step) -> list[EventKind]:
        return [row.event.kind for row in self._store.log.in_batch(step.batch)] if step.batch else []

    def decide(self, ids: Sequence[str], verdict: Verdict, grounds: tuple[str, ...] = (), reason: str = "") -> int:
        """Record one verdict for suggestions, as one step; return how many."""
        self._after(self._review.desk.decide(self._asked, ids, verdict, grounds, reason))
        return len(ids)

    def replace(self, item: ReviewItem, ids: Sequence[str], parts: Sequence[tuple[Span, ...]]) -> None:
        """Put passages in the place of suggestions of an item's document, under the grounds that hold for those."""
        pointed = [Pointed(item.suggestion.document, spans) for spans in parts]
        self._after(self._review.desk.replace(self._asked, ids, pointed))

    def withhold(self, hits: Sequence[Hit], grounds: tuple[str, ...]) -> WithheldHits:
        """Withhold hits, as one step."""
        done = withhold_hits(self._review.desk, self._asked, hits, grounds)
        self._after(done.step)
        return done

    def undo(self) -> Undone:
        """Take back this reviewer's last step."""
        step = self._review.desk.undo(Asked(self._reviewer))
        self._after(step)
        return Undone(step.suggestions, tuple(kind for kind in self._kinds(step) if kind in MARKS))

    def comment(self, item: ReviewItem, words: str) -> None:
        """Leave words for colleagues on an item."""
        comment(self._review.desk, self._asked, item.suggestion.document, words, item.id)

    def mark_page(self, item: ReviewItem) -> bool:
        """Mark the page of an item as done, or no longer; return whether it is now."""
        document = item.suggestion.document
        done = item.page not in self._store.progress.of(document).pages
        mark_page(self._review.desk, self._asked, document, item.page, done=done)
        return done

    def mark_document(self, document: str) -> bool:
        """Mark a document as done, or no longer; return whether it is now."""
        done = self._store.progress.of(document).done is None
        mark_document(self._review.desk, self._asked, document, done=done)
        return done

    def confirm(self, document: str) -> bool:
        """Confirm a document as second person, or take that back; return whether it is confirmed now.

        Raises:
            ReviewError: there is something left to look at.
        """
        confirmed = self._store.progress.of(document).confirmed is None
        left = self._queue.waiting_in(document) if self._queue.wanted.second and confirmed else 0
        if left:
            raise ReviewError(
                f"In dit document hebt u nog niet alles bekeken (nog {left}).", "Loop het eerst langs met n."
            )
        sight = self._sight
        seen = sight.came if sight.document == document else sight.seen
        try:
            confirm(self._review.desk, Asked(self._reviewer, expect=seen), document, confirmed=confirmed)
        except StaleDecisionError:
            # The reviewer is told, and looks at it again from now on.
            sight.came = sight.seen
            raise
        return confirmed

    def propose_alike(self) -> int:
        """Propose what is withheld where it can still be read elsewhere in the dossier; return how many places."""
        added = propose(self._review, Asked(self._reviewer))
        if added:
            self._review.refresh()
            self._queue.refresh()
        return sum(added.values())

    def without_reason(self, item: ReviewItem) -> tuple[str, ...]:
        """Return the ids of what is withheld in an item's document under its grounds without a reason, itself apart."""
        one = self._review.notes.document(item.suggestion.document)
        found = (s for g in item.grounds for s in without_reason(one.suggestions, one.held, g))
        return tuple(dict.fromkeys(s.id for s in found if s.id != item.id))

    def undecided(self, ids: Iterable[str]) -> int:
        """Return how many of these no person has decided."""
        return sum(not holds_by_person(self._queue.held.get(name)) for name in ids)

    def told_by(self, reason: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the words of a reason that are withheld in the documents of these suggestions, or would be with them.

        For people: never log it.
        """
        return told_by(self._review, reason, ids)

    def give_reason(self, ids: Sequence[str], reason: str) -> int:
        """Approve suggestions with a reason, under the grounds that hold for them, as one step; return how many.

        Raises:
            ReviewError: the reason holds words that are withheld.
        """
        if self.told_by(reason, ids):
            raise ReviewError("De motivering bevat woorden die gelakt worden.", "Geef de reden in andere woorden.")
        chosen = [self._suggestion(name) for name in ids]

        def made(at: datetime) -> list[Event]:
            return self._store.events_of(give_reason(chosen, self._store.held(), self._reviewer, at, reason))

        self._after(self._review.desk.stored(self._asked, made))
        return len(chosen)

    def _suggestion(self, name: str) -> Suggestion:
        return self._review.suggestion(self._store.suggestions.document_of(name) or "", name)
