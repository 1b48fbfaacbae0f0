"""The detector as a whole: places, boxes, reasons, ids, profiles."""

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.detecting import DOCUMENT, MODEL, detector, found, parsed, suggest
from woo_redact.detect.engine import DutchDetector
from woo_redact.domain.rule import PatternRule
from woo_redact.domain.suggestion import Level, suggestion_id
from woo_redact.errors import RulePackError
from woo_redact.rulepack.load import load_rules

MAIL = "Van: Karin Ouwehand <k.ouwehand@rijk.example>\nAan: Loket\nOnderwerp: bellen\n\nBel 06-12345678.\n"


def test_suggestions_have_places_boxes_and_ids() -> None:
    document = parsed(MAIL)
    suggestions = detector("woo-verzoek").suggest(document)
    assert [document.text(s.spans[0]) for s in suggestions] == ["Karin Ouwehand", "k.ouwehand", "06-12345678"]
    for suggestion in suggestions:
        assert suggestion.document == DOCUMENT.id
        assert suggestion.id == suggestion_id(DOCUMENT.id, suggestion.spans, suggestion.ground)
        assert [len(boxes) for boxes in suggestion.boxes] == [1]


def test_a_suggestion_says_why() -> None:
    [suggestion] = suggest("Het BSN van de aanvrager is 111222333.")
    reason = suggestion.provenance[0]
    assert (reason.rule, reason.pack, reason.validator, reason.context) == ("bsn", "woo/5.1.1e.toml", "bsn", "bsn")
    assert reason.version and reason.score > 0.9
    assert suggestion.level is Level.A


def test_no_suggestion_shows_text() -> None:
    assert "Ouwehand" not in repr(suggest(MAIL))


def test_a_passage_over_a_page_break_has_a_part_on_each_page() -> None:
    text = "De afdeling wil dan nog dit kwijt over het besluit dat mevrouw S. van der\fPlas nam in mei."
    document = parsed(text)
    [person] = [s for s in detector("woo-verzoek").suggest(document) if s.kind == "person"]
    assert [span.page for span in person.spans] == [0, 1]
    assert [document.text(span) for span in person.spans] == ["S. van der", "Plas"]


def test_a_profile_that_lacks_a_ground_suggests_nothing_for_it() -> None:
    text = "Ik vind het onverstandig om dat getal te noemen."
    assert found(text, "woo-verzoek") and not found(text, "beslisnota")


def test_the_same_document_gives_the_same_suggestions() -> None:
    assert suggest(MAIL, model=True) == suggest(MAIL, model=True)


def test_suggestions_travel_between_processes() -> None:
    suggestions = suggest(MAIL)
    assert pickle.loads(pickle.dumps(suggestions)) == suggestions


def test_an_expression_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("woo_redact.detect.patterns.TIMEOUT", 0.05)
    rules = load_rules().for_profile("woo-verzoek")
    rule = next(rule for rule in rules.rules if isinstance(rule, PatternRule))
    endless = replace(rule, pattern=r"(?:a+)+b", validator="", cue=None, needs=())
    with pytest.raises(RulePackError, match="te veel tijd"):
        DutchDetector(replace(rules, rules=(endless,))).suggest(parsed("a" * 4000))


def test_a_very_long_document_is_taken() -> None:
    text = "\n\n".join([MAIL] * 200)
    assert len(suggest(text)) == 600


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_taken_and_places_lie_within_it(text: str) -> None:
    for suggestion in suggest(text):
        for span in suggestion.spans:
            page = text.split("\f")[span.page]
            assert 0 <= span.start < span.end <= len(page)


def test_the_model_adds_to_the_rules_and_takes_nothing_away() -> None:
    text = MAIL + "\nOok Ruben Oosterwijk heeft de stukken gezien en aan de directie gestuurd.\n"
    alone = DutchDetector(load_rules().for_profile("woo-verzoek")).suggest(parsed(text))
    both = DutchDetector(load_rules().for_profile("woo-verzoek"), MODEL).suggest(parsed(text))
    covered = {(s.page, i) for f in both for s in f.spans for i in range(s.start, s.end)}
    assert {(s.page, i) for f in alone for s in f.spans for i in range(s.start, s.end)} <= covered
