"""The start page of a review: where every document stands, and what everybody did."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.progress import DocumentProgress
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.suggestions import Brief
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.pipeline.views import Board, BoardDocument, BoardPerson, BoardTotals, SecondReview
from woo_redact.review.session import approved_grounds
from woo_redact.review.state import holds_by_person

STATES = {
    FileState.NEW: "nog niet gelezen",
    FileState.WRITTEN: "geschreven",
    FileState.HELD_BACK: "tegengehouden",
    FileState.FAILED: "mislukt",
}


@dataclass(slots=True)
class _Count:
    """What is counted of the suggestions of a document."""

    open: Counter[Level] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    grounds: Counter[str] = field(default_factory=Counter)
    by_policy: int = 0


def board(review: OpenReview, second: SecondReview) -> Board:
    """Return where every document of the dossier stands, and what everybody did."""
    sequence = review.refresh()
    held = review.store.held()
    counts = _counts(review.briefs(), held)
    progress = review.store.progress.all()
    comments = review.store.progress.comment_counts()
    documents = tuple(
        _document(review, files, counts.get(files[0].document) or _Count(), progress, comments)
        for files in _files(review.records)
    )
    grounds = load_rule_set().grounds
    return Board(
        dossier=review.layout.root.name,
        profile=review.profile.title,
        sequence=sequence,
        second=second,
        people=_people(review.briefs(), held, documents),
        grounds=tuple(grounds[i] for i in review.profile.grounds),
        documents=documents,
        totals=_totals(documents),
    )


def _files(records: Iterable[FileRecord]) -> Iterator[list[FileRecord]]:
    """Yield the files that have one document, in the order of the first; one without a document by itself."""
    folded: dict[str, list[FileRecord]] = {}
    for record in records:
        folded.setdefault(record.document or f"\0{record.name}", []).append(record)
    yield from folded.values()


def _counts(briefs: Iterable[Brief], held: Mapping[str, Decision]) -> dict[str, _Count]:
    found: dict[str, _Count] = {}
    for brief in briefs:
        count = found.get(brief.document)
        if count is None:
            count = found[brief.document] = _Count()
        decision = held.get(brief.id)
        verdict = decision.verdict if decision else Verdict.OPEN
        if holds_by_person(decision):
            count.verdicts[verdict] += 1
        else:
            count.open[brief.level] += 1
            count.by_policy += verdict is Verdict.APPROVED
        if verdict is Verdict.APPROVED or (verdict is Verdict.OPEN and brief.level is not Level.C):
            count.grounds.update(approved_grounds(decision) or (brief.ground,))
    return found


def _document(
    review: OpenReview,
    files: list[FileRecord],
    count: _Count,
    progress: Mapping[str, DocumentProgress],
    comments: Mapping[str, int],
) -> BoardDocument:
    first, *others = files
    findings, blocking = review.findings(first.name)
    readable = first.document in review.names
    return BoardDocument(
        document=first.document if readable else "",
        name=first.name,
        pages=first.page_count,
        state=first.state,
        state_text=STATES[first.state],
        open={level: count.open[level] for level in Level},
        approved=count.verdicts[Verdict.APPROVED],
        rejected=count.verdicts[Verdict.REJECTED],
        by_policy=count.by_policy,
        grounds=dict(count.grounds),
        findings=findings,
        blocking=blocking,
        progress=progress.get(first.document) or DocumentProgress(first.document),
        comments=comments.get(first.document, 0),
        duplicates=tuple(record.name for record in others),
        message=first.message,
    )


def _people(
    briefs: Iterable[Brief], held: Mapping[str, Decision], documents: Iterable[BoardDocument]
) -> tuple[BoardPerson, ...]:
    decisions = (held.get(brief.id) for brief in briefs)
    decided = Counter(d.reviewer for d in decisions if d is not None and holds_by_person(d))
    known = [document.progress for document in documents]
    assigned = Counter(p.assigned for p in known if p.assigned)
    done = Counter(p.done.reviewer for p in known if p.done)
    confirmed = Counter(p.confirmed.reviewer for p in known if p.confirmed)
    names = sorted({*decided, *assigned, *done, *confirmed}, key=lambda name: (name.casefold(), name))
    return tuple(BoardPerson(name, decided[name], assigned[name], done[name], confirmed[name]) for name in names)


def _totals(documents: tuple[BoardDocument, ...]) -> BoardTotals:
    known = [document for document in documents if document.document]
    return BoardTotals(
        documents=len(known),
        done=sum(document.progress.done is not None for document in known),
        confirmed=sum(document.progress.confirmed is not None for document in known),
        open=sum(sum(document.open.values()) for document in known),
        decided=sum(document.approved + document.rejected for document in known),
    )
