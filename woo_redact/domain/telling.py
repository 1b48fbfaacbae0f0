"""Which words give away what is withheld, wherever they turn up again."""

import re
from collections.abc import Iterator

from woo_redact.domain.folding import WORD, folded

# In a passage of more words than this only names and numbers are telling; in a shorter one every word may be.
NAME_LIKE_WORDS = 8
# A word this long counts wherever it stands in a name ("mailjansen"); a shorter one as a word of its own.
TELLING = 4
# Fewer digits are a day, a year or a number of the file itself.
TELLING_DIGITS = 5
_INNER_CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[A-Z\d])|(?<=\d)(?=[^\W\d_])")


def telling_words(passage: str) -> Iterator[str]:
    """Yield the words of a withheld passage that give it away, folded: names, numbers, all of a short passage.

    A word that is withheld by itself counts however short it is: in chats names have no capital ("bel lin").
    """
    words = WORD.findall(passage)
    short = len(words) <= NAME_LIKE_WORDS
    for word in words:
        if word.isdigit():
            counts = len(word) >= TELLING_DIGITS
        else:
            alone = len(words) == 1 and word.isalpha()
            counts = (len(word) > 1 and (alone or not word.islower())) or (short and len(word) >= TELLING)
        if counts:
            yield folded(word)


def split_camel(name: str) -> str:
    """Return a name with a space where a capital or a figure begins a word ("mailJansen2")."""
    return _INNER_CAPITAL.sub(" ", name)
