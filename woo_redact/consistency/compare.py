"""Find what is withheld at one place and readable at another: quoted mails, drafts and finals, copied paragraphs.

A passage of some length is found however it was edited a little; a short one, an amount or a full name, only as it
stands. Words alone count: case, punctuation, line ends and marks of quotation do not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Indel

from woo_redact.consistency.words import DocumentWords
from woo_redact.domain.consistency import Difference, Place
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span

# So many words in a row are looked up; a passage with fewer is compared as it stands.
RUN = 3
LONG = 5
# From this likeness on two passages are the same one, edited.
ALIKE = 0.8
# A short passage has to tell something: two words or a figure, and so many letters and figures.
TELLING = 8
TELLING_WITH_FIGURE = 6
# What differs by an insertion of a few words is still one place.
DRIFT = 4
# A place counts as readable when so much of it is, or so many words in a row are.
READABLE = 0.5
IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class _Passage:
    """A withheld passage: where it stands, as a range of words of its document."""

    document: DocumentWords = field(repr=False)
    start: int
    end: int
    grounds: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return self.document.words[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Index:
    """The withheld passages by what is looked up: the runs of words of long ones, with their offset, and short ones."""

    passages: tuple[_Passage, ...]
    runs: Mapping[tuple[str, ...], list[tuple[int, int]]] = field(repr=False)
    short: Mapping[tuple[str, ...], list[int]] = field(repr=False)
    lengths: frozenset[int]


def differences(
    documents: Sequence[DocumentWords], redactions: Mapping[str, Iterable[Redaction]]
) -> Iterator[Difference]:
    """Yield every place at which something can be read that is withheld elsewhere, in the order of the documents.

    ``redactions`` are by document. A place that agrees with several withheld passages is told once, with the one that
    it is most like.
    """
    by_id = {document.document: document for document in documents}
    index = _indexed(_told_apart(p for name, own in redactions.items() for p in _passages(by_id[name], own)))
    for document in documents:
        best: dict[tuple[int, int], Difference] = {}
        for start, end, passage, likeness in _alike(document, index):
            if not _readable(document, start, end):
                continue
            found = Difference(
                Place(passage.document.document, passage.document.spans(passage.start, passage.end)),
                Place(document.document, document.spans(start, end)),
                passage.grounds,
                round(likeness, 3),
            )
            _keep(best, (start, end), found)
        yield from (best[place] for place in sorted(best))


def _passages(document: DocumentWords, redactions: Iterable[Redaction]) -> Iterator[_Passage]:
    for redaction in redactions:
        for start, end in map(document.within, redaction.spans):
            if end > start and (end - start >= LONG or _telling(document.words[start:end])):
                yield _Passage(document, start, end, redaction.grounds)


def _told_apart(passages: Iterable[_Passage]) -> list[_Passage]:
    """Return each wording once for its grounds: what a hundred documents withhold alike is looked up once."""
    first: dict[tuple[tuple[str, ...], tuple[str, ...]], _Passage] = {}
    for passage in passages:
        first.setdefault((passage.words, passage.grounds), passage)
    return list(first.values())


def _telling(words: Sequence[str]) -> bool:
    """Whether a short passage would be known again: "Karin Ouwehand", "€ 640.000", not "Karin" or "ja"."""
    letters = sum(map(len, words))
    if any(character.isdigit() for word in words for character in word):
        return letters >= TELLING_WITH_FIGURE
    return len(words) > 1 and letters >= TELLING


def _indexed(passages: Sequence[_Passage]) -> _Index:
    runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    short: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        words = passage.words
        if len(words) < LONG:
            short[words].append(number)
            continue
        for offset in range(len(words) - RUN + 1):
            runs[words[offset : offset + RUN]].append((number, offset))
    return _Index(tuple(passages), runs, short, frozenset(map(len, short)))


def _alike(document: DocumentWords, index: _Index) -> Iterator[tuple[int, int, _Passage, float]]:
    """Yield the places in a document that are like a passage, other than its own."""
    votes: dict[int, Counter[int]] = defaultdict(Counter)
    for at in range(len(document.words)):
        for number, offset in index.runs.get(document.words[at : at + RUN], ()):
            votes[number][at - offset] += 1
        for length in index.lengths:
            for number in index.short.get(document.words[at : at + length], ()):
                if not _own(document, index.passages[number], at, at + length):
                    yield at, at + length, index.passages[number], 1.0
    for number, starts in votes.items():
        yield from _long(document, index.passages[number], starts)


def _long(
    document: DocumentWords, passage: _Passage, starts: Counter[int]
) -> Iterator[tuple[int, int, _Passage, float]]:
    """Yield the places at which a long passage seems to begin, the likeliest first, none of them twice."""
    size = passage.end - passage.start
    taken: list[tuple[int, int]] = []
    for start, _ in sorted(starts.items(), key=lambda pair: (-pair[1], pair[0])):
        if any(abs(start - other) < max(DRIFT, size // 2) for other, _ in taken):
            continue
        low, high, likeness = _fitted(document.words, passage.words, start)
        if likeness >= ALIKE and not _own(document, passage, low, high):
            taken.append((start, high))
            yield low, high, passage, likeness


def _fitted(words: Sequence[str], passage: Sequence[str], start: int) -> tuple[int, int, float]:
    """Return the range near a start that fits a passage best, and how well."""
    size = len(passage)
    best = (0, 0, 0.0)
    for shift in sorted(range(-DRIFT, DRIFT + 1), key=abs):
        low = max(0, start + min(shift, 0))
        high = min(len(words), start + size + max(shift, 0))
        if high > low:
            likeness = Indel.normalized_similarity(words[low:high], passage)
            if likeness > best[2]:
                best = (low, high, likeness)
    return best


def _own(document: DocumentWords, passage: _Passage, start: int, end: int) -> bool:
    return document.document == passage.document.document and start < passage.end and end > passage.start


def _readable(document: DocumentWords, start: int, end: int) -> bool:
    left = [not covered for covered in document.withheld[start:end]]
    if sum(left) >= READABLE * len(left):
        return True
    row = longest = 0
    for readable in left:
        row = row + 1 if readable else 0
        longest = max(longest, row)
    return longest >= IN_A_ROW


def _keep(best: dict[tuple[int, int], Difference], place: tuple[int, int], found: Difference) -> None:
    """Keep the better of two that tell of overlapping places."""
    mates = [other for other in best if other[0] < place[1] and other[1] > place[0]]
    if any(_rank(best[other]) >= _rank(found) for other in mates):
        return
    for other in mates:
        del best[other]
    best[place] = found


def _rank(found: Difference) -> tuple[int, float]:
    return sum(span.end - span.start for span in found.readable.spans), found.likeness


def spans_overlap(one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether two passages of one document share any text."""
    return any(a.page == b.page and max(a.start, b.start) < min(a.end, b.end) for a in one for b in other)
