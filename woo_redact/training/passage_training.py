"""Train the passage model: ``python -m woo_redact.training.passage_training --words-of MODEL --out DIR``.

``--words-of`` is a passage model whose table of words is taken over; ``--known FILE``, the embedding of each word that
``woo_redact.training.embedding`` keeps, makes a new one. The number of rounds and the seeds are fixed; the thresholds
are chosen on voices of the dev part that training never saw.
"""

import argparse
import logging
import math
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import spacy

from woo_redact.detect.choosing import Thresholds
from woo_redact.detect.matrices import faster_products
from woo_redact.detect.passage_net import HEAD, VECTORS_OF, Judged, build_head, numbered
from woo_redact.evaluation.passages import Passages
from woo_redact.resources import models_root
from woo_redact.training import manifest
from woo_redact.training.passage_data import Labelled, read_fragments, read_part
from woo_redact.training.passage_network import (
    GROUNDS,
    Prepared,
    Settings,
    Table,
    build,
    fit,
    judge_all,
    prepare,
    table_in,
    table_of,
)
from woo_redact.training.passage_scores import figures, score
from woo_redact.training.pipeline import save as save_pipeline

LOG = logging.getLogger("woo_redact.training")
NAME = "nl_woo_passages"
SEEDS = (1, 2)
# Wrong passages on a page that a reviewer puts up with: one on three, of which the rules take a part; as flags one on
# each.
REVIEW_FALSE, FLAG_FALSE = 0.26, 1.0
FLAGS = tuple(round(0.02 * step, 2) for step in range(5, 50))
IN_COMPANY = tuple(round(0.05 * step, 2) for step in range(4, 14))
ALONE = tuple(round(0.05 * step, 2) for step in range(12, 20))
# Of the documents without passages, so many may be disturbed.
DISTURBED = 0.02


def choose(documents: Sequence[Labelled], found: Sequence[Sequence[Judged]]) -> Thresholds:
    """Return the thresholds at which most passages are found while no more than so many on a page are wrong.

    Of those by which nearly no document without passages is disturbed, if there are any.
    """
    certain = Thresholds(1.0, 1.0, FLAGS[-1])
    fits = [
        flag
        for flag in FLAGS
        if score(documents, found, GROUNDS, replace(certain, flag=flag), flags=True).false_on_a_page <= FLAG_FALSE
    ]
    best, chosen = (False, False, -math.inf), certain
    for review in IN_COMPANY:
        for alone in ALONE:
            tried = Thresholds(review, max(review, alone), min(fits, default=FLAGS[-1]))
            counted = score(documents, found, GROUNDS, tried)
            few = counted.false_on_a_page <= REVIEW_FALSE
            quiet = counted.disturbed <= DISTURBED * counted.clean
            recall = counted.total.recall + counted.total.recall_any
            rank = few, quiet, recall if few else -counted.false_on_a_page
            if rank > best:
                best, chosen = rank, tried
    return chosen


@dataclass(frozen=True)
class Run:
    """What to make: ``settings`` with the first seed, all ``seeds``, from which folders.

    ``words`` is the file with the embedding of each word, or a passage model whose table is taken over; ``work`` a
    folder in which the pair of each seed is kept: a run that was cut off goes on from there.
    """

    settings: Settings
    seeds: tuple[int, ...]
    corpora: tuple[Path, ...]
    words: Path
    work: Path
    out: Path
    fragments: Path | None = None


