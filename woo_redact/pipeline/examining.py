"""A dossier looked over as a whole before it leaves the house: the law, and one treatment for one passage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from woo_redact.consistency.compare import differences, spans_overlap
from woo_redact.consistency.shares import Share, compared, middle, share_of
from woo_redact.consistency.words import words_of
from woo_redact.disclosure.sidecar import read_sidecar
from woo_redact.domain.consistency import Difference, Place
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store
from woo_redact.errors import InputError
from woo_redact.legal.checks import check
from woo_redact.pipeline.cases import DecidedDocument, case_of, decided_document
from woo_redact.pipeline.opening import opened

GRAVITY = {Severity.BLOCKING: "blokkeert", Severity.WARNING: "let op", Severity.NOTE: "ter info"}

# Characters shown on each side of a passage.
AROUND = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage for people: file, page (1-based), its text and what stands around it. Never for a log."""

    file: str
    page: int
    before: str = field(repr=False)
    text: str = field(repr=False)
    after: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A passage withheld at one place and readable at another; ``settled`` when a person decided that it stays."""

    withheld: Shown
    readable: Shown
    grounds: tuple[str, ...]
    likeness: float
    settled: bool


@dataclass(frozen=True, slots=True)
class Examination:
    """What there is to look at: legal findings and shares withheld by file, and differences.

    ``middle`` is the share withheld of the middle document.
    """

    findings: tuple[tuple[str, Finding], ...]
    differences: tuple[ShownDifference, ...]
    shares: tuple[tuple[str, Share], ...] = ()
    middle: float = 0.0

    @property
    def blocking(self) -> int:
        """How many of them keep a package back."""
        grave = sum(finding.severity is Severity.BLOCKING for _, finding in self.findings)
        return grave + sum(not difference.settled for difference in self.differences)


def examine(
    dossier: Path, severities: Mapping[str, Severity] | None = None, decided: date | None = None
) -> Examination:
    """Look a dossier over.

    ``severities`` replace those of the legal checks, by their id ("R4"); ``decided`` is the date of the decision, today
    without it.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """
    with opened(dossier) as (layout, store):
        profile = read_settings(layout.settings_file).profile
        day = decided or datetime.now().astimezone().date()
        return examined(layout, store, profile, day, severities)


def examined(
    layout: DossierLayout,
    store: Store,
    profile: str,
    decided: date,
    severities: Mapping[str, Severity] | None = None,
) -> Examination:
    """Look over what an open dossier holds."""
    read = [decided_document(store, record) for record in store.files() if record.document]
    findings = [
        (one.record.name, finding) for one in read for finding in check(case_of(one, profile, decided), severities)
    ]
    by_document = {one.record.document: one for one in read}
    documents = [words_of(name, one.texts, one.redactions) for name, one in by_document.items()]
    found = differences(documents, {name: one.redactions for name, one in by_document.items()})
    settled = (_settled(one, by_document[one.readable.document]) for one in found)
    shares = [
        _with_words(share_of(own, by_document[own.document].redactions), layout, by_document[own.document].record)
        for own in documents
    ]
    return Examination(
        tuple(findings),
        tuple(_shown(one, by_document) for one in settled),
        tuple((by_document[share.document].record.name, share) for share in compared(shares)),
        middle(shares),
    )


def share_content(name: str, share: Share) -> dict[str, object]:
    """Return for machines how much of a file is withheld."""
    return {
        "file": name,
        "words": share.words,
        "withheld": share.withheld,
        "by_ground": dict(share.by_ground),
        "stands_out": share.stands_out,
        "beyond": share.beyond,
        "taken": share.taken,
    }


def _with_words(share: Share, layout: DossierLayout, record: FileRecord) -> Share:
    """Add what was counted in the written PDF: the words that went although no passage holds them."""
    try:
        sidecar = read_sidecar(layout.sidecar(record.name))
    except InputError:
        return share
    written = record.output and sidecar.output == record.output
    return replace(share, beyond=sidecar.beyond, taken=sidecar.taken) if written else share


def _settled(difference: Difference, one: DecidedDocument) -> Difference:
    """Whether a person decided that the passage stays at the place where it can be read."""
    rejected = (
        suggestion
        for suggestion in one.suggestions
        if (decision := one.held.get(suggestion.id)) is not None
        and decision.author is Author.PERSON
        and decision.verdict is Verdict.REJECTED
    )
    settled = any(spans_overlap(suggestion.spans, difference.readable.spans) for suggestion in rejected)
    return replace(difference, settled=settled)


def _shown(difference: Difference, read: Mapping[str, DecidedDocument]) -> ShownDifference:
    return ShownDifference(
        _passage(difference.withheld, read),
        _passage(difference.readable, read),
        difference.grounds,
        difference.likeness,
        difference.settled,
    )


def _passage(place: Place, read: Mapping[str, DecidedDocument]) -> Shown:
    one = read[place.document]
    first, last = place.spans[0], place.spans[-1]
    parts: Sequence[str] = [one.texts[span.page][span.start : span.end] for span in place.spans]
    return Shown(
        one.record.name,
        first.page + 1,
        one.texts[first.page][max(0, first.start - AROUND) : first.start],
        "\n".join(parts),
        one.texts[last.page][last.end : last.end + AROUND],
    )
