"""Whether the reasoning of a step tells what is withheld."""

from collections.abc import Iterable

from woo_redact.domain.reason import withheld_words
from woo_redact.pipeline.cases import withheld_texts
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.stages import load_rule_set


def told_by(review: OpenReview, reason: str, documents: Iterable[str], texts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words of a reason that are withheld in these documents, or would be with ``texts``.

    For people: never log it.
    """
    if not reason:
        return ()
    withheld = [text for document in set(documents) for text in withheld_texts(review.notes.document(document))]
    return withheld_words(reason, (*withheld, *texts), load_rule_set().reasons.plain)
