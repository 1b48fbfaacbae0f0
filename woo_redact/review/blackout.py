"""The text of a page as it is published, in letters. Pure."""

from collections.abc import Iterable

from woo_redact.domain.document import Span

# Lines shown on each side.
AROUND = 12


def blacked_out(text: str, gone: Iterable[Span], shown: Span, black: str) -> tuple[str, ...]:
    """Return the lines around a place of a page, with ``black`` for every character that goes but white space."""
    letters = list(text)
    for span in gone:
        letters[span.start : span.end] = (c if c.isspace() else black for c in letters[span.start : span.end])
    lines = "".join(letters).split("\n")
    first, last = text.count("\n", 0, shown.start), text.count("\n", 0, shown.end)
    return tuple(lines[max(0, first - AROUND) : last + AROUND + 1])
