"""How mentions are taken apart: a table of forms."""

from pathlib import Path

import pytest

from woo_redact.persons.names import name_of

CASES = Path(__file__).parents[2] / "cases" / "persons" / "names.tsv"


def rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_mention_is_taken_apart(row: list[str]) -> None:
    mention, form, given, initials, particle, surname = row
    name = name_of(mention.replace("¶", "\n"))
    assert (name.form, name.given, name.initials) == (form, tuple(given.split()), initials)
    assert (name.particle, name.surname) == (particle, tuple(surname.split()))


@pytest.mark.parametrize("text", ["", "\n", "@", "...", "(", "-", "van", "De", "é\u0301", "K.", "٣", "İ"])
def test_anything_can_be_taken_apart(text: str) -> None:
    name_of(text)


def test_no_name_shows_in_a_repr() -> None:
    assert "meulen" not in repr(name_of("Karin van der Meulen")).lower()
