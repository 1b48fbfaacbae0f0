"""Build the pipeline and train it on items."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from woo_redact.detect.tagging import PREFIX as PREFIX
from woo_redact.training.corpus import Item
from woo_redact.training.lexicon import Lexicon
from woo_redact.training.tokenizer import customise

Averages = dict[tuple[int, str], Any]

# PUB: persons who stay readable, by what is said of them: office holders, authors, figures of history.
LABELS = ("LOC", "ORG", "PER", "PUB")
ATTRS = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
WARMUP = 150


@dataclass(frozen=True)
class Settings:
    """What decides the outcome of a training run, besides the data."""

    seed: int = 7
    width: int = 96
    depth: int = 4
    rows: tuple[int, ...] = (1000, 400, 1200, 800)
    max_steps: int = 5000
    words_per_batch: int = 1500
    learn_rate: float = 0.0015
    dropout: float = 0.2
    check_every: int = 400
    lexicon: bool = True
    label_smoothing: float = 0.05


def tok2vec(width: int, depth: int, rows: Sequence[int], *, vectors: bool) -> dict[str, object]:
    """Describe a network that gives each word a vector; ``vectors``: it reads the table of the pipeline as well."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": ATTRS,
            "rows": list(rows),
            "include_static_vectors": vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def build(settings: Settings, lexicon: Lexicon, *, hide: bool = False) -> Language:
    """Make an empty pipeline of one tagger with the customised tokeniser.

    Args:
        settings: what decides the outcome; without ``settings.lexicon`` the word lists are not used.
        lexicon: what is known of words.
        hide: leave a part of the names out of it, for training.
    """
    nlp = spacy.blank("nl")
    customise(nlp)
    if settings.lexicon:
        nlp.vocab.vectors = lexicon.vectors(nlp, hide=hide)
    words = tok2vec(settings.width, settings.depth, settings.rows, vectors=settings.lexicon)
    model = {"@architectures": "spacy.Tagger.v2", "tok2vec": words}
    nlp.add_pipe("tagger", PREFIX, config={"model": model, "label_smoothing": settings.label_smoothing})
    return nlp


def reference(nlp: Language, item: Item) -> Doc:
    """Tokenise an item and tag its tokens; unknown stretches get no tag, so they count neither way."""
    doc = nlp.make_doc(item.text)
    tags = ["O"] * len(doc)
    for start, end in item.unknown:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            tags[span.start : span.end] = [""] * len(span)
    taken: set[int] = set()
    for start, end, label in item.spans:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is None or taken & set(range(span.start, span.end)) or _blank_edge(span):
            continue
        taken.update(range(span.start, span.end))
        tags[span.start : span.end] = [f"B-{label}", *[f"I-{label}"] * (len(span) - 1)]
    for token, tag in zip(doc, tags, strict=True):
        if tag:
            token.tag_ = tag
    return doc


def spans(doc: Doc) -> set[tuple[int, int, str]]:
    """Return the ranges of characters that the tags of a document mark, with their labels."""
    found: set[tuple[int, int, str]] = set()
    start = label = None
    for token in [*doc, None]:
        tag = token.tag_ if token is not None else "O"
        if start is not None and tag != f"I-{label}":
            last = doc[(token.i if token is not None else len(doc)) - 1]
            found.add((doc[start].idx, last.idx + len(last), str(label)))
            start = None
        if tag.startswith("B-") and token is not None:
            start, label = token.i, tag[2:]
    return found


def _blank_edge(span: Span) -> bool:
    return bool(span[0].is_space or span[-1].is_space)


def examples(nlp: Language, items: Sequence[Item]) -> list[Example]:
    """Turn items into training examples."""
    result = []
    for item in items:
        if item.text.strip():
            doc = reference(nlp, item)
            result.append(Example(nlp.make_doc(item.text), doc))
    return result


def _batches(data: list[Example], words: int, rng: random.Random) -> Iterator[list[Example]]:
    """Go round the data for ever, in batches of about so many words."""
    if not data:
        raise ValueError("there is nothing to train on")
    while True:
        rng.shuffle(data)
        batch: list[Example] = []
        size = 0
        full = False
        for example in data:
            batch.append(example)
            size += len(example.reference)
            if size >= words:
                yield batch
                batch, size, full = [], 0, True
        # What is left over is drawn again in the next round; it is a batch only if there is no other.
        if not full:
            yield batch


def _rate(step: int, settings: Settings) -> float:
    """Warm up, for a tenth of a short run, then fall in a straight line to a twentieth."""
    warmup = min(WARMUP, settings.max_steps // 10 + 1)
    if step < warmup:
        return settings.learn_rate * (step + 1) / warmup
    share = (step - warmup) / max(1, settings.max_steps - warmup)
    return settings.learn_rate * (1 - 0.95 * share)


def train(
    nlp: Language,
    items: Sequence[Item],
    settings: Settings,
    check: Callable[[int, float, Language], None],
    *,
    resume: bool = False,
) -> Averages:
    """Train for a fixed number of steps; return the averaged weights, for ``nlp.use_params``.

    Args:
        nlp: pipeline made by ``build``, or with ``resume`` one that has been trained before.
        items: training texts.
        settings: seed, size of the batches and number of steps.
        check: called now and then with the step, the loss so far and the pipeline.
        resume: go on from the weights that the pipeline has.
    """
    rng = random.Random(settings.seed)
    spacy.util.fix_random_seed(settings.seed)
    data = examples(nlp, items)
    optimizer = nlp.resume_training() if resume else nlp.initialize(lambda: data[:200])
    # The mean of the weights over the run, weighted to its end, finds the same and takes less for a name.
    averages: Averages = {}
    optimizer.averages = averages
    loss: dict[str, float] = {}
    for step, batch in enumerate(_batches(data, settings.words_per_batch, rng)):
        if step >= settings.max_steps:
            break
        optimizer.learn_rate = _rate(step, settings)
        nlp.update(batch, drop=settings.dropout, sgd=optimizer, losses=loss)
        if step and step % settings.check_every == 0:
            with nlp.use_params(averages):
                check(step, sum(loss.values()), nlp)
            loss = {}
    return averages


def slim(nlp: Language, settings: Settings, lexicon: Lexicon) -> Language:
    """Copy the pipeline without the words that it met in training, and with the lexicon as it is used.

    The model looks at hashes only, so the words would be dead weight in the saved folder.
    """
    fresh = build(settings, lexicon.in_use())
    doc = reference(fresh, Item("Jan", ()))
    tagger = fresh.get_pipe(PREFIX)
    for tag in nlp.get_pipe(PREFIX).labels:
        tagger.add_label(tag)
    fresh.initialize(lambda: [Example(fresh.make_doc("Jan"), doc)])
    tagger.from_bytes(nlp.get_pipe(PREFIX).to_bytes(exclude=["vocab"]), exclude=["vocab"])
    return fresh


def save(nlp: Language, folder: Path) -> None:
    """Save a pipeline so that it can be loaded as it is."""
    nlp.to_disk(folder)
    # What the keys of a table stand for is read when it is loaded, but written for another kind of table only.
    settings = folder / "vocab" / "vectors.cfg"
    content = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps(content | {"attr": nlp.vocab.vectors.attr}), encoding="utf-8")
    # The words of the tokeniser's exceptions, which it brings along itself.
    (folder / "vocab" / "strings.json").write_text("[]", encoding="utf-8")
