"""What the legal checks say of the passages under review: worked out once for a document, again when it changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity
from woo_redact.dossier.store import Store
from woo_redact.legal.checks import check, told_of_passages
from woo_redact.pipeline.cases import DecidedDocument, case_of, decided_document, with_open
from woo_redact.review.state import undecided

OLDER = "legal-r7"


@dataclass(frozen=True, slots=True)
class _Told:
    """A document, what is told of each of its suggestions, and of the document with what is withheld now."""

    document: DecidedDocument
    by_suggestion: Mapping[str, tuple[Finding, ...]]
    findings: tuple[Finding, ...]


class ReviewNotes:
    """The legal findings of an open dossier, by document; ``severities`` replace those of the checks, by their id."""

    def __init__(self, store: Store, profile: str, severities: Mapping[str, Severity] | None = None) -> None:
        self._store = store
        self._profile = profile
        self._severities = severities
        self._decided = datetime.now().astimezone().date()
        self._records: dict[str, FileRecord] = {}
        for record in store.files():
            if record.document:
                self._records.setdefault(record.document, record)
        self._told: dict[str, _Told] = {}

    def of(self, document: str, suggestion: str) -> tuple[Finding, ...]:
        """Return what is told of a passage; of one that nobody decided yet, as if it were withheld."""
        return self._of(document).by_suggestion.get(suggestion, ())

    def document(self, document: str) -> DecidedDocument:
        """Return a document with what holds for it now."""
        return self._of(document).document

    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Return what is told of every document with what is withheld now, each with the name of its file."""
        return tuple(
            (record.name, finding) for name, record in self._records.items() for finding in self._of(name).findings
        )

    def forget(self, documents: Iterable[str]) -> None:
        """Work documents out again when asked: something was decided on them."""
        for document in documents:
            self._told.pop(document, None)

    def _of(self, document: str) -> _Told:
        if document not in self._told:
            self._told[document] = self._work_out(self._records[document])
        return self._told[document]

    def _work_out(self, record: FileRecord) -> _Told:
        one = decided_document(self._store, record)
        case = case_of(one, self._profile, self._decided)
        as_suggested = with_open(case, one, undecided(one.suggestions, one.held))
        found: dict[str, dict[str, Finding]] = {}
        for passage, finding in told_of_passages(as_suggested, self._severities):
            for suggestion in passage.suggestions:
                found.setdefault(suggestion, {})[finding.kind] = finding
        by_suggestion = {suggestion: tuple(own.values()) for suggestion, own in found.items()}
        return _Told(one, by_suggestion, check(case, self._severities))
