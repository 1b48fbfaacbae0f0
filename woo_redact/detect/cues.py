"""Words near a hit that change how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.domain.rule import Cue, EntityRule, ListRule, PatternRule

CuedRule = PatternRule | ListRule | EntityRule
# Data of a person mostly follow the name; a name may follow them after a bracket or comma.
CLOSE = 3
# A wider window is about the document. In a narrower one what stands behind the end of a sentence or cell is about
# something else: "035-677 91 91. Mobiel 06-...".
WIDE = 100
_END = regex.compile(r"[.;|!?]\s|\n|[^\S\n]{2,}|\t")


@dataclass(frozen=True, slots=True)
class Reason:
    """Which detector found a hit, and which check it passed."""

    detector: str
    validator: str = ""


def judged(
    rule: CuedRule, source: Source, place: tuple[int, int], reason: Reason, found: Sequence[Hit] = ()
) -> Hit | None:
    """Return the hit of a rule at ``place``, its level after its cue: words of the text, or hits ``found`` before.

    ``None``: the rule asks for a cue and none is near.
    """
    start, end = place
    head, cue = rule.head, rule.cue
    word = near(cue, source, start, end) or beside(cue, found, start, end) if cue else ""
    if cue and word:
        why = reason_of(head, reason.detector, cue.score, validator=reason.validator, context=word)
        return hit_of(head, start, end, why, cue.level)
    if cue and cue.required:
        return None
    return hit_of(head, start, end, reason_of(head, reason.detector, validator=reason.validator))


def near(cue: Cue, source: Source, start: int, end: int) -> str:
    """Return the first cue word, as our own list has it, within the window before or after a place; or nothing."""
    if not cue.words:
        return ""
    expression = _expression(cue.words)
    after = min(len(source.text), end + cue.window)
    if cue.window < WIDE and (stop := _END.search(source.text, end, after)):
        after = stop.start()
    for low, high in ((max(0, start - cue.window), start), (end, after)):
        match = expression.search(source.folded, low, high)
        if match:
            return str(match.group())
    return ""


def beside(cue: Cue, found: Sequence[Hit], start: int, end: int) -> str:
    """Return the kind of a hit that ends within the window before a place, or starts just after it; or nothing."""
    for hit in found:
        if hit.kind in cue.kinds and (0 <= start - hit.end <= cue.window or 0 <= hit.start - end <= CLOSE):
            return hit.kind
    return ""


@cache
def _expression(words: tuple[str, ...]) -> Any:
    # Longest first: "burgerservicenummer" rather than "bsn" when both start at one place.
    choices = "|".join(regex.escape(word.lower()) for word in sorted(words, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{choices})(?![\p{{L}}\d])", cache_pattern=False)
