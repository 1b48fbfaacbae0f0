"""Word vectors in fewer steps are those of spaCy, whatever the text, the model and what was read before."""

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import pytest
import spacy

from support.detecting import MODEL
from woo_redact.detect import networks, word_reader
from woo_redact.detect.ner import load_model
from woo_redact.detect.passage_net import load_network
from woo_redact.detect.tagging import probabilities, reader_of, taggers
from woo_redact.detect.tokens import Tokeniser
from woo_redact.detect.word_reader import WordReader
from woo_redact.evaluation.marks import read_marked
from woo_redact.resources import models_root

NEAR = 1e-4
HARD = (
    "Xqwrtz BLORPTAF zweefvliegplaatscommissie",
    "\n\n  \t \n",
    "12-03-2024 € 1.234,56 06-18273645 2e 3x",
    "K.L.M. de V.d.Berg-Önder, j.jansen@minxyz.nl; 'n ĳsje",
    "woord",
    "",
    "\u200b🙂 ﬁn naïef",
)


@cache
def corpus() -> tuple[str, ...]:
    """Documents of voices that the models were trained on."""
    read = (read_marked(path) for voice in ("k", "ac") for path in sorted((models_root() / "corpus" / voice).iterdir()))
    return tuple(marked.text for marked in islice(read, 12))


def words(*parts: str) -> list[str]:
    return [*corpus(), *parts]


def unlike(reader: WordReader, models: Sequence[Any], docs: Sequence[Any]) -> float:
    """The largest difference between a reader and spaCy itself."""
    pairs = zip(reader.vectors(docs), (np.concatenate(model.predict(docs)) for model in models), strict=True)
    return max(float(np.abs(one - other).max()) for one, other in pairs)


def pipeline(
    *, attrs: Sequence[str] = ("NORM", "SHAPE"), static: bool = True, encode: dict[str, Any] | None = None
) -> tuple[Any, list[Any]]:
    """A pipeline of two networks with random weights."""
    nlp = spacy.blank("nl")
    if static:
        rows = np.random.default_rng(1).normal(size=(2, 7)).astype(np.float32)
        nlp.vocab.vectors = spacy.vectors.Vectors(
            strings=nlp.vocab.strings, data=rows, keys=["de", "het"], attr="LOWER"
        )
    window = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 24, "depth": 2, "window_size": 1}
    model = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 24,
            "attrs": list(attrs),
            "rows": [50] * len(attrs),
            "include_static_vectors": static,
        },
        "encode": {**window, "maxout_pieces": 3, **(encode or {})},
    }
    for name in ("one", "two"):
        nlp.add_pipe("tok2vec", name, config={"model": model})
    nlp.initialize()
    models = [nlp.get_pipe(name).model for name in ("one", "two")]
    random = np.random.default_rng(5)
    for part in (part for model_ in models for part in model_.walk()):
        # Biases and scales begin as noughts and ones, by which a mistake could hide.
        for name in {"b", "G"} & set(part.param_names):
            part.set_param(name, random.normal(size=part.get_param(name).shape).astype(np.float32))
    return nlp, models


def test_the_taggers_say_what_they_say_by_themselves() -> None:
    nlp = load_model(MODEL)
    reader = reader_of(nlp)
    docs = [nlp.make_doc(text) for text in words(*HARD)]
    plain, fast = probabilities(taggers(nlp), docs), probabilities(taggers(nlp), docs, reader)
    assert [len(rows) for rows in fast] == [len(doc) for doc in docs]
    assert np.abs(np.concatenate(plain) - np.concatenate(fast)).max() < NEAR
    again = probabilities(taggers(nlp), docs, reader)
    assert np.abs(np.concatenate(plain) - np.concatenate(again)).max() < NEAR


def test_the_word_vectors_of_the_passage_model_are_its_own() -> None:
    network = load_network(models_root() / "nl_woo_passages")
    for text in words(*HARD[:-2]):
        doc = network.pipeline.make_doc(text)
        assert unlike(network.reader, [tok2vec for tok2vec, _ in network.pairs], [doc]) < NEAR


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"static": False},
        {"attrs": ("SHAPE", "IS_TITLE", "PREFIX")},
        {"encode": {"depth": 1}},
        {"encode": {"depth": 5, "window_size": 2}},
        {"encode": {"maxout_pieces": 2}},
        {"encode": {"maxout_pieces": 1}},
        {"encode": {"maxout_pieces": 4}},
    ],
)
def test_networks_of_other_sizes_are_read_in_fewer_steps_as_well(settings: dict[str, Any]) -> None:
    nlp, models = pipeline(**settings)
    assert all(networks.taken_apart(model, nlp.vocab.vectors) for model in models)
    reader = WordReader(nlp, models)
    assert unlike(reader, models, reader.docs(words(*HARD))) < NEAR


def test_a_network_that_is_built_in_another_way_is_asked_as_spacy_does() -> None:
    mish = {"@architectures": "spacy.MishWindowEncoder.v2", "width": 24, "depth": 2, "window_size": 1}
    nlp = spacy.blank("nl")
    embed = pipeline()[0].config["components"]["one"]["model"]["embed"] | {"include_static_vectors": False}
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": mish}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    tok2vec = nlp.get_pipe("tok2vec").model
    assert networks.taken_apart(tok2vec, nlp.vocab.vectors) is None
    reader = WordReader(nlp, [tok2vec])
    assert unlike(reader, [tok2vec], reader.docs(words())) == 0


def test_sections_and_blocks_leave_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reader, "SECTION", 13)
    monkeypatch.setattr(networks, "BLOCK", 5)
    nlp, models = pipeline(encode={"depth": 3})
    reader = WordReader(nlp, models)
    assert unlike(reader, models, reader.docs([corpus()[0][:2000], *HARD])) < NEAR


def test_what_is_kept_of_words_is_bounded_and_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reader, "KEPT", 40)
    nlp, models = pipeline()
    reader = WordReader(nlp, models)
    for text in words(*HARD[:-2]):
        assert unlike(reader, models, reader.docs([text])) < NEAR
        assert len(reader._words._places) <= len(reader._words._rows) <= 40


def test_texts_are_cut_as_spacy_cuts_them() -> None:
    nlp = load_model(MODEL)
    plain = spacy.load(MODEL)
    tokeniser = Tokeniser(nlp)
    for _ in range(2):
        for text, doc in zip(words(*HARD), tokeniser.docs(words(*HARD)), strict=True):
            assert [token.text for token in doc] == [token.text for token in plain.make_doc(text)]
            assert [token.norm for token in doc] == [token.norm for token in plain.make_doc(text)]
            assert [token.is_space for token in doc] == [token.is_space for token in plain.make_doc(text)]
