"""What stays readable although a rule found it: public persons, general numbers, role mailboxes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from woo_redact.detect.hits import LEVELS, Hit, Source
from woo_redact.detect.patterns import TIMEOUT, list_pattern
from woo_redact.domain.rule import ExceptionRule
from woo_redact.domain.suggestion import Level
from woo_redact.errors import RulePackError
from woo_redact.rulepack.compiling import compile_pattern

KEEP = "keep"
_LETTERS = regex.compile(r"[\p{L}\d]{2,}")
Place = tuple[int, int]


def without_exceptions(
    hits: Sequence[Hit], rules: Sequence[ExceptionRule], lists: Mapping[str, tuple[str, ...]], source: Source
) -> list[Hit]:
    """Return the hits that are left. What of a hit lies outside an exception stays a hit when it says anything."""
    left = list(hits)
    for rule in rules:
        kept = list(_kept(rule, lists, source))
        if not kept:
            continue
        concerned = frozenset(rule.rules)
        left = [part for hit in left for part in _left(hit, rule, kept, concerned, source.text)]
        if rule.spread:
            words = _spread({_plain(source.text[slice(*place)]) for place in kept})
            left = [
                hit
                for hit in left
                if not _concerns(hit, concerned)
                or hit.level is Level.A
                or _plain(source.text[hit.start : hit.end]) not in words
            ]
    return left


def _kept(rule: ExceptionRule, lists: Mapping[str, tuple[str, ...]], source: Source) -> Iterator[Place]:
    expression = compile_pattern(rule.pattern or list_pattern(lists[rule.list]), lists)
    group = KEEP if KEEP in expression.groupindex else 0
    try:
        for match in expression.finditer(source.text, timeout=TIMEOUT):
            yield from match.spans(group)
    except TimeoutError:
        problem = f"{rule.pack}: regel {rule.id}: pattern: de expressie kost te veel tijd"
        raise RulePackError((problem,), "Vereenvoudig de expressie.") from None


def _concerns(hit: Hit, rules: frozenset[str]) -> bool:
    return not rules or hit.rule in rules


def _left(hit: Hit, rule: ExceptionRule, kept: Iterable[Place], rules: frozenset[str], text: str) -> Iterator[Hit]:
    touching = [k for k in kept if k[0] < hit.end and k[1] > hit.start] if _concerns(hit, rules) else []
    if not touching:
        yield hit
    elif rule.level is not None:
        yield replace(hit, level=max(hit.level, rule.level, key=LEVELS.index))
    else:
        start = hit.start
        for low, high in (*sorted(touching), (hit.end, hit.end)):
            if _LETTERS.search(text, start, low):
                yield replace(hit, start=start, end=low)
            start = max(start, high)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _spread(names: set[str]) -> set[str]:
    """The names, and the surnames of full names."""
    found = set(names)
    for name in names:
        _, _, surname = name.partition(" ")
        if surname:
            found.add(surname)
    return found
