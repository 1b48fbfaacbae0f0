"""What the finders hand to each other: passages of the flow with their reasons."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from woo_redact.domain.document import Block, BlockKind, ParsedDocument
from woo_redact.domain.rule import RuleHead
from woo_redact.domain.suggestion import Level, Provenance

LEVELS = (Level.A, Level.B, Level.C)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage: half-open range of ``Flow.text``. ``rule`` is the rule that found it first."""

    start: int
    end: int
    ground: str
    kind: str
    level: Level
    rule: str
    reasons: tuple[Provenance, ...]


def hit_of(head: RuleHead, start: int, end: int, reason: Provenance, level: Level | None = None) -> Hit:
    """Return the hit of a rule."""
    return Hit(start, end, head.ground, head.kind, level or head.level, head.id, (reason,))


def reason_of(head: RuleHead, detector: str, score: float | None = None, **more: str) -> Provenance:
    """Return why: the rule, its pack and version; ``more`` are validator and context."""
    return Provenance(
        detector=detector,
        rule=head.id,
        version=head.version,
        pack=head.pack,
        score=head.score if score is None else score,
        **more,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document and its parts, as finders look at it. ``folded`` has the length of ``text``."""

    text: str = field(repr=False)
    folded: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds a place of the text."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or self.blocks[index].end <= offset:
            return None
        return self.blocks[index]

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """Yield the blocks of these kinds, in order."""
        return (block for block in self.blocks if block.kind in kinds)


def source_of(parsed: ParsedDocument) -> Source:
    """Return the text of a parsed document."""
    text = parsed.flow.text
    return Source(text, fold(text), parsed.blocks, parsed.sentences, tuple(b.start for b in parsed.blocks))


def fold(text: str) -> str:
    """Return the text in small letters, each character in its own place."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    # A few capitals (İ) become two characters; they stay as they are.
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
