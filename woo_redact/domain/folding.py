"""Texts made alike: what is the same to people whatever its case, accents and marks."""

import hashlib
import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
# What no decomposition takes to a plain letter.
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)


def folded(text: str) -> str:
    """Return text in small letters without accents: "Yılmaz" and "Yilmaz", "IJsbrand" and "Ĳsbrand" are one."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_PLAIN)


def text_digest(text: str, least: int) -> str:
    """Return a digest of the words of a text, whatever stands between them; empty with less than ``least`` in them."""
    words = " ".join(WORD.findall(folded(text)))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if len(words) >= least else ""
