"""Grounds that are alike are told apart by the words around: a tender, or something told in confidence."""

from dataclasses import replace

import pytest

from support.detecting import parsed, suggest
from woo_redact.detect.hits import Hit, source_of
from woo_redact.detect.rivals import under_own_ground
from woo_redact.domain.rule import Rival
from woo_redact.domain.suggestion import Level, Provenance
from woo_redact.review.explain import explain
from woo_redact.rulepack.load import load_rules

RIVAL = Rival(("clients",), "5.1.2f", ("tender", "offerte"), ("geheim",), 30)
REASONS = (Provenance("context", "clients", context=""), Provenance("context", "other"))


def hit_in(text: str, passage: str) -> Hit:
    start = text.index(passage)
    return Hit(start, start + len(passage), "5.1.1c", "customer", Level.B, "clients", REASONS)


def ground_of(text: str, passage: str, rival: Rival = RIVAL) -> str:
    (found,) = under_own_ground([hit_in(text, passage)], [rival], source_of(parsed(text)))
    return found.ground


@pytest.mark.parametrize("text", ["In de tender staat: PASSAGE", "PASSAGE, uit de offerte", "PASSAGE met Offerte erin"])
def test_near_a_word_of_the_other_ground_it_goes_there(text: str) -> None:
    passage = "PASSAGE met Offerte erin" if "erin" in text else "PASSAGE"
    assert ground_of(text, passage) == "5.1.2f"


@pytest.mark.parametrize(
    "text",
    [
        "Er staat PASSAGE zonder meer",
        f"De tender {'van vorig jaar ' * 5} PASSAGE",
        "In de tender staat geheim: PASSAGE",
        "De tenderen PASSAGE",
    ],
)
def test_without_such_a_word_near_or_with_one_against_it_stays(text: str) -> None:
    assert ground_of(text, "PASSAGE") == "5.1.1c"


def test_what_other_rules_found_stays() -> None:
    assert ground_of("In de tender staat PASSAGE", "PASSAGE", replace(RIVAL, rules=("bids",))) == "5.1.1c"


def test_the_reason_tells_the_word_and_only_that_of_the_rule() -> None:
    text = "In de tender staat PASSAGE"
    (found,) = under_own_ground([hit_in(text, "PASSAGE")], [RIVAL], source_of(parsed(text)))
    assert [reason.context for reason in found.reasons] == ["tender", ""]


def test_a_ground_that_a_profile_does_not_offer_is_no_rival() -> None:
    rules = load_rules()
    profiles = {"smal": replace(rules.profiles["woo-verzoek"], grounds=("5.1.2e",))}
    assert replace(rules, profiles=profiles).for_profile("smal").rivals == ()
    assert rules.for_profile("woo-verzoek").rivals == rules.rivals


@pytest.mark.parametrize(
    ("opening", "ground"),
    [
        ("Uit het plan van aanpak bij de inschrijving van de brouwerij.", "5.1.2f"),
        ("De brouwerij vertelde dit onder geheimhouding, bij de inschrijving.", "5.1.1c"),
        ("Het bezoek aan de brouwerij duurde een uur.", "5.1.1c"),
    ],
)
def test_the_bundled_rules_tell_a_tender_from_what_was_told_in_confidence(opening: str, ground: str) -> None:
    text = f"{opening} Haar grootste afnemer is een bierbrouwer, goed voor 41 procent van de omzet."
    (found,) = (s for s in suggest(text) if s.ground in ("5.1.1c", "5.1.2f"))
    assert found.ground == ground
    assert ("in de buurt staat" in explain(found, load_rules())) is (ground == "5.1.2f")
