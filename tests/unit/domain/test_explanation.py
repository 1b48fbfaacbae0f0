"""What grounds mean: every text is there, is Dutch that can be read, and says what the law says."""

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.age import weighed_by_age
from woo_redact.domain.explanation import Piece, pieces
from woo_redact.domain.ground import Weighing
from woo_redact.domain.reason import blanks
from woo_redact.rulepack.load import load_rules

RULES = load_rules(patterns=False)
EXPLANATIONS = RULES.explanations
BY_GROUND = EXPLANATIONS.by_ground
SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z\[])")
# What a reasoning refers to: "artikel 5.1, eerste lid", and the other acts.
REFERENCE = re.compile(r"\b(\d\.\d)\b")
ARTICLES = {"3.1", "3.2", "3.3", "4.1", "4.4", "5.1", "5.2", "5.3", "5.4", "8.8"}
LONGEST_PLAIN, LONGEST_LEGAL = 20, 30


def texts() -> Iterator[tuple[str, str]]:
    for ground, explanation in BY_GROUND.items():
        yield from ((f"{ground}.{key}", text) for key, text in asdict(explanation).items() if text)
    yield from ((f"general.{key}", text) for key, text in asdict(EXPLANATIONS.general).items())


def sentences(text: str) -> list[str]:
    return SENTENCE_END.split(text)


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_a_text_is_whole_sentences_of_bearable_length_in_careful_dutch(name: str, text: str) -> None:
    assert text[0].isupper()
    assert text.endswith(".")
    assert text == " ".join(text.split())
    assert text.count("[") == text.count("]") == len(blanks(text))
    assert not {"men", "wij", "we", "ons", "onze"} & set(re.findall(r"\w+", text.casefold())), name
    assert not re.search(r"\b(?:teneinde|middels|derhalve|alsmede|aangaande|ingevolge)\b", text), name
    longest = LONGEST_PLAIN if name.endswith(".plain") else LONGEST_LEGAL
    for sentence in sentences(text):
        outside = re.sub(r"\[[^\]]+\]", "[blank]", sentence)
        assert len(outside.split()) <= longest, (name, sentence)


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_no_text_names_an_article_that_is_not_about_this(name: str, text: str) -> None:
    assert set(REFERENCE.findall(text)) <= ARTICLES, name
    assert not re.search(r"\bWob\b|openbaarheid van bestuur", text), name


def test_every_ground_is_explained_in_two_or_three_plain_sentences() -> None:
    assert BY_GROUND.keys() == RULES.grounds.keys()
    for ground, explanation in BY_GROUND.items():
        assert 2 <= len(sentences(explanation.plain)) <= 4, ground
        assert not blanks(explanation.plain), ground
        # Citizens need not know the law.
        assert not re.search(r"\b(?:artikel|lid|aanhef|Woo)\b", explanation.plain), ground


def test_a_reasoning_names_its_own_article() -> None:
    ordinals = {"1": "eerste", "2": "tweede", "4": "vierde", "5": "vijfde", "6": "zesde"}
    for ground, explanation in BY_GROUND.items():
        parts = re.fullmatch(r"5\.1\.(\d)([a-i]?)", ground)
        if parts:
            letter = f", aanhef en onder {parts[2]}" if parts[2] else ""
            assert f"rtikel 5.1, {ordinals[parts[1]]} lid{letter}, van de Woo" in explanation.block, ground
        elif ground[0].isdigit():
            assert f"rtikel {ground}" in explanation.block, ground


def test_an_absolute_ground_is_not_weighed_and_a_relative_one_is() -> None:
    for ground in RULES.grounds.values():
        block = BY_GROUND[ground.id].block
        if ground.weighing is Weighing.ABSOLUTE:
            assert "absolute grond, zodat er geen ruimte is voor een afweging" in block
            assert "zwaarder" not in block
        elif ground.id.startswith("5.1.2"):
            assert "zwaarder dan het belang van openbaarheid" in block
            assert "absolut" not in block
            # The third paragraph wants an express reasoning: nothing that a program can know.
            assert blanks(block)
        elif ground.weighing is Weighing.NOT_A_GROUND:
            assert "geen uitzonderingsgrond" in block


def test_what_the_exceptions_of_the_law_ask_is_said() -> None:
    for words in ("prognoses", "beleidsalternatieven", "tweede lid", "derde lid", "vierde lid", "onevenredig"):
        assert words in BY_GROUND["5.2"].block
    assert "[datum]" in BY_GROUND["5.1.4"].block
    assert "milieu-informatie" in BY_GROUND["5.1.5"].block
    assert "geen van die gronden" in BY_GROUND["5.1.5"].block
    assert "emissies" in BY_GROUND["5.1.6"].block
    assert "derde lid" in EXPLANATIONS.general.relative
    assert "zevende lid" in EXPLANATIONS.general.emissions


def test_old_documents_have_a_text_where_the_law_asks_it_and_nowhere_else() -> None:
    for ground, explanation in BY_GROUND.items():
        assert bool(explanation.older) is weighed_by_age(ground)
        if explanation.older:
            assert len(blanks(explanation.older)) == 1


def test_what_is_known_is_filled_in_and_the_rest_stays_a_blank() -> None:
    text = "Op [datum] besloot [wie] [waarover]."
    assert pieces(text, {"datum": "3 maart 2026", "waarover": ""}) == (
        Piece("Op 3 maart 2026 besloot "),
        Piece("[wie]", blank=True),
        Piece(" "),
        Piece("[waarover]", blank=True),
        Piece("."),
    )
    assert pieces("", {}) == ()


def test_brackets_in_what_is_filled_in_are_no_blanks() -> None:
    assert pieces("Over [onderwerp].", {"onderwerp": "nota […] haven"}) == (Piece("Over nota […] haven."),)


@given(text=st.text(alphabet="ab []\n", max_size=40))
def test_without_answers_a_text_stays_as_it_is(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, {})) == text
