"""The bundled passage model among the rules: what it finds, under which profile, how sure, and why."""

from dataclasses import replace

import pytest

from support.detecting import parsed
from woo_redact.detect.choosing import Thresholds
from woo_redact.detect.engine import DutchDetector
from woo_redact.domain.rule import ContextRule, PassageRule
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.resources import models_root
from woo_redact.rulepack.load import load_rules

FOLDER = models_root() / "nl_woo_passages"
TEXT = """Verslag van het overleg

De directie opent de vergadering. De brief gaat vrijdag naar de Kamer en staat dan op de website.

Ik vind dit een slecht plan en zou het niet doen.
"""


def found(profile: str = "woo-verzoek") -> list[Suggestion]:
    detector = DutchDetector(load_rules().for_profile(profile), passages=FOLDER)
    return [s for s in detector.suggest(parsed(TEXT)) if any(r.rule.startswith("passage-") for r in s.provenance)]


def text_of(suggestion: Suggestion) -> str:
    return " ".join(TEXT[span.start : span.end] for span in suggestion.spans)


def test_a_passage_is_found_under_its_ground_and_what_is_public_is_not() -> None:
    by_ground = {s.ground: text_of(s) for s in found()}
    assert "slecht plan" in by_ground["5.2"]
    assert not any("website" in text for text in by_ground.values())


def test_nothing_is_ever_certain() -> None:
    assert {s.level for s in found()} <= {Level.B, Level.C}


def test_a_ground_that_a_profile_does_not_offer_is_not_suggested() -> None:
    assert "5.2" not in {s.ground for s in found("beslisnota")}


def test_the_words_that_weighed_most_lie_within_the_passage_and_are_the_same_every_time() -> None:
    once, again = found(), found()
    assert once == again
    for suggestion in once:
        cues = [cue for reason in suggestion.provenance for cue in reason.cues]
        assert cues
        span = suggestion.spans[0]
        assert all(span.start <= cue.start < cue.end <= span.end for cue in cues)


@pytest.mark.parametrize("text", ["", "\n\n", "12", "…"])
def test_a_document_without_sentences_has_none(text: str) -> None:
    assert DutchDetector(load_rules().for_profile("woo-verzoek"), passages=FOLDER).suggest(parsed(text)) == []


SECRET = "De Kamer kreeg in juni een brief over de missie. Het eskader oefent in het najaar met twee fregatten."


@pytest.mark.parametrize("marking", ["Stg. GEHEIM", "Dep. VERTROUWELIJK", "NATO SECRET", "RESTREINT UE"])
def test_near_a_marking_of_secrecy_a_flag_is_for_review(marking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whatever the model gives here is a flag.
    monkeypatch.setattr("woo_redact.detect.passages.thresholds", lambda folder: Thresholds(1.1, 1.1, 0.0))
    rules = load_rules().for_profile("woo-verzoek")
    kept = tuple(r for r in rules.rules if r.head.id == "passage-5.1.1b")
    detector = DutchDetector(replace(rules, rules=kept, exceptions=()), passages=FOLDER)
    assert {s.level for s in detector.suggest(parsed(SECRET))} == {Level.C}
    marked = detector.suggest(parsed(f"{marking}\n\n{SECRET}"))
    assert Level.B in {s.level for s in marked}
    assert marking.casefold() in {reason.context for s in marked for reason in s.provenance}


def test_a_rule_alone_is_a_flag_where_the_model_hears_nothing() -> None:
    text = "De zaal is open op maandag."
    rules = load_rules().for_profile("woo-verzoek")
    (passage,) = (r for r in rules.rules if r.head.id == "passage-5.2")
    head = replace(passage.head, id="open-hall", level=Level.B)
    both = replace(rules, rules=(passage, ContextRule(head, "sentence", ("zaal",))), exceptions=())
    alone = replace(both, rules=both.rules[1:])
    assert [s.level for s in DutchDetector(both, passages=FOLDER).suggest(parsed(text))] == [Level.C]
    assert [s.level for s in DutchDetector(alone, passages=FOLDER).suggest(parsed(text))] == [Level.B]


def manual(times: int = 6) -> str:
    return "Handleiding van de pomp\n\n" + "\n\n".join(
        [
            "Controleer de klep voordat de unit start. De druk mag niet hoger zijn dan 150 bar, anders lekt de pakking."
            " Brandt de lamp niet, vervang dan de zekering. De nooddeur van de kast sluit niet als de pal ontbreekt."
        ]
        * times
    )


def levels(text: str, monkeypatch: pytest.MonkeyPatch, given: Thresholds) -> set[Level]:
    """The levels of what is suggested with these thresholds, whatever the model gives."""
    monkeypatch.setattr("woo_redact.detect.passages.thresholds", lambda folder: given)
    rules = load_rules().for_profile("woo-verzoek")
    kept = tuple(r for r in rules.rules if isinstance(r, PassageRule | ContextRule))
    detector = DutchDetector(replace(rules, rules=kept, exceptions=()), passages=FOLDER)
    return {suggestion.level for suggestion in detector.suggest(parsed(text))}


ALL_FOR_REVIEW, ALL_FLAGS = Thresholds(0.0, 0.0, 0.0), Thresholds(1.1, 1.1, 0.0)
LETTER = (
    "\n\nDe minister zei tegen de ambassadeur dat zij niet tekent. Hij vroeg ons of de directeur dat aan u vertelde."
)


def test_where_nobody_is_about_what_would_be_for_review_is_a_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    assert levels(manual(), monkeypatch, ALL_FOR_REVIEW) == {Level.C}
    assert Level.B in levels(manual(1) + LETTER * 6, monkeypatch, ALL_FOR_REVIEW)


def test_where_nobody_is_about_a_flag_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # What a rule found is left, as a flag.
    assert levels(manual().replace("sluit niet als de pal ontbreekt", "staat links"), monkeypatch, ALL_FLAGS) == set()
    assert levels(manual(), monkeypatch, ALL_FLAGS) == {Level.C}


@pytest.mark.parametrize("marking", ["NATO RESTRICTED", "Dep. VERTROUWELIJK"])
def test_in_a_manual_with_a_marking_of_secrecy_it_is_for_review(marking: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Level.B in levels(f"{marking}\n\n{manual(2)}", monkeypatch, ALL_FOR_REVIEW)


def test_what_announces_a_passage_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woo_redact.detect.passages.thresholds", lambda folder: ALL_FOR_REVIEW)
    text = f"Verslag van het overleg{LETTER}\n\nWat de minister daarna in de auto zei:\n\nDat het een slecht plan is."
    detector = DutchDetector(load_rules().for_profile("woo-verzoek"), passages=FOLDER)
    told = [text[span.start : span.end] for s in detector.suggest(parsed(text)) for span in s.spans]
    assert any("slecht plan" in passage for passage in told)
    assert not any(passage.endswith(":") for passage in told)
