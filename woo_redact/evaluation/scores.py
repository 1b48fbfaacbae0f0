"""What was found of what had to go, and what stayed readable of what had to stay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.document import ParsedDocument
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.evaluation.align import PlacedMark, place_marks
from woo_redact.evaluation.marks import MarkedDocument

# Grounds of personal data (Woo art. 5.1 lid 1 onder e and lid 2 onder e).
PERSONAL = frozenset({"5.1.2e", "5.1.1e"})
ACCEPTED = frozenset({Level.A, Level.B})


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

    A mark that cannot be found in the text read counts as not found.
    """
    pages = [page.text for page in parsed.pages]
    starts = _starts(pages)
    text = "\n".join(pages)
    covered = _covered(suggestions, starts, parsed.pages[0].index if parsed.pages else 0)
    placed = place_marks(marked, text)
    by_kind: dict[tuple[str, str], Count] = defaultdict(Count)
    for found in placed.marks:
        by_kind[(found.mark.ground, found.mark.kind)] += _count(found, text, covered)
    for mark in placed.unplaced:
        by_kind[(mark.ground, mark.kind)] += Count(1, 0, _letters(marked.text[mark.start : mark.end]), 0)
    withheld = {i for found in placed.marks for i in range(found.start, found.end)}
    kept = [i for i, c in enumerate(text) if c.isalnum() and i not in withheld]
    personal = sum((c for (ground, _), c in by_kind.items() if ground in PERSONAL), Count())
    levels = {level: sum(s.level is level for s in suggestions) for level in Level}
    readable = sum(i not in covered for i in kept)
    document = DocumentScore(name, personal, len(kept), readable, len(placed.unplaced))
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


def _starts(pages: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for page in pages:
        starts.append(at)
        at += len(page) + 1
    return starts


def _covered(suggestions: Iterable[Suggestion], starts: Sequence[int], first: int) -> set[int]:
    return {
        i
        for suggestion in suggestions
        if suggestion.level in ACCEPTED
        for span in suggestion.spans
        for i in range(starts[span.page - first] + span.start, starts[span.page - first] + span.end)
    }


def _count(found: PlacedMark, text: str, covered: set[int]) -> Count:
    letters = [i for i in range(found.start, found.end) if text[i].isalnum()]
    hit = sum(i in covered for i in letters)
    return Count(1, int(hit == len(letters)), len(letters), hit)


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
