"""A document under review, and the details of one item."""

from collections.abc import Sequence

from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import Details, PageSize, SecondReview, Sheet


def sheet(review: OpenReview, document: str, sizes: Sequence[PageSize], second: SecondReview) -> Sheet:
    """Return a document with its items; ``sizes`` are those of its pages, from :class:`Pictures`.

    Raises:
        InputError: it is not in the dossier.
    """
    raise NotImplementedError


def details(review: OpenReview, document: str, suggestion: str) -> Details:
    """Return everything there is to know of one item of a document.

    Raises:
        InputError: the document has no such item.
    """
    raise NotImplementedError
