"""One page under review: its words, and what becomes of it when it is published as things stand."""

from woo_redact.domain.document import Page
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import PageToPublish, PageWords


def words(page: Page) -> PageWords:
    """Return the words of a page with their places."""
    raise NotImplementedError


def to_publish(review: OpenReview, document: str, page: int) -> PageToPublish:
    """Return a page with what goes from it now; :class:`Pictures` makes the preview and its labels of it.

    Raises:
        InputError: there is no such page.
    """
    raise NotImplementedError
