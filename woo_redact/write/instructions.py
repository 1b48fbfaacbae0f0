"""Drawing instructions, parsed by qpdf; damage has one kind of error."""

from typing import Any

import pikepdf

# Forms within forms, deeper than any program writes them.
DEEPEST = 12


def instructions_of(content: Any, operators: str = "") -> Any:
    """Return the instructions of a page, form or stream; only those with one of ``operators`` (by spaces), if any.

    Raises:
        pikepdf.PdfError: they cannot be parsed.
    """
    try:
        return pikepdf.parse_content_stream(content, operators=operators)
    except TypeError as error:
        # What damaged content has in the place of a value.
        raise pikepdf.PdfError("content with something that is no value") from error
