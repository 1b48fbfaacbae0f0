"""Names of persons in places where names are expected: header fields, salutations, signatures, table cells.

Such a place is cut into segments; a segment is a name when it looks like one and nothing in it says otherwise: a word
of an organisation or function, a figure, a code. That is why it may be certain without knowing the name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import regex

from woo_redact.rulepack.compiling import compile_pattern
from woo_redact.rulepack.grammar import CALLED, FULLWORD, INITIALS, PARTICLE, PERSON, SURNAME

NOT_NAMES = "not-names"
PLACES = "places"
TITLES = "titles"
COMMON = "common-words"
FIRST_NAMES = "first-names"
ABBREVIATIONS = "abbreviations"
MAILBOXES = "mailbox-words"
OTHER_COLUMNS = "columns-without-persons"
ENDINGS = "not-name-endings"

# Between persons. A comma is looked at later: "Wiersma, Tjitske" is one person.
_BREAK = regex.compile(
    r"\s*(?:[;|/&\n\t<>()\[\]:•]|\s{2,}|\s[-–—]\s(?!\p{Lu}\p{Ll}+\s*,)|\b(?:en|and|namens|via|cc|c\.c\.)\b"
    r"|\S*@\S*|mailto:\S*)\s*"
)
_COMMA = regex.compile(r"\s*,\s*")
# What may follow the comma: Tjitske; H.J.; Mieke de; J.W. van der
_GIVEN = rf"(?:{INITIALS}|(?!\p{{Lu}}{{2}}){FULLWORD}(?:\s{INITIALS}|\s{FULLWORD})?)(?:\s?{CALLED})?(?:\s{PARTICLE})*"
# A code of a unit before a name is no surname: "DAF, Marijke Oudshoorn", "S, A.P. Vreugdenhil".
UNIT = rf"\p{{Lu}}{{1,6}},\s(?:{INITIALS}\s?(?:{PARTICLE}\s)*\p{{Lu}}|{FULLWORD}\s(?:{PARTICLE}\s)*\p{{Lu}}\p{{Ll}})"
_REVERSED = regex.compile(
    rf"(?<![\p{{L}}\d])(?!{UNIT}){SURNAME}(?:\s?[-–]\s?{SURNAME}|\s{FULLWORD})?,\s?{_GIVEN}(?![\p{{L}}\d.])"
    r"|\p{Lu}{3,}(?:-\p{Lu}{3,})?,\s\p{Lu}{3,}(?![\p{L}])"
)
_WHOLE = regex.compile(rf"(?:{PERSON}|{INITIALS}|{SURNAME}\s{INITIALS}(?:\s?{PARTICLE})*|{FULLWORD}\s\p{{Lu}})")
WORD = regex.compile(r"[\p{L}\p{M}'’.-]+")
CODE = regex.compile(r"[\p{Lu}\d]{1,6}$|\p{Lu}+&\p{Lu}+$|\p{Lu}{2,}\p{Ll}+\p{Lu}*$")
# EZK-CDIU, IenW-mobiliteitspakket, MinDef; TSEGAY-ROORDA and Postuma-ELTAYEB are names.
_MIXED = regex.compile(
    r"\p{Lu}{2,}\d*-(?!\p{Lu}{3,}(?:-\p{Lu}{3,})?$)[\p{L}]|\p{Lu}{2,3}\d*-\p{Lu}{2,4}$|[\p{L}]+-\p{Lu}{2,}$(?<!^[\p{Lu}-]+)(?<!\p{Ll}-\p{Lu}{4,})"
    r"|(?!Mc|Mac|De|Le|La|Van|El|Al|O['’])\p{Lu}\p{Ll}+\p{Lu}\p{Ll}"
)
PARTICLES = regex.compile(rf"{PARTICLE}$")
# Words of particles ("op den", "van het", "tot"), which are no sign against a name.
WITHIN_NAMES = frozenset(
    {"van", "op", "aan", "uit", "voor", "in", "onder", "over", "het", "tot", "de", "den", "der", "ter", "ten", "te"}
    | {"el", "al", "ait", "ben", "von", "zu", "la", "le", "du"}
)

# Of the words of names and texts, so many are kept with what was found out about them.
WORDS_KEPT = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words that tell names from other things; ``titles`` matches those before and after a name.

    One lexicon is like no other, so that what is known of a word can be kept with it.
    """

    not_names: frozenset[str]
    places: frozenset[str]
    common: frozenset[str]
    first_names: frozenset[str]
    abbreviations: frozenset[str]
    mailboxes: frozenset[str]
    other_columns: frozenset[str]
    endings: Any
    before: Any
    after: Any


