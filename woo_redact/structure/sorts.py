"""What a document calls itself, in the words of the value list, and what kind of file it was."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from woo_redact.domain.document import Block, BlockKind, ParsedDocument
from woo_redact.domain.publication import DocumentKind
from woo_redact.resources import read_rules_file, rules_root
from woo_redact.structure.setting import CHAT

FILE = "publication/sorts.toml"
# So many blocks from the beginning a heading can tell what the document is.
TOP_BLOCKS = 45
# A mail begins with its head, above which programs print the name of the mailbox.
MAIL_BLOCKS = 3
LEAST_MESSAGES = 3
LEAST_ROWS = 10
ROWS_SHARE = 0.8
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET})
DATED = frozenset({"datum", "onze referentie", "uw referentie"})
_EDGES = " \t\n#*_:.-"


@dataclass(frozen=True, slots=True)
class Sort:
    """A label of the value list and how documents show that it holds; all in lower case but the label."""

    label: str
    headings: frozenset[str]
    subjects: tuple[str, ...] = ()
    status: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sorts:
    """What documents call themselves, the more telling first, and the sorts of letters with their cues."""

    sorts: tuple[Sort, ...]
    letters: tuple[tuple[str, tuple[str, ...]], ...]


def read_sorts(path: Path) -> Sorts:
    """Read the sorts of documents.

    Raises:
        RulePackError: the file is missing or a key is wrong.
    """
    return read_rules_file(path, _sorts)


@cache
def bundled_sorts() -> Sorts:
    """Return the bundled sorts, read once in each process."""
    return read_sorts(rules_root() / FILE)


def kind_of(parsed: ParsedDocument) -> DocumentKind:
    """Return what the document was before it became a PDF, as far as it shows."""
    body = [block for block in parsed.blocks if block.kind is not BlockKind.RUNNING]
    if any(block.kind is BlockKind.MAIL_HEADER and block.name for block in body[:MAIL_BLOCKS]):
        return DocumentKind.EMAIL
    texts = [_text(parsed, block) for block in body if block.kind in PROSE]
    messages = sum(bool(CHAT.match(text.lstrip("-• "))) for text in texts)
    if messages >= LEAST_MESSAGES and 2 * messages >= len(texts):
        return DocumentKind.CHAT
    rows = [block for block in body if block.kind is BlockKind.ROW]
    share = sum(block.end - block.start for block in rows) / max(sum(b.end - b.start for b in body), 1)
    return DocumentKind.SPREADSHEET if len(rows) >= LEAST_ROWS and share >= ROWS_SHARE else DocumentKind.PDF


def sort_of(parsed: ParsedDocument, profile: str = "", known: Sorts | None = None) -> str:
    """Return the label of the sort of the document, or nothing when it does not tell; ``profile`` is its profile's id.

    ``known`` defaults to the bundled sorts.
    """
    known = known or bundled_sorts()
    if kind_of(parsed) in (DocumentKind.EMAIL, DocumentKind.CHAT):
        return ""
    top = parsed.blocks[:TOP_BLOCKS]
    status = {_words(parsed, b) for b in top if b.name == "status"}
    headings, subjects = list(_headings(parsed, top)), [_words(parsed, b) for b in top if b.name == "onderwerp"]
    for sort in known.sorts:
        if sort.status and not sort.status & status:
            continue
        if sort.profiles and profile not in sort.profiles:
            continue
        if any(heading in sort.headings for heading in headings):
            return sort.label
        if any(_begins(subject, phrase) for subject in subjects for phrase in sort.subjects):
            return sort.label
    return _letter(parsed, top, known)


def _headings(parsed: ParsedDocument, top: tuple[Block, ...]) -> Iterator[str]:
    """Yield what stands above the text: headings before any prose, and what a first heading begins with."""
    first = True
    for block in top:
        if block.kind in PROSE or block.kind is BlockKind.SALUTATION:
            return
        if block.kind is not BlockKind.HEADING or (block.name == "onderwerp" and not first):
            continue
        text = _words(parsed, block)
        yield text
        if first:
            # "Verslag overleg kustwacht 3 mei", "Advies: de brug".
            yield re.split(r"[\s:,]", text, maxsplit=1)[0]
        first = False


def _letter(parsed: ParsedDocument, top: tuple[Block, ...], known: Sorts) -> str:
    kinds = {block.kind for block in parsed.blocks}
    dated = any(block.name in DATED for block in top)
    greeting = next((n for n, block in enumerate(top) if block.kind is BlockKind.SALUTATION), None)
    if greeting is None or BlockKind.SIGNATURE not in kinds or not dated:
        return ""
    head = " ".join(_words(parsed, block) for block in top[: greeting + 1])
    return next((label for label, cues in known.letters if not cues or any(cue in head for cue in cues)), "")


def _begins(text: str, phrase: str) -> bool:
    return text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum()


def _words(parsed: ParsedDocument, block: Block) -> str:
    return " ".join(_text(parsed, block).split()).strip(_EDGES).casefold()


def _text(parsed: ParsedDocument, block: Block) -> str:
    return parsed.flow.text[block.start : block.end]


def _sorts(data: Mapping[str, Any]) -> Sorts:
    return Sorts(
        tuple(map(_sort, data["sorts"])),
        tuple((one["label"], tuple(cue.casefold() for cue in one["cues"])) for one in data["letters"]),
    )


def _sort(data: Mapping[str, Any]) -> Sort:
    def folded(key: str) -> tuple[str, ...]:
        return tuple(word.casefold() for word in data.get(key, ()))

    return Sort(
        data["label"],
        frozenset(folded("headings")),
        folded("subjects"),
        frozenset(folded("status")),
        frozenset(data.get("profiles", ())),
    )
