"""Decisions to the state that holds, and from there to redactions. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import combinations, groupby
from types import MappingProxyType

from woo_redact.domain.decision import Author, Decision, Redaction, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box, enclosing
from woo_redact.domain.suggestion import Level, Suggestion, drawn_area
from woo_redact.errors import ReviewError

POLICY_REVIEWER = "beleid"
NOBODY: Mapping[str, int | None] = MappingProxyType({})

# Parts of boxes' heights: boxes that share at least this much of the lower one stand on one line ...
SAME_LINE = 0.5
# ... and belong together when no more than a word space is between them: wider than that is another column or cell.
WORD_SPACE = 0.6


def current(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the last decision for each suggestion; with verdict ``OPEN`` nothing holds."""
    return {decision.suggestion: decision for decision in decisions}


def batch_id(*parts: str) -> str:
    """Return a name for decisions made in one step: the same step has the same name."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def holds_by_person(decision: Decision | None) -> bool:
    """Whether a person's verdict holds."""
    return decision is not None and decision.author is Author.PERSON and decision.verdict is not Verdict.OPEN


def by_policy(
    suggestions: Iterable[Suggestion], current: Mapping[str, Decision], accept: frozenset[Level], at: datetime
) -> tuple[Decision, ...]:
    """Return the decisions that policy has to make so that exactly the levels of ``accept`` are approved by it.

    What a person decided is never touched.
    """
    changes: dict[str, Verdict] = {}
    for suggestion in suggestions:
        held = current.get(suggestion.id)
        if holds_by_person(held):
            continue
        verdict = held.verdict if held else Verdict.OPEN
        wanted = Verdict.APPROVED if suggestion.level in accept else Verdict.OPEN
        if verdict is not wanted:
            changes[suggestion.id] = wanted
    batch = batch_id(POLICY_REVIEWER, at.isoformat(), *changes)
    return tuple(Decision(i, verdict, Author.POLICY, POLICY_REVIEWER, at, batch) for i, verdict in changes.items())


def undecided(suggestions: Iterable[Suggestion], current: Mapping[str, Decision]) -> tuple[Suggestion, ...]:
    """Return the suggestions on which no person's verdict holds."""
    return tuple(s for s in suggestions if not holds_by_person(current.get(s.id)))


@dataclass(frozen=True, slots=True)
class _Passage:
    """The part of an approved suggestion on one page."""

    spans: tuple[Span, ...]
    boxes: tuple[Box, ...]
    grounds: tuple[str, ...]
    suggestion: str
    reason: str = field(repr=False)
    area: Box | None = None


def redactions(
    document_id: str,
    suggestions: Iterable[Suggestion],
    current: Mapping[str, Decision],
    persons: Mapping[str, int | None] = NOBODY,
) -> tuple[Redaction, ...]:
    """Return what has to go from a document, in text order.

    ``persons`` are the numbers of the persons that suggestions name, ``None`` where it is not certain who that is. A
    redaction gets a number when all of its suggestions name that one person.

    Passages of one page that overlap or touch become one redaction, with all their grounds and their boxes united
    line by line: never less than they covered apart. So do places without words whose boxes overlap.

    Raises:
        ReviewError: an approved passage has no place on its page, so that it could not be covered.
    """
    passages = sorted(_approved(suggestions, current), key=lambda p: (p.spans, p.suggestion))
    found = [_redaction(document_id, group, persons) for group in _together(passages)]
    return tuple(sorted(found, key=lambda r: (r.span, r.suggestions)))


