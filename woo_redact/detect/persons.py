"""A second look: a name found once counts everywhere in the document.

A person who stands in a header field as "Wiersma, Tjitske" is found in the text as Wiersma, Tjitske, mevrouw Wiersma,
T. Wiersma, WIERSMA and TW.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from woo_redact.detect.hits import Hit, Source, fold
from woo_redact.detect.names import Lexicon
from woo_redact.domain.suggestion import Level, Provenance
from woo_redact.rulepack.grammar import CALLED, FULLWORD, INITIAL, INITIALS, PARTICLE, SURNAME

PERSON, EMAIL = "person", "email"
RULE = "name-elsewhere"
SHORTEST = 3
# Shorter parts of e-mail addresses are initials or common words.
SHORTEST_IN_ADDRESS = 4

_TOKEN = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_NAME = regex.compile(rf"{INITIAL}|['’]t|[\p{{L}}\p{{M}}]+(?:['’][\p{{L}}\p{{M}}]+)*|[,(]")
_BEFORE = regex.compile(rf"(?:(?:{INITIALS}|{CALLED}|{PARTICLE}|{FULLWORD}[-–])\s?)+$")
_FIRST = regex.compile(rf"{FULLWORD}\s$")
_AFTER = regex.compile(rf"(?:[-–]{FULLWORD})|\s(?:{INITIALS}\s?)?{SURNAME}|\s\p{{Lu}}\.?(?![\p{{L}}\d])")
_CLERK = regex.compile(r"(?<![\p{L}\d./@-])\p{Lu}(?:\.?\p{L}){1,3}\.?(?![\p{L}\d/@])")
_PARTICLE = regex.compile(rf"{PARTICLE}$")


@dataclass(frozen=True, slots=True)
class Known:
    """The parts of names that were found: folded word to the surest hit it stands in."""

    surnames: dict[str, Hit] = field(default_factory=dict, repr=False)
    firsts: dict[str, Hit] = field(default_factory=dict, repr=False)
    initials: dict[str, Hit] = field(default_factory=dict, repr=False)


def known_from(hits: Iterable[Hit], lexicon: Lexicon, text: str) -> Known:
    """Take the names in the hits apart, the surest hits first."""
    known = Known()
    for hit in sorted(hits, key=lambda h: (h.level, h.start)):
        passage = text[hit.start : hit.end]
        if hit.kind == PERSON:
            _take_name(hit, passage, known, lexicon)
        elif hit.kind == EMAIL:
            _take_address(hit, passage, known, lexicon)
    return known


def _take_name(hit: Hit, passage: str, known: Known, lexicon: Lexicon) -> None:
    parts = _NAME.findall(passage)
    if "," in parts:
        cut = parts.index(",")
        parts = parts[cut + 1 :] + parts[:cut]
    words = [part for part in parts if part not in ",("]
    full = [word for word in words if not word.endswith(".") and not _PARTICLE.match(word)]
    if not full:
        return
    if len(words) == 1:
        # A lone name may be either; both are looked for.
        _note(known.firsts, full[0], hit, lexicon)
        return
    given, family = (full[:1], full[1:]) if words[0] == full[0] else ([], full)
    for word in family:
        _note(known.surnames, word, hit, lexicon)
    for word in given:
        _note(known.firsts, word, hit, lexicon)
    for form in _clerk_forms(words):
        known.initials.setdefault(form, hit)


def _note(names: dict[str, Hit], word: str, hit: Hit, lexicon: Lexicon) -> None:
    folded = fold(word)
    if len(word) >= SHORTEST and folded not in lexicon.not_names:
        names.setdefault(folded, hit)


def _take_address(hit: Hit, passage: str, known: Known, lexicon: Lexicon) -> None:
    for word in _TOKEN.findall(passage):
        if len(word) >= SHORTEST_IN_ADDRESS:
            _note(known.surnames, word, hit, lexicon)


def _clerk_forms(words: Sequence[str]) -> Iterator[str]:
    """TW, RdW and RW, HJO: how minutes shorten a name."""
    letters = [(word[0] if word[0].isalpha() else word[-1], bool(_PARTICLE.match(word))) for word in words]
    if len(letters) > 1:
        yield "".join(c if particle else c.upper() for c, particle in letters)
        yield "".join(c.upper() for c, _ in letters)
        yield "".join(c.upper() for c, particle in letters if not particle)


def elsewhere(known: Known, lexicon: Lexicon, source: Source) -> Iterator[Hit]:
    """Yield every place in the document where a part of a known name stands."""
    text = source.text
    if not (known.surnames or known.firsts or known.initials):
        return
    end = 0
    for match in _TOKEN.finditer(source.folded):
        word = match.group()
        surname = known.surnames.get(word)
        origin = surname or known.firsts.get(word)
        if origin is None or match.start() < end:
            continue
        if not text[match.start()].isupper():
            if surname or word in lexicon.common or len(word) <= SHORTEST:
                continue
            start, end = match.span()
            yield _found(origin, start, end, Level.B)
            continue
        start, end = _widened(text, match.start(), match.end(), known, lexicon)
        yield _found(origin, start, end, Level.B if word in lexicon.common else origin.level)
    yield from _clerks(known, lexicon, text)


def _widened(text: str, start: int, end: int, known: Known, lexicon: Lexicon) -> tuple[int, int]:
    """Take initials, particles and first name before a surname along, and a surname after a first name."""
    line = text.rfind("\n", 0, start) + 1
    before = _BEFORE.search(text, line, start)
    low = before.start() if before else start
    first = _FIRST.search(text, line, low)
    if first and fold(first.group().strip()) in (known.firsts.keys() | lexicon.first_names):
        low = first.start()
    high = end
    while after := _AFTER.match(text, high):
        word = fold(after.group().strip(" -–"))
        if any(part in lexicon.not_names or part in lexicon.places for part in word.split()):
            break
        high = after.end()
        if fold(text[start:end]) in known.surnames:
            break
    return low, high


def _clerks(known: Known, lexicon: Lexicon, text: str) -> Iterator[Hit]:
    for match in _CLERK.finditer(text):
        form = match.group().replace(".", "")
        origin = known.initials.get(form)
        if origin and form not in lexicon.abbreviations:
            yield _found(origin, match.start(), match.end(), Level.B)


def _found(origin: Hit, start: int, end: int, level: Level) -> Hit:
    # The rule of the origin stays: what is excepted from it is excepted here as well.
    first = origin.reasons[0]
    reason = Provenance("names", RULE, first.version, first.pack, "", "", min(first.score, 0.9))
    return Hit(start, end, origin.ground, PERSON, level, origin.rule, (reason,))
