"""The register of ministers: it adds up, and its mistakes are told."""

from datetime import date
from pathlib import Path

import pytest

from woo_redact.domain.public import OfficeHolder, PublicFrom, Publicity, Spokespersons, in_office
from woo_redact.errors import RulePackError
from woo_redact.rulepack.load import load_rules

MINISTERS = load_rules().registers["ministers"]
LINE = 'name = "Karin Ouwehand", surname = "Ouwehand", office = "minister", portfolio = "Water"'


def names(day: str) -> set[str]:
    return {holder.name for holder in in_office(MINISTERS, day)}


def test_there_is_always_one_prime_minister() -> None:
    for year in range(2007, 2027):
        found = [h.name for h in in_office(MINISTERS, f"{year}-12-01") if h.office == "minister-president"]
        assert len(found) == 1, year


@pytest.mark.parametrize(
    ("day", "there", "not_there"),
    [
        ("2009-01-15", "Eimert van Middelkoop", "Mark Rutte"),
        ("2016-05-12", "Henk Kamp", "Hugo de Jonge"),
        ("2020-01-15", "Raymond Knops", "Kajsa Ollongren"),
        ("2025-07-01", "Daniëlle Jansen", "Chris Jansen"),
        ("2026-03-01", "Rianne Letschert", "Gouke Moes"),
    ],
)
def test_who_was_in_office(day: str, there: str, not_there: str) -> None:
    assert there in names(day)
    assert not_there not in names(day)


def test_both_are_in_office_on_the_day_of_a_change() -> None:
    assert {"Mark Rutte", "Dick Schoof"} <= names("2024-07-02")


@pytest.mark.parametrize("day", ["", "n.v.t.", "2024-13-45"])
def test_an_unknown_day_may_be_any(day: str) -> None:
    assert in_office(MINISTERS, day) == MINISTERS


@pytest.mark.parametrize(
    ("name", "surname", "told"),
    [
        ("Hugo de Jonge", "De Jonge", "Jonge, Hugo de"),
        ("Bas van 't Wout", "Van 't Wout", "Wout, Bas van 't"),
        ("Jan Kees de Jager", "De Jager", "Jager, Jan Kees de"),
        ("Hanke Bruins Slot", "Bruins Slot", "Bruins Slot, Hanke"),
    ],
)
def test_names_as_address_books_have_them(name: str, surname: str, told: str) -> None:
    assert OfficeHolder(name, surname, "minister", "Water", date(2020, 1, 1)).full_names == (name, told)


def test_no_name_shows() -> None:
    assert "Ouwehand" not in repr(OfficeHolder("Karin Ouwehand", "Ouwehand", "minister", "Water", date(2020, 1, 1)))


@pytest.mark.parametrize(
    ("holders", "told"),
    [
        (f"{{ {LINE}, from = 2020-01-01, to = 2019-01-01 }}", "Karin Ouwehand: to (2019-01-01) ligt niet na from"),
        (f"{{ {LINE.replace('Karin Ouwehand', 'Karin Okafor')}, from = 2020-01-01 }}", "surname (Ouwehand)"),
        (
            f"{{ {LINE}, from = 2020-01-01 }}, {{ {LINE.replace('Karin', 'Ruben')}, from = 2021-01-01 }}",
            "minister Water: Karin Ouwehand en Ruben Ouwehand tegelijk",
        ),
        (f'{{ {LINE}, from = "gisteren" }}', "holders.1.from: hier hoort een datum"),
        (f"{{ {LINE}, from = 2020-01-01, partij = 3 }}", "holders.1.partij: deze sleutel is onbekend"),
    ],
)
def test_mistakes_are_told_with_file_and_key(tmp_path: Path, holders: str, told: str) -> None:
    folder = tmp_path / "eigen" / "lists" / "waterschap"
    folder.mkdir(parents=True)
    (folder / "register.toml").write_text(f'schema = 1\nsources = ["x"]\nholders = [ {holders} ]\n')
    with pytest.raises(RulePackError) as caught:
        load_rules([tmp_path / "eigen"])
    assert any(told in problem and "waterschap/register.toml" in problem for problem in caught.value.problems)


def test_a_register_that_does_not_exist_is_told(tmp_path: Path) -> None:
    pack = tmp_path / "5.1.2e-eigen.toml"
    pack.write_text('schema = 1\nversion = "1"\nground = "5.1.2e"\n[[exceptions]]\nid = "x"\nregister = "nergens"\n')
    with pytest.raises(RulePackError, match="het register nergens bestaat niet"):
        load_rules([pack])


def test_a_choice_brings_its_exceptions() -> None:
    def ids(public: Publicity) -> set[str]:
        return {e.id for e in load_rules().for_profile("woo-verzoek", public).exceptions}

    usual = ids(Publicity())
    assert usual == {e.id for e in load_rules().for_profile("woo-verzoek").exceptions}
    assert ids(Publicity(PublicFrom.SECRETARY_GENERAL)) - usual == {
        "top-official-before-name",
        "top-official-after-name",
    }
    assert ids(Publicity(PublicFrom.DIRECTOR)) - ids(Publicity(PublicFrom.SECRETARY_GENERAL)) == {
        "director-before-name",
        "director-after-name",
    }
    assert ids(Publicity(spokespersons=Spokespersons.READABLE)) - usual == {
        "spokesperson-before-name",
        "spokesperson-after-name",
    }
