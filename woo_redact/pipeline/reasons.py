"""Reasons that reviewers give, before they are stored."""

from collections.abc import Iterable

from woo_redact.domain.reason import withheld_words
from woo_redact.errors import InputError
from woo_redact.pipeline.cases import withheld_texts
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.stages import load_rule_set


def told_by(review: OpenReview, reason: str, suggestions: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a reason that are withheld in the documents of these suggestions, or would be with them.

    A reason is published: whoever asks for a step with one looks here first. For people: never log it.

    Raises:
        InputError: a suggestion is not in the dossier.
    """
    if not reason.strip():
        return ()
    review.refresh()
    texts: list[str] = []
    documents: dict[str, None] = {}
    for suggestion in suggestions:
        document = review.store.suggestions.document_of(suggestion)
        if document is None or document not in review.names:
            raise InputError("Dit voorstel staat niet in het dossier.", "Bekijk het document opnieuw.")
        documents[document] = None
        texts.append(review.passages(document).texts[suggestion])
    return told_with(review, reason, documents, texts)


def told_with(review: OpenReview, reason: str, documents: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a reason that are withheld in these documents, or would be with ``texts``.

    For people: never log it.
    """
    if not reason.strip():
        return ()
    withheld = (text for document in documents for text in withheld_texts(review.notes.document(document)))
    return withheld_words(reason, (*withheld, *texts), load_rule_set().reasons.plain)
