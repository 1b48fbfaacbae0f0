"""A text cut into the pieces that the entity model reads.

Training, scoring and use cut alike: the layout within a piece, a header or a signature, is a feature of the model.
"""

import re

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
# Characters: a shorter piece is joined with the next, up to the longest.
SHORT = 120
LONGEST = 1200


def pieces(text: str) -> list[tuple[int, int]]:
    """Cut a text at blank lines; a short piece is joined with the next one."""
    cuts: list[tuple[int, int]] = []
    position = 0
    for match in _BLANK.finditer(text):
        cuts.append((position, match.start()))
        position = match.end()
    cuts.append((position, len(text.rstrip())))
    joined: list[tuple[int, int]] = []
    for start, end in cuts:
        if end <= start:
            continue
        if joined and joined[-1][1] - joined[-1][0] < SHORT and end - joined[-1][0] <= LONGEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
