"""One page under review: its words, its headings, and what becomes of it when it is published as things stand."""

from woo_redact.domain.document import BlockKind, Document, Page, Span
from woo_redact.errors import InputError
from woo_redact.pipeline.open_review import OpenReview
from woo_redact.pipeline.page_values import PageToPublish
from woo_redact.pipeline.persons import numbers
from woo_redact.pipeline.run import stored_choices
from woo_redact.pipeline.views import PageWords
from woo_redact.pipeline.worker import AS_PICTURE, label_style
from woo_redact.review.state import redactions
from woo_redact.structure.parse import parse


def words(page: Page) -> PageWords:
    """Return the text of a page and the places of its words."""
    return PageWords(page.text, page.lines)


def headings(page: Page) -> tuple[Span, ...]:
    """Return the places of the headings on a page, looked at by itself."""
    parsed = parse(Document("", "", 1), (page,))
    found = (block for block in parsed.blocks if block.kind is BlockKind.HEADING)
    return tuple(span for block in found for span in parsed.flow.locate(block.start, block.end))


def to_publish(review: OpenReview, document: str, page: int) -> PageToPublish:
    """Return a page with what goes from it now; :class:`Pictures` makes the preview and its labels of it.

    Raises:
        InputError: there is no such page.
        ReviewError: an approved passage has no place on its page.
    """
    review.refresh()
    record = review.record(document)
    if not 0 <= page < record.page_count:
        raise InputError(f"Het document heeft geen pagina {page + 1}.", "Kies een bestaande pagina.")
    choices = stored_choices(review.layout, None, None)
    own = (s for s in review.passages(document).suggestions.values() if any(span.page == page for span in s.spans))
    approved = redactions(document, own, review.store.held(), numbers(review.store, choices.pseudonyms))
    why = (f.message for f in review.store.findings(record.name) if f.kind == AS_PICTURE and f.page == page)
    return PageToPublish(
        document=document,
        page=page,
        approved=tuple(redaction for redaction in approved if redaction.span.page == page),
        style=label_style(choices),
        widths=choices.widths,
        writer=choices.stages.writer,
        as_picture=next(why, ""),
    )
