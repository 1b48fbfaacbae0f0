"""Words are found as typed, whatever their case, accents and line breaks, and at their place in the text as it is."""

import pytest

from woo_redact.domain.document import Span
from woo_redact.review.finding import folded, places


def found(words: str, *texts: str) -> list[str]:
    """What stands at each place, the parts of pages joined by a bar."""
    return [
        "|".join(texts[span.page][span.start : span.end] for span in spans) for spans in places(folded(texts), words)
    ]


@pytest.mark.parametrize(
    ("words", "text", "there"),
    [
        ("jan", "Bel Jan of JAN, niet januari", ["Jan", "JAN"]),
        ("Jan", "bel jan", ["jan"]),
        ("jan de vries", "Jan  de\nVries en Jan\tde Vriesen", ["Jan  de\nVries"]),
        ("renee", "Renée en Rene\u0301e\u0301", ["Renée", "Rene\u0301e\u0301"]),
        ("Renée", "renee", ["renee"]),
        ("ouwehand", "Ouwe-\nhand, Ouwe\u00adhand, Ouwe-hand", ["Ouwe-\nhand", "Ouwe\u00adhand"]),
        ("e-mail", "per e-mail", ["e-mail"]),
        ("financien", "ﬁnanciën", ["ﬁnanciën"]),
        ("strasse", "Straße", ["Straße"]),
        ("06-18", "06-1827 en 06-18", ["06-18"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("(x)", "f(x) en (x)", ["(x)", "(x)"]),
        ("3", "33 3", ["3"]),
        ("", "tekst", []),
        (" . ", "een . twee", []),
    ],
)
def test_as_typed(words: str, text: str, there: list[str]) -> None:
    assert found(words, text) == there


def test_over_a_page_break_it_has_a_part_on_each_page() -> None:
    assert found("jan de vries", "bel Jan de", "Vries even", "Jan", "de", "Vries") == ["Jan de|Vries", "Jan|de|Vries"]
    assert list(places(folded(("x Jan", "de y")), "jan de")) == [(Span(0, 2, 5), Span(1, 0, 2))]


def test_places_are_those_of_the_text_as_it_is() -> None:
    text = "İstanbul ß ﬃ é e\u0301 \U0001f600 Jan"
    assert list(places(folded((text,)), "jan")) == [(Span(0, len(text) - 3, len(text)),)]


def test_no_repr_shows_text() -> None:
    assert "jan" not in repr(folded(("Jan",)))
