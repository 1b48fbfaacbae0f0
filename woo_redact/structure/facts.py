"""What the inventory tells about a document: subject, dates, references, what it calls itself."""

import re
from collections.abc import Iterator, Mapping

from woo_redact.domain.document import BlockKind, ParsedDocument, Span
from woo_redact.domain.file import Facts
from woo_redact.domain.folding import text_digest
from woo_redact.domain.ground import Ground
from woo_redact.domain.publication import DocumentKind
from woo_redact.structure.dates import first_date
from woo_redact.structure.printed import printed_grounds
from woo_redact.structure.sorts import kind_of, sort_of
from woo_redact.structure.vocabulary import bundled

# So far into the document a date in a short block is that of the document.
TOP_BLOCKS = 12
SHORT = 250
LOOSE = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.RUNNING})
BIRTH = re.compile(r"\bgeb", re.IGNORECASE)
VALUES = frozenset({BlockKind.FIELD, BlockKind.MAIL_HEADER})
SUBJECT, DATE, REFERENCE, RECEIVED, ANSWERS = (
    "onderwerp",
    "datum",
    "onze referentie",
    "binnengekomen op",
    "uw referentie",
)
# A stamp says so and has a date, and nothing else.
STAMP_BLOCKS, LONGEST_STAMP = 40, 60
# What mail programs put before a subject: "RE:", "FW: [2]:", "Betreft:".
PREFIX = re.compile(
    r"\s*(?:re|fw|fwd|aw|wg|tr|antw|antwoord|antwoorden|doorst|doorgestuurd|betreft|betr|onderwerp|subject)\.?"
    r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:",
    re.IGNORECASE,
)
# Fewer letters and figures tell nothing.
LEAST_SUBJECT = 4
LABEL = re.compile(r"[^:\n]{1,30}:\s*")
LONGEST_REFERENCE = 60


def describe(parsed: ParsedDocument, grounds: Mapping[str, Ground] | None = None, profile: str = "") -> Facts:
    """Return what is known of a document; what it does not tell stays empty.

    ``grounds`` are those whose labels are looked for, ``profile`` is the id of the profile it is published under.
    """
    return Facts(
        title=_title(parsed),
        date=date_of(parsed),
        reference=_reference(parsed, REFERENCE),
        received=_received(parsed),
        answers=_reference(parsed, ANSWERS),
        sort=sort_of(parsed, profile),
        kind=(kind := kind_of(parsed)),
        thread=_thread(parsed) if kind is DocumentKind.EMAIL else "",
        printed_grounds=printed_grounds(parsed, grounds or {}),
    )


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


def _received(parsed: ParsedDocument) -> str:
    """The field; else a stamp ("INGEKOMEN 12 mei 2021")."""
    for start, end in _values(parsed, RECEIVED):
        found = first_date(parsed.flow.text[start:end])
        if found:
            return found
    words = tuple(label for label, name in bundled().labels.items() if name == RECEIVED)
    for block in parsed.blocks[:STAMP_BLOCKS]:
        text = parsed.flow.text[block.start : block.end]
        if block.kind in LOOSE and len(text) <= LONGEST_STAMP and text.lstrip().lower().startswith(words):
            found = first_date(text)
            if found:
                return found
    return ""


def _thread(parsed: ParsedDocument) -> str:
    """A digest of the subject as mails that answer each other share it."""
    for start, end in _values(parsed, SUBJECT):
        text = parsed.flow.text[start:end]
        while found := PREFIX.match(text):
            text = text[found.end() :]
        return text_digest(text, LEAST_SUBJECT)
    return ""


def _reference(parsed: ParsedDocument, name: str) -> str:
    for start, end in _values(parsed, name):
        value = " ".join(parsed.flow.text[start:end].split())
        # A reference holds a number; a placeholder such as "[referentienummer]" or "n.v.t." does not.
        if len(value) <= LONGEST_REFERENCE and any(c.isdigit() for c in value):
            return value
    return ""
