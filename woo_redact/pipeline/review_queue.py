"""The queue of a review: which passages of an open dossier, in which order, and which of them are waiting."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.dossier.suggestions import Brief
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.review.queue import Entry, GroupBy, Queue, Wanted, grouped
from woo_redact.review.state import holds_by_person

# Tells for a document which of its suggestions a second person has to look at.
Second = Callable[[str], Iterable[str]]


class ReviewQueue:
    """The passages that a reviewer asked for, as they are now.

    What is waiting is what no person decided; of a list that is gone through (see :class:`Wanted`), what the reviewer
    did not pass yet, or what was decided otherwise since. Texts are read only where the order depends on them.
    """

    def __init__(self, review: OpenReview, wanted: Wanted, second: Second) -> None:
        self._review = review
        self._store = review.store
        self.wanted = wanted
        self._second = second
        self._passed: dict[str, Decision | None] = {}
        self.refresh()

    def refresh(self) -> None:
        """Take in what was added and decided since."""
        self.names = self._review.names
        """The documents, each with the name of its file."""
        by_document: dict[str, list[Brief]] = defaultdict(list)
        for brief in self._review.briefs():
            by_document[brief.document].append(brief)
        self._briefs: Mapping[str, list[Brief]] = by_document
        self.decided()
        self.queue = Queue(self._ordered([e for document in self.names for e in self._wanted_in(document)]))
        """What is reviewed, in order."""

    def decided(self) -> None:
        """Take in what was decided since."""
        self.held: Mapping[str, Decision] = self._store.held()
        """What holds for each suggestion."""

    def waiting(self, entry: Entry) -> bool:
        """Whether a passage is waiting for the reviewer."""
        held = self.held.get(entry.id)
        if self.wanted.listed:
            return entry.id not in self._passed or self._passed[entry.id] != held
        return not holds_by_person(held)

    def passed(self, name: str) -> None:
        """Record that the reviewer has seen a passage, and did with it what they wanted."""
        self._passed[name] = self.held.get(name)

    def open_in(self, document: str, page: int | None = None) -> int:
        """Return how many suggestions of a document, or of a page (0-based), no person decided."""
        found = self._briefs.get(document, ())
        return sum(not holds_by_person(self.held.get(b.id)) for b in found if page in (None, b.page))

    def open(self) -> int:
        """Return how many suggestions of the dossier no person decided."""
        return sum(map(self.open_in, self.names))

    def waiting_in(self, document: str) -> int:
        """Return how many passages of a document are waiting for the reviewer."""
        return sum(entry.document == document and self.waiting(entry) for entry in self.queue.entries)

    def _wanted_in(self, document: str) -> list[Entry]:
        wanted, found = self.wanted, self._briefs.get(document, ())
        if wanted.file not in (None, self.names[document]):
            return []
        if wanted.level is not None:
            found = [b for b in found if b.level is wanted.level]
        chosen = self._chosen_in(document) if found else None
        return [Entry(b.id, document, b.page) for b in found if chosen is None or b.id in chosen]

    def _chosen_in(self, document: str) -> frozenset[str] | None:
        """Return the suggestions of a document that are asked for; ``None``: all."""
        wanted = self.wanted
        if wanted.second:
            return frozenset(self._second(document))
        if wanted.legal:
            held = self._store.held(document)
            approved = (i for i, decision in held.items() if decision.verdict is Verdict.APPROVED)
            return frozenset(i for i in approved if self._review.notes.of(document, i))
        if wanted.rule is not None:
            own = self._review.passages(document).suggestions.values()
            return frozenset(s.id for s in own if any(p.rule == wanted.rule for p in s.provenance))
        return None

    def _person(self, entry: Entry) -> str:
        person = self._review.person(entry.id)
        return f"person {person.shown}" if person else ""

    def _ordered(self, entries: list[Entry]) -> tuple[Entry, ...]:
        match self.wanted.group:
            case GroupBy.PERSON:
                return grouped(entries, self._person)
            case GroupBy.TERM:
                return grouped(entries, lambda entry: self._review.passages(entry.document).groups.get(entry.id, ""))
            case _:
                return tuple(entries)
