"""A name that is certain in another document counts here by its surname, for review."""

import pytest

from support.detecting import parsed
from woo_redact.detect.engine import DutchDetector
from woo_redact.domain.name import KnownName
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.rulepack.load import load_rules

NAMES = (
    KnownName(("zandbergen",), ("tjitske",), False, "5.1.2e", "person-field"),
    KnownName(("meulen",), ("karin",), True, "5.1.2e", "person-field"),
    KnownName(("hadzic",), (), False, "5.1.2e", "person-field"),
)
APPLICANT = KnownName(("zandbergen",), ("tjitske",), False, "5.1.2e", "applicant")


def suggestions(text: str, names: tuple[KnownName, ...] = NAMES) -> list[Suggestion]:
    return DutchDetector(load_rules().for_profile("woo-verzoek"), names=names).suggest(parsed(text))


def found(text: str) -> list[str]:
    return [text[s.spans[0].start : s.spans[0].end] for s in suggestions(text)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Het voorstel Zandbergen is besproken.", ["Zandbergen"]),
        ("Akkoord ZANDBERGEN", ["ZANDBERGEN"]),
        ("Het stuk Van der Meulen ligt klaar.", ["Van der Meulen"]),
        ("Het voorstel Hadžić is besproken.", ["Hadžić"]),
        ("Het plan ligt in de zandbergen.", []),
        ("De Zandbergenlaan is lang.", []),
    ],
)
def test_the_surname_is_found_with_a_capital(text: str, passages: list[str]) -> None:
    assert found(text) == passages


def test_a_given_name_alone_is_not_looked_for() -> None:
    text = "Het plan van Tjitske is er."
    assert suggestions(text) == suggestions(text, ())


def test_it_says_why_and_is_for_review() -> None:
    [suggestion] = suggestions("Het voorstel Zandbergen is besproken.")
    assert suggestion.level is Level.B
    assert [p.rule for p in suggestion.provenance] == ["name-in-dossier"]


def test_public_persons_stay_readable_as_for_other_rules() -> None:
    assert found("Volgens minister Zandbergen is het plan van Zandbergen klaar.") == []


@pytest.mark.parametrize("names", [(APPLICANT,), (APPLICANT, *NAMES), (*NAMES, APPLICANT)])
def test_the_applicant_beside_an_office_is_a_flag(names: tuple[KnownName, ...]) -> None:
    text = "Volgens wethouder Zandbergen is het plan klaar."
    [suggestion] = suggestions(text, names)
    assert suggestion.level is Level.C
    assert [p.rule for p in suggestion.provenance] == ["name-in-dossier", "applicant"]


def test_the_applicant_is_suggested_as_any_other_name() -> None:
    [suggestion] = suggestions("Het voorstel Zandbergen is besproken.", (APPLICANT,))
    assert suggestion.level is Level.B


@pytest.mark.parametrize("name", [NAMES[0], APPLICANT])
def test_what_the_case_keeps_is_not_suggested(name: KnownName) -> None:
    text = "Het voorstel Zandbergen is besproken."
    detector = DutchDetector(load_rules().for_profile("woo-verzoek"), keep=("Zandbergen",), names=(name,))
    assert detector.suggest(parsed(text)) == []


def test_what_is_suggested_already_stays_as_it_is() -> None:
    text = "Opgesteld door: Tjitske Zandbergen\n\nZandbergen heeft dit gemaakt."
    assert suggestions(text) == suggestions(text, ())


def test_no_name_shows_in_a_repr() -> None:
    assert "zandbergen" not in repr(NAMES[0])
