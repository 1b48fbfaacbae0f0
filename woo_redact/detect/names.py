"""Names of persons in places where names are expected: header fields, salutations, signatures, table cells.

Such a place is cut into segments; a segment is a name when it looks like one and nothing in it says otherwise: a word
of an organisation or function, a figure, a code. That is why it may be certain without knowing the name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from woo_redact.detect.hits import Source
from woo_redact.domain.document import BlockKind
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
    r"\s*(?:[;|/&\n\t<>()\[\]:•]|\s{2,}|\s[-–—]\s(?!\p{Lu}\p{Ll}+\s*,)|\b(?:en|and|namens|via|cc|c\.c\.)\b|\S*@\S*|mailto:\S*)\s*"
)
_COMMA = regex.compile(r"\s*,\s*")
# What may follow the comma: Tjitske; H.J.; Mieke de; J.W. van der
_GIVEN = rf"(?:{INITIALS}|(?!\p{{Lu}}{{2}}){FULLWORD}(?:\s{INITIALS}|\s{FULLWORD})?)(?:\s?{CALLED})?(?:\s{PARTICLE})*"
# A code of a unit before a name is no surname: "DAF, Marijke Oudshoorn", "S, A.P. Vreugdenhil".
_UNIT = rf"\p{{Lu}}{{1,6}},\s(?:{INITIALS}\s?(?:{PARTICLE}\s)*\p{{Lu}}|{FULLWORD}\s(?:{PARTICLE}\s)*\p{{Lu}}\p{{Ll}})"
_REVERSED = regex.compile(
    rf"(?<![\p{{L}}\d])(?!{_UNIT}){SURNAME}(?:\s?[-–]\s?{SURNAME}|\s{FULLWORD})?,\s?{_GIVEN}(?![\p{{L}}\d.])|\p{{Lu}}{{3,}}(?:-\p{{Lu}}{{3,}})?,\s\p{{Lu}}{{3,}}(?![\p{{L}}])"
)
_UNIT_FIRST = regex.compile(rf"(?={_UNIT})\p{{Lu}}{{1,6}},\s")
_WHOLE = regex.compile(rf"(?:{PERSON}|{INITIALS}|{SURNAME}\s{INITIALS}(?:\s?{PARTICLE})*|{FULLWORD}\s\p{{Lu}})")
_WORD = regex.compile(r"[\p{L}\p{M}'’.-]+")
_CODE = regex.compile(r"[\p{Lu}\d]{1,6}$|\p{Lu}+&\p{Lu}+$|\p{Lu}{2,}\p{Ll}+\p{Lu}*$")
# EZK-CDIU, IenW-mobiliteitspakket, MinDef
_MIXED = regex.compile(
    r"\p{Lu}{2,}\d*-[\p{L}]|[\p{L}]+-\p{Lu}{2,}$(?<!^[\p{Lu}-]+)|(?!Mc|Mac|De|Le|La|Van|El|Al|O['’])\p{Lu}\p{Ll}+\p{Lu}\p{Ll}"
)
# Initials have up to three letters, a surname in capitals mostly more than four.
_ABBREVIATION = regex.compile(r"\p{Lu}{4}")
_PARTICLES = regex.compile(rf"{PARTICLE}$")


_LINE_END = regex.compile(r"[\n\t]| {3,}")
# Words of particles ("op den", "van het", "tot"), which are no sign against a name.
WITHIN_NAMES = frozenset(
    {"van", "op", "aan", "uit", "voor", "in", "onder", "over", "het", "tot", "de", "den", "der", "ter", "ten", "te"}
    | {"el", "al", "ait", "ben", "von", "zu", "la", "le", "du"}
)
# Where codes of units stand, and are no initials.
LABELLED = (BlockKind.FIELD, BlockKind.FIELD_LABEL, BlockKind.MAIL_HEADER, BlockKind.HEADING)
# "karin" in a chat may be a name, a longer word hardly.
LONGEST_IN_SMALL_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that tell names from other things; ``titles`` matches those before and after a name."""

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


