"""What was found of what had to go, and what stayed readable of what had to stay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.document import ParsedDocument, Span
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.evaluation.align import place_marks
from woo_redact.evaluation.marks import MarkedDocument

# Grounds of personal data (Woo art. 5.1 lid 1 onder e and lid 2 onder e).
PERSONAL = frozenset({"5.1.2e", "5.1.1e"})
ACCEPTED = frozenset({Level.A, Level.B})
# A character: index of its page, offset in the text of that page.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Count:
    """Marks and their characters: how many there are, and how many are covered by accepted suggestions.

    ``found`` counts marks of which every letter and digit is covered.
    """

    marks: int = 0
    found: int = 0
    characters: int = 0
    covered: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.marks + other.marks,
            self.found + other.found,
            self.characters + other.characters,
            self.covered + other.covered,
        )

    @property
    def recall(self) -> float:
        """The share of marks found whole."""
        return self.found / self.marks if self.marks else 1.0

    @property
    def character_recall(self) -> float:
        """The share of characters covered."""
        return self.covered / self.characters if self.characters else 1.0


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document: personal data, characters that had to stay and that stay, marks not found in the text read."""

    name: str
    personal: Count
    kept: int
    readable: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """All documents together. ``by_kind`` is by (ground, kind); ``levels`` counts suggestions."""

    documents: tuple[DocumentScore, ...]
    by_kind: Mapping[tuple[str, str], Count] = field(default_factory=dict)
    levels: Mapping[Level, int] = field(default_factory=dict)

    @property
    def personal(self) -> Count:
        """Personal data of all documents."""
        return sum((d.personal for d in self.documents), Count())

    @property
    def by_ground(self) -> dict[str, Count]:
        """Counts by ground."""
        totals: dict[str, Count] = defaultdict(Count)
        for (ground, _), count in self.by_kind.items():
            totals[ground] += count
        return dict(totals)

    @property
    def readable_share(self) -> float:
        """Of the characters that had to stay, the share that stays readable."""
        kept = sum(d.kept for d in self.documents)
        return sum(d.readable for d in self.documents) / kept if kept else 1.0

    @property
    def unplaced(self) -> int:
        """Marks whose words were not found in the text that was read."""
        return sum(d.unplaced for d in self.documents)


def score(
    name: str, marked: MarkedDocument, parsed: ParsedDocument, suggestions: Sequence[Suggestion]
) -> EvaluationReport:
    """Score one document: what suggestions of levels A and B cover.

    A mark that cannot be found in the text read counts as not found. Only letters and digits are counted.
    """
    covered = _places(span for s in suggestions if s.level in ACCEPTED for span in s.spans)
    placed = place_marks(marked, parsed.flow.text)
    by_kind: dict[tuple[str, str], Count] = defaultdict(Count)
    withheld: set[Place] = set()
    readable = {(p.index, i) for p in parsed.pages for i, c in enumerate(p.text) if c.isalnum()}
    for found in placed.marks:
        own = _places(parsed.flow.locate(found.start, found.end)) & readable
        hit = len(own & covered)
        by_kind[(found.mark.ground, found.mark.kind)] += Count(1, int(hit == len(own)), len(own), hit)
        withheld |= own
    for mark in placed.unplaced:
        by_kind[(mark.ground, mark.kind)] += Count(1, 0, _letters(marked.text[mark.start : mark.end]), 0)
    kept = readable - withheld
    personal = sum((c for (ground, _), c in by_kind.items() if ground in PERSONAL), Count())
    levels = {level: sum(s.level is level for s in suggestions) for level in Level}
    document = DocumentScore(name, personal, len(kept), len(kept - covered), len(placed.unplaced))
    return EvaluationReport((document,), dict(by_kind), levels)


def merge(reports: Iterable[EvaluationReport]) -> EvaluationReport:
    """Add reports up."""
    documents: list[DocumentScore] = []
    by_kind: dict[tuple[str, str], Count] = defaultdict(Count)
    levels: dict[Level, int] = dict.fromkeys(Level, 0)
    for report in reports:
        documents.extend(report.documents)
        for kind, count in report.by_kind.items():
            by_kind[kind] += count
        for level, number in report.levels.items():
            levels[level] += number
    return EvaluationReport(tuple(documents), dict(by_kind), levels)


def _places(spans: Iterable[Span]) -> set[Place]:
    return {(span.page, i) for span in spans for i in range(span.start, span.end)}


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
