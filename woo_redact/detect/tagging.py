"""Entities from what the taggers of the model say of each token.

The model is one or more taggers that give each token a probability for each tag (O, B-PER, I-PER ...). Their mean is
taken; a word that stands in a document more than once is judged by all its places together; then the most probable row
of tags in which an I follows its B is chosen.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Probabilities = npt.NDArray[np.float32]
"""Tokens by tags."""

OUTSIDE, PERSON, PUBLIC = "O", "PER", "PUB"
PREFIX = "names"
# How much of the judgement on a word that stands in a document more than once comes from all its places together.
SHARED = 0.5
LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Entity:
    """A half-open range of characters, its label, and the mean probability of that label over its tokens."""

    start: int
    end: int
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the taggers say of a text.

    ``persons`` has for each token its start and end, how probable it is that it belongs to a person's name, and how
    probable that the person is named in a public role.
    """

    entities: tuple[Entity, ...]
    persons: tuple[tuple[int, int, float, float], ...]


def taggers(nlp: Any) -> list[Any]:
    """Return the taggers of a pipeline."""
    return [pipe for name, pipe in nlp.pipeline if name.startswith(PREFIX)]


def tag(nlp: Any, texts: Sequence[str], bias: float = 0.0) -> list[Tagged]:
    """Tag the pieces of one document.

    ``bias`` is added to the logarithm of the probability of O: above nought finds less and errs less.
    """
    if not texts:
        return []
    docs = [nlp.make_doc(text) for text in texts]
    pipes = taggers(nlp)
    tags: tuple[str, ...] = pipes[0].labels
    shared = share(docs, probabilities(pipes, docs), tags)
    public = _columns(tags, PUBLIC)
    person = [*_columns(tags, PERSON), *public]
    found = []
    for doc, rows in zip(docs, shared, strict=True):
        first, length = doc.to_array(["IDX", "LENGTH"]).astype(np.int64).T
        masses = (rows[:, person].sum(axis=1), rows[:, public].sum(axis=1))
        columns = (first, first + length, *masses)
        persons = tuple(zip(*(column.tolist() for column in columns), strict=True))
        found.append(Tagged(tuple(_entities(doc, rows, tags, bias)), persons))
    return found


def probabilities(pipes: Sequence[Any], docs: Sequence[Any]) -> list[Probabilities]:
    """Return the mean probabilities of the taggers for each document."""
    each = [[softmax(rows) for rows in pipe.model.predict(docs)] for pipe in pipes]
    return [np.mean(np.stack(rows), axis=0) for rows in zip(*each, strict=True)]


def softmax(rows: Probabilities) -> Probabilities:
    """Return rows of scores as probabilities."""
    powers = np.exp(rows - rows.max(axis=1, keepdims=True, initial=-np.inf)) if len(rows) else rows
    return powers / powers.sum(axis=1, keepdims=True) if len(rows) else rows


def share(docs: Sequence[Any], scores: Sequence[Probabilities], tags: Sequence[str]) -> list[Probabilities]:
    """Move the labels of each capitalised word towards the mean over all its places in the document.

    Whether it begins a name or goes on with one stays as it was in its place.
    """
    groups = _groups(tags)
    masses = [np.stack([rows[:, columns].sum(axis=1) for columns in groups], axis=1) for rows in scores]
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, doc in enumerate(docs):
        # One table from spaCy: asking each token takes as long as a layer of the network.
        alphabetic, small, length = doc.to_array(["IS_ALPHA", "IS_LOWER", "LENGTH"]).T
        for index in np.flatnonzero((alphabetic == 1) & (small == 0) & (length > 1)).tolist():
            places[doc[index].text].append((number, index))
    moved = [mass.copy() for mass in masses]
    for found in places.values():
        if len(found) > 1:
            mean = np.mean([masses[number][index] for number, index in found], axis=0)
            for number, index in found:
                moved[number][index] = (1 - SHARED) * masses[number][index] + SHARED * mean
    result = []
    for rows, old, new in zip(scores, masses, moved, strict=True):
        changed = rows.copy()
        for column, columns in enumerate(groups):
            changed[:, columns] *= (new[:, column] / np.maximum(old[:, column], LEAST))[:, None]
        result.append(changed)
    return result


def _columns(tags: Sequence[str], label: str) -> list[int]:
    return [i for i, tag_ in enumerate(tags) if tag_.endswith(f"-{label}")]


def _groups(tags: Sequence[str]) -> list[list[int]]:
    """Return the columns of each label, O by itself."""
    labels = list(dict.fromkeys(tag.rpartition("-")[2] for tag in tags))
    return [[i for i, tag in enumerate(tags) if tag.rpartition("-")[2] == label] for label in labels]


def _entities(doc: Any, rows: Probabilities, tags: Sequence[str], bias: float) -> Iterator[Entity]:
    path = best_path(rows, tags, bias)
    start = 0
    while start < len(path):
        tag = tags[path[start]]
        end = start + 1
        if tag != OUTSIDE:
            label = tag[2:]
            while end < len(path) and tags[path[end]] == f"I-{label}":
                end += 1
            columns = [i for i, other in enumerate(tags) if other[2:] == label and other != OUTSIDE]
            sure = float(rows[start:end, columns].sum(axis=1).mean())
            while end > start and doc[end - 1].is_space:
                end -= 1
            if end > start:
                yield Entity(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label, min(sure, 1.0))
                start = end
                continue
            end = start + 1
        start = end


def best_path(rows: Probabilities, tags: Sequence[str], bias: float) -> list[int]:
    """Return the most probable row of tags in which each I follows a B or I of its label."""
    if not len(rows):
        return []
    allowed = np.array([[_may_follow(before, after) for after in tags] for before in tags])
    penalty = np.where(allowed, 0.0, -np.inf)
    logs = np.log(np.maximum(rows, LEAST))
    logs[:, tags.index(OUTSIDE)] += bias
    first = np.where([tag.startswith("I-") for tag in tags], -np.inf, 0.0)
    best = logs[0] + first
    back = []
    for row in logs[1:]:
        options = best[:, None] + penalty
        chosen = options.argmax(axis=0)
        back.append(chosen)
        best = options[chosen, np.arange(len(tags))] + row
    path = [int(best.argmax())]
    for chosen in reversed(back):
        path.append(int(chosen[path[-1]]))
    return path[::-1]


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or (before[2:] == after[2:] and before != OUTSIDE)
