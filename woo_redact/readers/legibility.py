"""Whether what was read can be all that a page shows."""

import unicodedata
from collections.abc import Iterable

from woo_redact.domain.document import Unread
from woo_redact.domain.geometry import Box

REPLACEMENT = "\ufffd"
# Characters without meaning: private use, unassigned, surrogates, control.
MEANINGLESS = frozenset(("Co", "Cn", "Cs", "Cc"))
GARBAGE_SHARE = 0.2
# Of the letters of running Latin text about two in five are vowels; a shifted or scrambled alphabet is far off.
VOWELS = "aeiouyáéíóúàèìòùäëïöüâêîôûåøœæı"
ENOUGH_LETTERS = 150
VOWEL_SHARE = (0.2, 0.65)
# Of the visible characters at least this share are letters or digits, where a font has no other signs of its own.
SIGN_SHARE = 0.6
# A picture over so much of the page, with fewer characters than this beside it, hides what there is to read.
PICTURE_SHARE = 0.6
FEW_CHARACTERS = 250


def unread(text: str, pictures: Iterable[Box], area: float, inked: bool) -> Unread | None:
    """Tell why nothing can be said about the content of a page, ``None`` when it was read.

    ``area`` is that of the page in square points; ``inked`` whether anything but text is drawn on it.
    """
    characters = "".join(text.split()).lower()
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
    """Whether lower-case characters without blanks are no text in any language."""
    different = set(characters)
    meaningless = sum(characters.count(c) for c in different if _is_meaningless(c))
    if meaningless > GARBAGE_SHARE * len(characters):
        return True
    letters = sum(characters.count(c) for c in different if c.isalpha())
    digits = sum(characters.count(c) for c in different if c.isdigit())
    if len(characters) >= ENOUGH_LETTERS and letters + digits < (1 - SIGN_SHARE) * len(characters):
        return not _drawn(characters)
    latin = sum(characters.count(c) for c in different if c.isalpha() and c < "\u0250")
    if latin < ENOUGH_LETTERS or latin < letters * 0.8:
        return False
    share = sum(characters.count(c) for c in VOWELS) / latin
    return not VOWEL_SHARE[0] <= share <= VOWEL_SHARE[1]


def _is_meaningless(character: str) -> bool:
    return character == REPLACEMENT or unicodedata.category(character) in MEANINGLESS


def _drawn(characters: str) -> bool:
    """Whether the signs are mostly dots and rules, as in forms and tables of contents."""
    return sum(characters.count(c) for c in "._-…·|=*") > len(characters) / 2
