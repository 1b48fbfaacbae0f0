"""The networks of the passage model: how they are made, taught and asked."""

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Adam

from woo_redact.detect.passage_net import VECTORS_OF, Judged, averaged, judged, numbered
from woo_redact.detect.pooling import Matrix, Unit, pool, spread, units_of
from woo_redact.detect.tagging import softmax
from woo_redact.training.alike import Alike
from woo_redact.training.embedding import word_table
from woo_redact.training.passage_data import NOTHING, Labelled
from woo_redact.training.pipeline import tok2vec as network_of

LOG = logging.getLogger("woo_redact.training")
GROUNDS = (
    *("5.1.1a", "5.1.1b", "5.1.1c", "5.1.1d", "5.1.2a", "5.1.2b", "5.1.2c", "5.1.2d"),
    *("5.1.2f", "5.1.2g", "5.1.2h", "5.1.2i", "5.2"),
)
WARMUP = 100
# A long unit counts more than a short one, by the root of its tokens.
LONGEST_COUNTED = 12
# Slopes are those of so many units in a batch: the step does not depend on how many there are.
SCALE = 40.0


@dataclass(frozen=True)
class Settings:
    """What decides the outcome of a training run, besides the data."""

    seed: int = 1
    width: int = 96
    depth: int = 3
    hidden: int = 192
    rows: tuple[int, ...] = (4000, 800, 1500, 400)
    rounds: int = 8
    documents_per_batch: int = 8
    learn_rate: float = 0.001
    dropout: float = 0.4
    unseen: float = 0.1
    swapped: float = 0.0
    ground_weight: float = 3.0


@dataclass(frozen=True)
class Table:
    """Words by the number that spaCy gives them, and the row of each in the table of centres."""

    keys: Sequence[int] = field(repr=False)
    nearest: Sequence[int] = field(repr=False)
    centres: Matrix = field(repr=False)


def table_of(known: Path) -> Table:
    """Cluster the words of a file of embeddings, as ``woo_redact.training.embedding`` keeps it."""
    words, centres, nearest = word_table(known)
    # The number alone: the words themselves would be dead weight in the saved folder.
    return Table([spacy.strings.get_string_id(word) for word in words], nearest, centres)


def table_in(model: Path) -> Table:
    """Take the table of a passage model."""
    vectors = spacy.load(model).vocab.vectors
    return Table(list(vectors.key2row), list(vectors.key2row.values()), vectors.data)


@dataclass(frozen=True)
class Prepared:
    """A document ready for the network: tokens, units, and the column of the ground of each unit (-1: it stays)."""

    labelled: Labelled
    doc: Any = field(repr=False)
    units: list[Unit] = field(repr=False)
    columns: Any = field(repr=False)
    weights: Any = field(repr=False)


def build(settings: Settings, table: Table, pairs: int = 1) -> Language:
    """Make the pipeline that tokenises and gives word vectors, by so many networks."""
    nlp = spacy.blank("nl")
    vectors = spacy.vectors.Vectors(strings=nlp.vocab.strings, data=table.centres.copy(), name="words", attr="LOWER")
    for key, row in zip(table.keys, table.nearest, strict=True):
        vectors.add(key, row=int(row))
    nlp.vocab.vectors = vectors
    model = network_of(settings.width, settings.depth, settings.rows, vectors=True)
    for number in range(1, pairs + 1):
        nlp.add_pipe("tok2vec", numbered(VECTORS_OF, number), config={"model": model})
    nlp.initialize(lambda: [spacy.training.Example(nlp.make_doc("Jan"), nlp.make_doc("Jan"))])
    return nlp


def prepare(nlp: Language, document: Labelled) -> Prepared | None:
    """Tokenise a document; one without units teaches nothing."""
    if not document.sentences:
        return None
    doc = nlp.make_doc(document.text)
    units = units_of(doc, document.sentences, opinions_stay=document.opinions_stay)
    columns = np.array([GROUNDS.index(label) if label != NOTHING else -1 for label in document.labels])
    lengths = np.array([unit.own[1] - unit.own[0] for unit in units])
    weights = np.sqrt(np.clip(lengths, 1, LONGEST_COUNTED)).astype(np.float32)
    return Prepared(document, doc, units, columns, weights)


