"""Scoring one document: what was found of what had to go, how much of what was suggested was right, what stayed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from woo_redact.domain.document import ParsedDocument, Span
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.evaluation.align import Placed, place_marks
from woo_redact.evaluation.marks import Mark, MarkedDocument
from woo_redact.evaluation.passages import count_passages
from woo_redact.evaluation.report import PERSONAL, PERSONS, Count, DocumentScore, EvaluationReport, Key
from woo_redact.evaluation.slips import Fault, Slip, slip

POSTCODE = re.compile(r"(?<!\d)[1-9]\d{3}\s?[A-Z]{2}(?![^\W_])")
# A character: index of its page, offset in the text of that page.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Truth:
    """What a document holds, as characters that can be read: marks, everything withheld, names that stay."""

    readable: frozenset[Place] = field(repr=False)
    marks: tuple[tuple[Mark, frozenset[Place]], ...] = field(repr=False)
    withheld: frozenset[Place] = field(repr=False)
    names: tuple[frozenset[Place], ...] = field(repr=False)
    unplaced: tuple[Mark, ...] = field(repr=False)


def score(
    name: str, marked: MarkedDocument, parsed: ParsedDocument, suggestions: Sequence[Suggestion]
) -> EvaluationReport:
    """Score one document: what its suggestions cover.

    A mark that cannot be found in the text read counts as not found. Only letters and digits are counted.
    """
    truth = _truth(marked, parsed)
    counts: dict[Key, Count] = defaultdict(Count)
    for level in Level:
        accepted = [(s, _places(s.spans) & truth.readable) for s in suggestions if s.level <= level]
        _count_marks(counts, level, truth, accepted)
        _count_suggestions(counts, level, truth, accepted)
        for mark in truth.unplaced:
            letters = sum(c.isalnum() for c in marked.text[mark.start : mark.end])
            counts[level, mark.ground, mark.kind] += Count(marks=1, characters=letters)
    accepted = [(s, _places(s.spans) & truth.readable) for s in suggestions if s.level <= Level.B]
    kept = truth.readable - truth.withheld
    persons = _union(places for s, places in accepted if s.kind in PERSONS)
    document = DocumentScore(
        name=name,
        personal=sum((c for (least, g, _), c in counts.items() if least is Level.B and g in PERSONAL), Count()),
        kept=len(kept),
        readable=len(kept - _union(places for _, places in accepted)),
        unplaced=len(truth.unplaced),
        names_kept=len(truth.names),
        names_lost=sum(bool(places & persons) for places in truth.names),
    )
    levels = {level: sum(s.level is level for s in suggestions) for level in Level}
    slips = (*_missed(name, parsed, truth, accepted), *_false(name, parsed, truth, accepted))
    passages = count_passages(
        marked.text,
        ((mark.ground, places) for mark, places in truth.marks if mark.ground not in PERSONAL),
        ((s.ground, places) for s, places in accepted if s.ground not in PERSONAL),
        truth.withheld,
    )
    return EvaluationReport((document,), dict(counts), levels, slips, passages)


def _truth(marked: MarkedDocument, parsed: ParsedDocument) -> _Truth:
    """Find the marks and the names that stay in the text that was read."""
    names = tuple(Mark(kept.start, kept.end, "", kept.label) for kept in marked.kept)
    placed = place_marks(replace(marked, marks=(*marked.marks, *names)), parsed.flow.text)
    readable = frozenset((p.index, i) for p in parsed.pages for i, c in enumerate(p.text) if c.isalnum())
    own = [(p.mark, _places(parsed.flow.locate(p.start, p.end)) & readable) for p in placed.marks]
    own += [(mark, _places(parsed.flow.locate(*place)) & readable) for mark, place in _postcodes(placed, parsed)]
    marks = tuple((mark, places) for mark, places in own if mark.ground)
    return _Truth(
        readable,
        marks,
        _union(places for _, places in marks),
        tuple(places for mark, places in own if not mark.ground),
        tuple(mark for mark in placed.unplaced if mark.ground),
    )


def _postcodes(placed: Placed, parsed: ParsedDocument) -> Iterator[tuple[Mark, tuple[int, int]]]:
    """Yield the postcodes within addresses as marks of their own: an address may be found without them."""
    for found in placed.marks:
        if found.mark.kind == "address":
            for match in POSTCODE.finditer(parsed.flow.text, found.start, found.end):
                yield replace(found.mark, kind="postcode"), match.span()


Accepted = Sequence[tuple[Suggestion, frozenset[Place]]]


def _count_marks(counts: dict[Key, Count], level: Level, truth: _Truth, accepted: Accepted) -> None:
    covered = _covered(accepted)
    for mark, places in truth.marks:
        hit = len(places & covered[_family(mark.ground)])
        counts[level, mark.ground, mark.kind] += Count(1, int(hit == len(places)), len(places), hit)


def _count_suggestions(counts: dict[Key, Count], level: Level, truth: _Truth, accepted: Accepted) -> None:
    for suggestion, places in accepted:
        right = len(places & truth.withheld)
        counts[level, suggestion.ground, suggestion.kind] += Count(
            suggested=1,
            right=int(2 * right >= len(places)),
            suggested_characters=len(places),
            right_characters=right,
        )


def _covered(accepted: Accepted) -> dict[str, frozenset[Place]]:
    """Return what is covered under each ground, personal data together."""
    covered: dict[str, set[Place]] = defaultdict(set)
    for suggestion, places in accepted:
        covered[_family(suggestion.ground)] |= places
    return defaultdict(frozenset, {ground: frozenset(places) for ground, places in covered.items()})


def _family(ground: str) -> str:
    return "personal" if ground in PERSONAL else ground


def _missed(name: str, parsed: ParsedDocument, truth: _Truth, accepted: Accepted) -> Iterator[Slip]:
    covered = _covered(accepted)
    for mark, places in truth.marks:
        left = places - covered[_family(mark.ground)]
        if left:
            yield slip(name, parsed, places, len(left), Fault(mark.ground, mark.kind))


def _false(name: str, parsed: ParsedDocument, truth: _Truth, accepted: Accepted) -> Iterator[Slip]:
    for suggestion, places in accepted:
        wrong = places - truth.withheld
        if 2 * len(wrong) > len(places):
            rule = suggestion.provenance[0].rule
            yield slip(name, parsed, places, len(wrong), Fault(suggestion.ground, suggestion.kind, rule))


def _places(spans: Iterable[Span]) -> frozenset[Place]:
    return frozenset((span.page, i) for span in spans for i in range(span.start, span.end))


def _union(parts: Iterable[frozenset[Place]]) -> frozenset[Place]:
    return frozenset().union(*parts)
