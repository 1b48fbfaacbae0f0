"""What the passage model finds of marked documents, and how often it is wrong."""

from collections.abc import Sequence

from woo_redact.detect.choosing import Thresholds, passages
from woo_redact.detect.passage_net import Judged
from woo_redact.detect.units import Place
from woo_redact.evaluation.passages import Passages, count_passages
from woo_redact.evaluation.report import PERSONAL
from woo_redact.training.passage_data import Labelled

OPINION = "5.2"


def score(
    documents: Sequence[Labelled],
    judged: Sequence[Sequence[Judged]],
    grounds: Sequence[str],
    thresholds: Thresholds,
    *,
    flags: bool = False,
) -> Passages:
    """Count what is found for review, or with the flags."""
    total = Passages()
    for document, sentences in zip(documents, judged, strict=True):
        allowed = frozenset(grounds) - ({OPINION} if document.opinions_stay else set())
        found = [p for p in passages(sentences, grounds, thresholds, allowed) if p.review or flags]
        withheld = {letter for place, _ in document.marks for letter in _letters(document.text, place)}
        total += count_passages(
            document.text,
            [(ground, _letters(document.text, place)) for place, ground in document.marks if ground not in PERSONAL],
            [(one.ground, _letters(document.text, (one.start, one.end))) for one in found],
            withheld,
        )
    return total


def figures(counted: Passages) -> dict[str, float]:
    """Return the figures that are written down."""
    total = counted.total
    shown = {
        "passages": float(total.marks),
        "recall": round(total.recall, 3),
        "recall_any_ground": round(total.recall_any, 3),
        "false_per_page": round(counted.false_on_a_page, 3),
        "clean_documents": float(counted.clean),
        "clean_documents_disturbed": float(counted.disturbed),
    }
    own = ((ground, count) for ground, count in sorted(counted.by_ground.items()) if count.marks)
    return shown | {f"recall_{ground}": round(count.recall, 3) for ground, count in own}


def _letters(text: str, place: Place) -> frozenset[tuple[int, int]]:
    return frozenset((0, i) for i in range(*place) if text[i].isalnum())
