"""Word vectors in their context, as the networks of a spaCy pipeline give them, in less time.

What spaCy's embedding layer says of a word follows from a few attributes of it, never from its context. So it is asked
about distinct words only, and what it said is kept. The layers after it, each of which looks at a window of words, are
worked out here: the first as sums of what distinct words bring to it, the others in blocks that fit the processor's
memory. A network that is built in another way is asked as spaCy does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from woo_redact.detect.tokens import Tokeniser

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Attributes = npt.NDArray[np.uint64]

# So many distinct words are kept; when there are more, all are forgotten.
KEPT = 5000
# Words are worked on in sections, in which each distinct one counts once; this bounds the memory.
SECTION = 4096
# Rows of a block: two windows and the weights of a layer fit the second level of memory of common processors.
BLOCK = 256
# As in thinc's layer of that name.
SMALLEST_VARIANCE = 1e-8
# What an embedding layer that looks at attributes of words is made of.
EMBEDDING = frozenset(
    {
        *("extract_features", "static_vectors", "hashembed", "ints-getitem", "list2ragged", "ragged2list"),
        *("maxout", "layernorm", "dropout"),
    }
)
WINDOW_LAYER = ("expand_window", "maxout", "layernorm")


@dataclass(frozen=True, slots=True)
class _Layer:
    """A window layer: ``weights`` are inputs by outputs, all outputs of a piece of the maxout side by side."""

    weights: Matrix
    bias: Matrix
    scale: Matrix
    shift: Matrix

    @property
    def width(self) -> int:
        return len(self.scale)


@dataclass(frozen=True, slots=True)
class _Network:
    """A network whose parts are known; ``window`` is how many words each layer looks at on either side."""

    embed: Any
    columns: tuple[Any, ...]
    layers: tuple[_Layer, ...]
    window: int

    @property
    def reach(self) -> int:
        return self.window * len(self.layers)


class _Words:
    """Distinct words in the place of a document: the embedding layer asks for nothing else."""

    def __init__(self, vocab: Any, columns: Sequence[int], attributes: Attributes) -> None:
        self.vocab, self._columns, self._attributes = vocab, columns, attributes

    def __len__(self) -> int:
        return len(self._attributes)

    def to_array(self, wanted: Any) -> Attributes:
        """Return attributes, as a document of spaCy does: one as a row, several as columns."""
        if isinstance(wanted, list | tuple):
            return self._attributes[:, [self._columns.index(_number(one)) for one in wanted]]
        return self._attributes[:, self._columns.index(_number(wanted))]


class WordReader:
    """The networks of a pipeline, whose weights must not change any more.

    Args:
        pipeline: tokenises, and has the words and their table.
        networks: those that give word vectors (``Tok2Vec`` of spaCy).
    """

    def __init__(self, pipeline: Any, networks: Sequence[Any]) -> None:
        self._tokeniser = Tokeniser(pipeline)
        self._vocab = pipeline.vocab
        self._models = tuple(networks)
        self._known = tuple(_taken_apart(model) for model in networks)
        own = [column for network in self._known if network for column in network.columns]
        self._columns = sorted({_number(column) for column in (*own, self._vocab.vectors.attr)})
        self._places: dict[bytes, int] = {}
        width = sum(network.layers[0].width for network in self._known if network)
        # What is kept of the words of all networks, side by side.
        self._kept: Matrix = np.empty((0, width), dtype=np.float32)

    def docs(self, texts: Sequence[str]) -> list[Any]:
        """Tokenise texts."""
        return self._tokeniser.docs(texts)

    def vectors(self, docs: Sequence[Any]) -> list[Matrix]:
        """Return for each network the vectors of the words of all documents, tokens by width."""
        found = [
            np.empty((sum(map(len, docs)), network.layers[0].width), dtype=np.float32)
            if network
            else np.concatenate(model.predict(docs))
            for model, network in zip(self._models, self._known, strict=True)
        ]
        if any(self._known) and docs:
            self._fill(found, docs)
        return found

    def _fill(self, found: Sequence[Matrix], docs: Sequence[Any]) -> None:
        table = np.concatenate([doc.to_array(self._columns) for doc in docs]).astype(np.uint64, copy=False)
        keys = table.view(f"V{table.itemsize * table.shape[1]}").ravel().tolist()
        reach = max(network.reach for network in self._known if network)
        # Between documents stand words that are nothing, as many as the layers can see.
        rows = np.full(len(keys) + reach * (len(docs) + 1), -1, dtype=np.int64)
        ends = np.cumsum([len(doc) for doc in docs])
        places = np.arange(len(keys)) + reach * (1 + np.searchsorted(ends, np.arange(len(keys)), "right"))
        rows[places] = np.arange(len(keys))
        for first, last in _sections(len(rows)):
            low, high = max(0, first - reach), min(len(rows), last + reach)
            section = rows[low:high]
            numbers, distinct = _distinct(keys, section)
            wanted = section[first - low : last - low]
            inside = np.flatnonzero(wanted >= 0)
            embedded = self._embedded([keys[row] for row in distinct], table[distinct])
            for network, vectors, words in zip(self._known, found, embedded, strict=True):
                if network:
                    vectors[wanted[inside]] = _in_context(network, words, numbers)[first - low + inside]

    def _embedded(self, keys: Sequence[bytes], attributes: Attributes) -> list[Matrix]:
        """Return for each network what its embedding layer says of distinct words."""
        places = np.array([self._places.get(key, -1) for key in keys], dtype=np.int64)
        known, new = np.flatnonzero(places >= 0), np.flatnonzero(places < 0)
        rows = np.empty((len(keys), self._kept.shape[1]), dtype=np.float32)
        rows[known] = self._kept[places[known]]
        if len(new):
            words = [_Words(self._vocab, self._columns, attributes[new])]
            rows[new] = np.hstack([network.embed.predict(words)[0] for network in self._known if network])
            self._keep([keys[number] for number in new[:KEPT]], rows[new[:KEPT]])
        widths = [network.layers[0].width if network else 0 for network in self._known]
        return np.split(rows, np.cumsum(widths)[:-1], axis=1)

    def _keep(self, keys: Sequence[bytes], rows: Matrix) -> None:
        if len(self._places) + len(keys) > KEPT:
            self._places.clear()
        first = len(self._places)
        if first + len(keys) > len(self._kept):
            larger = np.empty((min(KEPT, 2 * (first + len(keys))), rows.shape[1]), dtype=np.float32)
            larger[:first] = self._kept[:first]
            self._kept = larger
        self._kept[first : first + len(keys)] = rows
        self._places.update(zip(keys, range(first, first + len(keys)), strict=True))


def _sections(count: int) -> Iterator[tuple[int, int]]:
    yield from pairwise([*range(0, count, SECTION), count])


def _distinct(keys: Sequence[bytes], rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return the number of each word among the distinct ones, which is their count for a word that is nothing.

    The second value is a row of ``keys`` for each distinct word.
    """
    numbers: dict[bytes, int] = {}
    chosen = rows[rows >= 0]
    own = np.array([numbers.setdefault(keys[row], len(numbers)) for row in chosen.tolist()], dtype=np.int64)
    found = np.full(len(rows), len(numbers), dtype=np.int64)
    found[rows >= 0] = own
    firsts = np.empty(len(numbers), dtype=np.int64)
    # From the back: the row of the first place stays.
    firsts[own[::-1]] = chosen[::-1]
    return found, firsts


