"""From probabilities to entities: an I follows its B, a word is judged by all its places, a bias finds less."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from woo_redact.detect.tagging import _entities, best_path, share

TAGS = ("B-LOC", "B-PER", "I-LOC", "I-PER", "O")
NLP = spacy.blank("nl")


def rows(*tags: str, sure: float = 0.9) -> np.ndarray:
    """Probabilities that give each token its tag."""
    rest = (1 - sure) / (len(TAGS) - 1)
    return np.array([[sure if tag == wanted else rest for tag in TAGS] for wanted in tags], dtype=np.float32)


def found(text: str, scores: np.ndarray, bias: float = 0.0) -> list[tuple[str, str]]:
    return [(text[e.start : e.end], e.label) for e in _entities(NLP.make_doc(text), scores, TAGS, bias)]


def test_tags_become_entities() -> None:
    text = "Dag Karin Ouwehand uit Zwiep"
    assert found(text, rows("O", "B-PER", "I-PER", "O", "B-LOC")) == [("Karin Ouwehand", "PER"), ("Zwiep", "LOC")]


def test_two_names_side_by_side_stay_two() -> None:
    assert found("Karin Younes", rows("B-PER", "B-PER")) == [("Karin", "PER"), ("Younes", "PER")]


def test_a_name_holds_the_line_end_within_it_and_not_the_one_after_it() -> None:
    assert found("Karin\nOuwehand\ndag", rows("B-PER", "I-PER", "I-PER", "I-PER", "O")) == [("Karin\nOuwehand", "PER")]


def test_an_i_without_its_b_is_read_as_the_next_best() -> None:
    scores = rows("O", "I-PER")
    scores[1] = [0.05, 0.3, 0.05, 0.5, 0.1]
    assert found("dag Karin", scores) == [("Karin", "PER")]


def test_a_bias_finds_less() -> None:
    scores = rows("B-PER", sure=0.6)
    assert found("Karin", scores) == [("Karin", "PER")]
    assert found("Karin", scores, bias=3.0) == []


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(len(TAGS))), elements=st.floats(0, 1, width=32)))
def test_no_i_stands_alone_whatever_the_probabilities(scores: np.ndarray) -> None:
    tags = [TAGS[i] for i in best_path(scores, TAGS, 0.0)]
    assert len(tags) == len(scores)
    for before, after in zip(["O", *tags], tags, strict=False):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_a_word_is_judged_by_all_its_places() -> None:
    docs = [NLP.make_doc("Lindehof belde"), NLP.make_doc("bij Lindehof")]
    scores = [rows("B-PER", "O", sure=0.6), rows("O", "B-LOC", sure=0.95)]
    shared = share(docs, scores, TAGS)
    person = [rows_[:, [1, 3]].sum(axis=1) for rows_ in shared]
    assert person[0][0] < 0.6 < scores[0][0, [1, 3]].sum()
    assert shared[1][0] == pytest.approx(scores[1][0])


@given(st.lists(st.sampled_from(["Karin", "KARIN", "belt", "de", "Zwiep", "X"]), min_size=1, max_size=8), st.data())
def test_sharing_keeps_the_sums_and_the_words_in_small_letters(words: list[str], data: st.DataObject) -> None:
    doc = NLP.make_doc(" ".join(words))
    scores = data.draw(arrays(np.float32, (len(doc), len(TAGS)), elements=st.floats(0.0625, 1, width=32)))
    scores /= scores.sum(axis=1, keepdims=True)
    (shared,) = share([doc], [scores], TAGS)
    assert shared.sum(axis=1) == pytest.approx(np.ones(len(doc)), abs=1e-3)
    small = [token.i for token in doc if token.is_lower or len(token) == 1]
    assert shared[small] == pytest.approx(scores[small])
