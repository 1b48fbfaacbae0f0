"""Entities from what the taggers of the model say of each token.

The model is one or more taggers that give each token a probability for each tag (O, B-PER, I-PER ...). Their mean is
taken; a word that stands in a document more than once is judged by all its places together; then the most probable row
of tags in which an I follows its B is chosen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, starmap
from typing import Any

import numpy as np
import numpy.typing as npt

from woo_redact.detect.word_reader import WordReader

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


def reader_of(nlp: Any) -> WordReader:
    """Return what reads for the taggers of a pipeline, whose weights must not change any more."""
    return WordReader(nlp, [pipe.model.get_ref("tok2vec") for pipe in taggers(nlp)])


def tag(nlp: Any, texts: Sequence[str], bias: float = 0.0, reader: WordReader | None = None) -> list[Tagged]:
    """Tag the pieces of one document.

    ``bias`` is added to the logarithm of the probability of O: above nought finds less and errs less. ``reader`` is
    that of the pipeline; without one the weights may still change.
    """
    if not texts:
        return []
    docs = reader.docs(texts) if reader else [nlp.make_doc(text) for text in texts]
    pipes = taggers(nlp)
    tags: tuple[str, ...] = pipes[0].labels
    shared = share(docs, probabilities(pipes, docs, reader), tags)
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


def probabilities(pipes: Sequence[Any], docs: Sequence[Any], reader: WordReader | None = None) -> list[Probabilities]:
    """Return the mean probabilities of the taggers for each document."""
    if reader:
        vectors = reader.vectors(docs)
        scores = [pipe.model.get_ref("softmax").predict(own) for pipe, own in zip(pipes, vectors, strict=True)]
    else:
        scores = [np.concatenate(pipe.model.predict(docs)) for pipe in pipes]
    mean = np.mean(np.stack([softmax(rows) for rows in scores]), axis=0)
    return np.split(mean, np.cumsum([len(doc) for doc in docs])[:-1])


def softmax(rows: Probabilities) -> Probabilities:
    """Return rows of scores as probabilities."""
    powers = np.exp(rows - rows.max(axis=1, keepdims=True, initial=-np.inf)) if len(rows) else rows
    return powers / powers.sum(axis=1, keepdims=True) if len(rows) else rows


def share(docs: Sequence[Any], scores: Sequence[Probabilities], tags: Sequence[str]) -> list[Probabilities]:
    """Move the labels of each capitalised word towards the mean over all its places in the document.

    Whether it begins a name or goes on with one stays as it was in its place.
    """
    changed = np.concatenate(scores)
    # One table from spaCy: asking each token takes as long as a layer of the network.
    table = np.concatenate([doc.to_array(["ORTH", "IS_ALPHA", "IS_LOWER", "LENGTH"]) for doc in docs])
    words, alphabetic, small, length = table.T
    places = np.flatnonzero((alphabetic == 1) & (small == 0) & (length > 1))
    _, word, counts = np.unique(words[places], return_inverse=True, return_counts=True)
    more = counts[word] > 1
    places, word = places[more], word[more]
    for columns in _groups(tags):
        old = changed[places][:, columns].sum(axis=1)
        mean = (np.bincount(word, old, len(counts)) / counts)[word]
        new = (1 - SHARED) * old + SHARED * mean
        changed[places[:, None], columns] *= (new / np.maximum(old, LEAST))[:, None].astype(np.float32)
    return np.split(changed, np.cumsum([len(doc) for doc in docs])[:-1])


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
    logs = np.log(np.maximum(rows, LEAST))
    logs[:, tags.index(OUTSIDE)] += bias
    each: list[int] = logs.argmax(axis=1).tolist()
    # Where the most probable tags by themselves make a row, there is no better one.
    if not tags[each[0]].startswith("I-") and all(starmap(partial(_follows, tuple(tags)), set(pairwise(each)))):
        return each
    allowed = np.array([[_may_follow(before, after) for after in tags] for before in tags])
    penalty = np.where(allowed, 0.0, -np.inf)
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


def _follows(tags: Sequence[str], before: int, after: int) -> bool:
    return _may_follow(tags[before], tags[after])


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or (before[2:] == after[2:] and before != OUTSIDE)
