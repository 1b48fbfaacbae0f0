"""A review: what is open, deciding it, taking it back."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.ground import Ground
from woo_redact.domain.reason import withheld_words
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.settings import read_settings
from woo_redact.errors import ReviewError
from woo_redact.pipeline.cases import withheld_texts
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.persons import counts, passage, summary_of_person
from woo_redact.pipeline.proposing import propose_alike
from woo_redact.pipeline.results import PersonSummary, ReviewItem
from woo_redact.pipeline.review_notes import ReviewNotes, reason_texts
from woo_redact.pipeline.rows import suggestion_rows
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.session import decide, give_reason, identical, passage_key, review_order, without_reason
from woo_redact.review.state import undecided


class ReviewSession:
    """A review of one dossier by one person; a context manager.

    ``severities`` replace those of the legal checks, by their id. Each decision is stored at once; nothing is lost when
    the session is cut off.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """

    def __init__(self, dossier: Path, reviewer: str, severities: Mapping[str, Severity] | None = None) -> None:
        self._path = dossier
        self._reviewer = reviewer
        self._severities = severities
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._layout, self._store = self._stack.enter_context(opened(self._path))
        profile = load_rule_set().profiles[read_settings(self._layout.settings_file).profile]
        grounds = load_rule_set().grounds
        self.grounds: Mapping[str, Ground] = {i: grounds[i] for i in profile.grounds}
        """The grounds that the profile of the dossier offers."""
        self._load()
        self._notes = ReviewNotes(self._store, profile.name, self._severities)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def _load(self) -> None:
        self._names: dict[str, str] = {}
        for record in self._store.files():
            if record.document:
                self._names.setdefault(record.document, record.name)
        self._texts = {document: self._store.page_texts(document) for document in self._names}
        self._suggestions = review_order(s for document in self._names for s in self._store.scan(document))
        self._by_id = {s.id: s for s in self._suggestions}
        self._numbered = tuple(person for person in self._store.persons.current() if person.shown is not None)
        self._persons = {mention.suggestion: person for person in self._numbered for mention in person.mentions}

    def _open(self) -> tuple[Suggestion, ...]:
        return undecided(self._suggestions, self._store.held())

    def rules(self) -> frozenset[str]:
        """Return the rules that proposed something in the dossier, decided or not."""
        return frozenset(reason.rule for suggestion in self._suggestions for reason in suggestion.provenance)

    def files(self) -> frozenset[str]:
        """Return the names of the files with a document in the dossier."""
        return frozenset(self._names.values())

    def items(
        self, level: Level | None = None, rule: str | None = None, file: str | None = None, *, legal: bool = False
    ) -> list[ReviewItem]:
        """Return what no person has decided yet, in review order, narrowed down where asked.

        ``legal``: instead what is withheld, whoever decided that, and of which a legal check tells something.
        """
        left = self._told() if legal else self._open()
        wanted = [
            s
            for s in left
            if (level is None or s.level is level)
            and (rule is None or any(p.rule == rule for p in s.provenance))
            and (file is None or self._names[s.document] == file)
        ]
        held = self._store.held()
        groups = self._group_sizes(left)
        persons = self._person_summaries(held)
        rules = load_rule_set()
        return [
            ReviewItem(
                suggestion=s,
                rows=tuple(suggestion_rows(s, self._names[s.document], self._texts[s.document], held, rules)),
                identical=groups[passage_key(s, self._texts)],
                person=persons.get(s.id),
            )
            for s in wanted
        ]

    def _told(self) -> tuple[Suggestion, ...]:
        held = self._store.held()
        approved = (s for s in self._suggestions if s.id in held and held[s.id].verdict is Verdict.APPROVED)
        return tuple(s for s in approved if self._notes.of(s.document, s.id))

    def _person_summaries(self, held: Mapping[str, Decision]) -> dict[str, PersonSummary]:
        """Return whom each suggestion names; what was rejected does not count as a mention."""
        found: dict[str, PersonSummary] = {}
        for person in self._numbered:
            known = [s for m in person.mentions if (s := self._by_id.get(m.suggestion))]
            mentions = [(s.document, passage(s, self._texts[s.document])) for s in known if counts(s, held.get(s.id))]
            summary = summary_of_person(person.shown, mentions)
            found.update((s.id, summary) for s in known)
        return found

    def _group_sizes(self, suggestions: Sequence[Suggestion]) -> dict[tuple[str, str], int]:
        sizes: dict[tuple[str, str], int] = {}
        for suggestion in suggestions:
            key = passage_key(suggestion, self._texts)
            sizes[key] = sizes.get(key, 0) + 1
        return sizes

    def identical(self, item: ReviewItem) -> tuple[str, ...]:
        """Return the ids of the open suggestions with the same text and ground, the item's own among them."""
        return tuple(s.id for s in identical(item.suggestion, self._open_with(item), self._texts))

    def person(self, item: ReviewItem) -> tuple[str, ...]:
        """Return the ids of the open suggestions that name the same person, the item's own among them."""
        person = self._persons.get(item.suggestion.id)
        mentions = {mention.suggestion for mention in person.mentions} if person else set()
        return tuple(s.id for s in self._open_with(item) if s.id in mentions)

    def _open_with(self, item: ReviewItem) -> tuple[Suggestion, ...]:
        """What is open, and the item itself when a person decided on it before."""
        left = self._open()
        return left if item.suggestion in left else (*left, item.suggestion)

    def notes(self, item: ReviewItem) -> tuple[Finding, ...]:
        """Return what the legal checks tell of an item; of one that is open, as if it were withheld."""
        return self._notes.of(item.suggestion.document, item.suggestion.id)

    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Return what the legal checks tell of every document as it is now, each with the name of its file."""
        return self._notes.findings()

    def reason_texts(self, item: ReviewItem) -> tuple[str, ...]:
        """Return the text blocks that the reasoning of an item can be made from."""
        return reason_texts(item.rows[0].grounds, self.notes(item))

    def without_reason(self, item: ReviewItem) -> tuple[str, ...]:
        """Return the ids of what is withheld in an item's document under its grounds without a reason, itself apart."""
        one = self._notes.document(item.suggestion.document)
        found = (s for g in item.rows[0].grounds for s in without_reason(one.suggestions, one.held, g))
        return tuple(dict.fromkeys(s.id for s in found if s.id != item.suggestion.id))

    def undecided(self, ids: Iterable[str]) -> int:
        """Return how many of these no person has decided."""
        left = {s.id for s in self._open()}
        return sum(i in left for i in ids)

    def told_by(self, reason: str, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the words of a reason that are withheld in the documents of these suggestions, or would be with them.

        For people: never log it.
        """
        chosen = [self._by_id[i] for i in ids]
        documents = dict.fromkeys(s.document for s in chosen)
        withheld = [text for name in documents for text in withheld_texts(self._notes.document(name))]
        own = [passage(s, self._texts[s.document]) for s in chosen]
        return withheld_words(reason, (*withheld, *own), load_rule_set().reasons.plain)

    def give_reason(self, ids: Sequence[str], reason: str) -> int:
        """Approve suggestions with a reason, under the grounds that hold for them, as one step; return how many.

        Raises:
            ReviewError: the reason holds words that are withheld.
        """
        if self.told_by(reason, ids):
            raise ReviewError("De motivering bevat woorden die gelakt worden.", "Geef de reden in andere woorden.")
        chosen = [self._by_id[i] for i in ids]
        held = self._store.held()
        self._append(give_reason(chosen, held, self._reviewer, datetime.now(UTC), reason))
        return len(chosen)

    def decide(self, ids: Sequence[str], verdict: Verdict, grounds: tuple[str, ...] = (), reason: str = "") -> int:
        """Record one verdict for suggestions, as one step; return how many."""
        chosen = [self._by_id[i] for i in ids]
        at = datetime.now(UTC)
        self._append(decide(chosen, verdict, self._reviewer, at, grounds, reason))
        return len(chosen)

    def undo(self) -> int:
        """Take back this reviewer's last step; return how many decisions that were."""
        step = Desk(self._layout, self._store).undo(Asked(self._reviewer))
        self._notes.forget({s.document for name in step.suggestions if (s := self._by_id.get(name))})
        if any(self._store.suggestions.get(name) is None for name in step.suggestions):
            # What a person pointed out in that step is gone with it.
            self._load()
        return len(step.suggestions)

    def _append(self, decisions: Sequence[Decision]) -> None:
        self._store.append(decisions)
        self._notes.forget(s.document for d in decisions if (s := self._by_id.get(d.suggestion)))

    def propose_alike(self) -> int:
        """Propose what is withheld where it can still be read elsewhere in the dossier; return how many places."""
        added = propose_alike(self._layout, self._store)
        if added:
            self._load()
            self._notes.forget(self._names)
        return added

    def remaining(self) -> int:
        """Return how many suggestions no person has decided."""
        return len(self._open())
