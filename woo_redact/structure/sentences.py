"""Sentences of Dutch prose, in which many points end no sentence."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from woo_redact.domain.document import Block, BlockKind
from woo_redact.structure.vocabulary import Vocabulary

STOP = re.compile(r"""[.!?…]+["'”’»)\]*_]*(?=\s+(\S))""")
TOKEN = re.compile(r"[^\s(\[\"'“‘„/*_]+$")
INITIALS = re.compile(r"(?:(?:[A-ZÀ-Þ]|IJ|Th|Chr|Ph|Fr|Joh|Jac|Wm|Ch|Ed|Al)\.-?)+$")
WORD = re.compile(r"[^\W\d_]+")
ENUMERATION = re.compile(r"\(?\w{1,2}\.$")
# A turn in a chat or log: "13:05 Hylke: ", "[12-03-2024, 13:05] Hylke: ", "Hylke Bos 13.05 ".
TURN = re.compile(
    r"^(?:>+[ \t]*)*(?:\[?(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?,?[ \t]+)?"
    r"|(?:[A-ZÀ-Þ][\w.'’-]*[ \t]+(?:(?:van|de|der|den|el|al)[ \t]+)*){1,3}\(?)\d{1,2}[:.]\d{2}\b(?![ \t]*(?:uur|u\b))",
    re.MULTILINE,
)
# So many of them make a chat.
TURNS = 2
# Fewer letters before a point may be an abbreviation that no list knows.
SHORT = 4


def sentences(text: str, blocks: Iterable[Block], words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges of ``text``, in order; each lies within one block."""
    for block in blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET):
            yield from _split(text, block.start, block.end, words)
        else:
            yield block.start, block.end


def _split(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    turns = [match.start() for match in TURN.finditer(text, start, end)]
    if len(turns) < TURNS or turns[0] != start:
        turns = [start]
    for low, high in pairwise([*turns, end]):
        yield from _sentences(text, low, high, words)


def _sentences(text: str, start: int, end: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    small = _written_small(text, start, end)
    for stop in STOP.finditer(text, start, end):
        if not _ends(text, start, stop, words, small=small):
            continue
        yield start, stop.end()
        start = stop.start(1)
    if start < end:
        yield start, start + len(text[start:end].rstrip())


def _written_small(text: str, start: int, end: int) -> bool:
    """Whether sentences of a block begin with small letters, as in chats and notes: more of them than otherwise."""
    following = [stop.group(1) for stop in STOP.finditer(text, start, end) if _is_word(text, start, stop)]
    small: int = sum(letter.islower() for letter in following)
    large: int = sum(letter.isupper() for letter in following)
    return small > max(1, large)


def _is_word(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether what stands before a stop is too long for an abbreviation."""
    found = TOKEN.search(text, start, stop.start())
    return found is not None and bool(found.group().isalpha()) and len(found.group()) >= SHORT


def _ends(text: str, start: int, stop: re.Match[str], words: Vocabulary, *, small: bool) -> bool:
    """Whether a sentence that began at ``start`` ends at a stop; ``small``: sentences begin with small letters here."""
    following = stop.group(1)
    if following.islower() and not (small and _is_word(text, start, stop)):
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
