"""Text from files and file names as it may be shown: nothing in it steers a terminal or the order of letters."""

import unicodedata

# Control, format (bidirectional overrides, joiners), surrogate and private characters; line and paragraph separators.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(text: str) -> str:
    """Return the text in one line, without characters that cannot be seen; a soft hyphen goes, a tab is a space."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _STEERING)
    return " ".join("".join(kept).split())
