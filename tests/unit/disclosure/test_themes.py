from pathlib import Path

import pytest

from woo_redact.disclosure.themes import Theme, bundled_themes, read_themes, themes_of
from woo_redact.errors import RulePackError

DIKES = Theme("waterbeheer", (("dijk*",), ("waterschap",), ("hoog", "water"), ("gemaal",), ("sluis",)))
ROADS = Theme("verkeer", (("snelweg*",), ("brug",), ("fietspad",), ("parkeer*",)))


def test_a_theme_is_proposed_when_many_of_its_words_stand_there() -> None:
    text = "De dijken hielden. Het waterschap zette bij hoog water het gemaal aan."
    assert themes_of("", text, [DIKES, ROADS]) == ("waterbeheer",)


def test_a_word_in_the_title_counts_for_more() -> None:
    text = "De dijken hielden, zei het waterschap."
    assert themes_of("", text, [DIKES, ROADS]) == ()
    assert themes_of("Dijken bij Lobith", text, [DIKES, ROADS]) == ("waterbeheer",)


def test_one_word_that_comes_again_and_again_is_not_enough() -> None:
    assert themes_of("", "dijk " * 100, [DIKES, ROADS]) == ()


def test_words_within_other_words_do_not_count() -> None:
    assert themes_of("", "bedijking waterschappen hoogwater gemaaltje", [DIKES]) == ()


def test_a_second_theme_is_told_only_when_it_is_nearly_as_strong() -> None:
    roads = "De snelweg heeft een brug, een fietspad en parkeerplaatsen."
    assert themes_of("", f"{roads} Een dijk.", [DIKES, ROADS]) == ("verkeer",)
    dikes = "Dijk, waterschap, hoog water en gemaal."
    assert themes_of("", f"{roads} {dikes}", [DIKES, ROADS]) == ("verkeer", "waterbeheer")


def test_an_everyday_mail_has_no_theme() -> None:
    text = (
        "Beste Kees, zullen we dinsdag om tien uur over de planning praten? De president van de club komt ook. Groet!"
    )
    assert themes_of("RE: planning dinsdag", text) == ()


def test_labels_and_cues_are_there_once() -> None:
    themes = bundled_themes()
    assert len({theme.label for theme in themes}) == len(themes)
    assert all(len(set(theme.cues)) == len(theme.cues) >= 4 for theme in themes)


@pytest.mark.parametrize("content", ["themes = 1", "[[themes]]\nlabel = 'x'", "geen toml"])
def test_a_broken_list_of_themes_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RulePackError, match=r"themes\.toml"):
        read_themes(path)
