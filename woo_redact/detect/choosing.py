"""Which passages are suggested: from how probable each unit is to passages, for review or as flags."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from woo_redact.detect.passage_net import Judged
from woo_redact.detect.units import Place

# Of a sentence of which so much would go, all goes.
NEARLY_ALL = 0.7
# What has to go seldom stands alone: a passage is in company when so many sentences, its own among them, speak for
# withholding with at least this probability, within so many sentences before and after it.
COMPANY, SPEAKS, AROUND = 3, 0.4, 20


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which probability on a passage is for review: ``review`` in company, ``alone`` by itself; or a ``flag``."""

    review: float
    alone: float
    flag: float


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that may be withheld: half-open range of the text, its ground, and how probable that is.

    ``review``: it is for review, not a flag only.
    """

    start: int
    end: int
    ground: str
    probability: float
    review: bool = False


def passages(
    judged_: Sequence[Judged], grounds: Sequence[str], thresholds: Thresholds, allowed: frozenset[str]
) -> list[Found]:
    """Return the passages that are at least a flag, under the most probable of the ``allowed`` grounds.

    What speaks for other grounds does not count. Parts that follow each other are one passage, and so are sentences
    under one ground.
    """
    found: list[Found] = []
    speaking: list[Place] = []
    for one in judged_:
        shares = {ground: share for ground, share in zip(grounds, one.shares, strict=True) if ground in allowed}
        parts = tuple(part * sum(shares.values()) for part in one.parts)
        if not shares or max(parts) < thresholds.flag:
            continue
        if max(parts) >= SPEAKS:
            speaking.append((one.sentence.start, one.sentence.end))
        ground = max(shares, key=lambda g: shares[g])
        for start, end, probability in _runs(replace(one, parts=parts), thresholds.flag):
            last = found[-1] if found else None
            if last and last.ground == ground and 0 <= start - last.end <= 1:
                found[-1] = Found(last.start, end, ground, max(last.probability, probability))
            else:
                found.append(Found(start, end, ground, probability))
    return _levelled(found, [(one.sentence.start, one.sentence.end) for one in judged_], speaking, thresholds)


def _levelled(
    found: Sequence[Found], sentences: Sequence[Place], speaking: Sequence[Place], thresholds: Thresholds
) -> list[Found]:
    """Tell which passages are for review; sentences are in text order."""
    starts, ends = [start for start, _ in sentences], [end for _, end in sentences]
    voices = [start for start, _ in speaking]

    def in_company(one: Found) -> bool:
        low = max(0, bisect_right(ends, one.start) - AROUND)
        high = min(len(starts), bisect_left(starts, one.end) + AROUND)
        return bisect_left(voices, ends[high - 1]) - bisect_left(voices, starts[low]) >= COMPANY

    return [
        replace(
            one,
            review=one.probability >= thresholds.alone or (one.probability >= thresholds.review and in_company(one)),
        )
        for one in found
    ]


def _runs(one: Judged, least: float) -> list[tuple[int, int, float]]:
    chosen = [part >= least for part in one.parts]
    lengths = [end - start for start, end in one.sentence.parts]
    if sum(n for n, yes in zip(lengths, chosen, strict=True) if yes) >= NEARLY_ALL * sum(lengths):
        return [(one.sentence.start, one.sentence.end, max(one.parts))]
    runs: list[tuple[int, int, float]] = []
    open_: Place | None = None
    for place, yes, probability in zip(one.sentence.parts, chosen, one.parts, strict=True):
        if yes and open_ is not None:
            start, _, before = runs[-1]
            runs[-1] = (start, place[1], max(before, probability))
        elif yes:
            runs.append((*place, probability))
        open_ = place if yes else None
    return runs
