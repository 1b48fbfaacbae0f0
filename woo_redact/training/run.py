"""From data to a described model: a tagger for each seed, put together, leant to where it errs least, and scored."""

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language

from woo_redact.detect.matrices import faster_products
from woo_redact.training import dataset, evaluate, manifest, pipeline
from woo_redact.training.corpus import Document, Item
from woo_redact.training.lexicon import Lexicon
from woo_redact.training.lexicon import read as read_lexicon

LOG = logging.getLogger("woo_redact.training")
# How much the model leans to finding no name: the step between what is tried, and how many are.
BIAS_STEP, BIASES = 0.35, range(-2, 8)
Parts = dict[str, list[Document]]
Pieces = Sequence[Sequence[Item]]


@dataclass(frozen=True)
class Run:
    """What to make: ``settings`` with the first seed, all ``seeds``, the ``share`` of the training documents.

    ``work`` is a folder in which the tagger of each seed is kept: a run that was cut off goes on from there.
    """

    settings: pipeline.Settings
    seeds: tuple[int, ...]
    share: float
    work: Path
    out: Path


def train(run: Run, sources: dataset.Sources) -> None:
    """Train, save, score and describe a model; what stood at ``run.out`` is replaced at the very end."""
    parts = dataset.read(sources)
    parts["train"] = dataset.share_of(parts["train"], run.share)
    data = _data_hashes(sources, parts)
    lexicon = read_lexicon(sources.words)
    dev = evaluate.pieces(parts["dev"])
    for seed in run.seeds:
        folder = _seed_folder(run, seed, data)
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            settings = replace(run.settings, seed=seed)
            pipeline.save(_train_one(settings, parts["train"], sources, lexicon, dev), folder)
    first, *others = (spacy.load(_seed_folder(run, seed, data)) for seed in run.seeds)
    for number, other in enumerate(others, 2):
        first.add_pipe(pipeline.PREFIX, name=f"{pipeline.PREFIX}_{number}", source=other)
    first.meta.update(manifest.META)
    made = run.out.with_name(run.out.name + ".new")
    pipeline.save(first, made)
    with faster_products():
        saved = spacy.load(made)
    use = {"bias": _bias(saved, dev)}
    scores, cost = _scored(saved, parts, sources, run.settings.seed, use["bias"])
    cost["megabytes"] = round(sum(p.stat().st_size for p in manifest.model_files(made)) / 1e6, 2)
    manifest.write(made, manifest.Description(run.settings, run.seeds, data, use, scores, cost))
    if run.out.exists():
        shutil.rmtree(run.out)
    made.rename(run.out)
    for name, values in scores.items():
        LOG.info("%s %s", name, values)
    LOG.info("%s %s", use, cost)


def _seed_folder(run: Run, seed: int, data: dict[str, object]) -> Path:
    """Return where the tagger of a seed is kept: another place for other settings, data or code."""
    return run.work / f"seed-{seed}-{manifest.digest((replace(run.settings, seed=seed), data))[:12]}"


def _train_one(
    settings: pipeline.Settings, documents: Sequence[Document], sources: dataset.Sources, lexicon: Lexicon, dev: Pieces
) -> Language:
    items = dataset.training_items(documents, sources, settings.seed)
    LOG.info("seed %d: %d training texts, %d dev documents", settings.seed, len(items), len(dev))

    def check(step: int, loss: float, nlp: Language) -> None:
        scores = evaluate.score(nlp, dev)
        shown = {key: value for key, value in scores.items() if key.startswith("per")}
        LOG.info("step %d loss %.0f dev %s", step, loss, shown)

    nlp = pipeline.build(settings, lexicon, hide=True)
    averages = pipeline.train(nlp, items, settings, check)
    with nlp.use_params(averages):
        return pipeline.slim(nlp, settings, lexicon)


def _bias(nlp: Language, dev: Pieces) -> float:
    """Return the bias at which persons in dev are found best (F of whole names), the lowest of several."""
    tried = {}
    for number in BIASES:
        bias = round(number * BIAS_STEP, 2)
        scores = evaluate.score(nlp, dev, bias)
        found, precise = scores["person_characters_found"], scores["person_characters_precise"]
        LOG.info("bias %.2f: found %.4f, precise %.4f, F %.4f", bias, found, precise, scores["person_f"])
        tried[bias] = scores["person_f"]
    return max(tried, key=lambda bias: (tried[bias], -bias))


def _scored(
    nlp: Language, parts: Parts, sources: dataset.Sources, seed: int, bias: float
) -> tuple[dict[str, evaluate.Scores], dict[str, float]]:
    """Score a model: dev and test as written, the voices that training never saw, test with other names."""
    known = {document.voice for document in parts["train"]}
    scored = {
        "dev": parts["dev"],
        "test": parts["test"],
        "test_new_voices": [document for document in parts["test"] if document.voice not in known],
        "test_renamed": dataset.renamed(parts["test"], parts["train"], sources, seed),
    }
    texts = {name: evaluate.pieces(documents) for name, documents in scored.items()}
    cost: dict[str, float] = {"tokens_per_second": evaluate.speed(nlp, [*texts["dev"], *texts["test"]])}
    return {name: evaluate.score(nlp, pieces, bias) for name, pieces in texts.items()}, cost


def _data_hashes(sources: dataset.Sources, parts: Parts) -> dict[str, object]:
    folder_hash = manifest.folder_hash
    hashes: dict[str, object] = {
        "corpus_sha256": folder_hash(sources.corpus.glob("*/*.txt"), sources.corpus),
        "europeana_sha256": folder_hash(sources.europeana.glob("*.bio"), sources.europeana),
        "words_sha256": manifest.file_hash(sources.words.words),
        "english_sha256": manifest.file_hash(sources.words.english) if sources.words.english else "",
        "clusters_sha256": manifest.file_hash(sources.words.clusters) if sources.words.clusters else "",
        "prose_sha256": manifest.file_hash(sources.words.prose),
        "lists_sha256": folder_hash(sources.lists.glob("*.json"), sources.lists),
        "code_sha256": folder_hash(Path(__file__).parent.glob("*.py"), Path(__file__).parent),
    }
    return hashes | {f"{name}_documents": len(part) for name, part in parts.items()}
