"""Put the training set together from the corpus, old newspapers and templates."""

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from woo_redact.training import carry, corpus, europeana
from woo_redact.training.augment import Augmenter
from woo_redact.training.chunks import chunks
from woo_redact.training.corpus import Document, Item, render
from woo_redact.training.lexicon import WordLists
from woo_redact.training.names import HeldOut, NameSampler, train_pool
from woo_redact.training.synth import Synthesiser

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
    """Folders with the data, and the word lists."""

    corpus: Path
    europeana: Path
    words: WordLists

    @property
    def lists(self) -> Path:
        """The folder with the name lists."""
        return self.words.names


def read(sources: Sources) -> dict[str, list[Document]]:
    """Read the corpus, carry its marks over and divide it."""
    documents = corpus.load(sources.corpus)
    shared = carry.lexicon(documents, sources.lists / PLACES)
    return corpus.split([carry.carry(document, shared) for document in documents])


def share_of(documents: Sequence[Document], share: float) -> list[Document]:
    """Choose a share of the documents, spread over the voices; a larger share holds a smaller one."""
    order = sorted(documents, key=lambda document: zlib.crc32(document.name.encode()))
    chosen = {document.name for document in order[: round(share * len(order))]}
    return [document for document in documents if document.name in chosen]


def training_items(documents: Sequence[Document], sources: Sources, seed: int) -> list[Item]:
    """Write the training set out.

    Args:
        documents: the training part of the corpus.
        sources: folders with the data.
        seed: seed for everything that is drawn.
    """
    rng = random.Random(seed)
    sampler = NameSampler(sources.lists, seed, train_pool)
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


def renamed(documents: Sequence[Document], train: Sequence[Document], sources: Sources, seed: int) -> list[Document]:
    """Write the persons of documents anew, with names that stand nowhere in the training set."""
    texts = (render(document.segments).text for document in train)
    augmenter = Augmenter(NameSampler(sources.lists, seed, HeldOut(texts)), seed, share_kept=0)
    return [augmenter.document(document) for document in documents]
