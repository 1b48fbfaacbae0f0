"""Whether somebody is about: in letters, memos and mails there is; in manuals, standards and code there is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.detecting import parsed
from woo_redact.detect.actors import ACTORS, AROUND, LEAST, Actors, actors_in
from woo_redact.detect.hits import source_of
from woo_redact.rulepack.load import load_rules

LISTED = load_rules().lists[ACTORS]
LETTER = (
    "De minister sprak gisteren met de ambassadeur van Gallovia. Hij zei dat zijn regering het verdrag niet steunt als"
    " Noordmark niet betaalt. Wij hebben dat aan de Kamer gemeld. De directeur vraagt of u de brief wilt tekenen. "
)
MANUALS = {
    "English": "Check the valve before the unit is started. The value must not exceed 150 bar, or the seal will fail. "
    "If the lamp does not burn, replace the fuse and close the cover. Clean the filter once a month with warm water. ",
    "Dutch": "Controleer de klep voordat de unit start. De druk mag niet hoger zijn dan 150 bar, of de pakking lekt. "
    "Brandt de lamp niet, vervang dan de zekering en sluit het deksel. Reinig het filter elke maand met lauw water. ",
    "French": "Vérifiez la soupape avant le démarrage. La pression ne doit pas dépasser 150 bar, ou le joint cède. "
    "Si le voyant reste éteint, remplacez le fusible et fermez le capot. Nettoyez le filtre une fois par mois. ",
}


def actors(text: str) -> Actors:
    return actors_in(source_of(parsed(text)), LISTED)


def test_in_a_letter_somebody_is_about_everywhere() -> None:
    text = LETTER * 8
    found = actors(text)
    assert not any(found.nobody(start, start + 40) for start in range(0, len(text), 40))


@pytest.mark.parametrize("language", MANUALS)
def test_in_a_manual_nobody_is_in_whatever_language(language: str) -> None:
    text = MANUALS[language] * 8
    found = actors(text)
    assert all(found.nobody(start, start + 40) for start in range(0, len(text), 40))


def test_a_letter_within_a_manual_is_a_letter_still() -> None:
    manual = MANUALS["Dutch"] * 30
    text = f"{manual}\n\n{LETTER * 8}\n\n{manual}"
    found = actors(text)
    middle = len(text) // 2
    assert not found.nobody(middle, middle + 40)
    assert found.nobody(AROUND, AROUND + 40)
    assert found.nobody(len(text) - AROUND, len(text))


def test_names_within_sentences_count_as_somebody() -> None:
    sentence = "the valve of Hendriks is checked with the tool of Brouwer, and closed by Van Dam before noon. "
    assert actors(MANUALS["English"] * 3).nobody(0, 10)
    assert not actors(sentence * 6).nobody(0, 10)


def test_few_words_tell_nothing() -> None:
    words = " ".join(["filter"] * (LEAST - 1))
    assert not actors(words).nobody(0, 10)
    assert actors(f"{words} filter").nobody(0, 10)


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_any_text_has_an_answer_and_no_words_none(text: str, start: int, length: int) -> None:
    found = actors(text)
    assert list(found.words) == sorted(found.words)
    assert list(found.acting) == sorted(found.acting)
    assert not (found.nobody(start, start + length) and len(found.words) < LEAST)
