"""Rules of kind field: header fields, mail headers, and the salutation and signature of a letter or mail."""

from collections.abc import Iterator, Sequence

import regex

from woo_redact.detect.hits import Hit, Source, hit_of, reason_of
from woo_redact.detect.names import Lexicon, names_in, without_titles
from woo_redact.domain.document import Block, BlockKind
from woo_redact.domain.rule import FieldRule

# These two are no header fields: rules name them as if they were.
SALUTATION, SIGNATURE = "salutation", "signature"
_LABEL = regex.compile(r"[>\s]*(?:[\p{L}./() -]{2,25}?)\s*:\s*")
_LINE = regex.compile(r"[^\n]+")
# A name in a signature stands before these on its line.
_LINE_END = regex.compile(r"\s*(?:[|,(\t/•·]|\s{2,}|\s[-–—]\s)")
LINES = 4


def find_fields(rules: Sequence[FieldRule], known: Lexicon, source: Source) -> Iterator[Hit]:
    """Yield the persons in, or the whole value of, the fields that a rule names."""
    for rule in rules:
        for block in source.blocks:
            for start, end in _places(rule, block, known, source.text):
                yield hit_of(rule.head, start, end, reason_of(rule.head, "field"))


def _places(rule: FieldRule, block: Block, known: Lexicon, text: str) -> Iterator[tuple[int, int]]:
    match block.kind:
        case BlockKind.FIELD | BlockKind.MAIL_HEADER if block.name in rule.fields:
            start = block.start
            if block.kind is BlockKind.MAIL_HEADER:
                label = _LABEL.match(text, start, block.end)
                start = label.end() if label else start
            if rule.take == "value":
                yield start, block.end
            else:
                yield from names_in(text, start, block.end, known)
        case BlockKind.SALUTATION if SALUTATION in rule.fields:
            yield from names_in(text, block.start, block.end, known)
        case BlockKind.SIGNATURE if SIGNATURE in rule.fields:
            yield from _signed(text, block, known)


def _signed(text: str, block: Block, known: Lexicon) -> Iterator[tuple[int, int]]:
    """Names at the start of the first lines of a signature, after the closing formula."""
    lines = 0
    for line in _LINE.finditer(text, block.start, block.end):
        place = without_titles(text, line.start(), line.end(), known)
        if place is None:
            continue
        stop = _LINE_END.search(text, *place)
        found = list(names_in(text, place[0], stop.start() if stop else place[1], known))
        yield from found
        lines += 1
        if lines >= LINES:
            return
