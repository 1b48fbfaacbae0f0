"""A review in the terminal: what is on the screen, and the steps of one reviewer. All of them go over the desk."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from itertools import dropwhile, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from woo_redact.domain.decision import Verdict
from woo_redact.domain.ground import Ground
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Suggestion, drawn_area
from woo_redact.dossier.settings import read_settings
from woo_redact.pipeline import alike as alike_items
from woo_redact.pipeline.finding import Hit
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.persons import summary_of_person
from woo_redact.pipeline.results import PersonSummary
from woo_redact.pipeline.review_items import ReviewItem, Standing, Told
from woo_redact.pipeline.review_notes import reason_texts
from woo_redact.pipeline.review_queue import ReviewQueue
from woo_redact.pipeline.review_steps import ReviewSteps, Sight
from woo_redact.pipeline.rows import AROUND, cue_words, why
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.pipeline.views import AlikeItem, Scope, SelectBy
from woo_redact.review.blackout import blacked_out
from woo_redact.review.edges import Passage
from woo_redact.review.keys import ground_keys
from woo_redact.review.queue import Entry, Queue, Wanted
from woo_redact.review.second_look import SecondLook, second_looks
from woo_redact.review.session import approved_grounds
from woo_redact.review.state import holds_by_person, redactions


class ReviewSession:
    """A review of one dossier by one person in the terminal; a context manager.

    ``severities`` replace those of the legal checks, by their id. Each step is stored at once; nothing is lost when the
    session is cut off. A step may raise what :class:`woo_redact.pipeline.desk.Desk` says: among them
    ``StaleDecisionError``, when somebody else decided since the reviewer last looked (see :meth:`look`).

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """

    def __init__(self, dossier: Path, reviewer: str, severities: Mapping[str, Severity] | None = None) -> None:
        self._path = dossier
        self._reviewer = reviewer
        self._severities = severities
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        layout, store = self._stack.enter_context(opened(self._path))
        settings = read_settings(layout.settings_file)
        self.second_review = settings.second_review
        """Whether a second person has to confirm documents."""
        self._share = settings.sample_share
        rules = load_rule_set()
        profile = rules.profiles[settings.profile]
        self.favourites: Mapping[str, str] = {key: ground for ground, key in ground_keys(profile).items()}
        """The grounds that have a digit of their own, by that."""
        offered = dict.fromkeys((*self.favourites.values(), *profile.grounds))
        self.grounds: Mapping[str, Ground] = {name: rules.grounds[name] for name in offered}
        """The grounds that the profile of the dossier offers; first those that have a digit."""
        self._store = store
        self._review = OpenReview(layout, store, self._severities)
        self.choose(Wanted())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def choose(self, wanted: Wanted) -> None:
        """Say what to review."""
        self._wanted = wanted
        self._version = self._store.version()
        self._sight = Sight(self._store.log.last()[0])
        self._looks: dict[str, SecondLook] = {}
        self._queue = ReviewQueue(self._review, wanted, self._second_of)
        self.steps = ReviewSteps(self._review, self._queue, self._reviewer, self._sight)
        """What the reviewer does."""

    # What there is to review.

    @property
    def queue(self) -> Queue:
        """What is reviewed, in order."""
        return self._queue.queue

    @property
    def proposes(self) -> bool:
        """Whether, at the end, places that read like what was withheld are proposed."""
        return not self._wanted.listed

    @property
    def second(self) -> bool:
        """Whether the reviewer looks at documents as second person."""
        return self._wanted.second

    @property
    def last(self) -> tuple[str, str] | None:
        """The document that came on the screen last, with its name, if one did."""
        document = self._sight.document
        return (document, self._queue.names[document]) if document in self._queue.names else None

    def look(self) -> None:
        """Take in what others did: the reviewer is about to see it."""
        version = self._store.version()
        self._sight.seen = self._review.refresh()
        if version != self._version:
            self._version = version
            self._queue.refresh()

    def rules(self) -> frozenset[str]:
        """Return the rules that proposed something in the dossier, decided or not."""
        found = (s for document in self._queue.names for s in self._store.scan(document))
        return frozenset(reason.rule for suggestion in found for reason in suggestion.provenance)

    def files(self) -> frozenset[str]:
        """Return the names of the files with a document in the dossier."""
        return frozenset(self._queue.names.values())

    def waiting(self, entry: Entry) -> bool:
        """Whether a passage of the queue is waiting for the reviewer."""
        return self._queue.waiting(entry)

    def waiting_ids(self) -> tuple[str, ...]:
        """Return what is waiting in the queue."""
        return tuple(entry.id for entry in self.queue.entries if self.waiting(entry))

    def passed(self, name: str) -> None:
        """Record that the reviewer is done with a passage for now."""
        self._queue.passed(name)

    def remaining(self) -> int:
        """Return how many suggestions of the dossier no person decided."""
        return self._queue.open()

    def item(self, name: str) -> ReviewItem:
        """Return a passage of the queue as it is now."""
        document = self._document(name)
        self._sight.comes(document)
        suggestion = self._review.suggestion(document, name)
        record, held = self._review.record(document), self._queue.held
        comments = self._store.progress.comments(document)
        page = suggestion.spans[0].page
        return ReviewItem(
            suggestion=suggestion,
            file=record.name,
            pages=record.page_count,
            told=self._told(suggestion),
            decision=held.get(name),
            person=self._person(suggestion),
            comments=tuple(
                c for c in comments if c.suggestion == name or (not c.suggestion and c.page in (None, page))
            ),
            progress=self._store.progress.of(document),
            second=self._looks.get(name),
        )

    def _told(self, suggestion: Suggestion) -> Told:
        document = suggestion.document
        texts, own = self._store.page_texts(document), self._review.passages(document)
        first, last = suggestion.spans[0], suggestion.spans[-1]
        held = self._queue.held
        notes = self._review.notes.of_one(suggestion, held)
        group = own.groups[suggestion.id]
        same = [name for name, other in own.groups.items() if other == group]
        return Told(
            before=texts[first.page][max(0, first.start - AROUND) : first.start],
            text=own.texts[suggestion.id],
            after=texts[last.page][last.end : last.end + AROUND],
            why=why(suggestion, texts, load_rule_set()),
            cues=cue_words(suggestion, texts),
            notes=notes,
            reason_texts=reason_texts(approved_grounds(held.get(suggestion.id)) or (suggestion.ground,), notes),
            alike=sum(name == suggestion.id or not holds_by_person(held.get(name)) for name in same),
        )

    def _person(self, suggestion: Suggestion) -> PersonSummary | None:
        """Return whom a passage names, by the fullest form in its own document: others need not be read for it."""
        person = self._review.person(suggestion.id)
        if person is None:
            return None
        left = [m for m in person.mentions if not self._rejected(m.suggestion)]
        own = self._review.passages(suggestion.document).texts
        forms = [(suggestion.document, own[m.suggestion]) for m in left if m.suggestion in own]
        name = summary_of_person(person.shown, forms or [("", own[suggestion.id])]).name
        return PersonSummary(person.shown, name, len(left), len({m.document for m in left}))

    def standing(self, name: str) -> Standing:
        """Return where a passage stands in the queue."""
        entries = self.queue.entries
        place = self.queue.place(name) or 0
        group = [entry.id for entry in entries if entry.group == entries[place].group] if entries[place].group else []
        in_group = group.index(name) + 1 if group else 0
        return Standing(place + 1, len(entries), sum(map(self.waiting, entries)), in_group, len(group))

    def finished(self, item: ReviewItem) -> str:
        """Return what a reviewer who is done with an item may say of its page or document now; empty: nothing."""
        document, queue = item.suggestion.document, self._queue
        progress = self._store.progress.of(document)
        if self._wanted.second:
            left = queue.waiting_in(document) or progress.confirmed is not None
            return "" if left else f"Alles in {item.file} is nagekeken. c: bevestigen."
        if not queue.open_in(document) and progress.done is None:
            return f"Alles in {item.file} is beoordeeld. D: document klaar."
        if not queue.open_in(document, item.page) and item.page not in progress.pages:
            return f"Pagina {item.page + 1} is beoordeeld. d: pagina klaar."
        return ""

    def open_on_page(self, item: ReviewItem) -> int:
        """Return how many suggestions on the page of an item no person decided."""
        return self._queue.open_in(item.suggestion.document, item.page)

    def alike(self, item: ReviewItem, scope: Scope) -> tuple[AlikeItem, ...]:
        """Return what is open and like an item, the item itself included."""
        self.look()
        return alike_items.alike(self._review, item.suggestion.document, item.id, scope)

    def select(self, by: SelectBy, value: str, document: str = "") -> tuple[AlikeItem, ...]:
        """Return what is open of a level or a rule, in a document or in all."""
        self.look()
        return alike_items.select(self._review, by, value, document)

    def hits(self, words: str, document: str | None = None) -> tuple[Hit, ...]:
        """Return where words stand, in a document or in all."""
        self.look()
        return self._review.finder.hits(words, document)

    def passage(self, item: ReviewItem) -> Passage | None:
        """Return an item to change its ends; nothing when it is a rectangle that a person drew."""
        return self._passage(item.suggestion)

    def following(self, name: str) -> tuple[str, Passage] | None:
        """Return the suggestion that follows one in its document, with its place; a rectangle is none."""
        document = self._document(name)
        left = [
            s for s in self._review.passages(document).suggestions.values() if s.id == name or not self._rejected(s.id)
        ]
        behind = dropwhile(lambda s: s.id != name, left)
        return next(((s.id, found) for s in islice(behind, 1, None) if (found := self._passage(s))), None)

    def published(self, item: ReviewItem, black: str) -> tuple[str, ...]:
        """Return the lines around an item as they will be published, with ``black`` for each letter that goes."""
        document, page = item.suggestion.document, item.page
        near = [s for s in self._review.passages(document).suggestions.values() if any(p.page == page for p in s.spans)]
        approved = redactions(document, near, self._queue.held)
        gone = [span for redaction in approved for span in redaction.spans if span.page == page]
        return blacked_out(self._store.page_text(document, page), gone, item.suggestion.spans[0], black)

    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Return what the legal checks tell of every document as it is now, each with the name of its file."""
        return self._review.notes.findings()

    @property
    def unconfirmed(self) -> tuple[tuple[str, str], ...]:
        """The documents (with names) that the reviewer may confirm as second person, with nothing left to look at."""
        if not self._wanted.second:
            return ()
        names = self._queue.names.items()
        return tuple((i, name) for i, name in names if self._may_confirm(i) and not self._queue.waiting_in(i))

    def _document(self, name: str) -> str:
        place = self.queue.place(name)
        return (
            self.queue.entries[place].document if place is not None else self._store.suggestions.document_of(name) or ""
        )

    def _may_confirm(self, document: str) -> bool:
        progress = self._store.progress.of(document)
        return progress.done is not None and progress.done.reviewer != self._reviewer and progress.confirmed is None

    def _second_of(self, document: str) -> Iterable[str]:
        """Return what a second person has to look at in a document that waits for the reviewer to confirm it."""
        if not self._may_confirm(document):
            return ()
        found = self._review.passages(document).suggestions.values()
        seals = self._store.log.seals(document)
        looks = second_looks(found, self._store.held(document), seals, self._share)
        self._looks.update(looks)
        return looks

    def _passage(self, suggestion: Suggestion) -> Passage | None:
        if drawn_area(suggestion) is not None:
            return None
        return Passage(suggestion.spans, self._store.page_texts(suggestion.document))

    def _rejected(self, name: str) -> bool:
        held = self._queue.held.get(name)
        return held is not None and held.verdict is Verdict.REJECTED
