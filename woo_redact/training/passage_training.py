"""Train the passage model: ``python -m woo_redact.training.passage_training --known FILE --out DIR``.

``--known`` is the file that ``woo_redact.training.embedding`` keeps: the embedding of each word. The number of rounds
and the seed are fixed; the thresholds are chosen on voices of the dev part that training never saw.
"""

import argparse
import logging
import random
import shutil
import tempfile
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
from woo_redact.detect.passage_net import HEAD, VECTORS_OF, Judged, averaged, build_head, judged, numbered
from woo_redact.detect.pooling import Matrix, Unit, pool, spread, units_of
from woo_redact.resources import models_root
from woo_redact.training import manifest
from woo_redact.training.embedding import word_table
from woo_redact.training.passage_data import NOTHING, Labelled, read_part
from woo_redact.training.passage_scores import PassageScore, score
from woo_redact.training.pipeline import save as save_pipeline

LOG = logging.getLogger("woo_redact.training")
NAME = "nl_woo_passages"
GROUNDS = (
    *("5.1.1a", "5.1.1b", "5.1.1c", "5.1.1d", "5.1.2a", "5.1.2b", "5.1.2c", "5.1.2d"),
    *("5.1.2f", "5.1.2g", "5.1.2h", "5.1.2i", "5.2"),
)
ATTRS = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
SEEDS = (1, 2)
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


Table = tuple[list[str], Matrix, list[int]]


@dataclass(frozen=True)
class Prepared:
    """A document ready for the network: tokens, units, and the column of the ground of each unit (-1: it stays)."""

    labelled: Labelled
    doc: Any = field(repr=False)
    units: list[Unit] = field(repr=False)
    columns: Any = field(repr=False)
    weights: Any = field(repr=False)


def build(settings: Settings, words: Sequence[str], rows: Matrix, nearest: Sequence[int], pairs: int = 1) -> Language:
    """Make the pipeline that tokenises and gives word vectors, by so many networks."""
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


def scores_of(tok2vec: Any, head: Any, data: Sequence[Prepared]) -> list[Matrix]:
    """Return the scores of the units of documents."""
    return [head.predict(pool(tok2vec.predict([one.doc])[0], one.units).rows) for one in data]


def judge_all(pairs: Sequence[tuple[Any, Any]], data: Sequence[Prepared]) -> list[list[Judged]]:
    """Judge documents by the mean of several pairs of networks."""
    each = zip(*(scores_of(tok2vec, head, data) for tok2vec, head in pairs), strict=True)
    return [judged(averaged(scores), one.labelled.sentences) for scores, one in zip(each, data, strict=True)]


def threshold(documents: Sequence[Labelled], found: Sequence[Sequence[Judged]], most_false: float) -> float:
    """Return the lowest threshold at which no more than so many passages on a page are wrong."""
    fits = [t for t in THRESHOLDS if score(documents, found, GROUNDS, t).false_per_page <= most_false]
    return min(fits, default=THRESHOLDS[-1])


@dataclass(frozen=True)
class Run:
    """What to make: ``settings`` with the first seed, all ``seeds``, from which folders.

    ``known`` is the file with the embedding of each word; ``work`` a folder in which the pair of each seed is kept: a
    run that was cut off goes on from there.
    """

    settings: Settings
    seeds: tuple[int, ...]
    corpora: tuple[Path, ...]
    known: Path
    work: Path
    out: Path


def train(run: Run) -> None:
    """Train, save, score and describe a model; what stood at ``run.out`` is replaced at the very end."""
    table = word_table(run.known)
    with faster_products():
        nlp = build(run.settings, *table, len(run.seeds))
    read = {part: read_part(run.corpora, part) for part in ("train", "dev", "test")}
    data = {part: [p for document in own if (p := prepare(nlp, document))] for part, own in read.items()}
    LOG.info("documents: %s", {part: len(own) for part, own in data.items()})
    heads = []
    for number, seed in enumerate(run.seeds, 1):
        tok2vec, head = _pair(run, seed, table, data["train"])
        nlp.get_pipe(numbered(VECTORS_OF, number)).from_bytes(tok2vec, exclude=["vocab"])
        heads.append(head)
    pipes = [nlp.get_pipe(numbered(VECTORS_OF, number)).model for number in range(1, len(run.seeds) + 1)]
    pairs = [
        (pipe, build_head(run.settings.width, run.settings.hidden, len(GROUNDS)).from_bytes(head))
        for pipe, head in zip(pipes, heads, strict=True)
    ]
    made = run.out.with_name(run.out.name + ".new")
    shutil.rmtree(made, ignore_errors=True)
    save_pipeline(nlp, made)
    for number, head in enumerate(heads, 1):
        (made / numbered(HEAD, number)).write_bytes(head)
    _score(run, pairs, data, made)
    shutil.rmtree(run.out, ignore_errors=True)
    made.rename(run.out)


