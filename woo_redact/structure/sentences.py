"""Sentences of Dutch prose, in which many points end no sentence."""

import re
from collections.abc import Iterable, Iterator

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.vocabulary import Vocabulary

STOP = re.compile(r"""[.!?…]+["'”’»)\]*_]*(?=\s+(\S))""")
TOKEN = re.compile(r"[^\s(\[\"'“‘„/*_]+$")
INITIALS = re.compile(r"(?:(?:[A-ZÀ-Þ]|IJ|Th|Chr|Ph|Fr|Joh|Jac|Wm|Ch|Ed|Al)\.-?)+$")
WORD = re.compile(r"[^\W\d_]+")
ENUMERATION = re.compile(r"\(?\w{1,2}\.$")


def sentences(text: str, blocks: Iterable[Block], words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of ``text``, in order; each lies within one block."""
    for block in blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            yield from _split(text, block.start, block.end, words)
        else:
            yield block.start, block.end


def _split(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    for stop in STOP.finditer(text, start, end):
        if not _ends(text, start, stop, words):
            continue
        yield start, stop.end()
        start = stop.start(1)
    if start < end:
        yield start, end


def _ends(text: str, start: int, stop: re.Match[str], words: Vocabulary) -> bool:
    """Whether a sentence that began at ``start`` ends at a stop."""
    following = stop.group(1)
    if following.islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    found = TOKEN.search(text, start, stop.start() + 1)
    token = found.group().lower() if found else ""
    opens = WORD.match(text, stop.start(1))
    starts = opens is not None and opens.group().lower() in words.starters
    if token in words.closing_abbreviations:
        return starts
    if token in words.abbreviations:
        return False
    if found and INITIALS.fullmatch(found.group()):
        return False
    # The number or letter of a list item.
    return not (found and found.start() == start and ENUMERATION.fullmatch(found.group()))
