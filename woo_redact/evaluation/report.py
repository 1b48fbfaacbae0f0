"""The figures of an evaluation: counts by level, ground and kind, per document and together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from woo_redact.domain.suggestion import Level
from woo_redact.evaluation.passages import Passages
from woo_redact.evaluation.slips import Slip

# Grounds of personal data (Woo art. 5.1 lid 1 onder e and lid 2 onder e).
PERSONAL = frozenset({"5.1.2e", "5.1.1e"})
# Kinds of data that stand for a person's name.
PERSONS = frozenset({"person", "signature"})
Key = tuple[Level, str, str]
"""Least level that counts, ground, kind."""


@dataclass(frozen=True, slots=True)
class Count:
    """Marks and suggestions of one kind, and their letters and digits.

    ``found`` counts marks of which every character is covered by a suggestion of that ground (personal data: of any of
    theirs); ``right`` suggestions of which at least half of the characters had to go, under whatever ground.
    """

    marks: int = 0
    found: int = 0
    characters: int = 0
    covered: int = 0
    suggested: int = 0
    right: int = 0
    suggested_characters: int = 0
    right_characters: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def recall(self) -> float:
        """The share of marks found whole."""
        return _share(self.found, self.marks)

    @property
    def character_recall(self) -> float:
        """The share of characters covered."""
        return _share(self.covered, self.characters)

    @property
    def precision(self) -> float:
        """The share of suggestions that are right."""
        return _share(self.right, self.suggested)

    @property
    def character_precision(self) -> float:
        """The share of suggested characters that had to go."""
        return _share(self.right_characters, self.suggested_characters)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)

    @property
    def character_f1(self) -> float:
        """The same in characters."""
        return harmonic(self.character_precision, self.character_recall)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def harmonic(precision: float, recall: float) -> float:
    """Return F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One document: personal data, characters that had to stay and that stay, marks not found in the text read.

    ``names_kept`` are names that had to stay, ``names_lost`` those of them that a suggestion of a person touches.
    """

    name: str
    personal: Count
    kept: int
    readable: int
    unplaced: int
    names_kept: int = 0
    names_lost: int = 0


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """All documents together.

    ``counts`` is by least level, ground and kind; ``levels`` counts suggestions; ``slips`` are what levels A and B
    missed or took for what it is not. ``passages`` are those of levels A and B under other grounds than personal data.
    """

    documents: tuple[DocumentScore, ...]
    counts: Mapping[Key, Count] = field(default_factory=dict)
    levels: Mapping[Level, int] = field(default_factory=dict)
    slips: tuple[Slip, ...] = field(default=(), repr=False)
    passages: Passages = field(default_factory=Passages)

    @property
    def personal(self) -> Count:
        """Personal data of all documents."""
        return sum((d.personal for d in self.documents), Count())

    @property
    def by_kind(self) -> dict[tuple[str, str], Count]:
        """Counts of levels A and B, by ground and kind."""
        return {(ground, kind): count for (level, ground, kind), count in self.counts.items() if level is Level.B}

    @property
    def by_ground(self) -> dict[str, Count]:
        """Counts of levels A and B, by ground."""
        totals: dict[str, Count] = defaultdict(Count)
        for (ground, _), count in self.by_kind.items():
            totals[ground] += count
        return dict(totals)

    def total(self, level: Level, kinds: Iterable[str]) -> Count:
        """Return the count of these kinds of personal data, from that level up."""
        wanted = frozenset(kinds)
        return sum(
            (c for (least, g, kind), c in self.counts.items() if least is level and g in PERSONAL and kind in wanted),
            Count(),
        )

    @property
    def readable_share(self) -> float:
        """Of the characters that had to stay, the share that stays readable."""
        kept = sum(d.kept for d in self.documents)
        return sum(d.readable for d in self.documents) / kept if kept else 1.0

    @property
    def unplaced(self) -> int:
        """Marks whose words were not found in the text that was read."""
        return sum(d.unplaced for d in self.documents)

    @property
    def names_kept(self) -> int:
        """Names that had to stay readable: public persons, organisations, places."""
        return sum(d.names_kept for d in self.documents)

    @property
    def names_lost(self) -> int:
        """Those of them that were taken for a person who has to go."""
        return sum(d.names_lost for d in self.documents)


def merge(reports: Iterable[EvaluationReport]) -> EvaluationReport:
    """Add reports up."""
    documents: list[DocumentScore] = []
    counts: dict[Key, Count] = defaultdict(Count)
    levels: dict[Level, int] = dict.fromkeys(Level, 0)
    slips: list[Slip] = []
    passages = Passages()
    for report in reports:
        documents.extend(report.documents)
        slips.extend(report.slips)
        passages += report.passages
        for key, count in report.counts.items():
            counts[key] += count
        for level, number in report.levels.items():
            levels[level] += number
    return EvaluationReport(tuple(documents), dict(counts), levels, tuple(slips), passages)
