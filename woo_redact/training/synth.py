"""Fill the templates with sampled names, units, firms and numbers."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from woo_redact.training.corpus import Item
from woo_redact.training.names import NameSampler, Person, ascii_fold
from woo_redact.training.templates import (
    FIRM_FORMS,
    FUNCTIONS,
    MISSIONS,
    NAMESAKES,
    NEGATIVE,
    POSITIVE,
    STREET_FORMS,
    UNITS,
)
from woo_redact.training.templates_offices import OFFICES
from woo_redact.training.templates_technical import PRODUCTS, TECHNICAL

SLOT = re.compile(r"\[(ORG|LOC):([^\]{]*)(?:\{(\w+)\})?\]|\{(\w+)\}")
REFERENCES = (
    "Min-BuZa.{y}.{n}-{m}", "BS{y}0{n}", "{y}-0000{n}", "IENW/BSK-{y}/{n}", "{n}-00{n}-DGPZ",
    "DOC-{n}", "Z{y}-{n}", "35925-V-{m}", "MINBUZA-{y}.{n}", "ACM/UIT/{n}", "PHAV/{y}/{m}",
)  # fmt: skip
TITLES = (
    "dhr.", "mw.", "de heer", "mevrouw", "Dhr.", "Mw.", "mevr.", "De heer", "Mevrouw", "fam.",
    "drs.", "mr.",
)  # fmt: skip
PARTIES = (
    "VVD", "D66", "PVV", "CDA", "PvdA", "GroenLinks", "GL-PvdA", "SP", "CU", "ChristenUnie", "SGP", "PvdD", "DENK",
    "Volt", "JA21", "BBB", "NSC", "FvD", "50PLUS", "Gemeentebelangen", "Leefbaar", "Stadspartij", "Lokaal Sterk",
    "Dorp & Dijk", "Lijst Noord", "Nieuw Midden", "De Brug", "Arbeid", "Groen Rood", "Vrijzinnig", "Waterbelang",
    "Ouderenpartij",
)  # fmt: skip
# The templates of a kind, by name.
KINDS = {
    "negative": (*NEGATIVE, *NAMESAKES),
    "positive": POSITIVE,
    "offices": OFFICES,
    "technical": TECHNICAL,
}
Filler = Callable[["Synthesiser"], str]


@dataclass(frozen=True)
class Words:
    """Words in small letters that are no name, to fill slots with."""

    dutch: Sequence[str]
    english: Sequence[str]


class Synthesiser:
    """Makes short texts from templates."""

    def __init__(self, sampler: NameSampler, words: Words, seed: int) -> None:
        """Use a sampler for names, lists of words, and a seed for everything else."""
        self.sampler = sampler
        self.words = words
        self.random = random.Random(seed)

    def items(self, count: int, kind: str) -> list[Item]:
        """Make texts of one to three templates each; ``kind`` is a key of ``KINDS``."""
        templates = KINDS[kind]
        result = []
        for _ in range(count):
            parts = self.random.choices(templates, k=self.random.choice((1, 1, 2, 3)))
            glue = self.random.choice(("\n", "\n\n", "\n"))
            result.append(self._fill(glue.join(parts)))
        return result

    def _fill(self, template: str) -> Item:
        text = ""
        spans: list[tuple[int, int, str]] = []
        position = 0
        for match in SLOT.finditer(template):
            text += template[position : match.start()]
            slot = match[3] or match[4]
            prefix, filled = match[2] or "", self.value(slot) if slot else ""
            label = match[1] or ("PER" if slot in PERSONS else "PUB" if slot in PUBLIC else "")
            title = len(filled) - len(_untitled(filled)) if slot == "titled" else 0
            if label:
                spans.append((len(text) + title, len(text + prefix + filled), label))
            text += prefix + filled
            position = match.end()
        return Item(text + template[position:], tuple(spans))

    def value(self, slot: str) -> str:
        """Draw a value for a slot."""
        if slot in PERSONS or slot in PUBLIC:
            return (PERSONS | PUBLIC)[slot](self, self.sampler.person())
        return OTHERS[slot](self)

    def pick(self, options: Sequence[str]) -> str:
        """Draw one of the options; an underscore stands for a blank."""
        return self.random.choice(options).replace("_", " ")


def _untitled(text: str) -> str:
    for title in TITLES:
        if text.startswith(title + " "):
            return text[len(title) + 1 :]
    return text


def _cap(person: Person) -> str:
    return person.family[0].upper() + person.family[1:]


def _init(maker: Synthesiser, person: Person) -> str:
    letters = person.initials(maker.random.choice((1, 1, 2, 3)))
    return "".join(f"{letter}." for letter in letters) + f" {person.family}"


def _full(maker: Synthesiser, person: Person) -> str:
    double = f"-{person.double}" if person.double and maker.random.random() < 0.7 else ""
    return f"{person.first} {person.family}{double}"


def _listed(maker: Synthesiser, person: Person) -> str:
    letters = "".join(f"{letter}." for letter in person.initials(maker.random.choice((1, 1, 2))))
    front = maker.random.choice((person.first, letters, letters, f"{letters} ({person.first})"))
    if person.particle and maker.random.random() < 0.4:
        return f"{person.surname}, {front} {person.particle}"
    return f"{_cap(person)}, {front}"


def _short(maker: Synthesiser, person: Person) -> str:
    middle = "".join(word[0] for word in person.particle.split() if word[0].isalpha())
    text = person.first[0] + middle + person.surname[0]
    return text.lower() if maker.random.random() < 0.15 else text


PERSONS: dict[str, Callable[[Synthesiser, Person], str]] = {
    "full": _full,
    "first": lambda _, p: p.first,
    "sur": lambda _, p: _cap(p),
    "lowsur": lambda _, p: p.family,
    "init": _init,
    "listed": _listed,
    "short": _short,
    "lowfirst": lambda _, p: p.first.lower(),
    "dotted": lambda _, p: f"{ascii_fold(p.first)[:1]}.{ascii_fold(p.family)}",
    "capslisted": lambda _, p: f"{p.family.upper()}, {p.first}",
    "swapped": lambda _, p: f"{_cap(p)} {p.first}",
    "upper": lambda _, p: f"{p.first} {p.family}".upper(),
    "uppersur": lambda _, p: p.family.upper(),
    "titled": lambda m, p: f"{m.pick(TITLES)} {m.pick([_cap(p), _init(m, p), p.family])}",
}

# Persons who stay readable, in the same forms.
PUBLIC: dict[str, Callable[[Synthesiser, Person], str]] = {
    "pubsur": lambda _, p: _cap(p),
    "pubfull": _full,
    "pubinit": _init,
    "publisted": _listed,
    "pubcaps": lambda _, p: p.family.upper(),
}


def _surname(maker: Synthesiser) -> str:
    return maker.sampler.person().surname


def _mail(maker: Synthesiser) -> str:
    person = maker.sampler.person()
    return f"{ascii_fold(person.first)}.{ascii_fold(person.family)}@minbzk.nl"


def _street(maker: Synthesiser) -> str:
    first = maker.sampler.person().first
    return maker.pick(STREET_FORMS).format(name=_surname(maker), first=first)


def _reference(maker: Synthesiser) -> str:
    rng = maker.random
    year, long, short = rng.randint(2015, 2025), rng.randint(10000, 99999), rng.randint(1, 99)
    return rng.choice(REFERENCES).format(y=year, n=long, m=short)


def _amount(maker: Synthesiser) -> str:
    rng = maker.random
    sign = rng.choice(("€ ", "EUR ", "€"))
    return f"{sign}{rng.randint(1, 999)}{rng.choice((' mln', ' miljoen', '.000', ',50', '.500,-'))}"


OTHERS: dict[str, Filler] = {
    "unit": lambda m: m.pick(UNITS),
    "mission": lambda m: m.pick(MISSIONS),
    "function": lambda m: m.pick(FUNCTIONS),
    "place": lambda m: m.pick(m.sampler.places),
    "firm": lambda m: m.pick(FIRM_FORMS).format(name=_surname(m)),
    "street": _street,
    "number": lambda m: str(m.random.randint(1, 400)),
    "ref": _reference,
    "amount": _amount,
    "name": _surname,
    "given": lambda m: m.sampler.person().first,
    "mail": _mail,
    "party": lambda m: m.pick(PARTIES),
    "product": lambda m: m.pick(PRODUCTS),
    "year": lambda m: str(m.random.randint(1975, 2025)),
    "year4": lambda m: str(m.random.randint(1560, 1935)),
    "year5": lambda m: str(m.random.randint(1600, 1985)),
    "n": lambda m: str(m.random.randint(1, 9)),
    "Name": lambda m: _cap(m.sampler.person()),
    "en": lambda m: m.pick(m.words.english),
    "En": lambda m: m.pick(m.words.english).capitalize(),
    "EN": lambda m: m.pick(m.words.english).upper(),
    "word": lambda m: m.pick(m.words.dutch),
    "Word": lambda m: m.pick(m.words.dutch).capitalize(),
    "WORD": lambda m: m.pick(m.words.dutch).upper(),
}
