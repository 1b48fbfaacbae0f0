"""Training a model further on private pages, mixed with the corpus that it was trained on.

The mix is what keeps it from forgetting: two of three words are of the shipped corpus (rehearsal). The new model is the
old one with other weights, and nothing else: the words that training met are in no file of it.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from woo_redact.training import carry, corpus, pipeline
from woo_redact.training.chunks import chunks
from woo_redact.training.corpus import Document, Item, render
from woo_redact.training.pipeline import Settings

# How often each private piece is seen, and how many words of the corpus are seen for each private one.
ROUNDS = 8
REHEARSAL = 2
LEAST_STEPS, MOST_STEPS = 40, 800
LEARN_RATE = 0.0005
WORDS_PER_BATCH = 1500


@dataclass(frozen=True)
class Shipped:
    """The shipped corpus as it is used here: pieces to rehearse with, and documents to score on."""

    rehearsal: tuple[Item, ...]
    test: tuple[Document, ...]


def shipped(folder: Path) -> Shipped:
    """Read the shipped corpus; its marks of organisations and places are carried over to all their mentions."""
    documents = corpus.load(folder)
    shared = carry.lexicon(documents)
    carried = [carry.carry(document, shared) for document in documents]
    train = [document for document in carried if document.part == "train"]
    pieces = tuple(piece for document in train for piece in chunks(render(document.segments)))
    return Shipped(pieces, tuple(document for document in carried if document.part == "test"))


def settings_for(items: Sequence[Item], steps: int = 0) -> Settings:
    """Return the settings of a run: as many steps as the private pieces ask for, unless told otherwise."""
    wanted = round(ROUNDS * (1 + REHEARSAL) * _words(items) / WORDS_PER_BATCH)
    return Settings(
        max_steps=steps or min(max(wanted, LEAST_STEPS), MOST_STEPS),
        words_per_batch=WORDS_PER_BATCH,
        learn_rate=LEARN_RATE,
    )


def mixed(private: Sequence[Item], rehearsal: Sequence[Item], settings: Settings) -> list[Item]:
    """Return what a run goes through: the private pieces again and again, and for each word two of the corpus."""
    own = list(private) * ROUNDS
    rng = random.Random(settings.seed)
    wanted = REHEARSAL * _words(own)
    chosen: list[Item] = []
    size = 0
    while rehearsal and size < wanted:
        for item in rng.sample(rehearsal, len(rehearsal)):
            if size >= wanted:
                break
            chosen.append(item)
            size += _words([item])
    return own + chosen


def fine_tune(
    folder: Path, items: Sequence[Item], settings: Settings, progress: Callable[[int], None] | None = None
) -> Language:
    """Train the model in ``folder`` further; return it with the averaged weights, not yet saved.

    ``progress`` is called now and then with the number of steps done.
    """
    nlp = spacy.load(folder)

    def check(step: int, _: float, __: Language) -> None:
        if progress:
            progress(step)

    averages = pipeline.train(nlp, items, settings, check, resume=True)
    # Loaded anew: the one that was trained knows the words of the private pages.
    fresh = spacy.load(folder)
    with nlp.use_params(averages):
        for name, component in nlp.pipeline:
            fresh.get_pipe(name).from_bytes(component.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    return fresh


def _words(items: Sequence[Item]) -> int:
    return sum(len(item.text.split()) for item in items)
