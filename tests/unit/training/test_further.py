"""A model that is trained further: every tagger of it moves, nothing else does."""

from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from woo_redact.training import further, pipeline
from woo_redact.training.corpus import Item
from woo_redact.training.lexicon import Lexicon
from woo_redact.training.manifest import file_hash, model_files
from woo_redact.training.pipeline import Settings

SETTINGS = Settings(seed=3, width=16, depth=1, rows=(50, 50, 50, 50), max_steps=4, check_every=2)
TEXT = "Dag Karin Ouwehand van OCW in Zwolle."
MARKED = Item(TEXT, ((4, 18, "PER"), (23, 26, "ORG"), (30, 36, "LOC")))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small model of two taggers."""
    words = Lexicon({"karin": (1.0, 0.0), "van": (0.0, 1.0)})
    made = []
    for seed in (3, 4):
        settings = replace(SETTINGS, seed=seed)
        nlp = pipeline.build(settings, words)
        averages = pipeline.train(nlp, [MARKED] * 60, settings, lambda *_: None)
        with nlp.use_params(averages):
            made.append(pipeline.slim(nlp, settings, words))
    first, second = made
    first.add_pipe(pipeline.PREFIX, name=f"{pipeline.PREFIX}_2", source=second)
    folder = tmp_path_factory.mktemp("model") / "klein"
    pipeline.save(first, folder)
    return folder


def moved(base: Path, folder: Path, items: list[Item]) -> dict[str, str]:
    """Train further; return the files that differ from those of the base."""
    further.fine_tune(base, folder, items, SETTINGS)
    now = {path.relative_to(folder).as_posix(): file_hash(path) for path in model_files(folder)}
    assert now.keys() == {path.relative_to(base).as_posix() for path in model_files(base)}
    return {name: digest for name, digest in now.items() if digest != file_hash(base / name)}


def test_the_numbers_of_every_tagger_move_and_nothing_else(base: Path, tmp_path: Path) -> None:
    first = moved(base, tmp_path / "a", [MARKED] * 60)
    assert set(first) == {"names/model", "names_2/model"}
    assert moved(base, tmp_path / "b", [MARKED] * 60) == first
    assert spacy.load(tmp_path / "a").pipe_names == ["names", "names_2"]


def test_nothing_is_learnt_where_nothing_is_known(base: Path) -> None:
    unknown = Item("Vandaag belde Tolsma.", (), ((0, 21),))
    nlp = spacy.load(base)
    assert {token.tag_ for token in pipeline.reference(nlp, unknown)} == {""}
    tagger = nlp.get_pipe("names")
    for item, learns in ((unknown, False), (MARKED, True)):
        (example,) = pipeline.examples(nlp, [item])
        guesses, _ = tagger.model.begin_update([example.predicted])
        _, gradients = tagger.get_loss([example], guesses)
        assert bool(abs(gradients[0]).sum()) == learns


def test_progress_runs_over_all_taggers(base: Path, tmp_path: Path) -> None:
    told: list[float] = []
    further.fine_tune(base, tmp_path / "a", [MARKED] * 60, replace(SETTINGS, words_per_batch=40), told.append)
    assert told == [0.25, 0.75]