def _together(passages: Sequence[_Passage]) -> list[list[_Passage]]:
    """Return passages that share or touch each other's text together, and places without words that overlap."""
    group = list(range(len(passages)))

    def first(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    places = ((span, number) for number, p in enumerate(passages) for span in p.spans if span.start < span.end)
    page, end, last = -1, 0, 0
    for span, number in sorted(places):
        if span.page == page and span.start <= end:
            group[first(number)] = first(last)
            end = max(end, span.end)
        else:
            page, end = span.page, span.end
        last = number
    bare = [number for number, p in enumerate(passages) if all(span.start == span.end for span in p.spans)]
    for one, other in combinations(bare, 2):
        if _overlap(passages[one], passages[other]):
            group[first(other)] = first(one)
    found: dict[int, list[_Passage]] = {}
    for number, passage in enumerate(passages):
        found.setdefault(first(number), []).append(passage)
    return list(found.values())


def _overlap(one: _Passage, other: _Passage) -> bool:
    return one.spans[0].page == other.spans[0].page and any(a.meets(b) for a in one.boxes for b in other.boxes)


def _approved(suggestions: Iterable[Suggestion], current: Mapping[str, Decision]) -> Iterable[_Passage]:
    for suggestion in suggestions:
        decision = current.get(suggestion.id)
        if decision is None or decision.verdict is not Verdict.APPROVED:
            continue
        if len(suggestion.boxes) != len(suggestion.spans) or not all(suggestion.boxes):
            pages = ", ".join(str(span.page + 1) for span in suggestion.spans)
            raise ReviewError(
                f"Een goedgekeurde passage heeft geen plaats op de pagina (pagina {pages}).",
                "Draai woo-redact run opnieuw; blijft dit zo, wijs de passage dan af en meld dit aan de beheerder.",
            )
        grounds = decision.grounds or (suggestion.ground,)
        for _, parts in groupby(zip(suggestion.spans, suggestion.boxes, strict=True), key=lambda part: part[0].page):
            own = tuple(parts)
            boxes = tuple(box for _, lines in own for box in lines)
            area = drawn_area(suggestion)
            yield _Passage(tuple(span for span, _ in own), boxes, grounds, suggestion.id, decision.reason, area)


def _redaction(document: str, passages: Sequence[_Passage], persons: Mapping[str, int | None]) -> Redaction:
    places = _joined(span for p in passages for span in p.spans)
    named = {persons.get(p.suggestion) for p in passages}
    return Redaction(
        document=document,
        span=places[0],
        cover=_cover(passages),
        areas=_areas(passages),
        grounds=tuple(sorted({ground for p in passages for ground in p.grounds})),
        suggestions=tuple(dict.fromkeys(p.suggestion for p in passages)),
        person=named.pop() if len(named) == 1 else None,
        reason=" ".join(dict.fromkeys(p.reason for p in passages if p.reason)),
        rest=tuple(places[1:]),
    )


def _cover(passages: Sequence[_Passage]) -> tuple[Box, ...]:
    """Return the rectangles that people drew as they are, and the other boxes line by line: a line that sticks out of
    a rectangle must not make it as wide as itself.
    """
    areas = _areas(passages)
    lines = united(box for p in passages for box in p.boxes if box != p.area)
    return (*areas, *(line for line in lines if not any(_within(line, area) for area in areas)))


def _areas(passages: Iterable[_Passage]) -> tuple[Box, ...]:
    return tuple(dict.fromkeys(p.area for p in passages if p.area is not None))


def _within(box: Box, area: Box) -> bool:
    return area.holds(box.x0, box.top) and area.holds(box.x1, box.bottom)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return places of one page in text order, those that touch as one; without words only when there are no others."""
    found = sorted(spans)
    joined: list[Span] = []
    for span in (span for span in found if span.start < span.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(span.page, joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined or found[:1]


def united(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Join boxes that overlap or follow each other on one line, in the order of their first part."""
    lines: list[Box] = []
    for box in boxes:
        at = len(lines)
        # Joining may bring it near another one, so it goes on until nothing is left to join.
        while mates := [i for i, line in enumerate(lines) if _joins(line, box)]:
            at = min(at, *mates)
            box = enclosing([box, *(lines[i] for i in mates)])
            lines = [line for i, line in enumerate(lines) if i not in mates]
        lines.insert(at, box)
    return tuple(lines)


def _joins(one: Box, other: Box) -> bool:
    height = min(one.height, other.height)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return shared >= SAME_LINE * height and gap <= WORD_SPACE * height
