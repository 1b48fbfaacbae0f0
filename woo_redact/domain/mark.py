"""Redaction marks: annotations on a PDF that say what is to be redacted, made here or in another program."""

from dataclasses import dataclass, field

from woo_redact.domain.geometry import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on a page (0-based); boxes in points, page space, one per line of text.

    ``frame`` is the rectangle around it; ``drawn`` tells that it is nothing but that rectangle. ``text`` is what it
    says: a ground, in some printed form. ``name`` is the id of the suggestion that it was made for, or empty.
    """

    page: int
    boxes: tuple[Box, ...]
    frame: Box
    text: str = field(default="", repr=False)
    name: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """A PDF with marks: of which document and after which event of the log they were written, and what is there now."""

    document: str
    sequence: int
    written: tuple[Mark, ...]
    found: tuple[Mark, ...]
