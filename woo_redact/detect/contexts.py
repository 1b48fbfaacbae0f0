"""Rules of kind context and section: whole sentences, bullets and paragraphs, or the part of a sentence that tells."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.detect.units import Place, Sentence, sentences_of, told, trimmed
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
# "Ambtelijk: ", "De heer Bos (secretaris): ".
_OPENING = regex.compile(r"[^:\t\n|]{3,}?:\s+(?=\S)")
Lists = Mapping[str, tuple[str, ...]]


def find_contexts(rules: Sequence[ContextRule], lists: Lists, source: Source) -> Iterator[Hit]:
    """Yield the sentences, blocks or parts of sentences in which all patterns of a rule match and none of the others.

    Of a sentence, a rule for parts yields each part in which the first pattern matches; the others are looked for in
    the whole sentence.
    """
    blocks = tuple((block.start, block.end) for block in source.blocks)
    apart = sentences_of(source) if any(rule.unit == "part" for rule in rules) else ()
    units = {"sentence": source.sentences, "block": blocks, "part": tuple((one.start, one.end) for one in apart)}
    for rule in rules:
        for index, match in _matching(rule, lists, source, units[rule.unit]):
            start, end = units[rule.unit][index]
            if rule.unit == "part":
                place = _part_with(apart[index], match)
            elif rule.unit == "sentence":
                place = told(source.text, *_behind_opening(rule, lists, source, start, end), BULLETS)
            else:
                place = trimmed(source.text, start, end, BULLETS)
            if place and not announces(source, *place):
                yield hit_of(rule.head, *place, reason_of(rule.head, "context"))


def _matching(rule: ContextRule, lists: Lists, source: Source, units: Sequence[Place]) -> Iterator[tuple[int, Place]]:
    """Yield the units in which a rule matches, by number, with the place where its first pattern does."""
    starts = [start for start, _ in units]
    small = in_small_letters(rule.all_of[0], lists)
    first = compile_pattern(small or rule.all_of[0], lists)
    others = [compile_pattern(pattern, lists) for pattern in rule.all_of[1:]]
    without = [compile_pattern(pattern, lists) for pattern in rule.none_of]
    seen: tuple[int, bool] = (-1, False)
    # The first pattern is looked for in the whole text: most sentences are never looked at.
    for match in first.finditer(source.folded if small else source.text):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or match.end() > units[index][1]:
            continue
        if index != seen[0]:
            start, end = units[index]
            fits = all(p.search(source.text, start, end) for p in others) and not any(
                p.search(source.text, start, end) for p in without
            )
            seen = index, fits and _allowed(rule, source.block_at(start))
        elif rule.unit != "part":
            continue
        if seen[1]:
            yield index, match.span()


def _part_with(sentence: Sentence, match: Place) -> Place | None:
    return next((part for part in sentence.parts if part[0] <= match[0] < part[1]), None)


def announces(source: Source, start: int, end: int) -> bool:
    """Whether a passage only announces what follows: "In vertrouwen is gezegd:".

    One word at the start of a last line is the label of what follows, not the end of what came before.
    """
    passage = source.lines[start:end].rstrip(" *_\n")
    before, _, last = passage.rpartition("\n")
    return passage.endswith(":") and not (before and " " not in last.strip())


def _behind_opening(rule: ContextRule, lists: Lists, source: Source, start: int, end: int) -> Place:
    """Leave out what opens a sentence up to a colon, when what follows says by itself all that the rule asks for."""
    opening = _OPENING.match(source.text, start, end)
    if opening is None or 2 * (end - opening.end()) < end - start:
        return start, end
    patterns = (compile_pattern(pattern, lists) for pattern in rule.all_of)
    telling = all(pattern.search(source.text, opening.end(), end) for pattern in patterns)
    return (opening.end(), end) if telling else (start, end)


def _allowed(rule: ContextRule, block: Block | None) -> bool:
    return not rule.head.blocks or (block is not None and block.kind in rule.head.blocks)


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
                place = trimmed(source.text, block.start, block.end, BULLETS)
                yield hit_of(rule.head, *place, reason_of(rule.head, "section"))


def _passage(block: Block) -> bool:
    return block.kind in UNITS and block.end - block.start >= SHORTEST


def _matches(template: Any, source: Source, block: Block) -> bool:
    return template is not None and template.search(source.text, block.start, block.end) is not None