def _in_context(network: _Network, words: Matrix, numbers: Numbers) -> Matrix:
    """Return the vectors of a row of words in their context.

    What stands before the first and after the last word is nothing.
    """
    window, width = network.window, words.shape[1]
    first, *others = network.layers
    words = np.concatenate([words, np.zeros((1, width), dtype=np.float32)])
    outside = np.full(window, len(words) - 1, dtype=np.int64)
    numbers = np.concatenate([outside, numbers, outside])
    count = len(numbers) - 2 * window
    now, then = (np.zeros((len(numbers), width), dtype=np.float32) for _ in range(2))
    # What a word brings to the first layer, by its place in the window.
    parts = [words @ first.weights[place : place + width] for place in range(0, len(first.weights), width)]
    parts[window] += first.bias
    for start in range(0, count, BLOCK):
        stop = min(count, start + BLOCK)
        sums = parts[0][numbers[start:stop]]
        for place, part in enumerate(parts[1:], 1):
            sums += part[numbers[start + place : stop + place]]
        own = slice(start + window, stop + window)
        now[own] = words[numbers[own]]
        now[own] += _normal(first, sums)
    for layer in others:
        for start in range(0, count, BLOCK):
            stop = min(count, start + BLOCK)
            # Rows that overlap: each word with its neighbours side by side.
            shape, strides = (stop - start, len(layer.weights)), (now.strides[0], now.strides[1])
            windows = np.lib.stride_tricks.as_strided(now[start:], shape, strides, writeable=False)
            sums = np.ascontiguousarray(windows) @ layer.weights
            sums += layer.bias
            own = slice(start + window, stop + window)
            np.add(now[own], _normal(layer, sums), out=then[own])
        now, then = then, now
    return now[window : count + window]


