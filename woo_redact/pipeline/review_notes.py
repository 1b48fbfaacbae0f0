"""What the legal checks say of the passages under review: worked out once for a document, again when it changes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from woo_redact.domain.decision import Decision
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.store import Store
from woo_redact.legal.checks import Case, check, told_of_passages
from woo_redact.pipeline.cases import DecidedDocument, case_of, decided_document, treated, with_open
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.state import redactions, undecided

OLDER = "legal-r7"


@dataclass(frozen=True, slots=True)
class _Told:
    """A document, what is told of each of its suggestions, and of the document with what is withheld now."""

    document: DecidedDocument
    by_suggestion: Mapping[str, tuple[Finding, ...]]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Base:
    """What of a document does not hang on decisions: itself, its case without passages, suggestions by page."""

    document: DecidedDocument
    case: Case
    by_page: Mapping[int, Sequence[Suggestion]]


class ReviewNotes:
    """The legal findings of an open dossier, by document; ``severities`` replace those of the checks, by their id.

    ``scan`` gives the suggestions of a document, where they are kept; by default they are read from the dossier.
    """

    def __init__(
        self,
        store: Store,
        profile: str,
        severities: Mapping[str, Severity] | None = None,
        scan: Callable[[str], tuple[Suggestion, ...]] | None = None,
    ) -> None:
        self._store = store
        self._scan = scan or store.scan
        self._profile = profile
        self._severities = severities
        self._decided = datetime.now().astimezone().date()
        self._records: dict[str, FileRecord] = {}
        for record in store.files():
            if record.document:
                self._records.setdefault(record.document, record)
        self._told: dict[str, _Told] = {}
        self._bases: dict[str, _Base] = {}

    def of(self, document: str, suggestion: str) -> tuple[Finding, ...]:
        """Return what is told of a passage; of one that nobody decided yet, as if it were withheld."""
        return self._of(document).by_suggestion.get(suggestion, ())

    def of_one(self, suggestion: Suggestion, held: Mapping[str, Decision]) -> tuple[Finding, ...]:
        """Return the same as :meth:`of`, with a look at the pages of the passage alone where that is enough.

        ``held`` are the decisions that hold now, of its document at least.
        """
        document = suggestion.document
        if document in self._told:
            return self.of(document, suggestion.id)
        if document not in self._bases:
            self._bases[document] = self._base(self._records[document])
        base = self._bases[document]
        pages = {span.page for span in suggestion.spans}
        near = tuple({s.id: s for page in sorted(pages) for s in base.by_page.get(page, ())}.values())
        withheld = redactions(document, near, held)
        if any(r.reason for r in withheld if suggestion.id in r.suggestions):
            # A reason is held against every withheld passage of the document.
            return self.of(document, suggestion.id)
        one = replace(base.document, suggestions=near, held=held, redactions=withheld)
        case = with_open(replace(base.case, passages=treated(one)), one, undecided(near, held))
        return self._by_suggestion(case).get(suggestion.id, ())

    def document(self, document: str) -> DecidedDocument:
        """Return a document with what holds for it now."""
        return self._of(document).document

    def of_document(self, document: str) -> tuple[Finding, ...]:
        """Return what is told of a document with what is withheld now."""
        return self._of(document).findings

    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Return what is told of every document with what is withheld now, each with the name of its file."""
        return tuple(
            (record.name, finding) for name, record in self._records.items() for finding in self._of(name).findings
        )

    def forget(self, documents: Iterable[str]) -> None:
        """Work documents out again when asked: they have other passages now, or something was decided on them."""
        for document in documents:
            self._told.pop(document, None)
            self._bases.pop(document, None)

    def decided(self, documents: Iterable[str]) -> None:
        """Work documents out again when asked: something was decided on them, and nothing else changed."""
        for document in documents:
            self._told.pop(document, None)

    def _of(self, document: str) -> _Told:
        if document not in self._told:
            self._told[document] = self._work_out(self._records[document])
        return self._told[document]

    def _base(self, record: FileRecord) -> _Base:
        suggestions = self._scan(record.document)
        bare = DecidedDocument(record, self._store.page_texts(record.document), suggestions, {}, ())
        by_page: dict[int, list[Suggestion]] = {}
        for suggestion in suggestions:
            for page in {span.page for span in suggestion.spans}:
                by_page.setdefault(page, []).append(suggestion)
        return _Base(bare, case_of(bare, self._profile, self._decided), by_page)

    def _work_out(self, record: FileRecord) -> _Told:
        one = decided_document(self._store, record, self._scan(record.document))
        case = case_of(one, self._profile, self._decided)
        as_suggested = with_open(case, one, undecided(one.suggestions, one.held))
        return _Told(one, self._by_suggestion(as_suggested), check(case, self._severities))

    def _by_suggestion(self, case: Case) -> dict[str, tuple[Finding, ...]]:
        found: dict[str, dict[str, Finding]] = {}
        for passage, finding in told_of_passages(case, self._severities):
            for suggestion in passage.suggestions:
                found.setdefault(suggestion, {})[finding.kind] = finding
        return {suggestion: tuple(own.values()) for suggestion, own in found.items()}


def reason_texts(grounds: Iterable[str], notes: Iterable[Finding]) -> tuple[str, ...]:
    """Return the text blocks that the reasoning of a passage can be made from: its grounds, and what is told of it."""
    texts = load_rule_set().reasons
    own = [text for ground in grounds for text in texts.by_ground.get(ground, ())]
    older = [texts.older] if any(note.kind == OLDER for note in notes) else []
    return tuple(dict.fromkeys((*own, *older)))
