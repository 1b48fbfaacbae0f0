"""The networks of spaCy that give word vectors, taken apart and worked out in fewer steps.

Such a network embeds attributes of each word, whatever its context (``MultiHashEmbed``), and then has layers that each
look at a window of words (``MaxoutWindowEncoder``). spaCy's own steps remain what training takes; the outcome is equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Attributes = npt.NDArray[np.uint64]

# Rows of a block: two windows and the weights of a layer fit the second level of memory of common processors.
BLOCK = 256
# As in thinc's layer of that name.
SMALLEST_VARIANCE = 1e-8
# What an embedding is made of, and a window layer; what training leaves out by chance counts for nothing here.
EMBEDDING = frozenset({"extract_features", "hashembed", "maxout", "layernorm"})
AROUND = frozenset({"ints-getitem", "list2ragged", "ragged2list", "dropout"})
STATIC = "static_vectors"
WINDOW_LAYER = ("expand_window", "maxout", "layernorm")


@dataclass(frozen=True, slots=True)
class Layer:
    """Products, the largest of several pieces, normalised: ``Maxout`` and ``LayerNorm`` of thinc.

    ``weights`` are inputs by outputs, all outputs of a piece side by side; the last row is added to each product.
    """

    weights: Matrix = field(repr=False)
    scale: Matrix = field(repr=False)
    shift: Matrix = field(repr=False)

    @property
    def width(self) -> int:
        """How many numbers a word has after it."""
        return len(self.scale)

    def normal(self, sums: Matrix, best: Matrix) -> Matrix:
        """Put the largest of the pieces of ``sums``, normalised, into ``best``; what is left is to add ``shift``."""
        width = self.width
        np.maximum(sums[:, :width], sums[:, -width:], out=best)
        for start in range(width, sums.shape[1] - width, width):
            np.maximum(best, sums[:, start : start + width], out=best)
        # A product with ones is several times as fast as a sum or mean.
        best -= (best @ np.full(width, 1 / width, dtype=np.float32))[:, None]
        variance = np.einsum("ij,ij->i", best, best) / width + SMALLEST_VARIANCE
        best *= (variance**-0.5)[:, None]
        best *= self.scale
        return best

    def after(self, offset: Matrix) -> "Layer":
        """Return the layer for inputs to which ``offset``, repeated as often as it fits, was not added yet."""
        weights = self.weights.copy()
        weights[-1] += np.tile(offset, (len(weights) - 1) // len(offset)) @ weights[:-1]
        return replace(self, weights=weights)


@dataclass(frozen=True, slots=True)
class Network:
    """A network whose parts are known.

    ``tables`` have the attribute, the seed and the rows of each hashed embedding, ``static`` turns the table of words
    into an embedding as well; ``mix`` makes one vector of them. ``window`` is how many words each of the ``layers``
    looks at on either side. The shifts of all layers are added at the end, as ``shift``: each layer knows of those
    before it.
    """

    tables: tuple[tuple[Any, int, Matrix], ...] = field(repr=False)
    static: Matrix | None = field(repr=False)
    mix: Layer
    layers: tuple[Layer, ...]
    shift: Matrix = field(repr=False)
    window: int

    @property
    def width(self) -> int:
        """How many numbers a word has."""
        return self.mix.width

    @property
    def reach(self) -> int:
        """How far what the layers see goes on either side."""
        return self.window * len(self.layers)


def embedded(networks: Sequence[Network], ops: Any, attributes: dict[Any, Attributes], vectors: Any) -> list[Matrix]:
    """Return for each network what words are without their context.

    Args:
        networks: networks of one pipeline.
        ops: the operations of thinc on arrays.
        attributes: of the words, one entry for each attribute; that of the table of words too.
        vectors: the table of words.
    """
    # Networks that differ in their training only look at the same rows.
    hashed: dict[tuple[Any, int, int], Any] = {}
    static = any(network.static is not None for network in networks)
    rows: Any = vectors.find(keys=attributes[vectors.attr]) if static else None
    found = []
    for network in networks:
        parts = []
        for attribute, seed, table in network.tables:
            key = attribute, seed, len(table)
            if key not in hashed:
                hashed[key] = ops.hash(attributes[attribute], seed) % len(table)
            parts.append(ops.gather_add(table, hashed[key]))
        if network.static is not None:
            part = vectors.data[rows] @ network.static
            part[rows < 0] = 0
            parts.append(part)
        parts.append(np.ones((len(parts[0]), 1), dtype=np.float32))
        sums = np.hstack(parts) @ network.mix.weights
        words = network.mix.normal(sums, np.empty((len(sums), network.width), dtype=np.float32))
        found.append(words + network.mix.shift)
    return found


@dataclass(frozen=True, slots=True)
class _Room:
    """Arrays for one block, used again for each: asking the system for memory takes as long as the sums."""

    windows: Matrix
    sums: Matrix
    more: Matrix
    best: Matrix

    @classmethod
    def of(cls, layer: Layer, count: int) -> "_Room":
        rows, columns = layer.weights.shape
        room = cls(*(np.empty((count, size), dtype=np.float32) for size in (rows, columns, columns, layer.width)))
        # By this a product has the last row of the weights added to it.
        room.windows[:, -1] = 1
        return room


def in_context(network: Network, words: Matrix, numbers: Numbers) -> Matrix:
    """Return the vectors of a row of words in their context.

    Args:
        network: the network.
        words: what distinct words are without their context; the last of them is nothing.
        numbers: which of them stands at each place. What stands before the first and after the last is nothing.
    """
    window, width = network.window, network.width
    outside = np.full(window, len(words) - 1, dtype=np.int64)
    numbers = np.concatenate([outside, numbers, outside])
    count = len(numbers) - 2 * window
    first, *others = network.layers
    now, then = (np.zeros((len(numbers), width), dtype=np.float32) for _ in range(2))
    room = _Room.of(first, min(BLOCK, count))
    # What a word brings to the first layer, by its place in the window.
    parts = [words @ first.weights[place * width : (place + 1) * width] for place in range(2 * window + 1)]
    parts[window] += first.weights[-1]
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        own, sums = slice(start + window, start + window + size), room.sums[:size]
        for place, part in enumerate(parts):
            wanted, out = numbers[start + place : start + place + size], room.more[:size] if place else sums
            np.take(part, wanted, axis=0, out=out, mode="clip")
            if place:
                sums += out
        np.add(words[numbers[own]], first.normal(sums, room.best[:size]), out=now[own])
    for layer in others:
        for start in range(0, count, BLOCK):
            size = min(BLOCK, count - start)
            own, windows = slice(start + window, start + window + size), room.windows[:size]
            # Each word with its neighbours side by side.
            for place in range(2 * window + 1):
                windows[:, place * width : (place + 1) * width] = now[start + place : start + place + size]
            sums = np.matmul(windows, layer.weights, out=room.sums[:size])
            np.add(now[own], layer.normal(sums, room.best[:size]), out=then[own])
        now, then = then, now
    return now[window : count + window] + network.shift


def taken_apart(model: Any, vectors: Any) -> Network | None:
    """Return the parts of a network, if it is built in the way that is known here.

    Args:
        model: a ``Tok2Vec`` of spaCy.
        vectors: the table of words of its pipeline.
    """
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return None
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    layers = _window_layers(encode)
    parts = [part for part in _leaves(embed) if part.name not in AROUND]
    by_name = {part.name: part for part in parts}
    hashed = [part for part in parts if part.name == "hashembed"]
    if not layers or by_name.keys() - {STATIC} != EMBEDDING or len(parts) != len(hashed) + len(by_name) - 1:
        return None
    if STATIC in by_name and str(vectors.mode) != "default":
        return None
    # Between texts spaCy puts as much as the layers can see; anything less, and they would see each other.
    windows = {window for window, _ in layers}
    if len(windows) > 1 or encode.attrs.get("pad") != len(layers) * max(windows):
        return None
    columns = by_name["extract_features"].attrs["columns"]
    tables = [(columns[part.attrs["column"]], part.attrs["seed"], part.get_param("E")) for part in hashed]
    static = np.array(by_name[STATIC].get_param("W").T, order="C") if STATIC in by_name else None
    mix = _layer(by_name["maxout"], by_name["layernorm"])
    shift, shifted = np.zeros(mix.width, dtype=np.float32), []
    for _, layer in layers:
        shifted.append(layer.after(shift))
        shift = shift + layer.shift
    return Network(tuple(tables), static, mix, tuple(shifted), shift, max(windows))


def _leaves(model: Any) -> list[Any]:
    """Return the parts of a network in the order in which they are asked."""
    return [leaf for part in model.layers for leaf in _leaves(part)] if model.layers else [model]


def _window_layers(encode: Any) -> list[tuple[int, Layer]]:
    """Return the window layers with how far each looks; none when there is anything else."""
    # What holds several of them has a name that begins like theirs.
    named = [part for part in encode.walk() if part.name.startswith("residual(")]
    residual = [part for part in named if not any(inner in named for inner in part.layers)]
    found = [[leaf for leaf in _leaves(part) if leaf.name not in AROUND] for part in residual]
    all_ = [leaf for leaf in _leaves(encode) if leaf.name not in AROUND]
    if len(all_) != sum(map(len, found)) or any(tuple(leaf.name for leaf in own) != WINDOW_LAYER for own in found):
        return []
    return [(own[0].attrs["window_size"], _layer(own[1], own[2])) for own in found]


def _layer(maxout: Any, norm: Any) -> Layer:
    # Outputs by pieces by inputs; pieces by outputs are wanted, and inputs first.
    weights = maxout.get_param("W").transpose(2, 1, 0)
    bias = maxout.get_param("b").T
    return Layer(
        np.vstack([weights.reshape(len(weights), -1), bias.reshape(1, -1)]),
        np.array(norm.get_param("G")),
        np.array(norm.get_param("b")),
    )
