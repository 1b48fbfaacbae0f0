"""Learning from review, as people do it: run, review, train, run with the new model."""

import json
import stat
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.learning import dossier_at, invoke, use_small_corpus
from woo_redact.detect.ner import bias_of
from woo_redact.resources import models_root
from woo_redact.training import further
from woo_redact.training.corpus import Document, Item, render

MODEL = models_root() / "nl_woo"
NAMES = ("Ouwehand", "Wildeboer", "Tolsma")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier with everything decided; tests leave it as it is."""
    return dossier_at(tmp_path_factory.mktemp("zaak"))


@pytest.fixture(autouse=True)
def small_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_corpus(tmp_path / "meegeleverd", monkeypatch)


@pytest.fixture(scope="module")
def trained(decided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    with pytest.MonkeyPatch.context() as patch:
        use_small_corpus(folder / "meegeleverd", patch)
        result = train(decided, folder, "--yes", "--steps", 2)
    assert result.exit_code == 0, result.output
    assert "tekens van namen gevonden" in result.stdout
    assert "persoonsgegevens" in result.stderr
    return folder


def train(dossier: Path, folder: Path, *more: object, keys: str = ""):  # type: ignore[no-untyped-def]
    where = ("--out", folder / "eigen", "--corpus", folder / "corpus")
    return invoke("train", "--from", dossier, *where, *more, keys=keys)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_corpus_holds_what_was_decided_for_the_owner_alone(trained: Path) -> None:
    (document,) = (trained / "corpus").glob("*/*.txt")
    text = document.read_text(encoding="utf-8")
    assert "part: train\n" in text
    assert "[[5.1.2e person|Karin Ouwehand]]" in text
    assert "[[5.1.2e person|Sjoerd Wildeboer]]" in text
    assert text.count("\f") == 1
    for path in files(trained / "corpus") + files(trained / "eigen"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    assert "persoonsgegevens" in (trained / "corpus" / "LEESMIJ.md").read_text(encoding="utf-8")


def test_the_model_says_what_it_is_and_names_nobody(trained: Path) -> None:
    described = tomllib.loads((trained / "eigen" / "model.toml").read_text(encoding="utf-8"))
    assert described["personal_data"] is True
    assert "persoonsgegevens" in described["warning"]
    assert described["data"]["from"] == "nl_woo"
    assert described["data"]["private_pages"] == 2
    assert described["training"]["max_steps"] == 2
    assert described["use"] == {"bias": bias_of(MODEL)}
    assert set(described["scores"]) == {"test"}
    content = b"".join(path.read_bytes() for path in files(trained / "eigen"))
    assert not [name for name in NAMES if name.encode() in content]


def test_a_run_with_the_model_keeps_it_and_going_back_scans_anew(trained: Path, tmp_path: Path) -> None:
    dossier = dossier_at(tmp_path, decided=False)
    source, model = tmp_path / "nota.pdf", trained / "eigen"
    settings = dossier / "dossier.toml"
    result = invoke("run", source, "--workers", 1, "--model", model)
    assert result.exit_code == 0
    assert "(ongewijzigd)" not in result.stdout
    assert tomllib.loads(settings.read_text(encoding="utf-8"))["model"] == str(model)
    again = invoke("run", source, "--workers", 1)
    assert again.exit_code == 0
    assert "(ongewijzigd)" in again.stdout
    assert tomllib.loads(settings.read_text(encoding="utf-8"))["model"] == str(model)
    back = invoke("run", source, "--workers", 1, "--model", "standaard")
    assert "(ongewijzigd)" not in back.stdout
    assert tomllib.loads(settings.read_text(encoding="utf-8"))["model"] == ""


def test_evaluation_takes_the_model(trained: Path) -> None:
    folder = trained / "meegeleverd" / "corpus"
    result = invoke("evaluate", folder, "--json", "--model", trained / "eigen")
    assert json.loads(result.stdout)["personal"]["marks"] > 0
    assert invoke("evaluate", folder, "--model", trained / "weg").exit_code == 5


def test_a_model_that_is_gone_or_changed_stops_the_run(trained: Path, tmp_path: Path) -> None:
    source = tmp_path / "nota.pdf"
    dossier_at(tmp_path, decided=False)
    own = tmp_path / "eigen"
    for path in files(trained / "eigen"):
        copy = own / path.relative_to(trained / "eigen")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    assert invoke("run", source, "--workers", 1, "--model", own).exit_code == 0
    description = (own / "model.toml").read_text(encoding="utf-8")
    (own / "model.toml").write_text(f"# anders\n{description}", encoding="utf-8")
    other = invoke("run", source, "--workers", 1)
    assert (other.exit_code, "niet meer dat waarmee" in other.stderr) == (5, True)
    (own / "names" / "model").write_bytes(b"x")
    changed = invoke("run", source, "--workers", 1)
    assert (changed.exit_code, "is veranderd" in changed.stderr) == (5, True)
    (own / "model.toml").unlink()
    gone = invoke("run", source, "--workers", 1)
    assert (gone.exit_code, "bevat geen taalmodel" in gone.stderr, "--model" in gone.stderr) == (5, True, True)


def test_a_sabotaged_model_is_refused_and_nothing_is_left(
    decided: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_is_a_name(private: Sequence[Document], *_: object) -> list[Item]:
        return [Item(render(page.segments).text, ()) for page in private] * 4

    monkeypatch.setattr(further, "mixed", nothing_is_a_name)
    monkeypatch.setattr(further, "LEARN_RATE", 0.1)
    result = train(decided, tmp_path, "--yes", "--steps", 8)
    assert result.exit_code == 5
    assert "slechter" in result.stderr
    assert result.stderr.count(" %") == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "meegeleverd"]


@pytest.mark.parametrize("answer", ["n\n", "", "x\n"])
def test_without_a_yes_nothing_is_written(decided: Path, tmp_path: Path, answer: str) -> None:
    result = train(decided, tmp_path, keys=answer)
    assert result.exit_code == 130
    assert "persoonsgegevens" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["meegeleverd"]


def test_an_undecided_dossier_teaches_nothing(tmp_path: Path) -> None:
    result = train(dossier_at(tmp_path, decided=False), tmp_path, "--yes")
    assert result.exit_code == 7
    assert "woo-redact review" in result.stderr
    assert not (tmp_path / "corpus").exists()


def test_a_model_is_never_overwritten(decided: Path, tmp_path: Path) -> None:
    (tmp_path / "eigen").mkdir()
    result = train(decided, tmp_path, "--yes")
    assert (result.exit_code, "overschreven" in result.stderr) == (9, True)


@pytest.mark.parametrize("place", [("nl_woo",), ("nieuw",)])
def test_the_installation_is_left_alone(decided: Path, tmp_path: Path, place: tuple[str, ...]) -> None:
    inside = (tmp_path / "meegeleverd").joinpath(*place)
    out = invoke("train", "--from", decided, "--out", inside, "--yes")
    assert (out.exit_code, "map van het programma" in out.stderr) == (9, True)
    corpus = invoke("train", "--from", decided, "--out", tmp_path / "eigen", "--corpus", inside, "--yes")
    assert (corpus.exit_code, "map van het programma" in corpus.stderr) == (3, True)


def test_what_to_learn_from_has_to_be_said(tmp_path: Path) -> None:
    assert invoke("train", "--out", tmp_path / "eigen").exit_code == 2
    empty = invoke("train", "--out", tmp_path / "eigen", "--corpus", tmp_path / "corpus")
    assert empty.exit_code == 7
