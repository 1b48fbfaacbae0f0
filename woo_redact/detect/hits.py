"""What the finders hand to each other: passages of the flow with their reasons."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from woo_redact.domain.document import Block, BlockKind, ParsedDocument
from woo_redact.domain.rule import RuleHead
from woo_redact.domain.suggestion import Level, Provenance

RUNNING_TEXT = (BlockKind.PARAGRAPH, BlockKind.BULLET)
# A shorter line was not broken because it was full: what follows it is something else.
FULL_LINE = 45
LEVELS = (Level.A, Level.B, Level.C)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage: half-open range of ``Flow.text``. ``rule`` is the rule that found it first, perhaps a ``firm`` one."""

    start: int
    end: int
    ground: str
    kind: str
    level: Level
    rule: str
    reasons: tuple[Provenance, ...]
    firm: bool = False


def hit_of(head: RuleHead, start: int, end: int, reason: Provenance, level: Level | None = None) -> Hit:
    """Return the hit of a rule."""
    return Hit(start, end, head.ground, head.kind, level or head.level, head.id, (reason,), head.firm)


def reason_of(
    head: RuleHead, detector: str, score: float | None = None, *, validator: str = "", context: str = ""
) -> Provenance:
    """Return why: the rule, its pack and version."""
    return Provenance(
        detector=detector,
        rule=head.id,
        version=head.version,
        pack=head.pack,
        score=head.score if score is None else score,
        validator=validator,
        context=context,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document and its parts, as finders look at it; all three texts have the same length.

    ``text`` has a space for the line ends within running text, which only tell how wide the page is; ``lines`` has the
    line ends; ``folded`` is ``text`` in small letters; ``date`` is that of the document (ISO 8601) or empty.
    """

    text: str = field(repr=False)
    lines: str = field(repr=False)
    folded: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    sentences: tuple[tuple[int, int], ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    date: str = ""

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
    text = unwrapped(parsed.flow.text, parsed.blocks)
    starts = tuple(block.start for block in parsed.blocks)
    return Source(text, parsed.flow.text, fold(text), parsed.blocks, parsed.sentences, starts, parsed.date)


def unwrapped(text: str, blocks: Iterable[Block]) -> str:
    """Return the text with a space for each line end that stands where a line of running text was full."""
    places: list[int] = []
    for block in blocks:
        if block.kind in RUNNING_TEXT:
            start = block.start
            while (end := text.find("\n", start, block.end)) >= 0:
                if end - start >= FULL_LINE:
                    places.append(end)
                start = end + 1
    if not places:
        return text
    characters = list(text)
    for place in places:
        characters[place] = " "
    return "".join(characters)


def fold(text: str) -> str:
    """Return the text in small letters, each character in its own place."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    # A few capitals (İ) become two characters; they stay as they are.
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
