"""Of which documents much more is withheld than of the others."""

import pytest

from woo_redact.consistency.shares import Share, compared, middle, share_of
from woo_redact.consistency.words import words_of
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box


def test_words_are_counted_by_ground() -> None:
    redaction = Redaction("d", Span(0, 4, 18), (Box(0, 0, 1, 1),), ("5.1.2e", "5.2"))
    text = "Dag Karin Ouwehand, tot morgen"
    share = share_of(words_of("d", [text], [redaction]), [redaction])
    assert (share.words, share.withheld, share.by_ground) == (5, 2, (("5.1.2e", 2), ("5.2", 2)))
    assert share.share == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("withheld", "words", "stands_out"),
    [(60, 100, True), (29, 100, False), (24, 100, False), (30, 39, False)],
)
def test_a_document_stands_out_against_the_middle_one(withheld: int, words: int, stands_out: bool) -> None:
    others = [Share(str(i), 100, 10) for i in range(3)]
    *_, last = compared([*others, Share("x", words, withheld)])
    assert last.stands_out is stands_out


def test_where_little_is_withheld_everywhere_a_quarter_is_needed_to_stand_out() -> None:
    *_, some, much = compared([Share(str(withheld), 100, withheld) for withheld in (0, 1, 2, 20, 25)])
    assert (some.stands_out, much.stands_out) == (False, True)


def test_without_documents_nothing_is_in_the_middle() -> None:
    assert middle([]) == 0.0
    assert compared([]) == ()
