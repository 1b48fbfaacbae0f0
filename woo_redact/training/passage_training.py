"""Train the passage model: ``python -m woo_redact.training.passage_training --known FILE --out DIR``.

``--known`` is the file that ``woo_redact.training.embedding`` keeps: the embedding of each word. The number of rounds
and the seed are fixed; the thresholds are chosen on voices of the dev part that training never saw.
"""

import argparse
import logging
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Adam

from woo_redact.detect.matrices import faster_products
from woo_redact.detect.passage_net import HEAD, Judged, Network, build_head, judged
from woo_redact.detect.pooling import Matrix, Unit, pool, spread, units_of
from woo_redact.resources import models_root
from woo_redact.training import manifest
from woo_redact.training.embedding import word_table
from woo_redact.training.passage_data import NOTHING, Labelled, read_part
from woo_redact.training.passage_scores import PassageScore, score

LOG = logging.getLogger("woo_redact.training")
NAME = "nl_woo_passages"
GROUNDS = (
    *("5.1.1a", "5.1.1b", "5.1.1c", "5.1.1d", "5.1.2a", "5.1.2b", "5.1.2c", "5.1.2d"),
    *("5.1.2f", "5.1.2g", "5.1.2h", "5.1.2i", "5.2"),
)
ATTRS = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
WARMUP = 100
# A long unit counts more than a short one, by the root of its tokens.
LONGEST_COUNTED = 12
# Slopes are those of so many units in a batch: the step does not depend on how many there are.
SCALE = 40.0
# Wrong passages on a page that a reviewer puts up with: one on three pages, and as flags one on a page.
REVIEW_FALSE, FLAG_FALSE = 1 / 3, 1.0
THRESHOLDS = tuple(round(0.02 * step, 2) for step in range(5, 50))


@dataclass(frozen=True)
class Settings:
    """What decides the outcome of a training run, besides the data."""

    seed: int = 1
    width: int = 96
    depth: int = 3
    hidden: int = 128
    rows: tuple[int, ...] = (4000, 800, 1500, 400)
    rounds: int = 10
    documents_per_batch: int = 8
    learn_rate: float = 0.001
    dropout: float = 0.4
    unseen: float = 0.1
    ground_weight: float = 3.0


@dataclass(frozen=True)
class Prepared:
    """A document ready for the network: tokens, units, and the column of the ground of each unit (-1: it stays)."""

    labelled: Labelled
    doc: Any = field(repr=False)
    units: list[Unit] = field(repr=False)
    columns: Any = field(repr=False)
    weights: Any = field(repr=False)


def build(settings: Settings, words: Sequence[str], rows: Matrix, nearest: Sequence[int]) -> Language:
    """Make the pipeline that tokenises and gives word vectors."""
    nlp = spacy.blank("nl")
    vectors = spacy.vectors.Vectors(strings=nlp.vocab.strings, data=rows, name="words", attr="LOWER")
    for word, row in zip(words, nearest, strict=True):
        # The number alone: the words themselves would be dead weight in the saved folder.
        vectors.add(spacy.strings.get_string_id(word), row=int(row))
    nlp.vocab.vectors = vectors
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": settings.width,
        "attrs": ATTRS,
        "rows": list(settings.rows),
        "include_static_vectors": True,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": settings.width,
        "depth": settings.depth,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    nlp.add_pipe("tok2vec", config={"model": model})
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
    tok2vec = nlp.get_pipe("tok2vec").model
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
            loss += _step(tok2vec, head, batch, settings, numbers)
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
    pooled = [pool(rows * kept, one.units) for rows, kept, one in zip(vectors, seen, batch, strict=True)]
    scores, back_head = head.begin_update(np.vstack([one.rows for one in pooled]))
    columns = np.concatenate([one.columns for one in batch])
    weights = np.concatenate([one.weights for one in batch])
    loss, slopes = _slopes(scores, columns, weights / weights.mean(), settings.ground_weight)
    rows = back_head((slopes * (SCALE / len(columns))).astype(np.float32))
    first, parts = 0, []
    for own, kept, one, made in zip(vectors, seen, batch, pooled, strict=True):
        last = first + len(one.units)
        parts.append(spread(rows[first:last], made, one.units, own.shape) * kept)
        first = last
    back(parts)
    return loss


