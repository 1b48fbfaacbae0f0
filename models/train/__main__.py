"""Train the model: ``python -m models.train --data DIR --lists DIR --out DIR``."""

from __future__ import annotations

import argparse
import logging
import shutil
from dataclasses import replace
from pathlib import Path

import spacy
from spacy.language import Language

from models.train import dataset, evaluate, manifest, pipeline
from models.train.corpus import Document

LOG = logging.getLogger("models.train")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with corpus/ and ner/europeana_nl/")
    parser.add_argument("--lists", type=Path, required=True, help="folder with the name lists")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--steps", type=int, default=pipeline.Settings.max_steps)
    parser.add_argument("--width", type=int, default=pipeline.Settings.width)
    parser.add_argument("--seed", type=int, default=pipeline.Settings.seed)
    return parser.parse_args()


def _data_hashes(sources: dataset.Sources, parts: dict[str, list[Document]]) -> dict[str, object]:
    folder_hash = manifest.folder_hash
    hashes: dict[str, object] = {
        "corpus_sha256": folder_hash(sources.corpus.glob("*/*.txt"), sources.corpus),
        "europeana_sha256": folder_hash(sources.europeana.glob("*.bio"), sources.europeana),
        "lists_sha256": folder_hash(sources.lists.glob("*.json"), sources.lists),
        "code_sha256": folder_hash(Path(__file__).parent.glob("*.py"), Path(__file__).parent),
    }
    return hashes | {f"{name}_documents": len(part) for name, part in parts.items()}


def _megabytes(folder: Path) -> float:
    return round(sum(p.stat().st_size for p in manifest.model_files(folder)) / 1e6, 2)


def main() -> None:
    """Train, save, score and describe the model."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    arguments = _arguments()
    settings = replace(
        pipeline.Settings(),
        max_steps=arguments.steps,
        width=arguments.width,
        seed=arguments.seed,
    )
    sources = dataset.Sources(arguments.data / "corpus", arguments.data / "ner" / "europeana_nl", arguments.lists)
    parts = dataset.read(sources)
    data = _data_hashes(sources, parts)
    items = dataset.training_items(parts["train"], sources, settings.seed)
    dev = evaluate.pieces(parts["dev"])
    LOG.info("%d training texts, %d dev texts", len(items), len(dev))

    def check(step: int, loss: float, nlp: Language) -> None:
        scores = evaluate.score(nlp, dev)
        shown = {key: scores[key] for key in ("per_p", "per_r", "per_f", "org_f", "loc_f")}
        LOG.info("step %d loss %.0f dev %s", step, loss, shown)

    nlp = pipeline.build(settings)
    averages = pipeline.train(nlp, items, settings, check)
    if arguments.out.exists():
        shutil.rmtree(arguments.out)
    with nlp.use_params(averages):
        slim = pipeline.slim(nlp, settings)
    slim.meta.update(manifest.META)
    slim.to_disk(arguments.out)
    saved = spacy.load(arguments.out)
    test = evaluate.pieces(parts["test"])
    scores = {"dev": evaluate.score(saved, dev), "test": evaluate.score(saved, test)}
    use = {
        "tokens_per_second": evaluate.speed(saved, dev + test),
        "megabytes": _megabytes(arguments.out),
    }
    manifest.write(arguments.out, settings, data, scores, use)
    LOG.info("dev %s", scores["dev"])
    LOG.info("test %s", scores["test"])
    LOG.info("%s", use)


if __name__ == "__main__":
    main()
