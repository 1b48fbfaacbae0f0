"""An open dossier under review by one or more people, and what is kept of it in memory between questions."""

from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.pipeline.desk import Desk
from woo_redact.pipeline.finding import Finder
from woo_redact.pipeline.review_notes import ReviewNotes


class OpenReview:
    """A dossier, its desk, finder and notes; not for use by several threads at a time."""

    layout: DossierLayout
    store: Store
    desk: Desk
    finder: Finder
    notes: ReviewNotes

    def __init__(self, layout: DossierLayout, store: Store) -> None:
        raise NotImplementedError

    def document(self, short: str) -> str:
        """Return the document whose SHA-256 begins with ``short``.

        Raises:
            InputError: there is none.
        """
        raise NotImplementedError
