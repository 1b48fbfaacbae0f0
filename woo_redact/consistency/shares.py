"""How much of each document is withheld: too much is a defect as well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from woo_redact.consistency.words import DocumentWords
from woo_redact.domain.decision import Redaction

# A document stands out when so many times as much is withheld as in the middle one, and at least this share.
TIMES, LEAST = 3.0, 0.25
# Of fewer words a share tells nothing.
WORDS = 40


@dataclass(frozen=True, slots=True)
class Share:
    """The words of a document, how many of them are withheld, and how many under each ground.

    ``beyond`` are words under its boxes that no passage holds, ``taken`` those that went along to hide widths; ``None``
    where that was not counted.
    """

    document: str
    words: int
    withheld: int
    by_ground: tuple[tuple[str, int], ...] = ()
    stands_out: bool = False
    beyond: int | None = None
    taken: int | None = None

    @property
    def share(self) -> float:
        """The share of the words that is withheld."""
        return self.withheld / self.words if self.words else 0.0


def share_of(document: DocumentWords, redactions: Iterable[Redaction]) -> Share:
    """Count the withheld words of a document."""
    counts: dict[str, int] = {}
    for redaction in redactions:
        words = sum(end - start for start, end in map(document.within, redaction.spans))
        for ground in redaction.grounds:
            counts[ground] = counts.get(ground, 0) + words
    return Share(document.document, len(document.words), sum(document.withheld), tuple(sorted(counts.items())))


def middle(shares: Sequence[Share]) -> float:
    """The share in the middle document of those that are long enough to tell."""
    return median([one.share for one in shares if one.words >= WORDS] or [0.0])


def compared(shares: Sequence[Share]) -> tuple[Share, ...]:
    """Mark the documents that stand out against the middle one of the dossier."""
    least = max(TIMES * middle(shares), LEAST)
    return tuple(replace(s, stands_out=s.words >= WORDS and s.share >= least) for s in shares)
