"""The documents of a dossier as the legal checks look at them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from woo_redact.disclosure.judgement import judge, secret
from woo_redact.domain.decision import Decision, Redaction
from woo_redact.domain.file import FileRecord
from woo_redact.domain.ground import Weighing
from woo_redact.domain.reason import withheld_words
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.store import Store
from woo_redact.legal.checks import Case, Treated
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.state import redactions


@dataclass(frozen=True, slots=True)
class DecidedDocument:
    """A document of the dossier with what was decided on it; ``texts`` are those of its pages."""

    record: FileRecord
    texts: tuple[str, ...] = field(repr=False)
    suggestions: tuple[Suggestion, ...]
    held: Mapping[str, Decision]
    redactions: tuple[Redaction, ...]


def decided_document(
    store: Store, record: FileRecord, suggestions: tuple[Suggestion, ...] | None = None
) -> DecidedDocument:
    """Read a document and what holds for it; its ``suggestions`` when they are not known already."""
    suggestions = store.scan(record.document) if suggestions is None else suggestions
    held = store.held(record.document)
    own = redactions(record.document, suggestions, held)
    return DecidedDocument(record, store.page_texts(record.document), suggestions, held, own)


def case_of(one: DecidedDocument, profile: str, decided: date) -> Case:
    """Return a document with its withheld passages; ``decided`` is the date of the decision."""
    rules = load_rule_set()
    return Case(
        profile=profile,
        decided=decided,
        text="\n".join(one.texts),
        passages=treated(one),
        lists=rules.lists,
        date=one.record.facts.date,
        relative=frozenset(g.id for g in rules.grounds.values() if g.weighing is Weighing.RELATIVE),
        judgement=judge(one.redactions, one.texts).value,
        plain=rules.reasons.plain,
    )


def with_open(case: Case, one: DecidedDocument, undecided: Iterable[Suggestion]) -> Case:
    """Return the document as if what nobody decided yet were withheld as well, each passage by itself."""
    covered = {i for passage in case.passages for i in passage.suggestions}
    more = tuple(
        Treated(
            page=s.spans[0].page,
            text=_text(s, one.texts),
            grounds=(s.ground,),
            kinds=(s.kind,),
            suggestions=(s.id,),
        )
        for s in undecided
        if s.id not in covered
    )
    return replace(case, passages=case.passages + more)


def withheld_texts(one: DecidedDocument) -> list[str]:
    """Return the words of every withheld passage. For people only: never log it."""
    return [_cut(redaction, one.texts) for redaction in one.redactions]


def secret_texts(one: DecidedDocument) -> list[str]:
    """Return the words of the passages that nobody may read anywhere. For a check only: never show or log it."""
    return [_cut(redaction, one.texts) for redaction in secret(one.redactions)]


def carried(approved: Sequence[Redaction], texts: Sequence[str]) -> tuple[Redaction, ...]:
    """Return redactions as they may be told outside: without a reason that holds words of any of them."""
    passages = [_cut(redaction, texts) for redaction in approved]
    plain = load_rule_set().reasons.plain
    bad = {
        reason
        for reason in {redaction.reason for redaction in approved if redaction.reason}
        if withheld_words(reason, passages, plain)
    }
    return tuple(replace(r, reason="") if r.reason in bad else r for r in approved)


def withheld_by_page(approved: Iterable[Redaction], texts: Sequence[str]) -> dict[int, str]:
    """Return the words of what was approved, by page (0-based). For a check only: never show or log it."""
    found: dict[int, str] = {}
    for redaction in approved:
        page = redaction.span.page
        found[page] = f"{found.get(page, '')}\n{_cut(redaction, texts)}"
    return found


def treated(one: DecidedDocument) -> tuple[Treated, ...]:
    """Return the withheld passages of a document as the legal checks look at them."""
    kinds = {s.id: s.kind for s in one.suggestions}
    return tuple(
        Treated(
            page=redaction.span.page,
            text=_cut(redaction, one.texts),
            grounds=redaction.grounds,
            kinds=tuple(sorted({kinds[i] for i in redaction.suggestions})),
            reason=redaction.reason,
            suggestions=redaction.suggestions,
        )
        for redaction in one.redactions
    )


def _cut(redaction: Redaction, texts: Sequence[str]) -> str:
    return " ".join(texts[span.page][span.start : span.end] for span in redaction.spans)


def _text(suggestion: Suggestion, texts: Sequence[str]) -> str:
    return " ".join(texts[span.page][span.start : span.end] for span in suggestion.spans)
