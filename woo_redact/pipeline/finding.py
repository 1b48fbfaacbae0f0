"""Finding words in the documents of a dossier, and withholding every place in one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.event import Step
from woo_redact.dossier.store import Store
from woo_redact.errors import ReviewError
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.persons import documents_of
from woo_redact.review.finding import FoldedText, folded, places
from woo_redact.review.own import Pointed

# Characters shown on each side.
AROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand: the file, its places on pages, and what stands there. Never for a log.

    ``withheld`` tells whether all of it is approved to go already.
    """

    document: str
    file: str
    spans: tuple[Span, ...]
    before: str = field(repr=False)
    text: str = field(repr=False)
    after: str = field(repr=False)
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class WithheldHits:
    """What withholding every hit did: the step, the number of hits, and of those that were withheld before."""

    step: Step
    hits: int
    before: int


class Finder:
    """Finds words in the texts of an open dossier; holds the texts that it read, so make it anew after a run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[str, tuple[str, ...]] = {}
        self._folded: dict[str, FoldedText] = {}

    def hits(self, words: str, document: str | None = None) -> tuple[Hit, ...]:
        """Return where words stand, as typed, whatever their case, accents and line breaks; in one document or all."""
        return tuple(
            hit
            for name, file in documents_of(self._store).items()
            if document in (None, name)
            for hit in self._in(name, file, words)
        )

    def _in(self, document: str, file: str, words: str) -> Iterator[Hit]:
        if document not in self._folded:
            self._texts[document] = self._store.page_texts(document)
            self._folded[document] = folded(self._texts[document])
        found = list(places(self._folded[document], words))
        if not found:
            return
        withheld = self._withheld(document)
        texts = self._texts[document]
        for spans in found:
            first, last = spans[0], spans[-1]
            yield Hit(
                document,
                file,
                spans,
                texts[first.page][max(0, first.start - AROUND) : first.start],
                "\n".join(texts[s.page][s.start : s.end] for s in spans),
                texts[last.page][last.end : last.end + AROUND],
                all(any(_within(span, other) for other in withheld) for span in spans),
            )

    def _withheld(self, document: str) -> list[Span]:
        held = self._store.held(document)
        approved = (s for s in self._store.scan(document) if s.id in held and held[s.id].verdict is Verdict.APPROVED)
        return [span for suggestion in approved for span in suggestion.spans]


def withhold_hits(
    desk: Desk, asked: Asked, hits: Sequence[Hit], grounds: tuple[str, ...], reason: str = ""
) -> WithheldHits:
    """Withhold every hit that is not withheld yet, as one step that one undo takes back.

    Raises:
        ReviewError: there is no hit, or no such ground.
    """
    if not hits:
        raise ReviewError("Er is niets gevonden om te lakken.", "Zoek naar andere woorden.")
    pointed = [Pointed(hit.document, hit.spans) for hit in hits if not hit.withheld]
    step = desk.add(asked, pointed, grounds, reason) if pointed else Step()
    return WithheldHits(step, len(hits), len(hits) - len(pointed))


def _within(span: Span, other: Span) -> bool:
    return span.page == other.page and other.start <= span.start and span.end <= other.end
