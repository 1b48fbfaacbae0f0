"""Words that lie under boxes although no passage holds them: they may be read, and are gone all the same."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.glyphs import Glyphs

# Stands where a word was taken out of a text, so that what stood around it makes no new one.
TAKEN = "\n"


def beyond(under: Glyphs, withheld: str) -> int:
    """Count the words of which a part stands under boxes that ``withheld``, the text of the passages, does not hold.

    ``under`` is what stands under the boxes of a page. Letters and figures are compared, since engines part words and
    read marks in different ways; a word that a passage holds as often as it stands under boxes is no such word.
    """
    held = _letters(withheld)
    words = [letters for _, word in under.words() if (letters := _letters(word))]
    if Counter("".join(words)) <= Counter(held):
        return 0
    count = 0
    # Longest first: a short word may be part of a longer one.
    for word in sorted(words, key=len, reverse=True):
        if word in held:
            held = held.replace(word, TAKEN, 1)
        else:
            count += 1
    return count


def finding_beyond(page: int, count: int) -> Iterator[Finding]:
    """Yield what to tell of such words on a page, if there are any."""
    if count:
        what = "verdwijnt ook 1 woord dat niet is" if count == 1 else f"verdwijnen ook {count} woorden die niet zijn"
        message = f"Onder de lakken {what} aangewezen, geheel of voor een deel; maak de lak kleiner of wijs ze ook aan"
        yield Finding("beyond-passages", Severity.WARNING, message, page)


def words_in(glyphs: Glyphs) -> int:
    """Count the words with a letter or figure."""
    return sum(bool(_letters(word)) for _, word in glyphs.words())


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