def _normal(layer: _Layer, sums: Matrix) -> Matrix:
    """Return the largest of the pieces, normalised."""
    width = layer.width
    best: Matrix = np.array(sums[:, :width])
    for start in range(width, sums.shape[1], width):
        np.maximum(best, sums[:, start : start + width], out=best)
    best -= best.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", best, best) / width + SMALLEST_VARIANCE
    best *= (variance**-0.5)[:, None].astype(np.float32)
    best *= layer.scale
    best += layer.shift
    return best


def _number(attribute: Any) -> int:
    from spacy.attrs import intify_attr

    return int(intify_attr(attribute))


def _taken_apart(model: Any) -> _Network | None:
    """Return the parts of a network that is built as is known here: embedded attributes, then window layers."""
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return None
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    parts = [one for one in embed.walk() if not one.layers]
    if not {one.name for one in parts} <= EMBEDDING:
        return None
    # What holds several of them has a name that begins like theirs.
    named = [one for one in encode.walk() if one.name.startswith("residual(")]
    residual = [one for one in named if not any(part in named for part in one.layers)]
    inside = [[part for part in one.walk() if not part.layers and part.name != "dropout"] for one in residual]
    leaves = [one for one in encode.walk() if not one.layers and one.name != "dropout"]
    if not inside or sum(map(len, inside)) != len(leaves):
        return None
    if any(tuple(part.name for part in own) != WINDOW_LAYER for own in inside):
        return None
    windows = {own[0].attrs["window_size"] for own in inside}
    # Between documents spaCy puts as much as the layers can see; anything less, and they would see each other.
    if len(windows) > 1 or encode.attrs.get("pad") != len(inside) * max(windows):
        return None
    columns = [column for one in parts if one.name == "extract_features" for column in one.attrs["columns"]]
    layers = tuple(_layer(maxout, norm) for _, maxout, norm in inside)
    return _Network(embed, tuple(columns), layers, max(windows))


def _layer(maxout: Any, norm: Any) -> _Layer:
    # Outputs by pieces by inputs; pieces by outputs are wanted, and inputs first.
    weights = maxout.get_param("W").transpose(2, 1, 0)
    bias = maxout.get_param("b").T
    scale, shift = norm.get_param("G"), norm.get_param("b")
    return _Layer(
        np.ascontiguousarray(weights).reshape(len(weights), -1),
        np.array(bias, dtype=np.float32, order="C").ravel(),
        np.array(scale),
        np.array(shift),
    )
