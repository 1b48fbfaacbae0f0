"""What is the same to people has the same folded form, and nothing folded needs to be folded again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from woo_redact.domain.folding import folded, text_digest

LETTER = "Hierbij stuur ik u de nota over de verlenging van de bijdrage aan de missie, met een kaart erbij."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yılmaz", "Yilmaz"),
        ("IJsbrand", "Ĳsbrand"),
        ("İNCE", "ince"),
        ("Sørensen", "sorensen"),
        ("Þórður", "thordur"),
        ("café", "cafe\u0301"),
        ("ｊａｎ", "JAN"),
        ("𝔍an", "jan"),
        ("d’Hondt", "d'hondt"),
    ],
)
def test_case_accents_and_other_forms_of_a_letter_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(text=st.text())
@example(text="ẞ™Ⅻ")
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_a_text_of_few_words_has_no_digest() -> None:
    assert text_digest("Akkoord.", 100) == text_digest("", 1) == ""


def test_texts_of_the_same_words_have_the_same_digest() -> None:
    assert text_digest(LETTER, 90) == text_digest(LETTER.upper().replace(" ", "\n"), 90) != ""
    assert text_digest(LETTER, 90) != text_digest(LETTER.replace("kaart", "tabel"), 90)
