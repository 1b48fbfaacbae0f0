"""Who seems to be named in a public role becomes a flag that says so, and nobody is dropped."""

from dataclasses import replace

import numpy as np
import pytest

from woo_redact.detect.hits import Hit, Source
from woo_redact.detect.ner import Reading
from woo_redact.detect.roles import LEAST, Near, near, roles_of, words_of
from woo_redact.detect.tagging import Entity
from woo_redact.domain.rule import IN_PUBLIC
from woo_redact.domain.suggestion import Level, Provenance

WORDS = words_of({"public-roles": ("wethouder", "auteur"), "functions": ("medewerker", "tolk"), "parties": ("D66",)})


def source(text: str) -> Source:
    return Source(text, text, text.lower(), (), (), ())


def hit(text: str, name: str, level: Level = Level.B, kind: str = "person") -> Hit:
    start = text.index(name)
    reason = Provenance("ner", "person-model")
    return Hit(start, start + len(name), "5.1.2e", kind, level, "person-model", (reason,))


def reading(text: str, shares: dict[str, float]) -> Reading:
    """The model is sure of the persons in ``shares``; each share is for a public role."""
    persons, publics = np.zeros(len(text), np.float32), np.zeros(len(text), np.float32)
    entities = []
    for name, share in shares.items():
        start = text.index(name)
        persons[start : start + len(name)], publics[start : start + len(name)] = 0.9, 0.9 * share
        entities.append(Entity(start, start + len(name), "PER", 0.9))
    return Reading("m", tuple(entities), persons, publics)


def levels(text: str, shares: dict[str, float], hits: list[Hit]) -> list[Level]:
    return [h.level for h in roles_of(reading(text, shares), source(text), WORDS).flagged(hits)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Volgens wethouder Bos is het klaar.", Near.OFFICE),
        ("Vraag van Bos (D66) over de brug.", Near.OFFICE),
        ("Brug van Bos (1874-1951), geschonken", Near.OFFICE),
        ("De beleidsmedewerker Bos is er.", Near.FUNCTION),
        ("Bos, medewerker van de wethouder", Near.BOTH),
        ("Bos 06 12345678", Near.FUNCTION),
        ("Bos  12-9-1988  zwanger", Near.FUNCTION),
        ("Dat zei Bos gisteren.", Near.NOTHING),
        ("De tolken en Bos", Near.NOTHING),
    ],
)
def test_what_stands_near_a_name(text: str, wanted: Near) -> None:
    start = text.index("Bos")
    assert near(text, start, start + 3, WORDS) is wanted


@pytest.mark.parametrize("level", [Level.A, Level.B])
@pytest.mark.parametrize(
    ("around", "text"), [(Near.OFFICE, "wethouder Bos"), (Near.NOTHING, "Bos"), (Near.BOTH, "wethouder en tolk Bos")]
)
def test_an_office_near_the_name_asks_less_of_the_model(level: Level, around: Near, text: str) -> None:
    least = LEAST[around, level]
    assert levels(text, {"Bos": least + 0.02}, [hit(text, "Bos", level)]) == [Level.C]
    assert levels(text, {"Bos": least - 0.02}, [hit(text, "Bos", level)]) == [level]


def test_the_flag_says_why() -> None:
    text = "wethouder Bos"
    (flag,) = roles_of(reading(text, {"Bos": 0.9}), source(text), WORDS).flagged([hit(text, "Bos")])
    assert [reason.rule for reason in flag.reasons] == ["person-model", IN_PUBLIC]


def test_the_function_of_an_official_outweighs_the_model() -> None:
    text = "beleidsmedewerker Bos"
    assert levels(text, {"Bos": 1.0}, [hit(text, "Bos")]) == [Level.B]


def test_whose_office_is_told_once_is_known_by_it_elsewhere() -> None:
    told = "wethouder Jan Bos sprak. " + "Daarna was het een hele tijd stil in de zaal van het huis. " * 2
    text = told + "Toen kwam Bos terug."
    found = reading(text, {"Jan Bos": 0.9})
    place = text.rindex("Bos")
    found.persons[place : place + 3], found.publics[place : place + 3] = 0.9, 0.5
    later = replace(hit(text, "Bos"), start=place, end=place + 3)
    assert roles_of(found, source(text), WORDS).flagged([later])[0].level is Level.C
    nobody = roles_of(replace(found, entities=()), source(text), WORDS)
    assert nobody.flagged([later])[0].level is Level.B


def test_persons_of_one_enumeration_are_judged_together() -> None:
    text = "Aanwezig: Aerts, Boon, Tol en Vos."
    shares = {"Aerts": 0.99, "Boon": 0.99, "Tol": 0.85, "Vos": 0.99}
    hits = [hit(text, name) for name in shares]
    assert levels(text, shares, hits) == [Level.C] * 4
    assert levels(text, {**shares, "Boon": 0.1}, hits) == [Level.B] * 4
    apart = text.replace(", Tol en", "; Tol;")
    assert levels(apart, shares, [hit(apart, name) for name in shares])[2] is Level.B


def test_who_must_go_whatever_the_role_and_other_data_are_left_alone() -> None:
    text = "wethouder Bos"
    applicant, phone = replace(hit(text, "Bos"), firm=True), hit(text, "Bos", kind="phone")
    assert levels(text, {"Bos": 1.0}, [applicant, phone]) == [Level.B, Level.B]


def test_without_lists_the_model_speaks_alone() -> None:
    text = "wethouder Bos"
    start = text.index("Bos")
    assert near(text, start, start + 3, words_of({})) is Near.NOTHING
