"""A review: what is open, deciding it, taking it back."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.ground import Ground
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.settings import read_settings
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.persons import counts, passage, summary_of_person
from woo_redact.pipeline.results import PersonSummary, ReviewItem
from woo_redact.pipeline.rows import suggestion_rows
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.session import decide, identical, passage_key, review_order, undo
from woo_redact.review.state import current, undecided


class ReviewSession:
    """A review of one dossier by one person; a context manager.

    Each decision is stored at once; nothing is lost when the session is cut off.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """

    def __init__(self, dossier: Path, reviewer: str) -> None:
        self._path = dossier
        self._reviewer = reviewer
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        layout, self._store = self._stack.enter_context(opened(self._path))
        profile = load_rule_set().profiles[read_settings(layout.settings_file).profile]
        grounds = load_rule_set().grounds
        self.grounds: Mapping[str, Ground] = {i: grounds[i] for i in profile.grounds}
        """The grounds that the profile of the dossier offers."""
        self._load()
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
        return undecided(self._suggestions, current(self._store.decisions()))

    def rules(self) -> frozenset[str]:
        """Return the rules that proposed something in the dossier, decided or not."""
        return frozenset(reason.rule for suggestion in self._suggestions for reason in suggestion.provenance)

    def files(self) -> frozenset[str]:
        """Return the names of the files with a document in the dossier."""
        return frozenset(self._names.values())

    def items(self, level: Level | None = None, rule: str | None = None, file: str | None = None) -> list[ReviewItem]:
        """Return what no person has decided yet, in review order, narrowed down where asked."""
        left = self._open()
        wanted = [
            s
            for s in left
            if (level is None or s.level is level)
            and (rule is None or any(p.rule == rule for p in s.provenance))
            and (file is None or self._names[s.document] == file)
        ]
        held = current(self._store.decisions())
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
        return tuple(s.id for s in identical(item.suggestion, self._open(), self._texts))

    def person(self, item: ReviewItem) -> tuple[str, ...]:
        """Return the ids of the open suggestions that name the same person, the item's own among them."""
        person = self._persons.get(item.suggestion.id)
        mentions = {mention.suggestion for mention in person.mentions} if person else set()
        return tuple(s.id for s in self._open() if s.id in mentions)

    def decide(self, ids: Sequence[str], verdict: Verdict, grounds: tuple[str, ...] = (), reason: str = "") -> int:
        """Record one verdict for suggestions, as one step; return how many."""
        chosen = [self._by_id[i] for i in ids]
        at = datetime.now(UTC)
        self._store.append(decide(chosen, verdict, self._reviewer, at, grounds, reason))
        return len(chosen)

    def undo(self) -> int:
        """Take back this reviewer's last step; return how many decisions that were."""
        taken_back = undo(self._store.decisions(), self._reviewer, datetime.now(UTC))
        self._store.append(taken_back)
        return len(taken_back)

    def remaining(self) -> int:
        """Return how many suggestions no person has decided."""
        return len(self._open())
