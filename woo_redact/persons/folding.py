"""Letters made alike: what is one name whatever its case, its accents and its line breaks."""

import unicodedata
from functools import lru_cache

import regex

# Of the names that were looked at, so many are kept with what was found out about them.
KEPT = 50_000

_BROKEN = regex.compile(r"(\p{L})[\u00ad\u2010-]\s*\n\s*(?=\p{Ll})|\u00ad")
_HYPHENS = regex.compile(r"\s*[-\u2010\u2011\u2013]\s*")


def on_one_line(text: str) -> str:
    """Return a name that was broken over lines as it would stand on one; hyphens stand without blanks."""
    joined = str(_BROKEN.sub(lambda found: found.group(1) or "", text))
    return str(_HYPHENS.sub("-", " ".join(unicodedata.normalize("NFKC", joined).split())))


@lru_cache(KEPT)
def letters(text: str) -> str:
    """Return only the letters of a text."""
    return "".join(c for c in text if c.isalpha())


def near(first: str, second: str) -> bool:
    """Whether two words are the same but for one letter: another one, one more, or one less."""
    if abs(len(first) - len(second)) > 1:
        return False
    short, long = sorted((first, second), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return short[start:] == long[start + 1 :]
