"""The start page of a review."""

from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import Board, SecondReview


def board(review: OpenReview, second: SecondReview) -> Board:
    """Return where every document of the dossier stands, and what everybody did."""
    raise NotImplementedError
