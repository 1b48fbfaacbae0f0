"""The steps of a review: the order, alike passages, deciding and taking back. Pure."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import PageTexts
from woo_redact.domain.event import UNDO
from woo_redact.domain.suggestion import Suggestion
from woo_redact.review.state import batch_id

SOFT_HYPHEN = "\u00ad"


def review_order(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return suggestions as one reads them: documents in the order they come, each in text order."""
    items = tuple(suggestions)
    order = {document: number for number, document in enumerate(dict.fromkeys(s.document for s in items))}
    return tuple(sorted(items, key=lambda s: (order[s.document], s.order)))


def passage_key(suggestion: Suggestion, texts: Mapping[str, PageTexts]) -> tuple[str, str]:
    """Return ground and text of a passage, the text without regard to case, line breaks and typographic variants.

    ``texts`` are the texts of the pages, by document. A place without words is like no other.
    """
    pages = texts[suggestion.document]
    text = " ".join(pages[s.page][s.start : s.end] for s in suggestion.spans)
    plain = unicodedata.normalize("NFKC", text).replace(SOFT_HYPHEN, "")
    return suggestion.ground, " ".join(plain.split()).casefold() or suggestion.id


def identical(
    suggestion: Suggestion, suggestions: Iterable[Suggestion], texts: Mapping[str, Sequence[str]]
) -> tuple[Suggestion, ...]:
    """Return those of ``suggestions`` with the same ground and the same text."""
    key = passage_key(suggestion, texts)
    return tuple(s for s in suggestions if s.ground == suggestion.ground and passage_key(s, texts) == key)


def decide(
    suggestions: Iterable[Suggestion],
    verdict: Verdict,
    reviewer: str,
    at: datetime,
    grounds: tuple[str, ...] = (),
    reason: str = "",
) -> tuple[Decision, ...]:
    """Return one decision by a person for each suggestion, together one step."""
    ids = tuple(dict.fromkeys(s.id for s in suggestions))
    batch = batch_id(reviewer, at.isoformat(), verdict.value, *ids)
    return tuple(Decision(i, verdict, Author.PERSON, reviewer, at, batch, grounds, reason) for i in ids)


def give_reason(
    suggestions: Iterable[Suggestion], held: Mapping[str, Decision], reviewer: str, at: datetime, reason: str
) -> tuple[Decision, ...]:
    """Return one decision for each suggestion, together one step: what is approved with its grounds, now with a reason.

    What nobody approved yet is approved under the suggested ground.
    """
    chosen = {s.id: s for s in suggestions}
    batch = batch_id(reviewer, at.isoformat(), "reason", *chosen)
    return tuple(
        Decision(i, Verdict.APPROVED, Author.PERSON, reviewer, at, batch, approved_grounds(held.get(i)), reason)
        for i in chosen
    )


def approved_grounds(decision: Decision | None) -> tuple[str, ...]:
    """Return the grounds that an approval gave instead of the suggested one; empty without one."""
    return decision.grounds if decision is not None and decision.verdict is Verdict.APPROVED else ()


def without_reason(
    suggestions: Iterable[Suggestion], held: Mapping[str, Decision], ground: str
) -> tuple[Suggestion, ...]:
    """Return those that are withheld under a ground, by a person or by policy, without a reason."""
    return tuple(
        s
        for s in suggestions
        if (decision := held.get(s.id)) is not None
        and decision.verdict is Verdict.APPROVED
        and not decision.reason
        and ground in (decision.grounds or (s.ground,))
    )


def undo(decisions: Sequence[Decision], reviewer: str, at: datetime) -> tuple[Decision, ...]:
    """Return the decisions that take back the reviewer's last step not yet taken back; empty when there is none.

    What held before holds again: its verdict, grounds, reason and kind of author; the reviewer on record is who takes
    back. Where another person decided afterwards, that stays; where only policy did, it does not.
    """
    undone = {d.batch.removeprefix(UNDO) for d in decisions if d.batch.startswith(UNDO)}
    batch = next((d.batch for d in reversed(decisions) if _by(reviewer, d) and d.batch not in undone), None)
    return take_back(decisions, batch, reviewer, at) if batch is not None else ()


def take_back(decisions: Iterable[Decision], batch: str, reviewer: str, at: datetime) -> tuple[Decision, ...]:
    """Return the decisions that take back one step, as :func:`undo` does.

    ``decisions`` are at least all those on what it touched.
    """
    taken_back = []
    for suggestion, history in _histories(decisions).items():
        by_people = [d for d in history if d.author is Author.PERSON]
        if by_people and by_people[-1].batch == batch:
            earlier = _before(history, batch)
            held = earlier[-1] if earlier else Decision(suggestion, Verdict.OPEN, Author.PERSON, reviewer, at, "")
            taken_back.append(replace(held, reviewer=reviewer, decided_at=at, batch=UNDO + batch))
    return tuple(taken_back)


def _by(reviewer: str, decision: Decision) -> bool:
    return decision.author is Author.PERSON and decision.reviewer == reviewer and not decision.batch.startswith(UNDO)


def _histories(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return what came to hold for each suggestion, one after another, without what was taken back."""
    histories: dict[str, list[Decision]] = {}
    for decision in decisions:
        history = histories.setdefault(decision.suggestion, [])
        if decision.batch.startswith(UNDO):
            histories[decision.suggestion] = _before(history, decision.batch.removeprefix(UNDO))
        else:
            history.append(decision)
    return histories


def _before(history: Sequence[Decision], batch: str) -> list[Decision]:
    """Return what held before the step: policy that came after it rested on it."""
    return list(takewhile(lambda d: d.batch != batch, history))
