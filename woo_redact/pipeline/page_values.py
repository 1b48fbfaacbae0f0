"""What a process needs to know to make a page as it will be published. A value; its ``repr`` shows no text."""

from dataclasses import dataclass

from woo_redact.domain.decision import Redaction
from woo_redact.domain.ground import LabelStyle
from woo_redact.domain.width import Widths


@dataclass(frozen=True, slots=True)
class PageToPublish:
    """A page with what goes from it as things stand, for a process that makes it as it will be published.

    ``approved`` are the redactions on the page; ``as_picture`` tells in Dutch why it becomes a picture, if it has to.
    """

    document: str
    page: int
    approved: tuple[Redaction, ...]
    style: LabelStyle
    widths: Widths
    writer: str
    as_picture: str = ""
