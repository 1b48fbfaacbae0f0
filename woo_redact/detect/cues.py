"""Words near a hit that change how sure it is."""

from functools import cache
from typing import Any

import regex

from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.domain.rule import Cue, EntityRule, ListRule, PatternRule

CuedRule = PatternRule | ListRule | EntityRule


def judged(rule: CuedRule, source: Source, place: tuple[int, int], detector: str, validator: str = "") -> Hit | None:
    """Return the hit of a rule at ``place``, its level after its cue words.

    ``None``: the rule asks for a cue and none is near.
    """
    start, end = place
    head, cue = rule.head, rule.cue
    word = near(cue, source, start, end) if cue else ""
    if cue and word:
        reason = reason_of(head, detector, cue.score, validator=validator, context=word)
        return hit_of(head, start, end, reason, cue.level)
    if cue and cue.required:
        return None
    return hit_of(head, start, end, reason_of(head, detector, validator=validator))


def near(cue: Cue, source: Source, start: int, end: int) -> str:
    """Return the first cue word, as our own list has it, within the window before or after a place; or nothing."""
    expression = _expression(cue.words)
    for low, high in ((max(0, start - cue.window), start), (end, min(len(source.text), end + cue.window))):
        match = expression.search(source.folded, low, high)
        if match:
            return str(match.group())
    return ""


@cache
def _expression(words: tuple[str, ...]) -> Any:
    # Longest first: "burgerservicenummer" rather than "bsn" when both start at one place.
    choices = "|".join(regex.escape(word.lower()) for word in sorted(words, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{choices})(?![\p{{L}}\d])", cache_pattern=False)
