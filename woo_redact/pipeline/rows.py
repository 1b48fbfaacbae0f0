"""Suggestions as people want to see them: with their text, what stands around it, and the reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.document import PageTexts, Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.rule import RuleSet
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.store import Store
from woo_redact.pipeline.results import SuggestionRow
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.explain import explain

AROUND = 160


def rows_of(store: Store, names: Iterable[str]) -> Iterator[SuggestionRow]:
    """Yield the rows of the files called ``names``, in text order."""
    rules = load_rule_set()
    for name in names:
        record = store.file(name)
        if record is None or not record.document:
            continue
        held = store.held(record.document)
        texts = store.page_texts(record.document)
        for suggestion in store.scan(record.document):
            yield from suggestion_rows(suggestion, name, texts, held, rules)


def suggestion_rows(
    suggestion: Suggestion, name: str, texts: tuple[str, ...], held: Mapping[str, Decision], rules: RuleSet
) -> Iterator[SuggestionRow]:
    """Yield one row per page of a suggestion."""
    decision = held.get(suggestion.id)
    reason = why(suggestion, texts, rules)
    for page, parts in groupby(zip(suggestion.spans, suggestion.boxes, strict=True), key=lambda part: part[0].page):
        yield _row(suggestion, tuple(parts), (name, texts[page], reason), decision)


def why(suggestion: Suggestion, texts: PageTexts, rules: RuleSet) -> str:
    """Return in Dutch why a passage was suggested, with the words that weighed most; for people: never log it."""
    words = cue_words(suggestion, texts)
    weighed = f" Het zwaarst wogen: {', '.join(f'‘{word}’' for word in words)}." if words else ""
    return f"{explain(suggestion, rules)}{weighed}"


def cue_words(suggestion: Suggestion, texts: PageTexts) -> tuple[str, ...]:
    """Return the words that weighed most with a model, each once; for people, like the passage itself."""
    cues = (cue for reason in suggestion.provenance for cue in reason.cues)
    return tuple(dict.fromkeys(texts[cue.page][cue.start : cue.end] for cue in cues))


def _row(
    suggestion: Suggestion,
    parts: Sequence[tuple[Span, tuple[Box, ...]]],
    shown: tuple[str, str, str],
    decision: Decision | None,
) -> SuggestionRow:
    name, text, reason = shown
    first, last = parts[0][0], parts[-1][0]
    return SuggestionRow(
        id=suggestion.id,
        file=name,
        page=first.page + 1,
        start=first.start,
        end=last.end,
        text="\n".join(text[span.start : span.end] for span, _ in parts),
        before=text[max(0, first.start - AROUND) : first.start],
        after=text[last.end : last.end + AROUND],
        ground=suggestion.ground,
        kind=suggestion.kind,
        level=suggestion.level,
        score=suggestion.score,
        rules=tuple(dict.fromkeys(p.rule for p in suggestion.provenance)),
        reason=reason,
        boxes=tuple(box for _, boxes in parts for box in boxes),
        verdict=decision.verdict if decision else Verdict.OPEN,
        author=decision.author if decision and decision.verdict is not Verdict.OPEN else None,
        grounds=(decision.grounds if decision else ()) or (suggestion.ground,),
        given=decision.reason if decision else "",
    )
