"""What a reason may not say, and the text blocks it is made from."""

import pytest

from woo_redact.domain.reason import blanks, filled, withheld_words
from woo_redact.rulepack.load import load_rules

RULES = load_rules()
PLAIN = RULES.reasons.plain
LONG = "Volgens Parijs steunt een meerderheid de verlenging van het mandaat niet, zodat 12.500 man terugkeert"


@pytest.mark.parametrize(
    ("passage", "reason", "told"),
    [
        ("Karin Ouwehand", "Ouwehand is ambtenaar", ("ouwehand",)),
        ("Karin Ouwehand", "OUWEHÁND is ambtenaar", ("ouwehand",)),
        ("Karin Ouwehand", "De Ouwehandse aanpak", ()),
        ("Bas Tiel", "Zo zei Bas Tiel", ("bas tiel",)),
        ("Bas Tiel", "Tiel ligt aan de Waal", ()),
        ("€ 640.000", "het gaat om 640.000 euro", ("640000",)),
        ("€ 640.000", "het gaat om 640 euro", ()),
        ("Jansen", "de ondernemer", ()),
        (LONG, "Zo ziet Parijs het", ("parijs",)),
        (LONG, "Er gaan 12.500 mensen", ("12500",)),
        (LONG, "omdat een meerderheid dit wil", ()),
        (LONG, "de verlenging van het contract", ("de verlenging van",)),
        (LONG, "van het plein", ()),
        ("", "iets", ()),
        ("Jansen", "", ()),
    ],
)
def test_words_of_a_passage_are_found_in_a_reason(passage: str, reason: str, told: tuple[str, ...]) -> None:
    found = withheld_words(reason, [passage], PLAIN)
    assert set(told) <= set(found)
    assert bool(told) is bool(found)


def test_words_of_the_blocks_themselves_may_always_be_used() -> None:
    for texts in RULES.reasons.by_ground.values():
        for text in texts:
            assert (
                withheld_words(text, ["Openbaarmaking schaadt het toezicht", "de namen van medewerkers"], PLAIN) == ()
            )


def test_what_a_block_asks_is_filled_in_in_order() -> None:
    text = "Voor [wie], tot [datum]."
    assert blanks(text) == ("wie", "datum")
    assert filled(text, ["de Kamer", "[1 mei]"]) == "Voor de Kamer, tot [1 mei]."
    assert (blanks("Klaar."), filled("Klaar.", [])) == ((), "Klaar.")


def test_every_ground_has_two_or_three_blocks_that_are_whole_sentences() -> None:
    assert RULES.reasons.by_ground.keys() == RULES.grounds.keys()
    for texts in RULES.reasons.by_ground.values():
        assert 2 <= len(texts) <= 3
        assert all(text.endswith(".") and text[0].isupper() for text in texts)


def test_a_relative_ground_weighs_and_a_deferred_one_asks_a_date() -> None:
    for ground, texts in RULES.reasons.by_ground.items():
        if ground.startswith("5.1.2"):
            assert all("zwaarder" in text for text in texts), ground
    assert all(any("datum" in blank for blank in blanks(text)) for text in RULES.reasons.by_ground["5.1.4"])
    assert len(blanks(RULES.reasons.older)) == 1