def lexicon(lists: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Return the lexicon from the word lists of the packs (none: nothing is known)."""
    titles = lists.get(TITLES, ())
    words = "|".join(regex.escape(t).replace(r"\ ", r"\s+") for t in sorted(titles, key=len, reverse=True)) or "(?!)"
    return Lexicon(
        _folded(lists.get(NOT_NAMES, ())),
        _folded(lists.get(PLACES, ())),
        _folded(lists.get(COMMON, ())),
        _folded(lists.get(FIRST_NAMES, ())),
        frozenset(lists.get(ABBREVIATIONS, ())),
        frozenset(lists.get(MAILBOXES, ())),
        _folded(lists.get(OTHER_COLUMNS, ())),
        regex.compile(rf"(?i)\p{{L}}{{2,}}(?:{'|'.join(lists.get(ENDINGS, ('(?!)',)))})$"),
        compile_pattern(rf"(?i)(?:(?:{words})(?![\p{{L}}])\.?\s*)+", {}),
        compile_pattern(rf"(?i)(?:(?<![\p{{L}}.])(?:,\s*|\s+|^)(?:{words})(?![\p{{L}}])\.?)+$", {}),
    )


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def names_in(text: str, start: int, end: int, known: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the places of names in ``text[start:end]``, in order."""
    for low, high in _segments(text, start, end):
        position = low
        for match in _REVERSED.finditer(text, low, high):
            if is_name(text[match.start() : match.end()], known):
                yield from _plain(text, position, match.start(), known)
                yield match.span()
                position = match.end()
        yield from _plain(text, position, high, known)


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _BREAK.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if end > position:
        yield position, end


def _plain(text: str, start: int, end: int, known: Lexicon) -> Iterator[tuple[int, int]]:
    position = start
    for match in (*_COMMA.finditer(text, start, end), None):
        stop = match.start() if match else end
        place = without_titles(text, position, stop, known)
        if place and _WHOLE.fullmatch(text, *place) and is_name(text[slice(*place)], known):
            yield place
        position = match.end() if match else end


def without_titles(text: str, start: int, end: int, known: Lexicon) -> tuple[int, int] | None:
    """Return the place without titles, blanks and stray punctuation at its ends; ``None`` when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in "*_>-–.,"):
        start += 1
    title = known.before.match(text, start, end)
    if title:
        start = title.end()
    title = known.after.search(text, start, end)
    if title:
        end = title.start()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_,:;-–"):
        end -= 1
    return (start, end) if end > start else None


@lru_cache(WORDS_KEPT)
def tells_against(word: str, known: Lexicon) -> bool:
    """Whether a word, or a part of it between hyphens, is never part of a name."""
    low = word.strip(".'’-").lower()
    if low in WITHIN_NAMES:
        return False
    if low in known.not_names or _MIXED.match(word):
        return True
    return any(known.endings.match(part) for part in low.split("-"))


def is_name(text: str, known: Lexicon) -> bool:
    """Tell whether a segment that has the form of a name can be one."""
    words = WORD.findall(text)
    if not words or any(tells_against(word, known) for word in words):
        return False
    if text.lower() in known.places:
        return False
    telling = [word for word in words if not PARTICLES.match(word)]
    if not telling:
        return False
    # "DVB VD", "FIN": codes. "KALNIŅŠ, Edgars", "A. HADŽIĆ": names in capitals.
    if all(CODE.match(word) for word in telling):
        longest = max(len(word) for word in telling)
        return longest > 4 if "," in text else len(telling) > 1 and all(len(w) > 3 for w in telling)
    return len(telling) > 1 or len(telling[0].strip(".")) > 1
