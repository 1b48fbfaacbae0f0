"""How well passages under other grounds than personal data are found: as passages, not as letters."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, fields

# Words on a printed page.
PAGE = 450
Places = Set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PassageCount:
    """Passages under one ground.

    ``found`` are those marked of which at least half is suggested under that ground, ``under_any`` under whatever
    ground. ``false`` are suggestions under the ground of which less than half is withheld.
    """

    marks: int = 0
    found: int = 0
    under_any: int = 0
    suggested: int = 0
    false: int = 0

    def __add__(self, other: "PassageCount") -> "PassageCount":
        return PassageCount(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def recall(self) -> float:
        """The share found under its ground; 1 when there is nothing to find."""
        return self.found / self.marks if self.marks else 1.0

    @property
    def recall_any(self) -> float:
        """The share found under whatever ground; 1 when there is nothing to find."""
        return self.under_any / self.marks if self.marks else 1.0

    @property
    def precision(self) -> float:
        """The share of the suggestions that is right; 1 when there are none."""
        return 1 - self.false / self.suggested if self.suggested else 1.0


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of some documents.

    ``pages`` counts pages of 450 words; ``clean`` documents hold no passage, for ``disturbed`` ones among them one is
    suggested.
    """

    by_ground: Mapping[str, PassageCount] = field(default_factory=dict)
    pages: float = 0.0
    clean: int = 0
    disturbed: int = 0

    @property
    def total(self) -> PassageCount:
        """Passages under all grounds."""
        return sum(self.by_ground.values(), PassageCount())

    @property
    def false_on_a_page(self) -> float:
        """How many suggested passages on a page have to stay."""
        return self.total.false / self.pages if self.pages else 0.0

    @property
    def false_on_three_pages(self) -> float:
        """The same on three pages."""
        return 3 * self.false_on_a_page

    def __add__(self, other: "Passages") -> "Passages":
        counts: dict[str, PassageCount] = defaultdict(PassageCount)
        for part in (self, other):
            for ground, count in part.by_ground.items():
                counts[ground] += count
        return Passages(
            dict(counts), self.pages + other.pages, self.clean + other.clean, self.disturbed + other.disturbed
        )


def count_passages(
    text: str, marks: Iterable[tuple[str, Places]], suggestions: Iterable[tuple[str, Places]], withheld: Places
) -> Passages:
    """Count the passages of one document.

    ``marks`` and ``suggestions`` are grounds other than personal data with the letters they cover, ``withheld`` all
    letters that have to go, under whatever ground.
    """
    marked = [(ground, places) for ground, places in marks if places]
    suggested = [(ground, places) for ground, places in suggestions if places]
    counts: dict[str, PassageCount] = defaultdict(PassageCount)
    for ground, places in marked:
        own = {place for other, covered in suggested if other == ground for place in covered}
        every = {place for _, covered in suggested for place in covered}
        counts[ground] += PassageCount(1, int(_half(places, own)), int(_half(places, every)))
    false = 0
    for ground, places in suggested:
        wrong = not _half(places, withheld)
        false += wrong
        counts[ground] += PassageCount(suggested=1, false=int(wrong))
    pages = max(1.0, len(text.split()) / PAGE)
    return Passages(dict(counts), pages, int(not marked), int(not marked and false > 0))


def _half(places: Places, covered: Places) -> bool:
    return 2 * len(places & covered) >= len(places)
