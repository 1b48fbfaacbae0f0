"""Labels of grounds in a document that came in with passages blacked out: they stand in the place of the text."""

import re
from collections.abc import Iterator, Mapping

from woo_redact.domain.document import BlockKind, ParsedDocument
from woo_redact.domain.ground import Ground, LabelScheme, parse_ground

# Characters; a label is no longer than the longest name of a ground.
LONGEST = 120
MOST_CODES = 6
PLACES = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FIELD, BlockKind.MAIL_HEADER, BlockKind.ROW})
# Figures alone count pages or chapters: a code has a letter ("5.1.2e") or says what it is ("art. 5.2").
CODE = re.compile(
    r"[(\[]?\s*(?:(?:artikel|art\.?)\s*(?:5|8|10|11)\b|(?:5\.1|10)[\s.,)(]*(?:lid\s*)?\d[\s.,)(]*[a-z](?![a-z]))",
    re.IGNORECASE,
)
SEPARATORS = re.compile(r"\s*[;|/\n]\s*|,\s+(?=\d|art)|\s+en\s+(?=\d|art)", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[•·▪–—*-]|\d{1,2}[.)]|[a-z][.)])\s+")
EDGES = " \t\n.:;*_[](){}"
# A table that tells of grounds is a list of documents; its cells are no labels.
TELLING_HEADS = frozenset(
    {"grond", "gronden", "grond(en)", "weigeringsgrond", "weigeringsgronden", "uitzonderingsgrond", "beoordelingsgrond"}
)


def printed_grounds(parsed: ParsedDocument, grounds: Mapping[str, Ground]) -> tuple[str, ...]:
    """Return the ids of the grounds whose labels stand by themselves, sorted; words in prose do not count."""
    names = _names(grounds)
    alone: list[tuple[bool, tuple[str, ...]]] = []
    listed = _tells_of_documents(parsed)
    for block in parsed.blocks:
        if block.kind not in PLACES:
            alone.append((False, ()))
            continue
        text = parsed.flow.text[block.start : block.end]
        if block.kind is BlockKind.ROW:
            cells = () if listed else (cell for cell in text.split("\t"))
            alone.append((False, tuple(g for cell in cells for g in _labels(cell, grounds, names))))
        elif block.kind is BlockKind.MAIL_HEADER:
            alone.append((False, tuple(_labels(text.partition(":")[2], grounds, names))))
        else:
            is_bullet = block.kind is BlockKind.BULLET
            alone.append((is_bullet, tuple(_labels(BULLET.sub("", text) if is_bullet else text, grounds, names))))
    return tuple(
        sorted({ground for n, (_, found) in enumerate(alone) if not _enumerates(alone, n) for ground in found})
    )


def _enumerates(alone: list[tuple[bool, tuple[str, ...]]], index: int) -> bool:
    """Whether an item and the one beside it name different grounds: a list of grounds, as in a letter of decision."""
    is_bullet, found = alone[index]
    beside = alone[max(index - 1, 0) : index] + alone[index + 1 : index + 2]
    return is_bullet and any(bullet and other and other != found for bullet, other in beside)


def _labels(text: str, grounds: Mapping[str, Ground], names: frozenset[str]) -> Iterator[str]:
    """Yield the grounds of a text that is nothing but labels."""
    text = text.strip(EDGES)
    if not text or len(text) > MOST_CODES * LONGEST:
        return
    whole = _label(text, grounds, names)
    if whole is not None:
        yield whole
        return
    parts = [part for part in SEPARATORS.split(text) if part.strip(EDGES)]
    found = [_label(part.strip(EDGES), grounds, names) for part in parts] if 1 < len(parts) <= MOST_CODES else []
    if found and None not in found:
        yield from (ground for ground in found if ground is not None)


def _label(text: str, grounds: Mapping[str, Ground], names: frozenset[str]) -> str | None:
    if len(text) > LONGEST or not (CODE.match(text) or _first(text) in names):
        return None
    # Labels are set with a capital; "dubbel" at the head of a wrapped line is prose.
    return parse_ground(text, grounds) if text[:1].isupper() or CODE.match(text) else None


def _names(grounds: Mapping[str, Ground]) -> frozenset[str]:
    """The first words of labels in words, so that few texts are looked at closely."""
    forms = ((g.title, g.label(LabelScheme.SHORT), *g.printed) for g in grounds.values())
    return frozenset(_first(form) for own in forms for form in own if not form[:1].isdigit())


def _first(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text[:LONGEST].casefold())
    return words[0] if words else ""


def _tells_of_documents(parsed: ParsedDocument) -> bool:
    rows = (block for block in parsed.blocks if block.kind is BlockKind.ROW)
    return any(
        cell.strip(EDGES).casefold() in TELLING_HEADS or cell.strip().casefold() in TELLING_HEADS
        for block in rows
        for cell in parsed.flow.text[block.start : block.end].split("\t")
    )
