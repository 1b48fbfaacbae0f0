from dataclasses import replace

import pytest

from support.values import redaction
from woo_redact.disclosure.judgement import grounds_of, judge, reasons_of, visible
from woo_redact.domain.document import Span
from woo_redact.domain.publication import Judgement

TEXTS = ("Beste Jansen", "Pagina 2")


@pytest.mark.parametrize(
    ("withheld", "judgement"),
    [
        ([], Judgement.FULL),
        ([redaction(0, 6, 12)], Judgement.PARTIAL),
        ([redaction(0, 0, 12)], Judgement.PARTIAL),
        ([redaction(0, 0, 12), redaction(1, 0, 8)], Judgement.NONE),
        ([redaction(0, 0, 5), redaction(0, 6, 12), redaction(1, 0, 6)], Judgement.NONE),
        ([redaction(0, 0, 12, "reeds-openbaar"), redaction(1, 0, 8, "reeds-openbaar")], Judgement.ALREADY_PUBLIC),
        ([redaction(0, 0, 12, "reeds-openbaar"), redaction(1, 0, 8, "5.1.2e")], Judgement.NONE),
        ([redaction(0, 0, 12, "reeds-openbaar")], Judgement.PARTIAL),
    ],
)
def test_what_is_withheld_and_what_is_left_make_the_judgement(withheld: list[object], judgement: Judgement) -> None:
    assert judge(withheld, TEXTS) is judgement  # type: ignore[arg-type]


def test_every_ground_is_listed_once() -> None:
    found = grounds_of([redaction(0, 0, 1, "5.2", "5.1.2e"), redaction(0, 2, 3, "5.1.1e", "5.2")])
    assert found == ("5.1.1e", "5.1.2e", "5.2")
    assert grounds_of([]) == ()


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([], "abcdefgh"),
        ([Span(0, 2, 4)], "ab_efgh"),
        ([Span(0, 5, 8), Span(0, 0, 2)], "_cde_"),
        ([Span(0, 1, 6), Span(0, 2, 3)], "a_gh"),
        ([Span(0, 1, 4), Span(0, 3, 6)], "a_gh"),
        ([Span(0, 0, 99)], "_"),
    ],
)
def test_no_character_of_a_withheld_passage_is_visible(spans: list[Span], left: str) -> None:
    assert visible("abcdefgh", spans, "_") == left


def test_each_reason_is_told_once_with_all_its_grounds() -> None:
    first, second, third = redaction(0, 0, 5, "5.2"), redaction(0, 6, 12, "5.1.2e"), redaction(1, 0, 6, "5.4")
    given = [replace(first, reason="Beraad."), replace(second, reason="Beraad."), replace(third, reason="Formatie.")]
    assert reasons_of([*given, redaction(1, 7, 8)]) == ((("5.1.2e", "5.2"), "Beraad."), (("5.4",), "Formatie."))
