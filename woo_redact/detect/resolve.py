"""Overlapping hits made one: nothing that was covered is uncovered, no level sinks, every reason is kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from woo_redact.detect.hits import LEVELS, Hit
from woo_redact.domain.suggestion import Level, Provenance


def resolve(hits: Iterable[Hit]) -> list[Hit]:
    """Return hits that do not overlap per ground, in text order; the result does not depend on the order given.

    Overlapping hits of one ground and level become their union, with the reasons of all. A surer hit that covers at
    least half of a less sure one takes it in; otherwise the less sure one keeps what lies outside, in pieces, so that
    a certain name within a doubtful paragraph stays certain and the paragraph doubtful. Hits of different grounds on
    the same text stay apart.
    """
    grounds: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        grounds[hit.ground].append(hit)
    found = [hit for group in grounds.values() for hit in _resolved(group)]
    return sorted(found, key=lambda h: (h.start, h.end, h.ground))


def _resolved(hits: Sequence[Hit]) -> list[Hit]:
    found: list[Hit] = []
    for level in LEVELS:
        group = united(hit for hit in hits if hit.level is level)
        taken = [hit for hit in group if level is not Level.C and _takes(found, hit)]
        left = [hit for hit in group if hit not in taken]
        found = united((*found, *taken))
        pieces: list[Hit] = []
        for hit in left:
            parts = _outside(hit, found)
            pieces.extend(parts)
            if not parts:
                found = [_with_reasons(f, hit) if _overlap(f, hit) else f for f in found]
        found.extend(pieces)
    return found


def united(hits: Iterable[Hit]) -> list[Hit]:
    """Return the unions of overlapping hits, in text order; the best level and its kind hold."""
    found: list[list[Hit]] = []
    end = -1
    for hit in sorted(hits, key=_order):
        if hit.start >= end:
            found.append([])
        found[-1].append(hit)
        end = max(end, hit.end)
    return [_union(group) for group in found]


def _union(group: Sequence[Hit]) -> Hit:
    if len(group) == 1:
        return group[0]
    first = min(group, key=lambda h: (LEVELS.index(h.level), -max(r.score for r in h.reasons), _order(h)))
    reasons = _sorted(reason for hit in group for reason in hit.reasons)
    return replace(first, start=min(h.start for h in group), end=max(h.end for h in group), reasons=reasons)


def _takes(surer: Sequence[Hit], hit: Hit) -> bool:
    return 2 * sum(_overlap(other, hit) for other in surer) >= hit.end - hit.start


def _overlap(a: Hit, b: Hit) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _outside(hit: Hit, surer: Sequence[Hit]) -> list[Hit]:
    """Return the pieces of a hit that no surer hit covers."""
    pieces: list[Hit] = []
    start = hit.start
    for other in sorted((o for o in surer if _overlap(o, hit)), key=_order):
        if other.start > start:
            pieces.append(replace(hit, start=start, end=other.start))
        start = max(start, other.end)
    if start < hit.end:
        pieces.append(replace(hit, start=start))
    return pieces


def _with_reasons(hit: Hit, other: Hit) -> Hit:
    return replace(hit, reasons=_sorted((*hit.reasons, *other.reasons)))


def _sorted(reasons: Iterable[Provenance]) -> tuple[Provenance, ...]:
    return tuple(sorted(set(reasons), key=_reason_order))


def _reason_order(reason: Provenance) -> tuple[float, str, str, str, str]:
    return -reason.score, reason.rule, reason.detector, reason.context, reason.validator


def _order(hit: Hit) -> tuple[int, int, str, str, str, tuple[tuple[float, str, str, str, str], ...]]:
    return hit.start, hit.end, hit.level, hit.rule, hit.kind, tuple(map(_reason_order, hit.reasons))
