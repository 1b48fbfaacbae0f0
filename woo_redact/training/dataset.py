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
from woo_redact.training.embedding import english_words
from woo_redact.training.lexicon import WordLists
from woo_redact.training.names import HeldOut, NameSampler, train_pool
from woo_redact.training.synth import Synthesiser, Words

COPIES = 8
WHOLE_WORDS = 230
SHARE_WHOLE = 0.35
# Pieces of other kinds, as a share of the pieces cut from the corpus.
SHARE_EUROPEANA = 0.1
SHARES_MADE = {"negative": 0.3, "positive": 0.2, "offices": 0.2, "technical": 0.15}
# Words of these lengths fill slots of templates.
SHORTEST, LONGEST = 4, 14
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
    maker = Synthesiser(sampler, _words(sources.words), seed + 3)
    made = [item for kind, share in SHARES_MADE.items() for item in maker.items(int(count * share), kind)]
    return items + [augmenter.recase(item) for item in made]


def _words(lists: WordLists) -> Words:
    """Read words that are no name: what may begin a line, a heading or a field."""
    dutch = frozenset(lists.words.read_text(encoding="utf-8").split("\n"))
    names = {word.lower() for word in dutch if word.istitle()}
    plain = sorted(w for w in dutch - names if w.isalpha() and w.islower() and SHORTEST <= len(w) <= LONGEST)
    english = sorted(english_words(lists.english)) or plain
    return Words(plain, english)


def renamed(documents: Sequence[Document], train: Sequence[Document], sources: Sources, seed: int) -> list[Document]:
    """Write the persons of documents anew, with names that stand nowhere in the training set."""
    texts = (render(document.segments).text for document in train)
    augmenter = Augmenter(NameSampler(sources.lists, seed, HeldOut(texts)), seed, share_kept=0)
    return [augmenter.document(document) for document in documents]
