"""Sample invented persons with names of every background in the Netherlands."""

import json
import random
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from woo_redact.training.names_data import AFTER_PARTICLE, BACKGROUNDS, LONG_SURNAMES, PARTICLES

NAME_WORD = re.compile(r"[^\W\d_]+")
PARTICLE_WORDS = frozenset(word for particle in PARTICLES for word in particle.split())
Pool = Callable[[str], bool]
NAME = re.compile(r"^[^\W\d_][^\W\d_A-Z]+(?:-[^\W\d_]+)?$")
# The commonest first names carry a large round count in the list.
COMMON_FIRST = 100
TOP_FIRST = 12000
TOP_SURNAMES = 60000
SHARE_COMMON_FIRST = 0.55
SHARE_LISTED = 0.6
SHARE_PARTICLE = 0.3
SHARE_LONG = 0.02
SHARE_OTHER_FIRST = 0.12
# Surnames put together of two: what no list has still sounds like a name.
SHARE_BLENDED = 0.08
BEFORE_VOWEL = re.compile(r"(?<=[^aeiouyAEIOUY])(?=[aeiouy])")


@dataclass(frozen=True)
class Person:
    """An invented person; ``particle`` and ``double`` may be empty."""

    first: str
    middle: str
    particle: str
    surname: str
    double: str

    @property
    def family(self) -> str:
        """Surname with its particle, without the second name."""
        glue = "" if self.particle.endswith("'") and len(self.particle) == 2 else " "
        return f"{self.particle}{glue}{self.surname}" if self.particle else self.surname

    @property
    def names(self) -> tuple[str, ...]:
        """The first names and surnames one by one, without particles."""
        words = (self.first, *self.middle.split(), self.surname, *self.double.split())
        return tuple(word for word in words if word and word not in PARTICLE_WORDS)

    def initials(self, count: int) -> list[str]:
        """Give ``count`` initials, the first that of the first name."""
        letters = [part[0].upper() for part in self.first.replace("-", " ").split()]
        letters += [part[0].upper() for part in self.middle.split()]
        return (letters + list("MJACHPEWT"))[:count]


def train_pool(name: str) -> bool:
    """Whether a name may be drawn for training: nine of ten."""
    return zlib.crc32(name.casefold().encode()) % 10 != 0


class HeldOut:
    """Names for the test part alone: the tenth that training never draws, without what its documents hold already."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Note the words of the training texts."""
        self._used = {word for text in texts for word in NAME_WORD.findall(text.casefold())}

    def __call__(self, name: str) -> bool:
        """Whether a name may be drawn."""
        return not train_pool(name) and not self._used.intersection(NAME_WORD.findall(name.casefold()))


def ascii_fold(text: str) -> str:
    """Write a name as in an e-mail address: no accents, no blanks, lower case."""
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in plain.lower() if c.isascii() and (c.isalnum() or c == "-"))


@dataclass(frozen=True)
class Names:
    """Names to draw from, the commonest first; ``firsts`` holds ``common_firsts``, ``places`` are towns."""

    surnames: list[str]
    common_firsts: list[str]
    firsts: list[str]
    places: list[str]


def read_names(lists: Path) -> Names:
    """Read the lists: ``dutch_first_names.json``, ``dutch_last_names.json`` and ``city_gazetteer.json``."""
    surnames = _usable(lists / "dutch_last_names.json", TOP_SURNAMES, 0)
    common = _usable(lists / "dutch_first_names.json", TOP_FIRST, COMMON_FIRST)
    # Rare entries of the list of first names are often surnames.
    others = set(surnames[:5000]) - set(common)
    listed = _usable(lists / "dutch_first_names.json", TOP_FIRST, 0)
    places = list(json.loads((lists / "city_gazetteer.json").read_text(encoding="utf-8"))["woonplaatsen"])
    return Names(surnames, common, [name for name in listed if name not in others], places)


class NameSampler:
    """Draws persons from the lists and from the backgrounds."""

    def __init__(self, lists: Path | Names, seed: int, pool: Pool | None = None) -> None:
        """Take names, or read them from a folder.

        Args:
            lists: the names, or the folder for ``read_names``.
            seed: seed of this sampler.
            pool: which first names and surnames it may draw; none: all.
        """
        names = lists if isinstance(lists, Names) else read_names(lists)
        self.random = random.Random(seed)
        self._pool = pool
        self.surnames, self.places = names.surnames, names.places
        self.common_firsts, self.firsts = names.common_firsts, names.firsts
        self._particles = list(PARTICLES)
        self._weights = list(PARTICLES.values())
        self._groups = list(BACKGROUNDS)
        self._group_weights = [BACKGROUNDS[group][0] for group in self._groups]

    def person(self, *, double: bool = False) -> Person:
        """Sample one person; with ``double`` always one with two surnames."""
        while True:
            person = self._draw(double=double)
            if self._pool is None or all(self._pool(name) for name in person.names):
                return person

    def _draw(self, *, double: bool) -> Person:
        rng = self.random
        if rng.random() < SHARE_LISTED:
            first = self._first()
            particle, surname = self._dutch_surname()
        else:
            first, surname = self._other()
            particle = ""
            if rng.random() < SHARE_OTHER_FIRST:
                first = self._first()
        middle = " ".join(self._first() for _ in range(rng.randint(0, 2)))
        second = ""
        if double or rng.random() < 0.04:
            second = self._listed(self.surnames) if rng.random() < 0.6 else self._other()[1]
            if rng.random() < 0.25:
                second = f"{rng.choice(self._particles[:6])} {second}"
        return Person(first, middle, particle, surname, second)

    def _first(self) -> str:
        common = self.random.random() < SHARE_COMMON_FIRST
        return self.random.choice(self.common_firsts if common else self.firsts)

    def _listed(self, names: list[str]) -> str:
        # A power of a uniform draw prefers frequent names and still reaches the rare ones.
        return names[int(len(names) * self.random.random() ** 2.2)]

    def _dutch_surname(self) -> tuple[str, str]:
        rng = self.random
        if rng.random() < SHARE_LONG:
            return "", rng.choice(LONG_SURNAMES.split()).replace("_", " ")
        if rng.random() < SHARE_BLENDED:
            return "", self._blended()
        if rng.random() < SHARE_PARTICLE:
            particle = rng.choices(self._particles, self._weights)[0]
            usual = rng.random() < 0.7
            name = rng.choice(AFTER_PARTICLE.split()) if usual else self._listed(self.surnames)
            return particle, name
        return "", self._listed(self.surnames)

    def _blended(self) -> str:
        """The beginning of one surname and the end of another, cut before a vowel."""
        one, other = self._listed(self.surnames), self._listed(self.surnames)
        cuts = [[match.start() for match in BEFORE_VOWEL.finditer(name) if match.start() > 1] for name in (one, other)]
        if not all(cuts):
            return one
        return one[: self.random.choice(cuts[0])] + other[self.random.choice(cuts[1]) :]

    def _other(self) -> tuple[str, str]:
        group = self.random.choices(self._groups, self._group_weights)[0]
        _, firsts, surnames = BACKGROUNDS[group]
        first = self.random.choice(firsts.split()).replace("_", " ")
        return first, self.random.choice(surnames.split()).replace("_", " ")


def _usable(path: Path, count: int, least: int) -> list[str]:
    names: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    kept = [name for name, number in names.items() if number >= least and NAME.match(name)]
    # Ties are ordered by a checksum: the alphabet would prefer the letter A.
    kept.sort(key=lambda name: (-names[name], zlib.crc32(name.encode())))
    return kept[:count]
