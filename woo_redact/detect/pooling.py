"""What a network for passages looks at: the word vectors of a unit and of what stands around it, as one row of numbers.

A row holds the mean and the largest values over the unit, the same over its sentence, the means of the sentences before
and after it, of its heading and of the document, and a few facts on its form. :func:`spread` is the way back, for
training.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Pooled:
    """The rows, a row for each unit, and from which token each largest value came."""

    rows: Matrix = field(repr=False)
    largest: dict[Tokens, npt.NDArray[np.int64]] = field(repr=False)


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
        heading = tokens(sentence.heading)
        for place in (*sentence.parts, (sentence.start, sentence.end)):
            own = tokens(place)
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


def pool(vectors: Matrix, units: Sequence[Unit]) -> Pooled:
    """Return the rows of units; ``vectors`` are tokens by width."""
    width = vectors.shape[1]
    rows = np.zeros((len(units), VECTORS * width + FACTS), dtype=np.float32)
    sums = np.vstack([np.zeros((1, width)), np.cumsum(vectors, axis=0, dtype=np.float64)])
    for column, places in _means(units):
        lengths = places[:, 1] - places[:, 0]
        means = (sums[places[:, 1]] - sums[places[:, 0]]) / np.maximum(lengths, 1)[:, None]
        rows[:, column * width : (column + 1) * width] = means
    largest: dict[Tokens, npt.NDArray[np.int64]] = {}
    across = np.arange(width)
    for number, unit in enumerate(units):
        for column, place in ((1, unit.own), (3, unit.sentence)):
            if place not in largest:
                largest[place] = vectors[place[0] : place[1]].argmax(axis=0) + place[0]
            rows[number, column * width : (column + 1) * width] = vectors[largest[place], across]
    rows[:, (VECTORS - 1) * width : VECTORS * width] = vectors.mean(axis=0)
    rows[:, VECTORS * width :] = [unit.facts for unit in units]
    return Pooled(rows, largest)


def spread(slopes: Matrix, pooled: Pooled, units: Sequence[Unit], shape: tuple[int, int]) -> Matrix:
    """Return the slopes of the vectors (tokens by width) from those of the rows."""
    count, width = shape
    steps = np.zeros((count + 1, width))
    for column, places in _means(units):
        lengths = np.maximum(places[:, 1] - places[:, 0], 1)[:, None]
        part = slopes[:, column * width : (column + 1) * width] / lengths
        part[places[:, 1] == places[:, 0]] = 0
        np.add.at(steps, places[:, 0], part)
        np.subtract.at(steps, places[:, 1], part)
    back = np.cumsum(steps, axis=0)[:-1]
    across = np.arange(width)
    for number, unit in enumerate(units):
        for column, place in ((1, unit.own), (3, unit.sentence)):
            np.add.at(back, (pooled.largest[place], across), slopes[number, column * width : (column + 1) * width])
    back += slopes[:, (VECTORS - 1) * width : VECTORS * width].sum(axis=0) / count
    return back.astype(np.float32)


def _means(units: Sequence[Unit]) -> list[tuple[int, npt.NDArray[np.int64]]]:
    """Return the columns that hold means, with the ranges they are of."""
    return [
        (0, np.array([unit.own for unit in units])),
        (2, np.array([unit.sentence for unit in units])),
        (4, np.array([unit.before for unit in units])),
        (5, np.array([unit.after for unit in units])),
        (6, np.array([unit.heading for unit in units])),
    ]
