"""Cut a document into the pieces that the model reads.

The same cutting must be used in training, in scoring and in use: the layout of headers and
signatures is a feature, so a block stays together with its line breaks.
"""

from __future__ import annotations

import re

from models.train.corpus import Item

BLANK = re.compile(r"\n[^\S\n]*\n\s*")
SHORT = 120
LONGEST = 1200


def boundaries(text: str) -> list[tuple[int, int]]:
    """Split at blank lines and join a short piece with the next one."""
    pieces: list[tuple[int, int]] = []
    position = 0
    for match in BLANK.finditer(text):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, len(text.rstrip())))
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if end <= start:
            continue
        if joined and joined[-1][1] - joined[-1][0] < SHORT and end - joined[-1][0] <= LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def chunks(item: Item) -> list[Item]:
    """Cut an item at its boundaries; a name is never on both sides of one."""
    result = []
    for start, end in boundaries(item.text):
        spans = tuple((a - start, b - start, label) for a, b, label in item.spans if a >= start and b <= end)
        unknown = tuple((a - start, b - start) for a, b in item.unknown if a >= start and b <= end)
        result.append(Item(item.text[start:end], spans, unknown))
    return result
