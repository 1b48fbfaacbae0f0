"""Whether a document has a structure tree that tells what each part of it is."""

from collections.abc import Sequence

import pikepdf

from woo_redact.domain.archive_copy import SpokenPassage


def tag(pdf: pikepdf.Pdf, passages: Sequence[SpokenPassage], language: str) -> bool:
    """Return whether the document is tagged."""
    return "/StructTreeRoot" in pdf.Root and "/MarkInfo" in pdf.Root
