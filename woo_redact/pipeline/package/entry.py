"""A document of the package beside what the dossier holds of it."""

from dataclasses import dataclass

from woo_redact.domain.publication import PublishedDocument
from woo_redact.pipeline.cases import DecidedDocument


@dataclass(frozen=True, slots=True)
class Entry:
    """What is told of a document, and what was decided on it."""

    document: PublishedDocument
    decided: DecidedDocument
