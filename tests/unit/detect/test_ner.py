"""The entity model: checked before it is loaded, fed as it was trained."""

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.detecting import MODEL, found
from woo_redact.detect.model_files import check_model
from woo_redact.detect.pieces import LONGEST, SHORT, pieces
from woo_redact.errors import ExitCode, ModelHashError, ModelMissingError


def model_at(folder: Path, digest: str | None = None) -> Path:
    folder.mkdir()
    (folder / "weights").write_bytes(b"abc")
    digest = digest or hashlib.sha256(b"abc").hexdigest()
    (folder / "model.toml").write_text(f'[files]\nweights = "{digest}"\n', encoding="utf-8")
    return folder


def test_a_model_as_it_was_made_passes(tmp_path: Path) -> None:
    check_model(model_at(tmp_path / "m"))


def test_the_bundled_model_passes() -> None:
    check_model(MODEL)


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    folder = model_at(tmp_path / "m")
    (folder / "weights").write_bytes(b"abd")
    with pytest.raises(ModelHashError, match="weights") as caught:
        check_model(folder)
    assert caught.value.exit_code is ExitCode.MODEL


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    folder = model_at(tmp_path / "m")
    (folder / "weights").unlink()
    with pytest.raises(ModelMissingError, match="weights"):
        check_model(folder)


def test_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError):
        check_model(tmp_path / "weg")


@pytest.mark.parametrize("description", ["[files", "", "\xff"])
def test_a_damaged_description_is_told(tmp_path: Path, description: str) -> None:
    folder = model_at(tmp_path / "m")
    (folder / "model.toml").write_text(description, encoding="latin-1")
    with pytest.raises(ModelHashError):
        check_model(folder)


@given(st.text("ab \n\t", max_size=400) | st.lists(st.text("ab ", max_size=200), max_size=8).map("\n\n".join))
def test_pieces_hold_all_of_a_text_but_blank_lines(text: str) -> None:
    places = pieces(text)
    assert "".join("".join(text[start:end] for start, end in places).split()) == "".join(text.split())
    assert all(before[1] < after[0] for before, after in pairwise(places))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("Aan: Jan\n\nVan: Els", ["Aan: Jan\n\nVan: Els"]),
        ("a" * SHORT + "\n \n" + "b", ["a" * SHORT, "b"]),
        ("a" + "\n\n" + "b" * LONGEST, ["a", "b" * LONGEST]),
        ("a" * LONGEST * 2, ["a" * LONGEST * 2]),
    ],
)
def test_a_short_piece_is_joined_with_the_next(text: str, cut: list[str]) -> None:
    assert [text[start:end] for start, end in pieces(text)] == cut


def test_the_model_finds_a_name_that_no_rule_knows() -> None:
    text = "Gisteren heeft Ruben Oosterwijk van de afdeling inkoop gebeld over de levering van de stoelen."
    assert "Ruben Oosterwijk" in found(text, model=True)
