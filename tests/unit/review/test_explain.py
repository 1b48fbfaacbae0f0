from dataclasses import replace

import pytest

from support.values import suggest
from woo_redact.domain.rule import (
    IN_PUBLIC,
    ContextRule,
    EntityRule,
    FieldRule,
    ListRule,
    PatternRule,
    RuleHead,
    RuleSet,
    SectionRule,
)
from woo_redact.domain.suggestion import Level, Provenance
from woo_redact.review.explain import KINDS, explain
from woo_redact.rulepack.load import load_rules


def head(name: str) -> RuleHead:
    return RuleHead(name, "5.1.2e", "person", Level.A, 0.9, "woo/5.1.2e.toml", "1")


RULES = RuleSet(
    grounds={},
    profiles={},
    rules=(
        PatternRule(head("phone"), r"\d+"),
        PatternRule(replace(head("applicant"), firm=True), "x"),
        ListRule(head("first-names"), "voornamen"),
        EntityRule(head("person-model"), "PER"),
        FieldRule(head("person-field"), ("aan",), "persons"),
        SectionRule(head("not-public"), "niet openbaar"),
        ContextRule(head("stance"), "sentence", ("x",)),
        ContextRule(head("stance-block"), "block", ("x",)),
    ),
    exceptions=(),
    lists={},
    examples=(),
    digest="",
)


def why(*reasons: Provenance, kind: str = "person", level: Level = Level.A) -> str:
    return explain(replace(suggest((0, 0, 4), kind=kind, level=level), provenance=reasons), RULES)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("phone", "heeft de vorm die regel phone beschrijft"),
        ("first-names", "staat in de woordenlijst voornamen (regel first-names)"),
        ("person-field", "staat in een kopveld waarin dit hoort (regel person-field)"),
        ("not-public", "staat onder een kop die om weglaten vraagt (regel not-public)"),
        ("stance", "de zin heeft de kenmerken van regel stance"),
        ("stance-block", "de alinea heeft de kenmerken van regel stance-block"),
        ("name-in-dossier", "staat in een ander document van dit dossier vast als naam"),
        ("of-a-plug-in", "gevonden met regel of-a-plug-in"),
    ],
)
def test_every_kind_of_rule_is_told_in_its_own_words(rule: str, told: str) -> None:
    assert (
        why(Provenance("rules", rule, score=0.9))
        == f"Naam van een persoon: {told}. {'Het programma is hier zeker van.'}"
    )


@pytest.mark.parametrize(("score", "words"), [(0.97, "heel zeker"), (0.8, "tamelijk zeker"), (0.3, "niet zeker")])
def test_scores_of_the_model_are_words_not_percentages(score: float, words: str) -> None:
    told = why(Provenance("ner", "person-model", score=score), level=Level.B)
    assert f"herkend door het taalmodel, {words} (regel person-model)" in told
    assert "%" not in told
    assert str(score) not in told


def test_validator_and_cue_word_are_told() -> None:
    told = why(Provenance("rules", "phone", validator="bsn_checksum", context="burgerservicenummer"), kind="bsn")
    assert told.startswith("Burgerservicenummer: ")
    assert "voldoet aan de elfproef" in told
    assert "in de buurt staat ‘burgerservicenummer’" in told


def test_an_unknown_validator_keeps_its_name() -> None:
    assert "voldoet aan de controle luhn" in why(Provenance("rules", "phone", validator="luhn"))


def test_a_term_of_the_case_is_told_as_such() -> None:
    assert "termenlijst" in why(Provenance("terms", "term"))


def test_a_name_that_no_exception_keeps_is_told_as_such() -> None:
    named = why(Provenance("pattern", "applicant", score=0.95))
    later = why(Provenance("names", "name-elsewhere", score=0.9), Provenance("pattern", "applicant"))
    assert "ook voor wie anders openbaar zou zijn" in named
    assert "staat elders in dit document vast als naam" in later
    assert "ook voor wie anders openbaar zou zijn" in later
    assert "openbaar" not in why(Provenance("pattern", "phone", score=0.95))


def test_other_rules_that_found_it_are_named_once() -> None:
    told = why(
        Provenance("ner", "person-model", score=0.5),
        Provenance("rules", "person-field", score=0.95),
        Provenance("rules", "first-names", score=0.4),
        Provenance("rules", "first-names", score=0.4),
    )
    assert "kopveld" in told
    assert "Ook gevonden met de regels person-model, first-names." in told
    assert told.count("first-names") == 1


@pytest.mark.parametrize("level", list(Level))
def test_each_level_says_what_to_do(level: Level) -> None:
    told = {other: why(Provenance("rules", "phone"), level=other) for other in Level}
    assert len(set(told.values())) == len(Level)
    assert told[level].endswith(".")


def test_no_reason_is_still_a_sentence() -> None:
    assert why(kind="new_kind") == "New kind. Het programma is hier zeker van."


CORPUS_KINDS = """
person email phone address birthdate birthplace bsn iban plate vnumber passport personnel signature
operation intelligence protection stance appraisal confidence negotiation amount process price customer tactic
threshold investigation security location cabinet draft legal speaking access opinion health belief origin crime
royal nature
"""


@pytest.mark.parametrize("kind", CORPUS_KINDS.split())
def test_every_kind_of_the_corpus_has_a_dutch_name(kind: str) -> None:
    assert KINDS[kind][0].isupper()


@pytest.mark.parametrize(("level", "told"), [(Level.C, True), (Level.B, False)])
def test_a_flag_on_somebody_in_a_public_role_tells_so(level: Level, told: bool) -> None:
    reasons = (Provenance("ner", "person-model", score=0.9), Provenance("roles", IN_PUBLIC))
    text = explain(replace(suggest((0, 0, 3), level=level), provenance=reasons), RULES)
    assert ("openbare rol" in text) is told
    assert IN_PUBLIC not in text


def test_every_kind_of_data_that_a_rule_finds_has_a_dutch_name() -> None:
    assert {rule.head.kind for rule in load_rules().rules} - KINDS.keys() == set()
