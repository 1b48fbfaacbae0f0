"""What changed in a review since somebody last looked."""

from woo_redact.domain.event import Step
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import Changes


def changes(review: OpenReview, since: int) -> Changes:
    """Return what changed after the event with this number."""
    raise NotImplementedError


def told(review: OpenReview, step: Step) -> Changes:
    """Return what a step changed."""
    raise NotImplementedError
