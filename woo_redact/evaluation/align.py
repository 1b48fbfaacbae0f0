"""Finding the marks of a source in the text that was read, whose order and line breaks may differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from woo_redact.evaluation.marks import Mark, MarkedDocument

# Characters of context on each side that tell equal passages apart.
CONTEXT = 48
# Mark-up of the sources, hyphens (plain, soft, non-breaking) and list marks.
LAID_OUT = frozenset("#*_-\u00ad\u2010\u2011\u2013\u2022")


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark and its half-open range in the text that was read."""

    mark: Mark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Placed:
    """The marks that were found again, and those that were not."""

    marks: tuple[PlacedMark, ...]
    unplaced: tuple[Mark, ...]


def place_marks(document: MarkedDocument, text: str) -> Placed:
    """Find each mark in ``text``: where its words stand with the words around it that fit best.

    Each place is given out once, to the mark whose surroundings fit best. White space, hyphens and list marks do not
    count: a word may be broken over a line, a number run on over it. Give the text in reading order, page furniture at
    the end, or a passage over a page break is not found.
    """
    source = _Squeezed(document.text)
    read = _Squeezed(text)
    candidates: list[tuple[float, int, int, int]] = []
    for number, mark in enumerate(document.marks):
        wanted = source.between(mark.start, mark.end)
        before, after = source.around(mark.start, mark.end)
        for start in read.find(wanted):
            end = start + len(wanted)
            fit = _common_end(read.plain[max(0, start - CONTEXT) : start], before)
            fit += _common_start(read.plain[end : end + CONTEXT], after)
            candidates.append((-fit, number, start, end))
    placed: dict[int, PlacedMark] = {}
    taken: list[tuple[int, int]] = []
    for _, number, start, end in sorted(candidates):
        if number in placed or any(a < end and start < b for a, b in taken):
            continue
        taken.append((start, end))
        placed[number] = PlacedMark(document.marks[number], read.offsets[start], read.offsets[end - 1] + 1)
    unplaced = tuple(m for n, m in enumerate(document.marks) if n not in placed)
    return Placed(tuple(placed[n] for n in sorted(placed)), unplaced)


class _Squeezed:
    """A text without white space and without the characters that a layout adds or takes away, with the way back."""

    def __init__(self, text: str) -> None:
        kept = [(c, i) for i, c in enumerate(text) if not c.isspace() and c not in LAID_OUT]
        self.plain = "".join(c for c, _ in kept)
        self.offsets = [i for _, i in kept]
        self._position = {i: n for n, i in enumerate(self.offsets)}

    def between(self, start: int, end: int) -> str:
        return "".join(self.plain[self._position[i]] for i in range(start, end) if i in self._position)

    def around(self, start: int, end: int) -> tuple[str, str]:
        inside = [self._position[i] for i in range(start, end) if i in self._position]
        if not inside:
            return "", ""
        reach = CONTEXT
        return self.plain[max(0, inside[0] - reach) : inside[0]], self.plain[inside[-1] + 1 : inside[-1] + 1 + reach]

    def find(self, wanted: str) -> Sequence[int]:
        found = []
        at = self.plain.find(wanted) if wanted else -1
        while at >= 0:
            found.append(at)
            at = self.plain.find(wanted, at + 1)
        return found


def _common_end(text: str, other: str) -> int:
    count = 0
    while count < min(len(text), len(other)) and text[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _common_start(text: str, other: str) -> int:
    count = 0
    while count < min(len(text), len(other)) and text[count] == other[count]:
        count += 1
    return count