def train(run: Run) -> None:
    """Train, save, score and describe a model; what stood at ``run.out`` is replaced at the very end."""
    table = table_in(run.words) if run.words.is_dir() else table_of(run.words)
    with faster_products():
        nlp = build(run.settings, table, len(run.seeds))
    read = {part: read_part(run.corpora, part) for part in ("train", "dev", "test")}
    read["train"] += read_fragments(run.fragments) if run.fragments else []
    data = {part: [p for document in own if (p := prepare(nlp, document))] for part, own in read.items()}
    LOG.info("documents: %s", {part: len(own) for part, own in data.items()})
    heads = []
    for number, seed in enumerate(run.seeds, 1):
        tok2vec, head = _pair(run, seed, table, data["train"])
        nlp.get_pipe(numbered(VECTORS_OF, number)).from_bytes(tok2vec, exclude=["vocab"])
        heads.append((tok2vec, head))
    pipes = [nlp.get_pipe(numbered(VECTORS_OF, number)).model for number in range(1, len(run.seeds) + 1)]
    pairs = [
        (pipe, build_head(run.settings.width, run.settings.hidden, len(GROUNDS)).from_bytes(head))
        for pipe, (_, head) in zip(pipes, heads, strict=True)
    ]
    made = run.out.with_name(run.out.name + ".new")
    shutil.rmtree(made, ignore_errors=True)
    _save(run, table, heads, made)
    _score(run, pairs, data, made)
    shutil.rmtree(run.out, ignore_errors=True)
    made.rename(run.out)


def _save(run: Run, table: Table, pairs: Sequence[tuple[bytes, bytes]], folder: Path) -> None:
    """Save the networks in a pipeline that has not met a word."""
    fresh = build(run.settings, table, len(pairs))
    for number, (tok2vec, _) in enumerate(pairs, 1):
        fresh.get_pipe(numbered(VECTORS_OF, number)).from_bytes(tok2vec, exclude=["vocab"])
    save_pipeline(fresh, folder)
    for number, (_, head) in enumerate(pairs, 1):
        (folder / numbered(HEAD, number)).write_bytes(head)


def _pair(run: Run, seed: int, table: Table, data: Sequence[Prepared]) -> tuple[bytes, bytes]:
    """Train the pair of networks of a seed, or take it from where it was kept."""
    settings = replace(run.settings, seed=seed)
    digest = manifest.digest((settings, _hashes(run)))[:12]
    kept = run.work / f"seed-{seed}-{digest}"
    if not kept.is_dir():
        spacy.util.fix_random_seed(seed)
        with faster_products():
            nlp = build(settings, table)
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
    use = choose(*dev)
    scores = {
        f"{part}_{level}": score([one.labelled for one in data[part]], own, GROUNDS, use, flags=level == "flag")
        for part, own in found.items()
        for level in ("review", "flag")
    }
    _describe(folder, run, asdict(use), scores)


def _hashes(run: Run) -> dict[str, object]:
    code = Path(__file__).parent
    hashes: dict[str, object] = {
        f"{path.name}_sha256": manifest.folder_hash(path.glob("*/*.txt"), path) for path in run.corpora
    }
    if run.fragments:
        hashes["fragments_sha256"] = manifest.folder_hash(run.fragments.glob("*/*.txt"), run.fragments)
    table = run.words / "vocab" / "vectors" if run.words.is_dir() else run.words
    code_hash = manifest.folder_hash([*code.glob("passage_*.py"), code / "alike.py"], code)
    return hashes | {"words_sha256": manifest.file_hash(table), "code_sha256": code_hash}


def _describe(folder: Path, run: Run, use: dict[str, float], scores: dict[str, Passages]) -> None:
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
    shown = {f"scores.{name}": figures(counted) for name, counted in scores.items()}
    for name, own in shown.items():
        LOG.info("%s %s", name, own)
    manifest.describe(folder, head, tables | shown)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def main() -> None:
    """Train as the command line says."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(prog="python -m woo_redact.training.passage_training", description=__doc__)
    folders = (models_root() / "corpus", models_root() / "passages")
    parser.add_argument("--corpus", type=Path, action="append", help="folder of voices; may be given more than once")
    parser.add_argument("--fragments", type=Path, help="folder of fragments, such as models/fragments")
    words = parser.add_mutually_exclusive_group(required=True)
    words.add_argument("--known", type=Path, help="file (.npz) with the embedding of each word")
    words.add_argument("--words-of", type=Path, help="passage model whose table of words is taken over")
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
        words_from = arguments.known or arguments.words_of
        train(Run(settings, arguments.seeds, corpora, words_from, work, arguments.out, arguments.fragments))


if __name__ == "__main__":
    main()
