"""A second look: a name found once counts everywhere in the document.

A person who stands in a header field as "Wiersma, Tjitske" is found in the text as Wiersma, Tjitske, mevrouw Wiersma,
T. Wiersma, WIERSMA and TW.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from woo_redact.detect.hits import Hit, Source, fold
from woo_redact.detect.names import Lexicon
from woo_redact.domain.rule import ELSEWHERE
from woo_redact.domain.suggestion import Level, Provenance
from woo_redact.rulepack.grammar import CALLED, FULLWORD, INITIAL, INITIALS, PARTICLE, SURNAME

PERSON, EMAIL = "person", "email"
SHORTEST = 3
# Shorter parts of e-mail addresses are initials or common words.
SHORTEST_IN_ADDRESS = 4

_TOKEN = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_NAME = regex.compile(rf"{INITIAL}|['’]t|[\p{{L}}\p{{M}}]+(?:['’][\p{{L}}\p{{M}}]+)*|[,(]")
_BEFORE = regex.compile(rf"(?<![\p{{L}}\d.])(?:(?:{INITIALS}|{CALLED}|{PARTICLE})\s|{INITIALS}|{FULLWORD}[-–])+$")
_FIRST = regex.compile(rf"(?<![\p{{L}}]){FULLWORD}[ ]$")
_DOUBLE = regex.compile(rf"[-–]{FULLWORD}")
_AFTER = regex.compile(rf"[ ](?:{INITIALS}[ ]?)?{SURNAME}|[ ]\p{{Lu}}\.?(?![\p{{L}}\d])")
_CLERK = regex.compile(r"(?<![\p{L}\d./@-])\p{Lu}(?:\.?\p{L}){1,3}\.?(?![\p{L}\d/@])")
_LOOSE = regex.compile(r"(?:\p{Ll}+\s)*")
_PARTICLE = regex.compile(rf"{PARTICLE}$")


@dataclass(frozen=True, slots=True)
class Known:
    """The parts of names that were found: folded word to the surest hit it stands in.

    ``particled`` are the surnames that were seen with a particle: only they take a "van" before them along.
    """

    surnames: dict[str, Hit] = field(default_factory=dict, repr=False)
    firsts: dict[str, Hit] = field(default_factory=dict, repr=False)
    initials: dict[str, Hit] = field(default_factory=dict, repr=False)
    particled: set[str] = field(default_factory=set, repr=False)


def known_from(hits: Iterable[Hit], lexicon: Lexicon, text: str, backed: Callable[[Hit], bool] | None = None) -> Known:
    """Take the names in the hits apart: those no exception keeps first, then the surest.

    ``backed`` tells of a hit whether the model is sure of it: then a full name counts even if no list has its first.
    """
    known = Known()
    for hit in sorted(hits, key=lambda h: (not h.firm, h.level, h.start)):
        passage = text[hit.start : hit.end]
        if hit.level is Level.C:
            continue
        sure = hit.level is Level.A or _convincing(passage, lexicon)
        if hit.kind == PERSON and (sure or (" " in passage and backed is not None and backed(hit))):
            _take_name(hit, passage, known, lexicon)
        elif hit.kind == EMAIL:
            _take_address(hit, passage, known, lexicon)
    return known


def _convincing(passage: str, lexicon: Lexicon) -> bool:
    """Whether a name that is not certain is sure enough to look for it elsewhere."""
    words = passage.split()
    return len(words) > 1 and (words[0][-1] == "." or fold(words[0]) in lexicon.first_names)


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
        if any(_PARTICLE.match(part) for part in words):
            known.particled.add(fold(word))
    for word in given:
        _note(known.firsts, word, hit, lexicon)
    for form in _clerk_forms(words):
        known.initials.setdefault(form, hit)


def _note(names: dict[str, Hit], word: str, hit: Hit, lexicon: Lexicon) -> None:
    folded = fold(word)
    if len(word) >= SHORTEST and folded not in lexicon.not_names and folded not in lexicon.places:
        names.setdefault(folded, hit)


def _take_address(hit: Hit, passage: str, known: Known, lexicon: Lexicon) -> None:
    """Take "k.ouwehand" and "jelle.wiersma" apart; an address of one word may be anything."""
    words = _TOKEN.findall(passage)
    if len(words) < 2 or any(fold(word) in lexicon.mailboxes for word in words):
        return
    for word in words:
        if len(word) >= SHORTEST_IN_ADDRESS and fold(word) not in lexicon.common:
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
        start, end = widened(text, match.start(), match.end(), known, lexicon)
        yield _found(origin, start, end, Level.B if word in lexicon.common else origin.level)
    yield from _clerks(known, lexicon, text)


def widened(text: str, start: int, end: int, known: Known, lexicon: Lexicon) -> tuple[int, int]:
    """Take initials, particles and first name before a surname along, and a surname after a first name."""
    line = text.rfind("\n", 0, start) + 1
    before = _BEFORE.search(text, line, start)
    low = before.start() if before else start
    if before and fold(text[start:end]) not in known.particled:
        # "De planning van Jorritsma": the word before is no part of the name.
        low = start - len(before.group()) + len(_LOOSE.match(before.group()).group())
    first = _FIRST.search(text, line, low)
    if first and fold(first.group().strip()) in (known.firsts.keys() | lexicon.first_names):
        low = first.start()
    double = _DOUBLE.match(text, end)
    high = double.end() if double else end
    if fold(text[start:end]) not in known.surnames:
        after = _AFTER.match(text, high)
        if after and not _telling(after.group(), lexicon):
            high = after.end()
    return low, high


def _telling(words: str, lexicon: Lexicon) -> bool:
    """Whether one of the words tells that no name goes on here."""
    return any(word in lexicon.not_names or word in lexicon.places for word in fold(words).split())


def _clerks(known: Known, lexicon: Lexicon, text: str) -> Iterator[Hit]:
    for match in _CLERK.finditer(text):
        form = match.group().replace(".", "")
        origin = known.initials.get(form)
        if origin and form not in lexicon.abbreviations:
            yield _found(origin, match.start(), match.end(), Level.B)


def _found(origin: Hit, start: int, end: int, level: Level) -> Hit:
    # The rule of the origin stays: what is excepted from it is excepted here as well. An address is no name.
    rule = ELSEWHERE if origin.kind == EMAIL else origin.rule
    first = origin.reasons[0]
    reason = Provenance("names", ELSEWHERE, first.version, first.pack, "", "", min(first.score, 0.9))
    # Of a name that no exception keeps the first reason tells why it goes here too.
    reasons = (reason, replace(first, score=0.0)) if origin.firm else (reason,)
    return Hit(start, end, origin.ground, PERSON, level, rule, reasons, origin.firm)
