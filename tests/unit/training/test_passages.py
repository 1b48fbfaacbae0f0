"""The passage model is made from marked documents: labels, scores, and a run that can be cut off and made again."""

from pathlib import Path

import numpy as np
import pytest

from woo_redact.detect.choosing import Thresholds
from woo_redact.detect.hits import source_of
from woo_redact.detect.passage_net import Judged, load_network, read
from woo_redact.detect.units import Sentence
from woo_redact.domain.document import BlockKind
from woo_redact.evaluation.marks import parse_marked
from woo_redact.training.passage_data import labelled, read_part
from woo_redact.training.passage_network import GROUNDS, Settings
from woo_redact.training.passage_scores import score
from woo_redact.training.passage_training import Run, choose, train

HEAD = "---\ntype: memo\norg: dienst\nprofile: {profile}\ndate: 2024-05-01\npart: {part}\n---\n\n"
BODY = "De brief gaat vrijdag. [[5.2 opinion|Ik vind dit dwaas.]] Bel [[5.1.2e person#1|Karin]].\n"
SMALL = Settings(width=16, depth=1, hidden=8, rows=(50, 50, 50, 50), rounds=3)
Labels = list[tuple[str, str]]


def labels(body: str) -> Labels:
    made = labelled(Path("a-001-memo.txt"), parse_marked(HEAD.format(profile="woo-verzoek", part="train") + body, "a"))
    units = [place for s in made.sentences for place in (*s.parts, (s.start, s.end))]
    return [(made.text[slice(*place)], label) for place, label in zip(units, made.labels, strict=True)]


def test_sentences_and_their_parts_get_the_ground_under_which_most_of_them_goes() -> None:
    found = dict(labels(BODY))
    assert found["Ik vind dit dwaas."] == "5.2"
    assert found["De brief gaat vrijdag."] == ""
    # Personal data is another model's.
    assert found["Bel Karin."] == ""


def test_a_clause_has_its_ground_and_a_sentence_of_which_the_lesser_part_goes_has_none() -> None:
    found = labels("De opkomst was in beide jaren vrij hoog, [[5.2 opinion|maar ik geloof het niet]].")
    assert ("maar ik geloof het niet.", "5.2") in found
    assert found[-1][1] == ""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for voice, part in (("a", "train"), ("b", "train"), ("c", "dev"), ("d", "test")):
        (folder / voice).mkdir(parents=True)
        for number in range(3):
            head = HEAD.format(profile="beslisnota" if number == 2 else "woo-verzoek", part=part)
            (folder / voice / f"{voice}-00{number}-memo.txt").write_text(head + BODY, encoding="utf-8")
    return folder


@pytest.fixture
def known(tmp_path: Path) -> Path:
    path = tmp_path / "known.npz"
    rows = np.random.default_rng(1).normal(size=(40, 384)).astype(np.float32)
    np.savez(path, words=np.array([f"woord{i}" for i in range(40)]), rows=rows)
    return path


def test_a_model_is_made_and_made_again_alike(corpus: Path, known: Path, tmp_path: Path) -> None:
    results = []
    for name in ("one", "two"):
        run = Run(SMALL, (1, 2), (corpus,), known, tmp_path / f"work-{name}", tmp_path / name)
        train(run)
        network = load_network(tmp_path / name)
        assert len(network.pairs) == 2
        source = source_of_text("Ik vind dit dwaas. De brief gaat vrijdag.")
        reading = read(network, source, opinions_stay=False)
        assert reading is not None
        results.append([one.parts for one in reading.judged])
    assert results[0] == results[1]


def test_a_run_that_was_cut_off_keeps_the_seeds_that_are_done(
    corpus: Path, known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    train(Run(SMALL, (1,), (corpus,), known, work, tmp_path / "first"))
    monkeypatch.setattr("woo_redact.training.passage_training.fit", None)
    train(Run(SMALL, (1,), (corpus,), known, work, tmp_path / "again"))
    assert (tmp_path / "again" / "head").read_bytes() == (tmp_path / "first" / "head").read_bytes()


def source_of_text(text: str):  # type: ignore[no-untyped-def]
    from support.detecting import parsed

    return source_of(parsed(text))


def judged(probability: float, document_text: str, passage: str) -> Judged:
    start = document_text.index(passage)
    sentence = Sentence(start, start + len(passage), ((start, start + len(passage)),), BlockKind.PARAGRAPH)
    return Judged(sentence, (probability,), (*(0.0 for _ in GROUNDS[1:]), 1.0))


def test_half_of_a_passage_counts_and_a_false_one_on_a_page_is_told(corpus: Path) -> None:
    (first, *_) = read_part([corpus], "train")
    found = [judged(0.9, first.text, "Ik vind dit dwaas."), judged(0.6, first.text, "De brief gaat vrijdag.")]
    made = score([first], [found], GROUNDS, Thresholds(0.5, 0.5, 0.5))
    assert (made.total.recall, made.total.recall_any, made.false_on_a_page, made.clean) == (1.0, 1.0, 1.0, 0)
    assert score([first], [found], GROUNDS, Thresholds(0.7, 0.7, 0.5)).false_on_a_page == 0
    # As a flag it counts again.
    assert score([first], [found], GROUNDS, Thresholds(0.7, 0.7, 0.5), flags=True).false_on_a_page == 1


def test_thresholds_are_those_that_find_most_without_what_is_false(corpus: Path) -> None:
    (first, *_) = read_part([corpus], "train")
    found = [judged(0.9, first.text, "Ik vind dit dwaas."), judged(0.7, first.text, "De brief gaat vrijdag.")]
    use = choose([first], [found])
    assert 0.7 < use.alone <= 0.9
    assert score([first], [found], GROUNDS, use).total.recall == 1
