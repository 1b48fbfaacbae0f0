"""What a step on all identical passages, on a person or on a selection would touch."""

from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.views import AlikeItem, Scope, SelectBy


def alike(review: OpenReview, document: str, suggestion: str, scope: Scope) -> tuple[AlikeItem, ...]:
    """Return what nobody decided yet and is like an item, the item itself included.

    Raises:
        InputError: the document has no such item.
    """
    raise NotImplementedError


def select(review: OpenReview, by: SelectBy, value: str, document: str = "") -> tuple[AlikeItem, ...]:
    """Return what nobody decided yet of a level, a rule or a person (its number), in a document or in all.

    Raises:
        InputError: there is no such level, or the number is none.
    """
    raise NotImplementedError
