"""Rules of kind pattern and list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from woo_redact.detect.cues import Reason, judged
from woo_redact.detect.hits import Hit, Source
from woo_redact.detect.validators import VALIDATORS
from woo_redact.domain.rule import ListRule, PatternRule
from woo_redact.errors import RulePackError
from woo_redact.rulepack.compiling import compile_pattern, in_small_letters, letter_tree

# Seconds that one expression may take on one document: packs are user input.
TIMEOUT = 20.0
HIT = "hit"
# The longest passage that a rule finds beside another.
BESIDE = 120


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
        small = in_small_letters(rule.pattern, lists)
        expression = compile_pattern(small or rule.pattern, lists)
        group = HIT if HIT in expression.groupindex else 0
        for match in matches(rule, expression, source.folded if small else source.text, _parts(rule, source, found)):
            for start, end in match.spans(group):
                if end > start and (check is None or check(source.text[start:end])):
                    hit = judged(rule, source, (start, end), Reason("pattern", rule.validator), found)
                    if hit:
                        yield hit


def matches(rule: PatternRule, expression: Any, text: str, parts: Iterable[tuple[int, int]]) -> Iterator[Any]:
    """Yield the matches of a rule in the parts of the text that it looks at."""
    try:
        for start, end in parts:
            yield from expression.finditer(text, start, end, timeout=TIMEOUT)
    except TimeoutError:
        problem = f"{rule.head.pack}: regel {rule.head.id}: pattern: de expressie kost te veel tijd"
        raise RulePackError((problem,), "Vereenvoudig de expressie.") from None


def _parts(rule: PatternRule, source: Source, found: Sequence[Hit]) -> list[tuple[int, int]]:
    if rule.head.blocks:
        return [(block.start, block.end) for block in source.of_kind(*rule.head.blocks)]
    if not (rule.cue and rule.cue.kinds and rule.cue.required and not rule.cue.words):
        return [(0, len(source.text))]
    # Only beside what was found: much cheaper than the whole text.
    parts: list[tuple[int, int]] = []
    for hit in sorted((h for h in found if h.kind in rule.cue.kinds), key=lambda h: h.start):
        low, high = max(0, hit.start - BESIDE), min(len(source.text), hit.end + rule.cue.window + BESIDE)
        if parts and low <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(high, parts[-1][1]))
        else:
            parts.append((low, high))
    return parts


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


@cache
def list_pattern(items: tuple[str, ...], ignore_case: bool = False) -> str:
    """Return an expression for the items of a word list as whole words."""
    return rf"{'(?i)' if ignore_case else ''}(?<![\p{{L}}\d]){letter_tree(items)}(?![\p{{L}}\d])"
