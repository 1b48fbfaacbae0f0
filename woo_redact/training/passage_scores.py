"""What the passage model finds of marked documents, and how often it is wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from woo_redact.detect.passage_net import Found, Judged, passages
from woo_redact.evaluation.report import PERSONAL
from woo_redact.training.passage_data import Labelled

WORDS_ON_A_PAGE = 450


@dataclass(frozen=True, slots=True)
class PassageScore:
    """Counts over documents.

    ``marks``, ``found`` (at least half of it, under whatever ground) and ``same`` (under its own) are by ground of the
    mark; ``false`` by that of the suggestion, of which less than half is withheld. ``clean`` documents hold no passage,
    ``disturbed`` are those of them for which one is suggested.
    """

    marks: Counter[str]
    found: Counter[str]
    same: Counter[str]
    false: Counter[str]
    suggested: int
    pages: float
    clean: int
    disturbed: int

    @property
    def recall(self) -> float:
        """The share of passages found under their own ground."""
        return self.same.total() / max(1, self.marks.total())

    @property
    def recall_any(self) -> float:
        """The share of passages found under whatever ground."""
        return self.found.total() / max(1, self.marks.total())

    @property
    def false_per_page(self) -> float:
        """False passages on a page of 450 words."""
        return self.false.total() / max(1.0, self.pages)

    def shown(self) -> dict[str, float]:
        """Return the figures that are written down."""
        figures = {
            "passages": float(self.marks.total()),
            "recall": round(self.recall, 3),
            "recall_any_ground": round(self.recall_any, 3),
            "false_per_page": round(self.false_per_page, 3),
            "clean_documents": float(self.clean),
            "clean_documents_disturbed": float(self.disturbed),
        }
        return figures | {f"recall_{g}": round(self.same[g] / n, 3) for g, n in sorted(self.marks.items())}


def score(
    documents: Sequence[Labelled], judged: Sequence[Sequence[Judged]], grounds: Sequence[str], least: float
) -> PassageScore:
    """Score what is found at a threshold."""
    marks, found, same, false = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    suggested = clean = disturbed = 0
    pages = 0.0
    for document, sentences in zip(documents, judged, strict=True):
        allowed = frozenset(grounds) - ({"5.2"} if document.opinions_stay else set())
        suggestions = passages(sentences, grounds, least, allowed)
        suggested += len(suggestions)
        pages += max(1.0, len(document.text.split()) / WORDS_ON_A_PAGE)
        wrong = [one for one in suggestions if not _right(one, document)]
        false.update(one.ground for one in wrong)
        own = [(place, ground) for place, ground in document.marks if ground not in PERSONAL]
        clean += not own
        disturbed += bool(not own and wrong)
        for place, ground in own:
            marks[ground] += 1
            found[ground] += _covered(document.text, place, suggestions)
            same[ground] += _covered(document.text, place, (one for one in suggestions if one.ground == ground))
    return PassageScore(marks, found, same, false, suggested, pages, clean, disturbed)


def _letters(text: str, start: int, end: int) -> set[int]:
    return {i for i in range(start, end) if text[i].isalnum()}


def _right(one: Found, document: Labelled) -> bool:
    own = _letters(document.text, one.start, one.end)
    withheld = {i for (start, end), _ in document.marks for i in range(start, end)}
    return 2 * len(own & withheld) >= len(own)


def _covered(text: str, place: tuple[int, int], suggestions: Iterable[Found]) -> bool:
    own = _letters(text, *place)
    covered = {i for one in suggestions for i in range(one.start, one.end)}
    return 2 * len(own & covered) >= len(own)
