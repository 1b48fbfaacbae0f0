"""Each legal check, with a case that passes and one that does not."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from woo_redact.domain.ground import Weighing
from woo_redact.domain.report import Severity
from woo_redact.legal.checks import Case, Treated, check, told_of_passages
from woo_redact.legal.rules import CHECKS
from woo_redact.rulepack.load import load_rules

RULES = load_rules()
RELATIVE = frozenset(g.id for g in RULES.grounds.values() if g.weighing is Weighing.RELATIVE)
REASON = "Weegt zwaarder: lopende onderhandeling."


def case(*passages: Treated, **more: Any) -> Case:
    made = Case("woo-verzoek", date(2026, 11, 27), "Aan de directie.", passages, RULES.lists, "2024-05-01", RELATIVE)
    return replace(made, **more)


def treated(text: str = "De inzet is tien.", *grounds: str, **more: Any) -> Treated:
    return replace(Treated(2, text, grounds or ("5.1.2a",), reason=REASON), **more)


def told(made: Case) -> list[str]:
    return [finding.kind for finding in check(made)]


MILIEU = "De stikstof in het grondwater en de lozing op het oppervlaktewater."
BAD = {
    "R1": case(treated("Zo is het.", "5.1.5", "5.1.2b")),
    "R2": case(treated("Het lek in de bodem.", "5.1.5")),
    "R3": case(treated("De marge is hoog.", "5.1.6")),
    "R4": case(treated("De uitstoot was 12 kg.", "5.1.2f")),
    "R5": case(treated("De inzet is tien.", "5.1.2a", reason="")),
    "R6": case(treated("De brief aan de Kamer.", "5.1.4", reason="Kamer eerst.")),
    "R7": case(treated(), date="2019-05-01"),
    "R8": case(treated("Ik raad dit af.", "5.2"), text="TER BESLISSING\nAan de minister"),
    "R9": case(treated("12 maart 2024: € 4,5 mln (38%).", "5.2")),
    "R10": case(treated("Ik raad dit af.", "5.2"), profile="beslisnota"),
    "R11": case(judgement="deels openbaar"),
    "R12": case(treated("111222333", "5.1.2e", kinds=("bsn",))),
    "R13": case(treated("is ziek", "5.1.2e", kinds=("health",))),
    "R14": case(treated("Karin Ouwehand", reason="Ouwehand is nog in gesprek.")),
}
GOOD = {
    "R1": case(treated("Zo is het.", "5.1.5")),
    "R2": case(treated("Het contract.", "5.1.5")),
    "R3": case(treated("De marge is hoog.", "5.1.6"), text=MILIEU),
    "R4": case(treated("De uitstoot was 12 kg.", "5.2")),
    "R5": case(treated("De inzet is tien.", "5.1.2a"), treated("Karin", "5.1.2e", reason="")),
    "R6": case(treated("De brief aan de Kamer.", "5.1.4", reason="Openbaar op 3 december 2026.")),
    "R7": case(treated(), date="2021-11-27"),
    "R8": case(treated("Ik raad dit af.", "5.2"), text="Mail aan een collega"),
    "R9": case(treated("38% is te weinig om op te bouwen.", "5.2")),
    "R10": case(treated("De inzet is tien.", "5.1.2a"), profile="beslisnota"),
    "R11": case(treated(), judgement="deels openbaar"),
    "R12": case(treated("111222333", "5.1.1e", kinds=("bsn",))),
    "R13": case(treated("is ziek", "5.1.1d", kinds=("health",))),
    "R14": case(treated("Karin Ouwehand", reason="De betrokkene is nog in gesprek.")),
}


def test_each_check_has_a_case_of_both_kinds() -> None:
    assert list(BAD) == list(GOOD) == [one.id for one in CHECKS]


@pytest.mark.parametrize("number", BAD)
def test_what_the_law_does_not_allow_is_told(number: str) -> None:
    assert f"legal-{number.lower()}" in told(BAD[number])


@pytest.mark.parametrize("number", GOOD)
def test_what_the_law_allows_is_not_told(number: str) -> None:
    assert f"legal-{number.lower()}" not in told(GOOD[number])


def test_confidential_data_and_serious_harm_never_stand_together() -> None:
    assert "legal-r3" in told(case(treated("De marge.", "5.1.6", "5.1.1c"), text=MILIEU))


def test_emission_data_under_personal_data_alone_are_no_emission_data() -> None:
    assert "legal-r4" not in told(case(treated("De uitstoot, bel 0612345678.", "5.1.2e")))


@pytest.mark.parametrize(
    ("judgement", "link", "withheld", "wrong"),
    [
        ("openbaar", "", False, False),
        ("openbaar", "", True, True),
        ("niet openbaar", "", False, True),
        ("reeds openbaar", "", True, True),
        ("reeds openbaar", "https://zoek.example/kst-1", True, False),
    ],
)
def test_the_judgement_fits_the_boxes(judgement: str, link: str, withheld: bool, wrong: bool) -> None:
    passages = (treated(),) if withheld else ()
    assert ("legal-r11" in told(case(*passages, judgement=judgement, link=link))) is wrong


def test_a_document_of_exactly_five_years_is_not_older_and_one_without_date_is_not_judged() -> None:
    assert "legal-r7" in told(case(treated(), date="2021-11-26"))
    assert "legal-r7" not in told(case(treated(), date=""))
    assert "legal-r7" not in told(case(treated("Ik raad dit af.", "5.1.1b"), date="2010-01-01"))


@pytest.mark.parametrize("reason", [RULES.reasons.older, "Ondanks het tijdsverloop speelt dit nog."])
def test_a_reason_that_goes_into_the_age_of_the_document_is_what_is_asked(reason: str) -> None:
    assert "legal-r7" not in told(case(treated(reason=reason), date="2019-05-01"))
    assert "legal-r7" in told(case(treated(reason=reason), treated(), date="2019-05-01"))


def test_a_finding_says_where_and_what_to_do_and_holds_no_text() -> None:
    (finding,) = check(BAD["R9"])
    assert (finding.page, finding.severity) == (2, Severity.WARNING)
    assert finding.remedy
    assert "4,5" not in repr(finding) + finding.message


def test_a_setting_decides_how_grave_it_is() -> None:
    (finding,) = check(BAD["R9"], {"R9": Severity.BLOCKING})
    assert finding.severity is Severity.BLOCKING


def test_each_passage_is_told_what_it_is_about_also_where_the_document_is_told_once() -> None:
    without, other = treated("Nee.", "5.1.2a", reason="", suggestions=("a",)), treated("Ja.", "5.1.2a")
    made = case(without, replace(without, page=4, suggestions=("b",)), other)
    assert [(f.kind, f.page) for f in check(made)] == [("legal-r5", None)]
    assert [(p.suggestions, f.kind, f.page) for p, f in told_of_passages(made)] == [
        (("a",), "legal-r5", 2),
        (("b",), "legal-r5", 4),
    ]


def test_a_reason_may_not_tell_what_is_withheld_in_another_passage_either() -> None:
    name, other = treated("Karin Ouwehand", reason="Lopend gesprek."), treated("De inzet.", reason="Zie OUWEHAND.")
    assert [p.text for p, f in told_of_passages(case(name, other)) if f.kind == "legal-r14"] == ["De inzet."]