def _pair(run: Run, seed: int, table: Table, data: Sequence[Prepared]) -> tuple[bytes, bytes]:
    """Train the pair of networks of a seed, or take it from where it was kept."""
    settings = replace(run.settings, seed=seed)
    digest = manifest.digest((settings, _hashes(run)))[:12]
    kept = run.work / f"seed-{seed}-{digest}"
    if not kept.is_dir():
        spacy.util.fix_random_seed(seed)
        with faster_products():
            nlp = build(settings, *table)
        head = build_head(settings.width, settings.hidden, len(GROUNDS), settings.dropout)
        averages = fit(nlp, head, data, settings)
        pipe = nlp.get_pipe(VECTORS_OF)
        with pipe.model.use_params(averages), head.use_params(averages):
            made = kept.with_name(f"{kept.name}.new")
            made.mkdir(parents=True, exist_ok=True)
            (made / VECTORS_OF).write_bytes(pipe.to_bytes(exclude=["vocab"]))
            (made / HEAD).write_bytes(head.to_bytes())
        made.rename(kept)
    return (kept / VECTORS_OF).read_bytes(), (kept / HEAD).read_bytes()


def _score(run: Run, pairs: Sequence[tuple[Any, Any]], data: dict[str, list[Prepared]], folder: Path) -> None:
    """Choose the thresholds on unseen voices of dev, score dev and test, and describe the model."""
    found = {part: judge_all(pairs, own) for part, own in data.items() if part != "train"}
    voices = {one.labelled.voice for one in data["train"]}
    unseen = [i for i, one in enumerate(data["dev"]) if one.labelled.voice not in voices]
    dev = [data["dev"][i].labelled for i in unseen], [found["dev"][i] for i in unseen]
    use = {"review": threshold(*dev, REVIEW_FALSE), "flag": threshold(*dev, FLAG_FALSE)}
    scores = {
        f"{part}_{level}": score([one.labelled for one in data[part]], own, GROUNDS, use[level])
        for part, own in found.items()
        for level in use
    }
    _describe(folder, run, use, scores)


def _hashes(run: Run) -> dict[str, object]:
    code = Path(__file__).parent
    hashes: dict[str, object] = {
        f"{path.name}_sha256": manifest.folder_hash(path.glob("*/*.txt"), path) for path in run.corpora
    }
    code_hash = manifest.folder_hash(code.glob("passage_*.py"), code)
    return hashes | {"known_sha256": manifest.file_hash(run.known), "code_sha256": code_hash}


def _describe(folder: Path, run: Run, use: dict[str, float], scores: dict[str, PassageScore]) -> None:
    size = sum(path.stat().st_size for path in manifest.model_files(folder)) / 1e6
    head: dict[str, object] = {
        "name": NAME,
        "version": "0.1.0",
        "language": "nl",
        "grounds": list(GROUNDS),
        "licence": manifest.LICENCE,
        "spacy": manifest.SPACY,
    }
    training = asdict(run.settings)
    training.pop("seed")
    tables = {
        "use": use,
        "training": {"seeds": run.seeds, **training},
        "data": _hashes(run),
        "scores": {"megabytes": round(size, 2)},
    }
    shown = {f"scores.{name}": figures.shown() for name, figures in scores.items()}
    for name, figures in shown.items():
        LOG.info("%s %s", name, figures)
    manifest.describe(folder, head, tables | shown)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def main() -> None:
    """Train as the command line says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m woo_redact.training.passage_training", description=__doc__)
    folders = (models_root() / "corpus", models_root() / "passages")
    parser.add_argument("--corpus", type=Path, action="append", help="folder of voices; may be given more than once")
    parser.add_argument("--known", type=Path, required=True, help="file (.npz) with the embedding of each word")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--work", type=Path, help="folder to keep the networks of each seed in, to go on from later")
    parser.add_argument("--seeds", type=_numbers, default=SEEDS, help="one pair of networks is trained for each")
    for setting in fields(Settings):
        if isinstance(setting.default, int | float) and setting.name != "seed":
            parser.add_argument(
                "--" + setting.name.replace("_", "-"), type=type(setting.default), default=setting.default
            )
    arguments = parser.parse_args()
    chosen = {f.name: getattr(arguments, f.name) for f in fields(Settings) if hasattr(arguments, f.name)}
    settings = replace(Settings(), **chosen, seed=arguments.seeds[0])
    corpora = tuple(arguments.corpus or folders)
    with tempfile.TemporaryDirectory() as scratch:
        work = arguments.work or Path(scratch)
        train(Run(settings, arguments.seeds, corpora, arguments.known, work, arguments.out))


if __name__ == "__main__":
    main()
