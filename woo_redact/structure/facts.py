"""What the inventory tells about a document: subject, date, reference."""

import re
from collections.abc import Iterator

from woo_redact.domain.document import BlockKind, ParsedDocument, Span
from woo_redact.domain.file import Facts
from woo_redact.structure.dates import first_date

# So far into the text a date is that of the document.
TOP = 1500
VALUES = frozenset({BlockKind.FIELD, BlockKind.MAIL_HEADER})
SUBJECT, DATE, REFERENCE = "onderwerp", "datum", "onze referentie"
LABEL = re.compile(r"[^:\n]{1,30}:\s*")
LONGEST_REFERENCE = 60


def describe(parsed: ParsedDocument) -> Facts:
    """Return the places of the subject, the ISO date and the printed reference; empty where there is none."""
    return Facts(_title(parsed), _date(parsed), _reference(parsed))


def _values(parsed: ParsedDocument, name: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the values of a field, without their labels."""
    for block in parsed.blocks:
        if block.name != name or block.kind not in VALUES:
            continue
        label = LABEL.match(parsed.flow.text, block.start, block.end) if block.kind is BlockKind.MAIL_HEADER else None
        start = label.end() if label else block.start
        if start < block.end:
            yield start, block.end


def _title(parsed: ParsedDocument) -> tuple[Span, ...]:
    """The subject line; else the title; else the first heading."""
    headings = [b for b in parsed.blocks if b.kind is BlockKind.HEADING]
    named = [(b.start, b.end) for b in headings if b.name == SUBJECT]
    titles = [(b.start, b.end) for b in headings if b.level == 1] or [(b.start, b.end) for b in headings]
    for start, end in (*named, *_values(parsed, SUBJECT), *titles):
        return parsed.flow.locate(start, end)
    return ()


def _date(parsed: ParsedDocument) -> str:
    """The date field; else the first date at the top."""
    for start, end in _values(parsed, DATE):
        found = first_date(parsed.flow.text[start:end])
        if found:
            return found
    return first_date(parsed.flow.text[:TOP])


def _reference(parsed: ParsedDocument) -> str:
    for start, end in _values(parsed, REFERENCE):
        value = " ".join(parsed.flow.text[start:end].split())
        # A reference holds a number; a placeholder such as "[referentienummer]" or "n.v.t." does not.
        if len(value) <= LONGEST_REFERENCE and any(c.isdigit() for c in value):
            return value
    return ""
