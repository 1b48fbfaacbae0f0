"""List items: marks and levels."""

import re
from collections.abc import Sequence
from dataclasses import replace

from woo_redact.domain.document import Block, BlockKind

DEEPEST = 3
# Points between the marks of two levels.
INDENT = 4.0
# Symbol fonts put their marks in the private use area.
_SIGN = r"[-–—•·▪▫‣◦●○■□❑❖➢➤►✓✔§\ue000-\uf8ff*]"
_NUMBER = r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})[.)°](?!\d)|\d{1,2}\.\d{1,2}\.?"
_BULLET = re.compile(rf"\s*(?:{_SIGN}|o(?=\s+[A-Z0-9])|{_NUMBER})\s+(?=\S)")
_ONLY_SIGN = re.compile(rf"\s*{_SIGN}\s+(?=\S)")
_NUMBERED = re.compile(rf"\s*(?:{_NUMBER})\s+(?=\S)")
_INITIAL = re.compile(r"[A-Z]\.\s+[A-Z(]")


def is_bullet(text: str) -> bool:
    """Whether a line begins with the mark of a list item; "J. Jansen" does not."""
    return bool(_BULLET.match(text)) and not _INITIAL.match(text)


def without_mark(text: str) -> str:
    """Return a line without the mark of its list item, which may stand in a cell of its own."""
    found = _BULLET.match(text)
    return text[found.end() :] if found and not _INITIAL.match(text) else text


def is_numbered(text: str) -> bool:
    """Whether the mark is a number or letter."""
    return bool(_NUMBERED.match(text)) and not _INITIAL.match(text)


def has_sign(text: str) -> bool:
    """Whether the mark is a sign."""
    return bool(_ONLY_SIGN.match(text))


def with_levels(blocks: Sequence[tuple[Block, float]]) -> list[Block]:
    """Give list items their level by the x position (points) at which they begin; a heading starts anew."""
    done: list[Block] = []
    open_levels: list[float] = []
    for block, x0 in blocks:
        if block.kind is BlockKind.HEADING:
            open_levels = []
        elif block.kind is BlockKind.BULLET:
            while open_levels and x0 < open_levels[-1] - INDENT:
                open_levels.pop()
            if not open_levels or x0 > open_levels[-1] + INDENT:
                open_levels.append(x0)
            block = replace(block, level=min(len(open_levels), DEEPEST))
        done.append(block)
    return done