def _slopes(scores: Matrix, columns: Any, weights: Matrix, ground_weight: float) -> tuple[float, Matrix]:
    """The loss and its slopes: of whether a unit is withheld, and of the ground of those that are."""
    withheld = columns >= 0
    probability = 1 / (1 + np.exp(-scores[:, 0]))
    slopes = np.zeros_like(scores)
    slopes[:, 0] = (probability - withheld) * weights
    powers = np.exp(scores[:, 1:] - scores[:, 1:].max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    shares[np.flatnonzero(withheld), columns[withheld]] -= 1
    slopes[withheld, 1:] = ground_weight * shares[withheld] * weights[withheld, None]
    right = np.where(withheld, probability, 1 - probability)
    return float((-np.log(right + 1e-9) * weights).mean()), slopes


def judge_all(nlp: Language, head: Any, data: Sequence[Prepared]) -> list[list[Judged]]:
    """Judge documents."""
    tok2vec = nlp.get_pipe("tok2vec").model
    rows = (pool(tok2vec.predict([one.doc])[0], one.units).rows for one in data)
    return [judged(head.predict(own), one.labelled.sentences) for own, one in zip(rows, data, strict=True)]


def threshold(documents: Sequence[Labelled], found: Sequence[Sequence[Judged]], most_false: float) -> float:
    """Return the lowest threshold at which no more than so many passages on a page are wrong."""
    fits = [t for t in THRESHOLDS if score(documents, found, GROUNDS, t).false_per_page <= most_false]
    return min(fits, default=THRESHOLDS[-1])


def train(settings: Settings, corpora: Sequence[Path], known: Path, out: Path) -> None:
    """Train, save, score and describe a model; what stood at ``out`` is replaced at the very end."""
    spacy.util.fix_random_seed(settings.seed)
    words, rows, nearest = word_table(known)
    with faster_products():
        nlp = build(settings, words, rows, nearest)
    read = {part: read_part(corpora, part) for part in ("train", "dev", "test")}
    data = {part: [p for document in own if (p := prepare(nlp, document))] for part, own in read.items()}
    LOG.info("documents: %s", {part: len(own) for part, own in data.items()})
    nlp.initialize(lambda: [spacy.training.Example(one.doc, one.doc) for one in data["train"][:20]])
    head = build_head(settings.width, settings.hidden, len(GROUNDS), settings.dropout)
    averages = fit(nlp, head, data["train"], settings)
    tok2vec = nlp.get_pipe("tok2vec").model
    made = out.with_name(out.name + ".new")
    shutil.rmtree(made, ignore_errors=True)
    with tok2vec.use_params(averages), head.use_params(averages):
        found = {part: judge_all(nlp, head, own) for part, own in data.items() if part != "train"}
        save(nlp, head, settings, (words, rows, nearest), made)
    voices = {one.labelled.voice for one in data["train"]}
    unseen = [i for i, one in enumerate(data["dev"]) if one.labelled.voice not in voices]
    dev = [data["dev"][i].labelled for i in unseen], [found["dev"][i] for i in unseen]
    use = {"review": threshold(*dev, REVIEW_FALSE), "flag": threshold(*dev, FLAG_FALSE)}
    scores = {
        f"{part}_{level}": score([one.labelled for one in data[part]], own, GROUNDS, use[level])
        for part, own in found.items()
        for level in use
    }
    _describe(made, settings, corpora, known, use, scores)
    shutil.rmtree(out, ignore_errors=True)
    made.rename(out)


def save(nlp: Language, head: Any, settings: Settings, table: tuple[Any, Any, Any], folder: Path) -> None:
    """Save the networks, without the words that were met in training."""
    fresh = build(settings, *table)
    fresh.initialize(lambda: [spacy.training.Example(fresh.make_doc("Jan"), fresh.make_doc("Jan"))])
    pipe = fresh.get_pipe("tok2vec")
    pipe.from_bytes(nlp.get_pipe("tok2vec").to_bytes(exclude=["vocab"]), exclude=["vocab"])
    from woo_redact.training.pipeline import save as save_pipeline

    save_pipeline(fresh, folder)
    (folder / HEAD).write_bytes(head.to_bytes())


def _describe(
    folder: Path,
    settings: Settings,
    corpora: Sequence[Path],
    known: Path,
    use: dict[str, float],
    scores: dict[str, PassageScore],
) -> None:
    size = sum(path.stat().st_size for path in manifest.model_files(folder)) / 1e6
    hashes = {path.name: manifest.folder_hash(path.glob("*/*.txt"), path) for path in corpora}
    head: dict[str, object] = {
        "name": NAME,
        "version": "0.1.0",
        "language": "nl",
        "grounds": list(GROUNDS),
        "licence": manifest.LICENCE,
        "spacy": manifest.SPACY,
    }
    tables = {
        "use": use,
        "training": asdict(settings),
        "data": {
            **{f"{name}_sha256": value for name, value in hashes.items()},
            "known_sha256": manifest.file_hash(known),
        },
        "scores": {"megabytes": round(size, 2)},
    }
    shown = {f"scores.{name}": figures.shown() for name, figures in scores.items()}
    for name, figures in shown.items():
        LOG.info("%s %s", name, figures)
    manifest.describe(folder, head, tables | shown)


def network(folder: Path, nlp: Language, head: Any) -> Network:
    """Put a network together from its parts."""
    return Network(folder.name, nlp, head, GROUNDS)


def main() -> None:
    """Train as the command line says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m woo_redact.training.passage_training", description=__doc__)
    folders = [models_root() / "corpus", models_root() / "passages"]
    parser.add_argument("--corpus", type=Path, action="append", help="folder of voices; may be given more than once")
    parser.add_argument("--known", type=Path, required=True, help="file (.npz) with the embedding of each word")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    for setting in fields(Settings):
        if isinstance(setting.default, int | float):
            parser.add_argument(
                "--" + setting.name.replace("_", "-"), type=type(setting.default), default=setting.default
            )
    arguments = parser.parse_args()
    chosen = {f.name: getattr(arguments, f.name) for f in fields(Settings) if hasattr(arguments, f.name)}
    train(replace(Settings(), **chosen), arguments.corpus or folders, arguments.known, arguments.out)


if __name__ == "__main__":
    main()
