"""A mention of a person taken apart: given names, initials, particles, surname, or what there is of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

import regex

from woo_redact.domain.folding import folded
from woo_redact.persons.folding import KEPT, letters, on_one_line
from woo_redact.rulepack.grammar import CALLED, INITIAL, PARTICLE


class Form(StrEnum):
    """What kind of mention it is."""

    FULL = "full"
    """Given name or initials, and a surname: tells one person from another."""
    SURNAME = "surname"
    """A surname, for it has a particle or two halves; without particle the halves may be a given name: Gerrit-Jan."""
    WORD = "word"
    """One word: a given name or a surname."""
    CLERK = "clerk"
    """First letters only, as in minutes: KvdM."""
    NONE = "none"
    """Nothing that could be told apart."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention, folded. ``initials`` are those written, or else the first letters of the given names.

    ``particle`` is "vander", ``surname`` its words ("lieshout", "maas"), ``letters`` all of it without blanks and
    hyphens, as addresses write it. ``address`` tells that it was one; then a single word may be anything. ``hint`` is
    a single letter after a single word: Karin M.; Meulen K.
    """

    form: Form
    given: tuple[str, ...] = field(default=(), repr=False)
    initials: str = field(default="", repr=False)
    particle: str = field(default="", repr=False)
    surname: tuple[str, ...] = field(default=(), repr=False)
    hint: str = field(default="", repr=False)
    address: bool = False

    @property
    def word(self) -> str:
        """The one word, or the letters, of a mention that has no more."""
        return self.surname[0] if self.surname else ""

    @property
    def hyphened(self) -> str:
        """The words of a surname with hyphens between them, as in a given name."""
        return "-".join(self.surname)

    @property
    def letters(self) -> str:
        """Particle and surname in one piece."""
        return letters(self.particle + "".join(self.surname))


# The longest clerk's form: HJvdBM.
LONGEST_CLERK = 6

_PARTS = regex.compile(
    rf"(?P<called>{CALLED}|\(\p{{Lu}}[\p{{L}}\p{{M}} -]*\))|(?P<initial>{INITIAL})|(?P<comma>,)"
    rf"|(?P<particle>{PARTICLE})(?=\s|$)|(?P<word>(?<![\p{{L}}\p{{M}}])(?:d['’])?\p{{Lu}}[\p{{L}}\p{{M}}]*(?:['’-][\p{{L}}\p{{M}}]+)*)"
)
_CLERK = regex.compile(r"\p{Lu}(?:\.?\p{L}){0,4}\.?\p{Lu}\.?")
_ADDRESS = regex.compile(r"[\p{Ll}\p{M}\d]+(?:[._-][\p{Ll}\p{M}\d]+)*")
_VOWELS = frozenset("aeiouy")
# Particles as addresses run them together, the longest first.
_RUN_TOGETHER = (
    "vander",
    "vanden",
    "vande",
    "vanhet",
    "vant",
    "opden",
    "opde",
    "inden",
    "inhet",
    "van",
    "vd",
    "der",
    "den",
)
_OF_PARTICLES = frozenset(
    {"van", "de", "den", "der", "het", "t", "ter", "ten", "te", "op", "aan", "uit", "in", "onder", "voor", "von", "zu"}
    | {"v", "d", "vd", "el", "al", "la", "le", "du", "da", "di", "dos", "das", "bin", "ben", "ait", "del", "della"}
)
# At the start of an address these are initials, or a given name.
_GIVEN_AS_WELL = frozenset({"v", "d", "t", "ben"})
_SHORT_PARTICLES = {"v": "van", "d": "der", "vd": "vander"}


@lru_cache(KEPT)
def name_of(text: str) -> Name:
    """Take a mention apart; what cannot be told apart is a name without parts, never an error."""
    plain = on_one_line(text.replace("\t", " "))
    local = plain.partition("@")[0].strip(" <>;,")
    if _ADDRESS.fullmatch(local):
        return _of_address([part for part in regex.split(r"[._\d-]+", local) if part])
    if len(local) <= 2 * LONGEST_CLERK and _CLERK.fullmatch(local) and _is_clerk(local):
        return Name(Form.CLERK, surname=(folded(letters(local)),))
    return _of_parts(_parts(plain))


def _is_clerk(text: str) -> bool:
    """TW and KvdM, not OTTO or McDonald: few letters, and small ones only for particles."""
    small = "".join(c for c in text if c.islower())
    large = sum(c.isupper() for c in text)
    return (large <= 3 and not small) or (len(small) <= 3 and set(small) <= set("vdtehon") and large <= 3)


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str


def _parts(text: str) -> list[_Part]:
    """Return the parts in the order of speech: what stands behind a comma first."""
    found = [_Part(match.lastgroup, match.group(match.lastgroup)) for match in _PARTS.finditer(text) if match.lastgroup]
    found = [_judged(part, found[number + 1 :]) for number, part in enumerate(found)]
    cut = next((n for n, part in enumerate(found) if part.kind == "comma"), None)
    if cut is not None:
        found = [part for part in (*found[cut + 1 :], *found[:cut]) if part.kind != "comma"]
    return found


def _judged(part: _Part, after: Sequence[_Part]) -> _Part:
    """Return the part; "Ben de Vries" and "TE" alone have no particle of that kind, nor has a name that ends in one."""
    if part.kind != "particle" or not part.text[0].isupper():
        return part
    followed = bool(after) and after[0].kind == "particle" and part.text in ("Ben", "Al", "Le", "Du")
    return _Part("word", part.text) if followed or (not after and part.text not in ("VAN", "DE")) else part


def _of_parts(parts: Sequence[_Part]) -> Name:
    called = [folded(letters(p.text)) for p in parts if p.kind == "called"]
    initials = "".join(folded(p.text)[0] for p in parts if p.kind == "initial")
    particle = _particle(p.text for p in parts if p.kind == "particle")
    plain = [p for p in parts if p.kind != "called"]
    words = [p for p in plain if p.kind == "word"]
    if not words:
        clerk = initials + particle[:1]
        return Name(Form.CLERK, surname=(clerk,)) if len(clerk) > 1 else Name(Form.NONE)
    if len(plain) == 2 and plain[0].kind == "word" and (plain[1].kind == "initial" or len(plain[1].text) == 1):
        # "Karin M.", or "Meulen K."
        return Name(Form.WORD, surname=(folded(plain[0].text),), hint=folded(plain[1].text)[0])
    before = _before_surname(plain)
    given = [folded(p.text) for p in words[:before]]
    surname = [half for p in words[before:] for half in folded(p.text).split("-")]
    return _named(tuple(called or given), _initials(initials, given), particle, tuple(surname))


def _before_surname(parts: Sequence[_Part]) -> int:
    """Return how many of the words are given names: those before initials or a particle, else the first of several."""
    words = 0
    for number, part in enumerate(parts):
        more = any(p.kind == "word" for p in parts[number:])
        if part.kind in ("initial", "particle"):
            # "Wiersma T.": what ends in initials begins with the surname.
            return words if more else 0
        words += 1
    return 1 if words > 1 else 0


def _initials(written: str, given: Sequence[str]) -> str:
    """Return the initials written, with those of the given names that stand before them."""
    own = "".join(half[0] for name in given for half in name.split("-"))
    return own[: len(given)] + written if given and written else written or own


def _named(given: tuple[str, ...], initials: str, particle: str, surname: tuple[str, ...]) -> Name:
    if given or initials:
        return Name(Form.FULL, given, initials, particle, surname)
    if particle or len(surname) > 1:
        return Name(Form.SURNAME, (), "", particle, surname)
    return Name(Form.WORD, surname=surname)


def _particle(found: Iterable[str]) -> str:
    """Return particles in one piece, short ones written out: v.d. is vander."""
    words = regex.findall(r"\p{L}+", folded(" ".join(found)))
    return "".join(_SHORT_PARTICLES.get(word, word) for word in words)


def _of_address(parts: Sequence[str]) -> Name:
    """Take "k.vandermeulen", "karin.van.der.meulen" and "kv.meulen" apart."""
    words = [folded(part) for part in parts]
    if len(words) > 1 and len(words[-1]) == 1 and len(words[0]) > 2:
        words = [words[-1], *words[:-1]]
    if not words or not words[-1]:
        return Name(Form.NONE, address=True)
    if len(words) == 1:
        return Name(Form.WORD, surname=(words[0],), address=True)
    initials = ""
    given: list[str] = []
    while len(words) > 1 and (words[0] not in _OF_PARTICLES or (not initials and words[0] in _GIVEN_AS_WELL)):
        first = words[0]
        if given and len(first) > 2:
            break
        if len(first) <= 2 or (len(first) == 3 and not _VOWELS & set(first)):
            # "ed" may be Ed as well; the first letter is the same.
            initials += first
        elif initials:
            break
        else:
            given.append(first)
        words = words[1:]
    particles = []
    while len(words) > 1 and words[0] in _OF_PARTICLES:
        particles.append(words[0])
        words = words[1:]
    particle, surname = _particle(particles), tuple(words)
    if not particle:
        particle, surname = _run_apart(surname)
    initials = initials or "".join(g[0] for g in given)
    form = Form.FULL if initials else Form.SURNAME
    return Name(form, tuple(given), initials, particle, surname, address=True)


def _run_apart(surname: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Take the particle off "vandermeulen"; "vandaal" may have none, so what is left has to be long enough."""
    for start in _RUN_TOGETHER:
        if surname[0].startswith(start) and len(surname[0]) - len(start) >= 4:
            particle = "vander" if start == "vd" else start
            return particle, (surname[0][len(start) :], *surname[1:])
    return "", surname
