"""Whether what was read can be all that a page shows."""

import unicodedata
from collections.abc import Iterable

from woo_redact.domain.document import Unread
from woo_redact.domain.geometry import Box

# Characters without meaning: replacement, private use, unassigned, control.
MEANINGLESS = frozenset(("Co", "Cn", "Cs", "Cc"))
GARBAGE_SHARE = 0.2
# Of the letters of running Latin text about two in five are vowels; a shifted or scrambled alphabet is far off.
VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôûåøœæı")
ENOUGH_LETTERS = 150
VOWEL_SHARE = (0.2, 0.65)
# A picture over so much of the page, with fewer characters than this beside it, hides what there is to read.
PICTURE_SHARE = 0.6
FEW_CHARACTERS = 250


def unread(text: str, pictures: Iterable[Box], area: float, inked: bool) -> Unread | None:
    """Tell why nothing can be said about the content of a page, ``None`` when it was read.

    ``area`` is that of the page in square points; ``inked`` whether anything but text is drawn on it.
    """
    characters = "".join(text.split())
    pictures = tuple(pictures)
    if not characters:
        return Unread.NO_TEXT if inked or pictures else None
    if _garbage(characters):
        return Unread.GARBAGE
    covered = max((p.width * p.height for p in pictures), default=0.0)
    if covered >= PICTURE_SHARE * area and len(characters) < FEW_CHARACTERS:
        return Unread.IMAGE
    return None


def _garbage(characters: str) -> bool:
    meaningless = sum(c == "\ufffd" or unicodedata.category(c) in MEANINGLESS for c in set(characters)) and sum(
        c == "\ufffd" or unicodedata.category(c) in MEANINGLESS for c in characters
    )
    if meaningless > GARBAGE_SHARE * len(characters):
        return True
    letters = [c for c in characters.lower() if c.isalpha()]
    latin = [c for c in letters if c < "\u0250"]
    if len(latin) < ENOUGH_LETTERS or len(latin) < len(letters) * 0.8:
        return False
    share = sum(c in VOWELS for c in latin) / len(latin)
    return not VOWEL_SHARE[0] <= share <= VOWEL_SHARE[1]
