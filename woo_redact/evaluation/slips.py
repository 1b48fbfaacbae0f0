"""Single mistakes in their context: what was missed, and what was suggested and had to stay."""

from collections.abc import Set
from dataclasses import dataclass, field

from woo_redact.domain.document import ParsedDocument

# Characters shown on each side.
CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """A mistake; ``characters`` are the letters and digits it concerns, ``rule`` is empty when something was missed.

    ``before``, ``passage`` and ``after`` are text of the marked document.
    """

    document: str
    ground: str
    kind: str
    rule: str
    characters: int
    before: str = field(repr=False)
    passage: str = field(repr=False)
    after: str = field(repr=False)

    @property
    def missed(self) -> bool:
        """Whether something was overlooked; otherwise too much was suggested."""
        return not self.rule


@dataclass(frozen=True, slots=True)
class Fault:
    """What a mistake is about: the ground and kind of a mark, or those of a suggestion with the rule that made it."""

    ground: str
    kind: str
    rule: str = ""


def slip(name: str, parsed: ParsedDocument, places: Set[tuple[int, int]], characters: int, fault: Fault) -> Slip:
    """Return the mistake at ``places`` (page, offset), the first page of them, with the text around it."""
    page, start = min(places)
    end = max(offset for index, offset in places if index == page) + 1
    text = parsed.pages[page - parsed.pages[0].index].text
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Slip(name, fault.ground, fault.kind, fault.rule, characters, before, text[start:end], after)


def worst(slips: tuple[Slip, ...], count: int, *, missed: bool) -> list[Slip]:
    """Return the mistakes of one sort that concern most characters, by document where they are equal."""
    chosen = [s for s in slips if s.missed is missed]
    return sorted(chosen, key=lambda s: (-s.characters, s.document))[:count]
