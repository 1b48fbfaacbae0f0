"""Pictures of pages, made in processes of their own, since files are hostile; kept in memory only."""

from types import TracebackType
from typing import Self

from woo_redact.domain.document import Page
from woo_redact.dossier.layout import DossierLayout
from woo_redact.pipeline.views import PageLabel, PageSize, PageToPublish

# Dots to the inch that pictures may have.
DPI = (36, 72, 110, 150, 220)


class Pictures:
    """Makes pictures of the pages of a dossier; for use by any number of threads, which wait for what they ask.

    A worker that crashes or takes too long is replaced. Every method may raise ``InputError`` (the page cannot be
    shown; a subclass may tell why) and ``DossierError`` (the original is not where it should be).
    """

    def __init__(self, layout: DossierLayout, workers: int = 2) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def sizes(self, document: str) -> tuple[PageSize, ...]:
        """Return the sizes of all pages of a document."""
        raise NotImplementedError

    def page(self, document: str, index: int) -> Page:
        """Return a page as the reader reads it."""
        raise NotImplementedError

    def picture(self, document: str, index: int, dpi: int) -> bytes:
        """Return a page as a JPEG, turned as it is displayed."""
        raise NotImplementedError

    def preview(self, wanted: PageToPublish, dpi: int) -> bytes:
        """Return a page as it will be published, as a JPEG; it may have grown at a side to make room for labels."""
        raise NotImplementedError

    def labels(self, wanted: PageToPublish) -> tuple[PageLabel, ...]:
        """Return the labels in the margin of a page as they will be printed, in page space."""
        raise NotImplementedError

    def close(self) -> None:
        """End the workers and remove what they left."""
        raise NotImplementedError
