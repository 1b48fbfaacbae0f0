"""Training a model further on private pages, mixed with the corpus that it was trained on.

The mix is what keeps it from forgetting (rehearsal): for each private word there are two of the shipped corpus, with
other persons each time. Of the private pages, every other round has drawn names in the place of the real ones. Each
tagger of the model is trained by itself, in an order of its own, so that they stay witnesses of different opinions. The
new model is the old one with other weights, and nothing else: the words that training met are in no file of it.
"""

import random
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.language import Language

from woo_redact.detect.matrices import faster_products
from woo_redact.detect.names import FIRST_NAMES, PLACES
from woo_redact.training import carry, corpus, pipeline
from woo_redact.training.augment import Augmenter
from woo_redact.training.chunks import chunks
from woo_redact.training.corpus import Document, Item, render
from woo_redact.training.names import NAME, Names, NameSampler
from woo_redact.training.names_data import AFTER_PARTICLE
from woo_redact.training.pipeline import Settings
from woo_redact.training.reviewed import Lists

# How often each private page is seen, and how many words of the corpus are seen for each private one.
ROUNDS = 8
REHEARSAL = 2
LEAST_STEPS, MOST_STEPS = 40, 800
LEARN_RATE = 0.0005
WORDS_PER_BATCH = 1500
# Between two reports of progress.
STEPS_AT_A_TIME = 10


@dataclass(frozen=True)
class Shipped:
    """What is shipped to train and score with: documents to rehearse, documents to score on, names to draw."""

    train: tuple[Document, ...]
    test: tuple[Document, ...]
    names: Names


def shipped(folder: Path, lists: Lists) -> Shipped:
    """Read the shipped corpus; its marks of organisations and places are carried over to all their mentions.

    Args:
        folder: the corpus.
        lists: the word lists of the rules; their first names and the surnames of the corpus are drawn from.
    """
    documents = corpus.load(folder)
    shared = carry.lexicon(documents)
    carried = [carry.carry(document, shared) for document in documents]
    train = tuple(document for document in carried if document.part == "train")
    firsts = list(lists.get(FIRST_NAMES, ()))
    surnames = {*AFTER_PARTICLE.split(), *_surnames(train)} - set(firsts)
    names = Names(sorted(surnames), firsts, firsts, [place for place in lists.get(PLACES, ()) if place.istitle()])
    return Shipped(train, tuple(document for document in carried if document.part == "test"), names)


def _surnames(documents: Sequence[Document]) -> Iterator[str]:
    for document in documents:
        for segment in document.segments:
            words = segment.text.split()
            if segment.kind == "person" and len(words) > 1 and NAME.match(words[-1]):
                yield words[-1]


def settings_for(pages: Sequence[Document], steps: int = 0) -> Settings:
    """Return the settings of a run: as many steps as the private pages ask for, unless told otherwise."""
    words = _words(render(page.segments) for page in pages)
    wanted = round(ROUNDS * (1 + REHEARSAL) * words / WORDS_PER_BATCH)
    return Settings(
        max_steps=steps or min(max(wanted, LEAST_STEPS), MOST_STEPS),
        words_per_batch=WORDS_PER_BATCH,
        learn_rate=LEARN_RATE,
        check_every=STEPS_AT_A_TIME,
    )


def mixed(private: Sequence[Document], known: Shipped, settings: Settings) -> list[Item]:
    """Return what a run goes through: the private pages again and again, and for each word two of the corpus."""
    augmenter = Augmenter(NameSampler(known.names, settings.seed), settings.seed + 1)
    own: list[Item] = []
    for number in range(ROUNDS):
        for page in private:
            own.extend(chunks(augmenter.item(page) if number % 2 else render(page.segments)))
    shipped_items = _rehearsal(known.train, augmenter, REHEARSAL * _words(own), random.Random(settings.seed + 2))
    return [augmenter.recase(item) for item in own + shipped_items]


def _rehearsal(documents: Sequence[Document], augmenter: Augmenter, words: int, rng: random.Random) -> list[Item]:
    chosen: list[Item] = []
    size = 0
    while documents and size < words:
        for document in rng.sample(documents, len(documents)):
            if size >= words:
                break
            item = augmenter.item(document)
            chosen.extend(chunks(item))
            size += _words([item])
    return chosen


def fine_tune(
    base: Path, folder: Path, items: Sequence[Item], settings: Settings, progress: Callable[[float], None] | None = None
) -> None:
    """Train the taggers in ``base`` further and save them to ``folder``: a copy of it with their averaged weights.

    ``progress`` is called now and then with the share of the work that is done.
    """
    with faster_products():
        nlp = spacy.load(base)
    shutil.copytree(base, folder, dirs_exist_ok=True)
    names = tagger_names(nlp)
    for number, name in enumerate(names):

        def check(step: int, _: float, __: Language, before: int = number) -> None:
            if progress:
                progress((before + step / settings.max_steps) / len(names))

        with nlp.select_pipes(enable=name):
            averages = pipeline.train(nlp, items, replace(settings, seed=settings.seed + number), check, resume=True)
            with nlp.use_params(averages):
                # The numbers alone: the pipeline that was trained knows the words of the private pages by now.
                (folder / name / "model").write_bytes(nlp.get_pipe(name).model.to_bytes())


def tagger_names(nlp: Language) -> list[str]:
    """Return the names of the taggers of a pipeline."""
    return [name for name in nlp.pipe_names if name.startswith(pipeline.PREFIX)]


def _words(items: Iterable[Item]) -> int:
    return sum(len(item.text.split()) for item in items)
