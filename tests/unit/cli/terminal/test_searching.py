"""Searching the dossier and choosing what goes; what is chosen is stored only after a ground was named."""

import pytest

from support.reviewing import Case


@pytest.mark.parametrize("key", ["/", "l"])
def test_hits_are_shown_in_their_surroundings_by_file(case: Case, key: str) -> None:
    listed = next(s for s in case.typed(key, "karin ouwehand", "").screens if "karin ouwehand" in s.title)
    rows = [(row.mark, row.text.plain) for row in listed.rows]
    assert rows[0] == ("", "nota.pdf")
    assert rows[1] == ("1", "p. 1  Behandeld door: [Karin Ouwehand] Bel Bas Tiel of Karin …")
    assert [mark for mark, _ in rows] == (["", "1", "2", "", "3"] if key == "/" else ["", "1", "2"])
    assert listed.place == ("3 plaatsen" if key == "/" else "2 plaatsen")


def test_words_on_another_page_are_found_when_this_one_has_none(case: Case) -> None:
    listed = next(s for s in case.typed("l", "met de prijs", "").screens if "met de prijs" in s.title)
    assert listed.title == "‘met de prijs’ in nota.pdf"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param(["nergens"], "‘nergens’ staat niet in het hele dossier.", id="nowhere"),
        pytest.param(["Bas Tiel", ""], "Niets gelakt.", id="not after all"),
        pytest.param(["Bas Tiel", "2"], "Niets gelakt.", id="a number that is not there"),
        pytest.param(["Bas Tiel", "1-"], "Niets gelakt.", id="no number"),
        pytest.param(["Karin Ouwehand", "3-1"], "Niets gelakt.", id="numbers the wrong way round"),
        pytest.param(["Bas Tiel", "a", "q"], "Niets gelakt.", id="no ground after all"),
    ],
)
def test_nothing_goes(case: Case, answers: list[str], told: str) -> None:
    person = case.typed("/", *answers, "q")
    assert told in person.told
    assert case.decided() == {}


def test_what_goes_already_is_told(case: Case) -> None:
    person = case.typed("i", "h", "a", "/", "Karin Ouwehand", "a", "q")
    listed = next(s for s in person.screens if "‘Karin" in s.title)
    assert all(row.text.plain.endswith("  al gelakt") for row in listed.rows if row.mark)
    assert "Dat is al gelakt." in person.told


def test_how_many_go_is_told_with_the_ground(case: Case) -> None:
    person = case.typed("/", "Karin Ouwehand", "1 3", "q", "q")
    assert "‘Karin Ouwehand’ lakken: 2 plaatsen" in [screen.title for screen in person.screens]


def test_without_words_nothing_is_looked_for(case: Case) -> None:
    assert len(case.typed("/", "", "q").screens) == 3


def test_at_the_end_of_the_list_words_of_the_last_document_can_still_be_pointed_out(case: Case) -> None:
    person = case.typed("i", "k", "h", "a", "l", "Groet", "", "q")
    assert "Zelf woorden lakken in nota.pdf" in [screen.title for screen in person.screens]
