"""Pages of originals for steps that need places: read once, from wherever they come, and never with another text."""

import pytest

from support.reviews import TEXTS
from support.values import DOCUMENT
from woo_redact.domain.document import Page
from woo_redact.errors import DossierError
from woo_redact.pipeline.open_review import OpenReview


def page(index: int, text: str) -> Page:
    return Page(index, 595, 842, 0, text, ())


def test_a_page_that_was_read_elsewhere_is_not_read_again(review: OpenReview) -> None:
    # There is no original to read.
    given = page(0, TEXTS[0])
    review.desk.pages.keep(DOCUMENT, given)
    assert review.desk.pages.pages(DOCUMENT, (0,))[0] is given


def test_a_page_with_another_text_is_refused(review: OpenReview) -> None:
    with pytest.raises(DossierError, match="Pagina 1 wordt nu anders gelezen"):
        review.desk.pages.keep(DOCUMENT, page(0, TEXTS[1]))


def test_a_page_that_the_dossier_does_not_know_is_refused(review: OpenReview) -> None:
    with pytest.raises(DossierError):
        review.desk.pages.keep(DOCUMENT, page(2, ""))
    with pytest.raises(DossierError):
        review.desk.pages.pages(DOCUMENT, (2,))
