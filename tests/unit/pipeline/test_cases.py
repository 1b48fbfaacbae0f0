"""Reasons leave the dossier only when they hold none of the words that are withheld."""

from dataclasses import replace

from support.values import redaction
from woo_redact.pipeline.cases import carried

TEXTS = ("Karin Ouwehand belt met de wethouder.",)
NAME, OTHER = redaction(0, 0, 14), redaction(0, 28, 36)


def test_a_reason_goes_along() -> None:
    given = (replace(NAME, reason="Een ambtenaar in de uitvoering."), OTHER)
    assert carried(given, TEXTS) == given


def test_a_reason_with_words_of_any_passage_stays_behind_and_the_passage_goes() -> None:
    given = (NAME, replace(OTHER, reason="Ouwehand is geen publiek persoon."))
    assert carried(given, TEXTS) == (NAME, OTHER)
