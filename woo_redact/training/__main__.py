"""Train the model: ``python -m woo_redact.training --ner DIR --lists DIR --words FILE --out DIR``."""

import argparse
import logging
import shutil
from dataclasses import fields, replace
from pathlib import Path

import spacy
from spacy.language import Language

from woo_redact.resources import models_root
from woo_redact.training import dataset, evaluate, manifest, pipeline
from woo_redact.training.corpus import Document
from woo_redact.training.lexicon import WordLists
from woo_redact.training.lexicon import read as read_lexicon

LOG = logging.getLogger("woo_redact.training")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m woo_redact.training", description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, default=models_root() / "corpus", help="folder of voices with marked documents"
    )
    parser.add_argument("--ner", type=Path, required=True, help="folder with europeana_nl/ and be_parliament_cc0/")
    parser.add_argument("--lists", type=Path, required=True, help="folder with the name lists")
    parser.add_argument("--words", type=Path, required=True, help="list of Dutch words, one a line")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the training documents, for a learning curve"
    )
    for field in fields(pipeline.Settings):
        if isinstance(field.default, int | float) and not isinstance(field.default, bool):
            flag = "--" + field.name.replace("_", "-")
            parser.add_argument(flag, type=type(field.default), default=field.default)
    parser.add_argument("--rows", type=_numbers, default=pipeline.Settings.rows, help="rows for each feature of a word")
    parser.add_argument("--no-lexicon", dest="lexicon", action="store_false", help="do without word lists")
    return parser.parse_args()


def _data_hashes(sources: dataset.Sources, parts: dict[str, list[Document]]) -> dict[str, object]:
    folder_hash = manifest.folder_hash
    hashes: dict[str, object] = {
        "corpus_sha256": folder_hash(sources.corpus.glob("*/*.txt"), sources.corpus),
        "europeana_sha256": folder_hash(sources.europeana.glob("*.bio"), sources.europeana),
        "words_sha256": manifest.file_hash(sources.words.words),
        "prose_sha256": manifest.file_hash(sources.words.prose),
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
    chosen = {f.name: getattr(arguments, f.name) for f in fields(pipeline.Settings) if hasattr(arguments, f.name)}
    settings = replace(pipeline.Settings(), **chosen)
    words = WordLists(arguments.lists, arguments.words, arguments.ner / "be_parliament_cc0" / "be_parliament_nl.jsonl")
    sources = dataset.Sources(arguments.corpus, arguments.ner / "europeana_nl", words)
    parts = dataset.read(sources)
    parts["train"] = dataset.share_of(parts["train"], arguments.share)
    data = _data_hashes(sources, parts)
    lexicon = read_lexicon(words)
    items = dataset.training_items(parts["train"], sources, settings.seed)
    dev = evaluate.pieces(parts["dev"])
    LOG.info("%d training texts, %d dev texts", len(items), len(dev))

    def check(step: int, loss: float, nlp: Language) -> None:
        scores = evaluate.score(nlp, dev)
        shown = {key: value for key, value in scores.items() if key.startswith("per_")}
        LOG.info("step %d loss %.0f dev %s", step, loss, shown)

    nlp = pipeline.build(settings, lexicon, hide=True)
    averages = pipeline.train(nlp, items, settings, check)
    if arguments.out.exists():
        shutil.rmtree(arguments.out)
    with nlp.use_params(averages):
        slim = pipeline.slim(nlp, settings, lexicon)
    slim.meta.update(manifest.META)
    pipeline.save(slim, arguments.out)
    scores, use = _scored(arguments.out, parts, sources, settings.seed)
    manifest.write(arguments.out, settings, data, scores, use)
    for name, values in scores.items():
        LOG.info("%s %s", name, values)
    LOG.info("%s", use)


def _scored(
    folder: Path, parts: dict[str, list[Document]], sources: dataset.Sources, seed: int
) -> tuple[dict[str, evaluate.Scores], dict[str, float]]:
    """Score a saved model: dev and test as written, the voices that training never saw, test with other names."""
    saved = spacy.load(folder)
    renamed = dataset.renamed(parts["test"], parts["train"], sources, seed)
    known = {document.voice for document in parts["train"]}
    scored = {
        "dev": parts["dev"],
        "test": parts["test"],
        "test_new_voices": [document for document in parts["test"] if document.voice not in known],
        "test_renamed": renamed,
    }
    texts = {name: evaluate.pieces(documents) for name, documents in scored.items()}
    use = {
        "tokens_per_second": evaluate.speed(saved, texts["dev"] + texts["test"]),
        "megabytes": _megabytes(folder),
    }
    return {name: evaluate.score(saved, pieces) for name, pieces in texts.items()}, use


if __name__ == "__main__":
    main()
