"""An open review for the tests of what it shows."""

from collections.abc import Iterator

import pytest

from support.reviews import opened_review
from woo_redact.dossier.layout import DossierLayout
from woo_redact.pipeline.open_review import OpenReview


@pytest.fixture
def review(layout: DossierLayout) -> Iterator[OpenReview]:
    with opened_review(layout) as review:
        yield review