def fit(nlp: Language, head: Any, data: Sequence[Prepared], settings: Settings) -> dict[tuple[int, str], Any]:
    """Train for a fixed number of rounds; return the averaged weights."""
    rng, numbers = random.Random(settings.seed), np.random.default_rng(settings.seed)
    alike = Alike.of(one.doc for one in data)
    tok2vec = nlp.get_pipe(VECTORS_OF).model
    optimizer = Adam(settings.learn_rate, L2=1e-4, L2_is_weight_decay=True, grad_clip=1.0)
    averages: dict[tuple[int, str], Any] = {}
    optimizer.averages = averages
    batches = -(-len(data) // settings.documents_per_batch)
    step = 0
    for round_ in range(settings.rounds):
        loss, start = 0.0, time.monotonic()
        for batch in _batches(data, settings.documents_per_batch, rng):
            step += 1
            falling = 1 - 0.95 * step / (batches * settings.rounds)
            optimizer.learn_rate = settings.learn_rate * min(1.0, step / WARMUP) * falling
            swapped = [replace(one, doc=alike.swapped(one.doc, settings.swapped, rng)) for one in batch]
            loss += _step(tok2vec, head, swapped, settings, numbers)
            tok2vec.finish_update(optimizer)
            head.finish_update(optimizer)
        LOG.info("round %d loss %.4f, %.0f seconds", round_, loss / batches, time.monotonic() - start)
    return averages


def _batches(data: Sequence[Prepared], size: int, rng: random.Random) -> Iterator[list[Prepared]]:
    order = list(data)
    rng.shuffle(order)
    for start in range(0, len(order), size):
        yield order[start : start + size]


def _step(
    tok2vec: Any, head: Any, batch: Sequence[Prepared], settings: Settings, numbers: np.random.Generator
) -> float:
    """One step back and forth; returns the loss."""
    vectors, back = tok2vec.begin_update([one.doc for one in batch])
    # Some words are not seen: the judgement must not hang on one of them.
    seen = [(numbers.random(len(rows)) >= settings.unseen).astype(np.float32)[:, None] for rows in vectors]
    shown = [rows * kept for rows, kept in zip(vectors, seen, strict=True)]
    pooled = [pool(rows, one.units) for rows, one in zip(shown, batch, strict=True)]
    scores, back_head = head.begin_update(np.vstack(pooled))
    columns = np.concatenate([one.columns for one in batch])
    weights = np.concatenate([one.weights for one in batch])
    loss, slopes = _slopes(scores, columns, weights / weights.mean(), settings.ground_weight)
    rows = back_head((slopes * (SCALE / len(columns))).astype(np.float32))
    first, parts = 0, []
    for own, kept, one in zip(shown, seen, batch, strict=True):
        last = first + len(one.units)
        parts.append(spread(rows[first:last], own, one.units) * kept)
        first = last
    back(parts)
    return loss


def _slopes(scores: Matrix, columns: Any, weights: Matrix, ground_weight: float) -> tuple[float, Matrix]:
    """The loss and its slopes: of whether a unit is withheld, and of the ground of those that are."""
    withheld = columns >= 0
    probability = 1 / (1 + np.exp(-scores[:, 0]))
    slopes = np.zeros_like(scores)
    slopes[:, 0] = (probability - withheld) * weights
    shares = softmax(scores[:, 1:])
    shares[np.flatnonzero(withheld), columns[withheld]] -= 1
    slopes[withheld, 1:] = ground_weight * shares[withheld] * weights[withheld, None]
    right = np.where(withheld, probability, 1 - probability)
    return float((-np.log(right + 1e-9) * weights).mean()), slopes


def scores_of(tok2vec: Any, head: Any, data: Sequence[Prepared]) -> list[Matrix]:
    """Return the scores of the units of documents."""
    return [head.predict(pool(tok2vec.predict([one.doc])[0], one.units)) for one in data]


def judge_all(pairs: Sequence[tuple[Any, Any]], data: Sequence[Prepared]) -> list[list[Judged]]:
    """Judge documents by the mean of several pairs of networks."""
    each = zip(*(scores_of(tok2vec, head, data) for tok2vec, head in pairs), strict=True)
    return [judged(averaged(scores), one.labelled.sentences) for scores, one in zip(each, data, strict=True)]