def _tells(word: str, known: Lexicon) -> bool:
    """Whether a word, or a part of it between hyphens, is never part of a name."""
    low = word.strip(".'’-").lower()
    if low in WITHIN_NAMES:
        return False
    if low in known.not_names or _MIXED.match(word):
        return True
    return any(known.endings.match(part) for part in low.split("-"))


def cleaned(source: Source, start: int, end: int, known: Lexicon) -> tuple[int, int] | None:
    """Return where the name is in what was found for a person; ``None`` when it is none.

    Words around it that are no name are left out. A line end stays only within running text and after initials or a
    particle: elsewhere what stands on the next line is something else.
    """
    text = source.text
    cut = _LINE_END.search(text, start, end)
    if cut and not _goes_on(text[start : cut.start()]):
        end = cut.start()
    unit = _UNIT_FIRST.match(text, start, end)
    if unit:
        start = unit.end()
    words = list(_WORD.finditer(text, start, end))
    while words and _tells(words[0].group(), known):
        words.pop(0)
    if len(words) > 1 and words[0].group() == "van" and words[1].group().lower() in known.first_names:
        words.pop(0)
    while words and _ends_before(words, text, known):
        words.pop()
    if not words or any(_tells(word.group(), known) for word in words):
        return None
    if all(word.group() in known.common or _PARTICLES.match(word.group()) for word in words):
        return None
    trimmed = words[0].start() > start or words[-1].end() < end - 1
    if trimmed and not any(_telling(word.group()) for word in words):
        return None
    start = max(start, words[0].start())
    end = min(end, words[-1].end() + (text[words[-1].end() : end] in (")", "."))) if words else end
    block = source.block_at(start)
    if (
        block
        and block.kind in LABELLED
        and all(_CODE.match(word.group()) for word in words)
        and "," not in text[start:end]
    ):
        return None
    passage = text[start:end]
    if passage in known.abbreviations or _ABBREVIATION.fullmatch(passage):
        return None
    if passage.islower() and len(passage) > LONGEST_IN_SMALL_LETTERS:
        return None
    return None if passage.lower() in known.places else (start, end)


def _telling(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.lower() not in WITHIN_NAMES and not _PARTICLES.match(word)


def _ends_before(words: list[Any], text: str, known: Lexicon) -> bool:
    """Whether the last word is no part of the name: no name word, a lone particle, or a code such as a unit."""
    last = words[-1].group()
    if _tells(last, known) or (last.islower() and _PARTICLES.match(last) and text[words[-1].start() - 1] == " "):
        return True
    others = any(not word.group().isupper() for word in words[:-1] if len(word.group()) > 1)
    given = "," in text[words[0].start() : words[-1].start()]
    return others and not given and 2 <= len(last) <= 5 and last.isupper() and last.isalpha()


def _goes_on(before: str) -> bool:
    """Whether a name goes on after a line end: after initials or a particle only."""
    words = before.split()
    return bool(words) and (bool(_PARTICLES.match(words[-1])) or (words[-1].endswith(".") and "," not in before))


def is_name(text: str, known: Lexicon) -> bool:
    """Tell whether a segment that has the form of a name can be one."""
    words = _WORD.findall(text)
    if not words or any(_tells(word, known) for word in words):
        return False
    if text.lower() in known.places:
        return False
    telling = [word for word in words if not _PARTICLES.match(word)]
    if not telling:
        return False
    # "DVB VD", "FIN": codes. "KALNIŅŠ, Edgars", "A. HADŽIĆ": names in capitals.
    if all(_CODE.match(word) for word in telling):
        longest = max(len(word) for word in telling)
        return longest > 4 if "," in text else len(telling) > 1 and all(len(w) > 3 for w in telling)
    return len(telling) > 1 or len(telling[0].strip(".")) > 1
