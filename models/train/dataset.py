"""Put the training set together from the corpus, old newspapers and templates."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.train import carry, corpus, europeana
from models.train.augment import Augmenter
from models.train.chunks import chunks
from models.train.corpus import Document, Item, render
from models.train.names import NameSampler
from models.train.synth import Synthesiser

COPIES = 12
WHOLE_WORDS = 230
SHARE_WHOLE = 0.35
# Pieces of other kinds, as a share of the pieces cut from the corpus.
SHARE_EUROPEANA = 0.1
SHARE_NEGATIVE = 0.35
SHARE_POSITIVE = 0.2
PLACES = "city_gazetteer.json"


@dataclass(frozen=True)
class Sources:
    """Folders with the data."""

    corpus: Path
    europeana: Path
    lists: Path


def read(sources: Sources) -> dict[str, list[Document]]:
    """Read the corpus, carry its marks over and divide it."""
    documents = corpus.load(sources.corpus)
    shared = carry.lexicon(documents, sources.lists / PLACES)
    return corpus.split([carry.carry(document, shared) for document in documents])


def training_items(documents: Sequence[Document], sources: Sources, seed: int) -> list[Item]:
    """Write the training set out.

    Args:
        documents: the training part of the corpus.
        sources: folders with the data.
        seed: seed for everything that is drawn.
    """
    rng = random.Random(seed)
    sampler = NameSampler(sources.lists, seed)
    augmenter = Augmenter(sampler, seed + 1)
    items: list[Item] = []
    for copy in range(COPIES):
        for document in documents:
            # The first copy is the document as it was written.
            item = augmenter.item(document) if copy else render(document.segments)
            whole = len(item.text.split()) <= WHOLE_WORDS and rng.random() < SHARE_WHOLE
            parts = [item] if whole else chunks(item)
            items.extend(augmenter.recase(part) for part in parts)
    count = len(items)
    old = europeana.load(sources.europeana, sampler, seed + 2)
    items += rng.sample(old, min(len(old), int(count * SHARE_EUROPEANA)))
    maker = Synthesiser(sampler, seed + 3)
    made = maker.items(int(count * SHARE_NEGATIVE), negative=True)
    made += maker.items(int(count * SHARE_POSITIVE), negative=False)
    return items + [augmenter.recase(item) for item in made]
