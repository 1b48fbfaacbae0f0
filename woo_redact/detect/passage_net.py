"""The passage model: which sentences, clauses and cells of a document may be withheld, and under which ground.

Word vectors come from a small convolutional network of spaCy; a second network judges each unit by what
:mod:`woo_redact.detect.pooling` makes of them. It gives how probable it is that a unit is withheld at all, and the
share of each ground. There may be several such pairs, which differ in their seed; their scores are averaged.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from woo_redact.detect.hits import Source
from woo_redact.detect.model_files import DESCRIPTION, check_model
from woo_redact.detect.pooling import FACTS, VECTORS, Matrix, Unit, edges, pool, spread, units_of
from woo_redact.detect.tagging import softmax
from woo_redact.detect.units import Place, Sentence, sentences_of
from woo_redact.detect.word_reader import WordReader

# The names of the networks of the first pair; those of others end in a number.
VECTORS_OF, HEAD = "tok2vec", "head"
SURE = 1e-6
# So many words are shown as what weighed most; shorter ones tell a reader nothing.
CUES, SHORTEST_CUE = 4, 4


@dataclass(frozen=True, slots=True)
class Network:
    """``pipeline`` tokenises; each pair gives word vectors and judges rows: its columns are any ground, then each.

    ``reader`` gives the word vectors of all pairs.
    """

    name: str
    pipeline: Any = field(repr=False)
    pairs: tuple[tuple[Any, Any], ...] = field(repr=False)
    reader: WordReader = field(repr=False)
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with how probable it is that each of its parts is withheld, and the shares of the grounds."""

    sentence: Sentence
    parts: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as the networks read it; ``vectors`` and ``rows`` are those of the first pair.

    ``units`` are in the order of the sentences, ``words`` the places of the tokens.
    """

    judged: tuple[Judged, ...]
    units: tuple[Unit, ...] = field(repr=False)
    words: tuple[Place, ...] = field(repr=False)
    vectors: Matrix = field(repr=False)
    rows: Matrix = field(repr=False)


def build_head(width: int, hidden: int, grounds: int, dropout: float = 0.0) -> Any:
    """Make the network that judges rows."""
    from thinc.api import Linear, Maxout, chain

    rows = VECTORS * width + FACTS
    head: Any = chain(
        Maxout(nO=hidden, nI=rows, nP=2, normalize=True, dropout=dropout), Linear(nO=grounds + 1, nI=hidden)
    )
    head.initialize(X=np.zeros((1, rows), dtype=np.float32), Y=np.zeros((1, grounds + 1), dtype=np.float32))
    return head


@cache
def load_network(folder: Path) -> Network:
    """Return the model in ``folder``.

    Raises:
        ModelMissingError: no model there, or a file of it is missing.
        ModelHashError: a file is not what ``model.toml`` says.
    """
    check_model(folder)
    import spacy
    from thinc.api import set_dropout_rate

    from woo_redact.detect.matrices import faster_products

    described = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))
    grounds = tuple(described["grounds"])
    with faster_products():
        pipeline = spacy.load(folder)
        training = described["training"]
        pairs = []
        for number in range(1, len(training["seeds"]) + 1):
            head = build_head(int(training["width"]), int(training["hidden"]), len(grounds))
            head.from_bytes((folder / numbered(HEAD, number)).read_bytes())
            # It is saved with what training leaves out by chance; what weighed most is no matter of chance.
            set_dropout_rate(head, 0.0)
            pairs.append((pipeline.get_pipe(numbered(VECTORS_OF, number)).model, head))
    reader = WordReader(pipeline, [tok2vec for tok2vec, _ in pairs])
    return Network(folder.name, pipeline, tuple(pairs), reader, grounds)


def numbered(name: str, number: int) -> str:
    """Return the name of a network of the pair with this number, from 1."""
    return name if number == 1 else f"{name}_{number}"


def read(network: Network, source: Source, *, opinions_stay: bool) -> Reading | None:
    """Judge the sentences of a document, if it has any.

    ``opinions_stay`` in a profile that publishes the opinions of officials.
    """
    sentences = sentences_of(source)
    if not sentences:
        return None
    (doc,) = network.reader.docs([source.text])
    units = units_of(doc, sentences, opinions_stay=opinions_stay)
    vectors = network.reader.vectors([doc])
    rows = [pool(own, units) for own in vectors]
    scores = [head.predict(own) for (_, head), own in zip(network.pairs, rows, strict=True)]
    words = tuple(zip(*(edge.tolist() for edge in edges(doc)), strict=True))
    return Reading(tuple(judged(averaged(scores), sentences)), tuple(units), words, vectors[0], rows[0])


def averaged(scores: Sequence[Matrix]) -> Matrix:
    """Return the mean of the scores of several pairs."""
    mean: Matrix = np.mean(np.stack(scores), axis=0)
    return mean


def cues_of(network: Network, reading: Reading, place: Place, ground: str, text: str) -> list[Place]:
    """Return the words within a passage that weighed most for its ground, at most :data:`CUES`, in text order.

    What a word weighs is the slope of the score along its vector, times that vector.
    """
    chosen = [
        number
        for number, unit in enumerate(reading.units)
        if place[0] <= reading.words[unit.own[0]][0] and reading.words[unit.own[1] - 1][1] <= place[1]
    ]
    if not chosen:
        return []
    units = [reading.units[number] for number in chosen]
    _, head = network.pairs[0]
    scores, back = head.begin_update(reading.rows[chosen])
    slopes = np.zeros_like(scores)
    slopes[:, [0, 1 + network.grounds.index(ground)]] = 1
    along = spread(back(slopes), reading.vectors, units)
    weights = (along * reading.vectors).sum(axis=1)
    words = [
        (float(weights[index]), word)
        for index, word in enumerate(reading.words)
        if place[0] <= word[0] and word[1] <= place[1] and text[slice(*word)].isalnum()
    ]
    strongest = sorted(words, key=lambda pair: (pair[1][1] - pair[1][0] < SHORTEST_CUE, -pair[0]))[:CUES]
    # Where no word by itself speaks for it, the one that does most is told.
    telling = [word for weight, word in strongest if weight > 0 and word[1] - word[0] >= SHORTEST_CUE]
    return sorted(telling or [word for _, word in strongest[:1]])


def judged(scores: Matrix, sentences: Sequence[Sentence]) -> list[Judged]:
    """Put the scores of the units together again, sentence by sentence.

    A part counts by itself and by its sentence, in equal shares; the ground is that of the sentence and of those parts
    that are withheld, as far as they are.
    """
    withheld = 1 / (1 + np.exp(-scores[:, 0].astype(np.float64)))
    logs = np.log(softmax(scores[:, 1:]) + SURE)
    counts = np.array([len(sentence.parts) for sentence in sentences])
    whole = np.cumsum(counts + 1) - 1
    own = np.delete(np.arange(len(scores)), whole)
    first = np.cumsum(counts) - counts
    parts = (withheld[own] + withheld[np.repeat(whole, counts)]) / 2
    ends = np.array([end - start for sentence in sentences for start, end in sentence.parts], dtype=np.float64)
    weights = ends * withheld[own]
    sums = np.add.reduceat(logs[own] * weights[:, None], first, axis=0)
    mean = sums / np.maximum(np.add.reduceat(weights, first), SURE)[:, None] + logs[whole]
    shares = softmax(mean).tolist()
    each = [tuple(of.tolist()) for of in np.split(parts, first[1:])]
    return [Judged(*values) for values in zip(sentences, each, map(tuple, shares), strict=True)]
