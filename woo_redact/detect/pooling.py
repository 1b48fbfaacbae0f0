"""What a network for passages looks at: the word vectors of a unit and of what stands around it, as one row of numbers.

A row holds the mean and the largest values over the unit, the same over its sentence, the means of the sentences before
and after it, of its heading and of the document, and a few facts on its form. :func:`spread` is the way back, for
training.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from woo_redact.detect.units import Place, Sentence
from woo_redact.domain.document import BlockKind

Matrix = npt.NDArray[np.float32]
Tokens = tuple[int, int]
"""A half-open range of tokens; an empty one stands for nothing."""
NOTHING: Tokens = (0, 0)
VECTORS = 8
"""How many vectors a row holds."""
FACTS = 6
LONG = 30


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with what stands around it, as ranges of tokens."""

    own: Tokens
    sentence: Tokens
    before: Tokens
    after: Tokens
    heading: Tokens
    facts: tuple[float, ...]


def units_of(doc: Any, sentences: Sequence[Sentence], *, opinions_stay: bool) -> list[Unit]:
    """Return the units of a tokenised document: the parts of each sentence, followed by the sentence itself."""
    starts, ends = edges(doc)

    def tokens(place: Place | None) -> Tokens:
        if place is None:
            return NOTHING
        first = int(np.searchsorted(ends, place[0], "right"))
        return first, max(int(np.searchsorted(starts, place[1], "left")), first + 1)

    whole = [tokens((sentence.start, sentence.end)) for sentence in sentences]
    found = []
    for number, sentence in enumerate(sentences):
        before = whole[number - 1] if number else NOTHING
        after = whole[number + 1] if number + 1 < len(whole) else NOTHING
        over = sentence.columns or (None,) * len(sentence.parts)
        for place, column in zip((*sentence.parts, (sentence.start, sentence.end)), (*over, None), strict=True):
            own, heading = tokens(place), tokens(column or sentence.heading)
            form = _facts(sentence, place, own, opinions_stay=opinions_stay)
            found.append(Unit(own, whole[number], before, after, heading, form))
    return found


def edges(doc: Any) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return where the tokens begin and end in the text."""
    # One table from spaCy: an object for each token takes as long as the network.
    table = doc.to_array(["IDX", "LENGTH"]).astype(np.int64)
    return table[:, 0], table[:, 0] + table[:, 1]


def _facts(sentence: Sentence, place: Place, own: Tokens, *, opinions_stay: bool) -> tuple[float, ...]:
    return (
        float(sentence.kind is BlockKind.ROW),
        float(sentence.kind is BlockKind.BULLET),
        float(sentence.kind is BlockKind.PARAGRAPH),
        float(opinions_stay),
        float(place == (sentence.start, sentence.end)),
        min(1.0, (own[1] - own[0]) / LONG),
    )


def pool(vectors: Matrix, units: Sequence[Unit]) -> Matrix:
    """Return a row for each unit; ``vectors`` are tokens by width."""
    width = vectors.shape[1]
    rows = np.empty((len(units), VECTORS * width + FACTS), dtype=np.float32)
    sums = np.zeros((len(vectors) + 1, width))
    np.cumsum(vectors, axis=0, dtype=np.float64, out=sums[1:])
    for column, places in _means(units):
        lengths = places[:, 1] - places[:, 0]
        means = sums[places[:, 1]] - sums[places[:, 0]]
        means /= np.maximum(lengths, 1)[:, None]
        rows[:, column * width : (column + 1) * width] = means
    # The largest values between each start and end; those between an end and the next start are not wanted.
    padded = np.vstack([vectors, np.zeros((1, width), dtype=vectors.dtype)])
    for column, places in _largest(units):
        # The units of a sentence follow each other.
        new = np.flatnonzero(np.any(places != np.roll(places, 1, axis=0), axis=1) | (np.arange(len(places)) == 0))
        largest = np.maximum.reduceat(padded, places[new].ravel(), axis=0)[::2]
        rows[:, column * width : (column + 1) * width] = np.repeat(largest, np.diff([*new, len(places)]), axis=0)
    rows[:, (VECTORS - 1) * width : VECTORS * width] = vectors.mean(axis=0)
    rows[:, VECTORS * width :] = [unit.facts for unit in units]
    return rows


def spread(slopes: Matrix, vectors: Matrix, units: Sequence[Unit]) -> Matrix:
    """Return the slopes of the vectors (tokens by width) from those of the rows."""
    count, width = vectors.shape
    steps = np.zeros((count + 1, width))
    for column, places in _means(units):
        lengths = np.maximum(places[:, 1] - places[:, 0], 1)[:, None]
        part = slopes[:, column * width : (column + 1) * width] / lengths
        part[places[:, 1] == places[:, 0]] = 0
        np.add.at(steps, places[:, 0], part)
        np.subtract.at(steps, places[:, 1], part)
    back = np.cumsum(steps, axis=0)[:-1]
    across = np.arange(width)
    # A largest value hangs on the token that it came from.
    largest: dict[Tokens, npt.NDArray[np.int64]] = {}
    for column, places in _largest(units):
        for number, (start, end) in enumerate(places.tolist()):
            if (start, end) not in largest:
                largest[start, end] = vectors[start:end].argmax(axis=0) + start
            np.add.at(back, (largest[start, end], across), slopes[number, column * width : (column + 1) * width])
    back += slopes[:, (VECTORS - 1) * width : VECTORS * width].sum(axis=0) / count
    return back.astype(np.float32)


def _largest(units: Sequence[Unit]) -> list[tuple[int, npt.NDArray[np.int64]]]:
    """Return the columns that hold largest values, with the ranges they are of."""
    return [(1, np.array([unit.own for unit in units])), (3, np.array([unit.sentence for unit in units]))]


def _means(units: Sequence[Unit]) -> list[tuple[int, npt.NDArray[np.int64]]]:
    """Return the columns that hold means, with the ranges they are of."""
    return [
        (0, np.array([unit.own for unit in units])),
        (2, np.array([unit.sentence for unit in units])),
        (4, np.array([unit.before for unit in units])),
        (5, np.array([unit.after for unit in units])),
        (6, np.array([unit.heading for unit in units])),
    ]
