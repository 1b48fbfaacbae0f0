"""Passages that a person points out: words in the text, or a rectangle on a page. Pure.

A rectangle takes along the words that lie at least half in it, and is a box itself: what it covers goes, words or not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from woo_redact.domain.document import Page, Span, Word
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import OWN, OWN_RECTANGLE, OWN_WORDS, Level, Provenance, Suggestion, suggestion_id
from woo_redact.errors import ReviewError

# The part of a word that lies in a rectangle when it is meant.
MEANT = 0.5
# Points: a smaller rectangle is a slip of the hand.
LEAST = 2.0
WORDS, AREA = "passage", "area"


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a person pointed out in a document: words, as a place on each page, or a rectangle on one page.

    ``area`` is in points, page space of the page with the 0-based index ``page``.
    """

    document: str
    spans: tuple[Span, ...] = ()
    page: int = 0
    area: Box | None = None

    @property
    def pages(self) -> frozenset[int]:
        """The pages (0-based) that are needed to make a suggestion of it."""
        return frozenset(span.page for span in self.spans) if self.area is None else frozenset({self.page})


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person means by it: under which ground, as which kind of data (empty: a passage); who it is.

    ``how`` is what the provenance says of words; a rectangle is always one that was drawn.
    """

    ground: str
    reviewer: str
    kind: str = ""
    how: str = ""


def own_suggestion(pointed: Pointed, pages: Mapping[int, Page], meant: Meant) -> Suggestion:
    """Return the suggestion for what a person pointed out; ``pages`` are those it stands on, by index.

    Raises:
        ReviewError: there is nothing to cover at that place.
    """
    if pointed.area is None:
        parts = _words(pointed.spans, pages)
        kind, how, area = meant.kind or WORDS, meant.how or OWN_WORDS, None
    else:
        area = _on_page(pages[pointed.page], pointed.area)
        parts = _rectangle(pages[pointed.page], area)
        bare = all(span.start == span.end for span, _ in parts)
        kind, how = AREA if bare else meant.kind or WORDS, OWN_RECTANGLE
    spans = tuple(span for span, _ in parts)
    return Suggestion(
        id=suggestion_id(pointed.document, spans, meant.ground, area),
        document=pointed.document,
        spans=spans,
        ground=meant.ground,
        kind=kind,
        level=Level.A,
        # No score: a name that a person pointed out is looked for nowhere else.
        provenance=(Provenance(OWN, how, context=meant.reviewer),),
        boxes=tuple(boxes for _, boxes in parts),
    )


def _words(spans: Sequence[Span], pages: Mapping[int, Page]) -> list[tuple[Span, tuple[Box, ...]]]:
    parts = []
    for span in sorted(spans):
        page = pages[span.page]
        if span.end > len(page.text):
            raise ReviewError(
                f"De selectie loopt door na het einde van pagina {span.page + 1}.", "Selecteer de woorden opnieuw."
            )
        text = page.text[span.start : span.end]
        start, end = span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip())
        boxes = page.boxes(start, end) if start < end else ()
        if boxes:
            parts.append((Span(span.page, start, end), boxes))
    if not parts:
        raise ReviewError("De selectie bevat geen woorden.", "Selecteer woorden, of teken een rechthoek.")
    return parts


def _on_page(page: Page, area: Box) -> Box:
    """Return the part of a rectangle that lies on the page."""
    x0, x1 = max(area.x0, 0.0), min(area.x1, page.width)
    top, bottom = max(area.top, 0.0), min(area.bottom, page.height)
    if x1 - x0 < LEAST or bottom - top < LEAST:
        raise ReviewError(f"De rechthoek op pagina {page.index + 1} is te klein.", "Teken hem groter.")
    return Box(x0, top, x1, bottom)


def _rectangle(page: Page, area: Box) -> list[tuple[Span, tuple[Box, ...]]]:
    """Return the runs of words in a rectangle with their boxes; the first has the rectangle as well.

    Letters that an edge of it runs through have boxes too: half a letter can be neither erased nor left.
    """
    runs = [Span(page.index, *run) for run in _runs(page, area)]
    own = (area, *_cut(page, area))
    if not runs:
        at = next((line.start for line in page.lines if line.box.top >= area.top), len(page.text))
        return [(Span(page.index, at, at), own)]
    first, *others = [(span, page.boxes(span.start, span.end)) for span in runs]
    return [(first[0], (*own, *first[1])), *others]


def _cut(page: Page, area: Box) -> Iterator[Box]:
    """Yield boxes around the letters in a rectangle of words that are not meant, where an edge runs through them."""
    for word in (word for line in page.lines for word in line.words):
        box = word.box
        height = min(box.bottom, area.bottom) - max(box.top, area.top)
        beside = box.x1 <= area.x0 or box.x0 >= area.x1
        if beside or height < MEANT * box.height or _share(word, area) >= MEANT:
            continue
        letters = [(min(pair), max(pair)) for pair in pairwise(word.edges)] or [(box.x0, box.x1)]
        touched = [(x0, x1) for x0, x1 in letters if x0 < area.x1 and x1 > area.x0]
        if touched:
            yield Box(min(x0 for x0, _ in touched), box.top, max(x1 for _, x1 in touched), box.bottom)


def _runs(page: Page, area: Box) -> Iterable[tuple[int, int]]:
    """Return the ranges of text whose words follow each other and lie in a rectangle."""
    runs: list[tuple[int, int]] = []
    follows = False
    for word in sorted((word for line in page.lines for word in line.words), key=lambda word: word.start):
        meant = _share(word, area) >= MEANT
        if meant and follows:
            runs[-1] = (runs[-1][0], word.end)
        elif meant:
            runs.append((word.start, word.end))
        follows = meant
    return runs


def _share(word: Word, area: Box) -> float:
    """Return the part of a word's box that lies in a rectangle."""
    box = word.box
    width, height = min(box.x1, area.x1) - max(box.x0, area.x0), min(box.bottom, area.bottom) - max(box.top, area.top)
    whole = box.width * box.height
    return max(width, 0.0) * max(height, 0.0) / whole if whole else 0.0
