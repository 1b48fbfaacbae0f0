"""Every printed form of a ground gives its canonical id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.ground import LabelScheme, parse_ground
from woo_redact.rulepack.load import load_rules

GROUNDS = load_rules().grounds
ORDINALS = {"1": "eerste", "2": "tweede"}
LETTERED = [ground for ground in GROUNDS if ground[-1].isalpha() and ground[0] == "5"]


@pytest.mark.parametrize(
    ("printed", "ground"),
    [
        ("5.1.2e", "5.1.2e"),
        ("5.1.2.e", "5.1.2e"),
        ("(5.1)(2e)", "5.1.2e"),
        ("5.1 lid 2e", "5.1.2e"),
        ("10.2.e", "5.1.2e"),
        ("10.2e", "5.1.2e"),
        ("10, 2, e", "5.1.2e"),
        ("10 lid 2 sub e", "5.1.2e"),
        ("artikel 10, tweede lid, aanhef en onder e", "5.1.2e"),
        ("(10)(2e)", "5.1.2e"),
        ("art10.2e", "5.1.2e"),
        ("(11)(1)", "5.2"),
        ("11.1", "5.2"),
        ("11", "5.2"),
        ("5.2", "5.2"),
        ("5.2.1", "5.2"),
        ("10.2.g", "5.1.5"),
        ("10.7.b", "5.1.2h"),
        ("8.8 jo. Awb 8:79", "8.8"),
        ("Bescherming persoonlijke levenssfeer", "5.1.2e"),
        ("veiligheid van de staat", "5.1.1b"),
        ("Economische of financiele belangen van de Staat", "5.1.2b"),
        ("buiten reikwijdte", "buiten-verzoek"),
        ("duplicaat", "dubbel"),
        ("Reeds openbaar", "reeds-openbaar"),
    ],
)
def test_printed_forms(printed: str, ground: str) -> None:
    assert parse_ground(printed, GROUNDS) == ground


@pytest.mark.parametrize(
    "printed", ["", "e", "5", "5.9.9z", "3.1", "levenssfeer van de buren", "10.9.x", "pagina 5.1.2e"]
)
def test_what_is_no_ground_gives_nothing(printed: str) -> None:
    assert parse_ground(printed, GROUNDS) is None


@given(
    st.sampled_from(LETTERED),
    st.sampled_from(
        [
            "{a}.{x}{y}",
            "{a}.{x}.{y}",
            "{a} lid {x} sub {y}",
            "{a}, lid {x}, onder {y}",
            "art. {a}, {x}e lid, aanhef en onder {y}",
            "artikel {a}, {x}-de lid, onder {y}",
            "artikel {a}, {o} lid, aanhef en onder {y}, Woo",
            "({a})({x}{y})",
        ]
    ),
    st.booleans(),
)
def test_every_way_to_write_a_letter_is_read(ground: str, form: str, upper: bool) -> None:
    article, paragraph, letter = ground[:3], ground[4], ground[5]
    printed = form.format(a=article, x=paragraph, y=letter, o=ORDINALS[paragraph])
    assert parse_ground(printed.upper() if upper else printed, GROUNDS) == ground


@given(st.sampled_from(list(GROUNDS)), st.sampled_from(list(LabelScheme)))
def test_every_label_that_is_printed_is_read_again(ground: str, scheme: LabelScheme) -> None:
    assert parse_ground(GROUNDS[ground].label(scheme), GROUNDS) == ground


@given(st.text(max_size=40))
def test_any_text_is_taken(text: str) -> None:
    assert parse_ground(text, GROUNDS) in {None, *GROUNDS}
