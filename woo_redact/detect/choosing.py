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
# Below these the model hears nothing, or hardly anything, of what a rule found.
NOTHING, HARDLY = 0.02, 0.2


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


@dataclass(frozen=True, slots=True)
class Strengths:
    """How much speaks for withholding in each sentence of a document, in text order, under the grounds on offer."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[float, ...]

    def at(self, start: int, end: int) -> float:
        """Return the strongest of the sentences that a place touches."""
        first, last = self._touched(start, end)
        return max(self.values[first:last], default=0.0)

    def voices(self, start: int, end: int) -> int:
        """Return how many sentences in and around a place speak for withholding."""
        first, last = self._touched(start, end)
        return sum(value >= SPEAKS for value in self.values[max(0, first - AROUND) : last + AROUND])

    def _touched(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def strengths(judged_: Sequence[Judged], grounds: Sequence[str], allowed: frozenset[str]) -> Strengths:
    """Return what the model says of the sentences; what speaks for other grounds than the allowed does not count."""
    places = [one.sentence for one in judged_]
    values = tuple(max(one.parts) * sum(_shares(one, grounds, allowed).values()) for one in judged_)
    return Strengths(tuple(p.start for p in places), tuple(p.end for p in places), values)


def passages(
    judged_: Sequence[Judged], grounds: Sequence[str], thresholds: Thresholds, allowed: frozenset[str]
) -> list[Found]:
    """Return the passages that are at least a flag, under the most probable of the ``allowed`` grounds.

    What speaks for other grounds does not count. Parts that follow each other are one passage, and so are sentences
    under one ground.
    """
    found: list[Found] = []
    strong = strengths(judged_, grounds, allowed)
    for one, strength in zip(judged_, strong.values, strict=True):
        if not allowed or strength < thresholds.flag:
            continue
        shares = _shares(one, grounds, allowed)
        parts = tuple(part * sum(shares.values()) for part in one.parts)
        ground = max(shares, key=lambda g: shares[g])
        for start, end, probability in _runs(replace(one, parts=parts), thresholds.flag):
            last = found[-1] if found else None
            if last and last.ground == ground and 0 <= start - last.end <= 1:
                found[-1] = Found(last.start, end, ground, max(last.probability, probability))
            else:
                found.append(Found(start, end, ground, probability))
    return [replace(one, review=_for_review(one, strong, thresholds)) for one in found]


def _shares(one: Judged, grounds: Sequence[str], allowed: frozenset[str]) -> dict[str, float]:
    return {ground: share for ground, share in zip(grounds, one.shares, strict=True) if ground in allowed}


def _for_review(one: Found, strong: Strengths, thresholds: Thresholds) -> bool:
    if one.probability >= thresholds.alone:
        return True
    return one.probability >= thresholds.review and strong.voices(one.start, one.end) >= COMPANY


def unheard(strong: Strengths, start: int, end: int) -> bool:
    """Whether the model hears nothing in a place that a rule found, or hardly anything and nothing around it.

    Measured on dev: of the sentences found by rules in which it hears nothing, half have to stay.
    """
    strength = strong.at(start, end)
    return strength < NOTHING or (strength < HARDLY and not strong.voices(start, end))


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
