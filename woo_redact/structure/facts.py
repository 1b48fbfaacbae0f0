"""What the inventory tells about a document: subject, date, reference."""

import re
from collections.abc import Iterator

from woo_redact.domain.document import BlockKind, ParsedDocument, Span
from woo_redact.domain.file import Facts
from woo_redact.structure.dates import first_date

# So far into the document a date in a short block is that of the document.
TOP_BLOCKS = 12
SHORT = 250
LOOSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.RUNNING})
BIRTH = re.compile(r"\bgeb", re.IGNORECASE)
VALUES = frozenset({BlockKind.FIELD, BlockKind.MAIL_HEADER})
SUBJECT, DATE, REFERENCE = "onderwerp", "datum", "onze referentie"
LABEL = re.compile(r"[^:\n]{1,30}:\s*")
LONGEST_REFERENCE = 60


def describe(parsed: ParsedDocument) -> Facts:
    """Return the places of the subject, the ISO date and the printed reference; empty where there is none."""
    return Facts(_title(parsed), date_of(parsed), _reference(parsed))


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
    """The subject line; else the title."""
    titles = [b for b in parsed.blocks if b.kind is BlockKind.HEADING and b.level == 1]
    named = [(b.start, b.end) for b in titles if b.name == SUBJECT]
    for start, end in (*named, *_values(parsed, SUBJECT), *((b.start, b.end) for b in titles)):
        return parsed.flow.locate(start, end)
    return ()


def date_of(parsed: ParsedDocument) -> str:
    """Return the date field (ISO 8601); else the first date at the top that is nobody's birth date; else nothing."""
    for start, end in _values(parsed, DATE):
        found = first_date(parsed.flow.text[start:end])
        if found:
            return found
    for block in parsed.blocks[:TOP_BLOCKS]:
        text = parsed.flow.text[block.start : block.end]
        if block.kind in LOOSE and len(text) <= SHORT and not BIRTH.search(text):
            found = first_date(text)
            if found:
                return found
    return ""


def _reference(parsed: ParsedDocument) -> str:
    for start, end in _values(parsed, REFERENCE):
        value = " ".join(parsed.flow.text[start:end].split())
        # A reference holds a number; a placeholder such as "[referentienummer]" or "n.v.t." does not.
        if len(value) <= LONGEST_REFERENCE and any(c.isdigit() for c in value):
            return value
    return ""
