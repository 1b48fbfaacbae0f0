"""Rules of kind context and section: whole sentences, bullets and paragraphs."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.detect.units import trimmed
from woo_redact.domain.document import Block, BlockKind
from woo_redact.domain.rule import ContextRule, SectionRule
from woo_redact.rulepack.compiling import compile_pattern, in_small_letters

UNITS = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.ROW)
# Where these stand, another document or mail begins.
BEGINNINGS = (BlockKind.FIELD, BlockKind.FIELD_LABEL, BlockKind.MAIL_HEADER, BlockKind.SALUTATION, BlockKind.SIGNATURE)
# Shorter blocks under a heading are notes in the margin and stamps.
SHORTEST = 20
# The o of a list in a word processor is a mark before a passage that a rule found; within units it may be a word.
BULLETS = "-•*–▪■o"
Lists = Mapping[str, tuple[str, ...]]


def find_contexts(rules: Sequence[ContextRule], lists: Lists, source: Source) -> Iterator[Hit]:
    """Yield the sentences or blocks in which all patterns of a rule match and none of the others."""
    sentences = source.sentences
    blocks = tuple((block.start, block.end) for block in source.blocks)
    for rule in rules:
        units = sentences if rule.unit == "sentence" else blocks
        starts = [start for start, _ in units]
        small = in_small_letters(rule.all_of[0])
        first = compile_pattern(small or rule.all_of[0], lists)
        others = [compile_pattern(pattern, lists) for pattern in rule.all_of[1:]]
        without = [compile_pattern(pattern, lists) for pattern in rule.none_of]
        seen = -1
        # The first pattern is looked for in the whole text: most sentences are never looked at.
        for match in first.finditer(source.folded if small else source.text):
            index = bisect_right(starts, match.start()) - 1
            if index <= seen or index < 0 or match.end() > units[index][1]:
                continue
            start, end = units[index]
            if all(p.search(source.text, start, end) for p in others) and not any(
                p.search(source.text, start, end) for p in without
            ):
                seen = index
                if _allowed(rule, source.block_at(start)):
                    yield _whole(rule, source, start, end)


def _allowed(rule: ContextRule, block: Block | None) -> bool:
    return not rule.head.blocks or (block is not None and block.kind in rule.head.blocks)


def _whole(rule: ContextRule | SectionRule, source: Source, start: int, end: int) -> Hit:
    start, end = trimmed(source.text, start, end, BULLETS)
    detector = "context" if isinstance(rule, ContextRule) else "section"
    return hit_of(rule.head, start, end, reason_of(rule.head, detector))


def find_sections(rules: Sequence[SectionRule], lists: Lists, source: Source) -> Iterator[Hit]:
    """Yield the paragraphs and bullets under a heading, up to the next heading of that level or a higher one."""
    for rule in rules:
        heading = compile_pattern(rule.heading, lists)
        template = compile_pattern(rule.template, lists) if rule.template else None
        level: int | None = None
        for block in source.blocks:
            if block.kind is BlockKind.HEADING:
                if heading.search(source.text, block.start, block.end):
                    level = block.level
                elif level is not None and block.level <= level:
                    level = None
            elif block.kind in BEGINNINGS:
                level = None
            elif level is not None and _passage(block) and not _matches(template, source, block):
                yield _whole(rule, source, block.start, block.end)


def _passage(block: Block) -> bool:
    return block.kind in UNITS and block.end - block.start >= SHORTEST


def _matches(template: Any, source: Source, block: Block) -> bool:
    return template is not None and template.search(source.text, block.start, block.end) is not None
