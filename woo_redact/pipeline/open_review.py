"""An open dossier under review by one or more people, and what is kept of it in memory between questions."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.decision import Decision
from woo_redact.domain.document import PageTexts
from woo_redact.domain.event import EventKind
from woo_redact.domain.file import FileRecord
from woo_redact.domain.ground import Profile
from woo_redact.domain.person import KeptPerson
from woo_redact.domain.report import Severity
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store
from woo_redact.dossier.suggestions import Brief
from woo_redact.errors import InputError
from woo_redact.pipeline.desk import Desk
from woo_redact.pipeline.finding import Finder
from woo_redact.pipeline.persons import counts, passage, summary_of_person
from woo_redact.pipeline.review_notes import ReviewNotes
from woo_redact.pipeline.stages import StageNames, load_rule_set
from woo_redact.review.session import passage_key

# What changes which passages a document has.
PASSAGES = (EventKind.PASSAGE, EventKind.PROPOSAL)


@dataclass(frozen=True, slots=True)
class DocumentPassages:
    """The suggestions of a document by id, in text order; what stands at each, and its group. For people: never log it.

    Passages with the same text and ground have the same group, anywhere in the dossier; it tells nothing of the text.
    """

    suggestions: Mapping[str, Suggestion]
    texts: Mapping[str, str] = field(repr=False)
    groups: Mapping[str, str]


@dataclass(slots=True)
class _Kept:
    """What was read from the dossier; as long as it holds."""

    records: tuple[FileRecord, ...]
    names: Mapping[str, str]
    findings: Mapping[str, tuple[int, int]]
    briefs: tuple[Brief, ...] | None = None
    passages: dict[str, DocumentPassages] = field(default_factory=dict, repr=False)
    groups: dict[str, list[Suggestion]] = field(default_factory=dict)
    persons: dict[str, KeptPerson] | None = None
    person_names: dict[tuple[str, ...], str] = field(default_factory=dict, repr=False)


class OpenReview:
    """A dossier, its desk, finder and notes; not for use by several threads at a time.

    The functions that make a page of it call :meth:`refresh` first: others may have decided, added passages, or even
    run the dossier again in another process. ``severities`` replace those of the legal checks, by their id.
    """

    def __init__(
        self,
        layout: DossierLayout,
        store: Store,
        severities: Mapping[str, Severity] | None = None,
        reader_name: str = StageNames().reader,
    ) -> None:
        """Look at a dossier.

        Raises:
            DossierError: its settings cannot be read.
        """
        self.layout = layout
        self.store = store
        self._severities = severities
        self.reader_name = reader_name
        # Groups must not be fingerprints by which a text can be guessed.
        self._salt = secrets.token_bytes(16)
        self._version = self._sequence = -1
        self._scan_state = ""
        self.refresh()

    def refresh(self) -> int:
        """Forget what no longer holds; return the number of the last event."""
        version, last = self.store.version(), self.store.log.last()[0]
        if version != self._version and (state := self.store.scan_state()) != self._scan_state:
            self._scan_state = state
            self._begin()
        elif last != self._sequence:
            touched = self.store.log.touched(self._sequence)
            self._forget({document for kind, document in touched if kind in PASSAGES})
            self.notes.decided(document for kind, document in touched if kind is EventKind.DECISION)
        self._version, self._sequence = version, last
        return last

    def _begin(self) -> None:
        self.profile: Profile = load_rule_set().profiles[read_settings(self.layout.settings_file).profile]
        records = self.store.files()
        names: dict[str, str] = {}
        for record in records:
            if record.document and record.page_count:
                names.setdefault(record.document, record.name)
        self._kept = _Kept(records, names, self.store.finding_counts())
        self.desk = Desk(self.layout, self.store, self.reader_name)
        self.finder = Finder(self.store)
        self.notes = ReviewNotes(self.store, self.profile.name, self._severities, self._scan)

    def _forget(self, documents: Iterable[str]) -> None:
        changed = set(documents)
        if changed:
            self._kept.briefs = None
            self._kept.groups.clear()
            self.notes.forget(changed)
        for document in changed & self._kept.passages.keys():
            self._bring_up_to_date(document, self._kept.passages[document])

    def _bring_up_to_date(self, document: str, known: DocumentPassages) -> None:
        """Add what was pointed out or proposed in a document, and leave out what was taken back."""
        ids = self.store.suggestions.ids(document)
        left = [s for s in known.suggestions.values() if s.id in ids]
        added = [s for name in ids - known.suggestions.keys() if (s := self.store.suggestions.get(name))]
        texts = {s.page: self.store.page_text(document, s.page) for one in added for s in one.spans}
        new = self._passages(added, {document: texts})
        words, groups = {**known.texts, **new.texts}, {**known.groups, **new.groups}
        own = {s.id: s for s in sorted((*left, *added), key=lambda s: s.order)}
        self._kept.passages[document] = DocumentPassages(
            own, {name: words[name] for name in own}, {name: groups[name] for name in own}
        )

    def _passages(self, suggestions: Iterable[Suggestion], texts: Mapping[str, PageTexts]) -> DocumentPassages:
        own = {s.id: s for s in suggestions}
        words = {s.id: passage(s, texts[s.document]) for s in own.values()}
        return DocumentPassages(own, words, {s.id: self._group(s, texts) for s in own.values()})

    @property
    def records(self) -> tuple[FileRecord, ...]:
        """Every file of the dossier, by name."""
        return self._kept.records

    @property
    def names(self) -> Mapping[str, str]:
        """The documents that can be reviewed, each with the first name of a file that has it, by name."""
        return self._kept.names

    def record(self, document: str) -> FileRecord:
        """Return the first file with this document.

        Raises:
            InputError: it is not in the dossier.
        """
        name = self.names.get(document)
        found = next((r for r in self.records if r.name == name), None)
        if found is None:
            raise InputError("Dit document staat niet in het dossier.", "Ga terug naar het overzicht.")
        return found

    def document(self, short: str) -> str:
        """Return the document whose SHA-256 begins with ``short``.

        Raises:
            InputError: there is none.
        """
        found = next((name for name in self.names if short and name.startswith(short)), "")
        return self.record(found).document

    def findings(self, name: str) -> tuple[int, int]:
        """Return how many findings the file called ``name`` has, and how many of them stop publication."""
        return self._kept.findings.get(name, (0, 0))

    def briefs(self) -> tuple[Brief, ...]:
        """Return every suggestion of the dossier, without its places."""
        if self._kept.briefs is None:
            self._kept.briefs = self.store.suggestions.briefs()
        return self._kept.briefs

    def passages(self, document: str) -> DocumentPassages:
        """Return the suggestions of a document and what stands at them."""
        if document not in self._kept.passages:
            texts = self.store.page_texts(document)
            self._kept.passages[document] = self._passages(self.store.scan(document), {document: texts})
        return self._kept.passages[document]

    def suggestion(self, document: str, suggestion: str) -> Suggestion:
        """Return a suggestion of a document.

        Raises:
            InputError: the document does not have it.
        """
        found = self.passages(self.record(document).document).suggestions.get(suggestion)
        if found is None:
            raise InputError("Dit voorstel staat niet in het document.", "Bekijk het document opnieuw.")
        return found

    def group(self, group: str) -> Sequence[Suggestion]:
        """Return the suggestions of a group in the order of documents and text."""
        if not self._kept.groups:
            for document in self.names:
                own = self.passages(document)
                for suggestion in own.suggestions.values():
                    self._kept.groups.setdefault(own.groups[suggestion.id], []).append(suggestion)
        return self._kept.groups.get(group, ())

    def person(self, suggestion: str) -> KeptPerson | None:
        """Return the person that a suggestion names, when it is certain who that is."""
        return self._persons().get(suggestion)

    def numbered(self, number: int) -> KeptPerson | None:
        """Return the person with a number, if there is one."""
        return next((person for person in self._persons().values() if person.shown == number), None)

    def mentions(self, person: KeptPerson) -> list[Suggestion]:
        """Return the suggestions that name a person, in the order of documents and text."""
        known = (m for m in person.mentions if m.document in self.names)
        found = (self.passages(m.document).suggestions.get(m.suggestion) for m in known)
        return [suggestion for suggestion in found if suggestion is not None]

    def person_name(self, person: KeptPerson, held: Mapping[str, Decision]) -> str:
        """Return the fullest form in which a person is named. For people: never log it."""
        counting = [s for s in self.mentions(person) if counts(s, held.get(s.id))]
        forms = tuple(dict.fromkeys(self.passages(s.document).texts[s.id] for s in counting))
        if forms not in self._kept.person_names:
            summary = summary_of_person(person.shown, [("", form) for form in forms])
            self._kept.person_names[forms] = summary.name
        return self._kept.person_names[forms]

    def _scan(self, document: str) -> tuple[Suggestion, ...]:
        return tuple(self.passages(document).suggestions.values())

    def _persons(self) -> Mapping[str, KeptPerson]:
        if self._kept.persons is None:
            sure = [person for person in self.store.persons.current() if person.shown is not None]
            self._kept.persons = {mention.suggestion: person for person in sure for mention in person.mentions}
        return self._kept.persons

    def _group(self, suggestion: Suggestion, texts: Mapping[str, PageTexts]) -> str:
        key = "\0".join(passage_key(suggestion, texts)).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(key, digest_size=8, key=self._salt).hexdigest()
