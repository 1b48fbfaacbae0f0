"""The packs test themselves by their examples; the check of that is itself tested."""

from dataclasses import replace

from support.detecting import suggest
from woo_redact.detect.examples import check_examples
from woo_redact.domain.rule import Example, PassageRule
from woo_redact.rulepack.load import load_rules


def places(text: str, profile: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for found in suggest(text, profile) for span in found.spans]


def places_with_model(text: str, profile: str) -> list[tuple[int, int]]:
    return [(span.start, span.end) for found in suggest(text, profile, model=True) for span in found.spans]


def test_all_examples_hold_with_rules_alone() -> None:
    assert check_examples(load_rules(), places) == ()


def test_all_examples_hold_with_the_model() -> None:
    assert check_examples(load_rules(), places_with_model) == ()


def test_every_ground_that_has_rules_has_an_example() -> None:
    rules = load_rules()
    # What a model finds is measured, not shown by example.
    own = (rule for rule in rules.rules if not isinstance(rule, PassageRule))
    surer = {rule.head.pack for rule in own if rule.head.level.value != "C"}
    assert surer <= {example.pack for example in rules.examples}


def test_a_missed_and_a_false_passage_are_told() -> None:
    example = Example("Bel Karin op 06-12345678.", ((4, 9),), "woo/5.1.2e.toml")
    rules = replace(load_rules(), examples=(example,))
    [missed, extra] = check_examples(rules, lambda text, profile: [(13, 24)])
    assert "‘Karin’ wordt niet gevonden" in missed and "woo/5.1.2e.toml" in missed
    assert "‘06-12345678’ wordt ten onrechte gevonden" in extra
