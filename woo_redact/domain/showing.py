"""Text from files and file names as it may be shown: nothing in it steers a terminal or the order of letters.

Of many names the first are shown.
"""

import unicodedata
from collections.abc import Iterable

# Control, format (bidirectional overrides, joiners), surrogate and private characters; line and paragraph separators.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(text: str) -> str:
    """Return the text in one line, without characters that cannot be seen; a soft hyphen goes, a tab is a space."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _STEERING)
    return " ".join("".join(kept).split())


def some_of(items: Iterable[object], most: int) -> str:
    """Return the first of many, in Dutch: "a, b en 3 andere"."""
    listed = [*map(str, items)]
    more = f" en {len(listed) - most} andere" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def bullets(items: Iterable[str], most: int) -> str:
    """Return the first of many in Dutch, each in a line of its own, with how many there are more."""
    listed = [*items]
    more = (f"en nog {len(listed) - most}",) if len(listed) > most else ()
    return "\n".join(f"- {item}" for item in (*listed[:most], *more))
