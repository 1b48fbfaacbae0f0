"""A page under review: its words and headings, and what goes from it as things stand."""

import pytest

from support.reviews import AN, JAN, MISTER, PIET
from support.values import DOCUMENT
from woo_redact.domain.decision import Verdict
from woo_redact.domain.document import Line, Page, Word
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelPlace, LabelScheme
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.width import Widths
from woo_redact.dossier.settings import DossierSettings, write_settings
from woo_redact.errors import InputError
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.page_views import headings, to_publish, words


def test_words_have_their_places() -> None:
    jan, piet = Box(0, 0, 18, 11), Box(24, 0, 48, 11)
    line = Line(0, 8, Box(0, 0, 48, 11), (Word(0, 3, jan), Word(4, 8, piet)))
    found = words(Page(0, 595, 842, 0, "Jan Piet", (line,)))
    assert (found.text, found.text_length) == ("Jan Piet", 8)
    assert found.lines == (line,)
    assert "Jan" not in repr(found)


def test_a_page_without_words_has_none() -> None:
    assert words(Page(0, 595, 842, 0, "", ())).lines == ()
    assert headings(Page(0, 595, 842, 0, "", ())) == ()


class TestToPublish:
    def test_what_is_approved_on_the_page_goes(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id, MISTER.id], Verdict.APPROVED)
        review.desk.decide(AN, [PIET.id], Verdict.REJECTED)
        assert [r.spans for r in to_publish(review, DOCUMENT, 0).approved] == [JAN.spans]
        assert [r.spans for r in to_publish(review, DOCUMENT, 1).approved] == [MISTER.spans]

    def test_the_dossier_says_how(self, review: OpenReview) -> None:
        kept = DossierSettings(("/in",), "woo-verzoek", "box", "short", widths="line", pseudonyms="label")
        write_settings(review.layout.settings_file, kept)
        review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
        found = to_publish(review, DOCUMENT, 0)
        assert (found.style.place, found.style.scheme, found.widths) == (
            LabelPlace.BOX,
            LabelScheme.SHORT,
            Widths.LINE,
        )
        assert (found.style.persons, found.approved[0].person) == (True, 3)

    def test_numbers_of_persons_are_told_only_when_asked(self, review: OpenReview) -> None:
        review.desk.decide(AN, [JAN.id], Verdict.APPROVED)
        assert to_publish(review, DOCUMENT, 0).approved[0].person is None

    def test_a_page_that_has_to_become_a_picture_says_why(self, review: OpenReview) -> None:
        record = review.store.file("a.pdf")
        assert record is not None
        review.store.put_file(record, (Finding("as-picture", Severity.NOTE, "de tekst liegt", 1),))
        assert to_publish(review, DOCUMENT, 1).as_picture == "de tekst liegt"
        assert to_publish(review, DOCUMENT, 0).as_picture == ""

    @pytest.mark.parametrize(("document", "page"), [(DOCUMENT, -1), (DOCUMENT, 2), ("x", 0)])
    def test_another_page_is_told(self, review: OpenReview, document: str, page: int) -> None:
        with pytest.raises(InputError):
            to_publish(review, document, page)
