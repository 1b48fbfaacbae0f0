"""Names of persons that hold for a whole dossier, and letters made alike. No ``repr`` shows a name."""

import unicodedata
from dataclasses import dataclass, field

# What no decomposition takes to a plain letter.
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "’": "'", "‘": "'"}
)


@dataclass(frozen=True, slots=True, order=True)
class KnownName:
    """A name that is certain in one document and is looked for in the others.

    ``surname`` and ``given`` are folded words (see :func:`fold_name`), ``particle`` tells that it was seen with one;
    ``ground`` and ``rule`` are those of the suggestion that made it certain, so that its exceptions hold as well.
    """

    surname: tuple[str, ...] = field(repr=False)
    given: tuple[str, ...] = field(repr=False)
    particle: bool
    ground: str
    rule: str


def fold_name(text: str) -> str:
    """Return text in small letters without accents: "Yılmaz" and "Yilmaz", "IJsbrand" and "Ĳsbrand" are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_PLAIN)
