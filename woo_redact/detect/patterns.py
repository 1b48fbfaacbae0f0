"""Rules of kind pattern and list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from woo_redact.detect.cues import Reason, judged
from woo_redact.detect.hits import Hit, Source
from woo_redact.detect.validators import VALIDATORS
from woo_redact.domain.rule import ListRule, PatternRule
from woo_redact.errors import RulePackError
from woo_redact.rulepack.compiling import compile_pattern

# Seconds that one expression may take on one document: packs are user input.
TIMEOUT = 20.0
HIT = "hit"


def find_patterns(
    rules: Sequence[PatternRule], lists: Mapping[str, tuple[str, ...]], source: Source, found: Sequence[Hit] = ()
) -> Iterator[Hit]:
    """Yield the hits of the pattern rules; ``found`` are hits that may be the cue of others.

    Raises:
        RulePackError: an expression takes too long.
    """
    for rule in rules:
        if rule.needs and not any(word in source.folded for word in rule.needs):
            continue
        check = VALIDATORS[rule.validator] if rule.validator else None
        expression = compile_pattern(rule.pattern, lists)
        group = HIT if HIT in expression.groupindex else 0
        for match in matches(rule, expression, source):
            start, end = match.span(group)
            if end > start and (check is None or check(source.text[start:end])):
                hit = judged(rule, source, (start, end), Reason("pattern", rule.validator), found)
                if hit:
                    yield hit


def matches(rule: PatternRule, expression: Any, source: Source) -> Iterator[Any]:
    """Yield the matches of a rule in the parts of the text that it looks at."""
    parts: list[tuple[int, int]] = [(0, len(source.text))]
    if rule.head.blocks:
        parts = [(block.start, block.end) for block in source.of_kind(*rule.head.blocks)]
    try:
        for start, end in parts:
            yield from expression.finditer(source.text, start, end, timeout=TIMEOUT)
    except TimeoutError:
        problem = f"{rule.head.pack}: regel {rule.head.id}: pattern: de expressie kost te veel tijd"
        raise RulePackError((problem,), "Vereenvoudig de expressie.") from None


def find_lists(rules: Sequence[ListRule], lists: Mapping[str, tuple[str, ...]], source: Source) -> Iterator[Hit]:
    """Yield the hits of the word lists: whole words, any white space between the words of an item."""
    for rule in rules:
        expression = _list_expression(lists[rule.list], rule.ignore_case)
        for match in expression.finditer(source.text):
            if rule.head.blocks:
                block = source.block_at(match.start())
                if block is None or block.kind not in rule.head.blocks:
                    continue
            hit = judged(rule, source, match.span(), Reason("list"))
            if hit:
                yield hit


def _list_expression(items: tuple[str, ...], ignore_case: bool) -> Any:
    return compile_pattern(list_pattern(items, ignore_case), {})


def list_pattern(items: Sequence[str], ignore_case: bool = False) -> str:
    """Return an expression for the items of a word list."""
    choices = "|".join(r"\s+".join(map(regex.escape, item.split())) for item in sorted(items, key=len, reverse=True))
    firsts = "".join(regex.escape(c) for c in sorted({c for item in items for c in (item[0], item[0].swapcase())}))
    # Looking at one character first makes a long list three times as fast.
    return rf"{'(?i)' if ignore_case else ''}(?=[{firsts}])(?<![\p{{L}}\d])(?:{choices})(?![\p{{L}}\d])"
