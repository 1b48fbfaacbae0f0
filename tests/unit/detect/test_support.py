"""A rule may ask for the model's support: what the model speaks against is lowered, never dropped."""

from dataclasses import replace

import numpy as np
import pytest

from woo_redact.detect.hits import Hit, Source
from woo_redact.detect.ner import Reading, supported
from woo_redact.domain.rule import ELSEWHERE, IN_DOSSIER, FieldRule, RuleHead
from woo_redact.domain.suggestion import Level, Provenance

TEXT = "Van: Karin"


def rule(support: tuple[float, float]) -> FieldRule:
    head = RuleHead("person-field", "5.1.2e", "person", Level.A, 0.9, "p", "1", support=support)
    return FieldRule(head, ("van",), "persons")


def hit(level: Level = Level.A, kind: str = "person") -> Hit:
    return Hit(5, 10, "5.1.2e", kind, level, "person-field", (Provenance("field", "person-field"),))


def reading(probability: float) -> Reading:
    persons = np.array([0.0] * 5 + [probability] * 5, dtype=np.float32)
    return Reading("m", (), persons, np.zeros_like(persons))


SOURCE = Source(TEXT, TEXT, TEXT.lower(), (), (), ())


@pytest.mark.parametrize(
    ("probability", "level", "wanted"),
    [
        (0.9, Level.A, Level.A),
        (0.2, Level.A, Level.B),
        (0.2, Level.B, Level.B),
        (0.01, Level.A, Level.C),
        (0.01, Level.B, Level.C),
    ],
)
def test_less_support_lowers_the_level(probability: float, level: Level, wanted: Level) -> None:
    (left,) = supported([hit(level)], [rule((0.05, 0.3))], reading(probability), SOURCE)
    assert (left.level, left.start, left.end) == (wanted, 5, 10)


def test_a_rule_that_asks_for_no_support_is_left_alone() -> None:
    assert supported([hit()], [rule((0.0, 0.0))], reading(0.0), SOURCE) == [hit()]


@pytest.mark.parametrize("found", [ELSEWHERE, IN_DOSSIER])
@pytest.mark.parametrize(("probability", "wanted"), [(0.9, Level.B), (0.2, Level.B), (0.01, Level.C)])
def test_a_name_found_elsewhere_asks_for_support_here(found: str, probability: float, wanted: Level) -> None:
    derived = replace(hit(Level.B), reasons=(Provenance("names", found),))
    assert supported([derived], [], reading(probability), SOURCE)[0].level is wanted


@pytest.mark.parametrize("found", [ELSEWHERE, IN_DOSSIER])
def test_what_a_firm_rule_found_is_not_put_to_the_model(found: str) -> None:
    derived = replace(hit(), reasons=(Provenance("names", found),), firm=True)
    assert supported([derived], [], reading(0.0), SOURCE) == [derived]


def test_only_persons_are_put_to_the_model() -> None:
    assert supported([hit(kind="signature")], [rule((0.05, 0.3))], reading(0.0), SOURCE) == [hit(kind="signature")]
