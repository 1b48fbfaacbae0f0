"""Read the form of a mention of a person and write another person in the same form."""

import random
import re
from dataclasses import dataclass

from woo_redact.training.names import Person, ascii_fold

TOKEN = re.compile(r"\s+|[(),/–]|-(?=\s)|(?:[^\W\d_]{1,2}\.-?)+|[^\s(),/–]+")
INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.-?)+$")
SHORT = re.compile(r"^(?:[A-ZÀ-Þ]{1,4}|[A-Z]{1,2}[a-z]{1,3}[A-Z]|[a-z]{1,4}[A-Z])$")
SHORT_LOWER = re.compile(r"^(?:[a-z]{2}|[bcdfghjklmnpqrstvwxz]{3,4})$")
PARTICLE_WORDS = frozenset(
    {
        "van", "de", "der", "den", "het", "'t", "’t", "ter", "ten", "te", "in", "op", "aan",
        "uit", "over", "tot", "von", "du", "la", "da", "dos", "del", "della", "el", "al",
        "ait", "v.", "v.d.", "v/d", "vd", "v", "bin", "ben", "le", "di",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """A piece of a mention: first, family, bare, tail, initials, short, or literal text."""

    role: str
    text: str


@dataclass(frozen=True)
class Known:
    """What is known about a person of the document before replacement."""

    firsts: frozenset[str]
    surnames: frozenset[str]


def _roles(tokens: list[str]) -> list[str]:
    """Name the basic kind of each token: blank, initials, particle or name."""
    roles = []
    for token in tokens:
        if not token.strip() or token in "(),/–-":
            roles.append("literal")
        elif INITIALS.match(token) and token not in PARTICLE_WORDS:
            roles.append("initials")
        elif token.lower() in PARTICLE_WORDS:
            roles.append("particle")
        else:
            roles.append("name")
    return roles


def analyse(mention: str, known: Known, *, surname_first: bool = False) -> list[Slot]:
    """Divide a mention into slots.

    Args:
        mention: the name as written.
        known: names of the same person found elsewhere in the document.
        surname_first: read a lone word as a surname.
    """
    if SHORT.match(mention) or SHORT_LOWER.match(mention):
        return [Slot("short", mention)]
    tokens = TOKEN.findall(mention)
    roles = _roles(tokens)
    names = [i for i, role in enumerate(roles) if role == "name"]
    if not names:
        return [Slot(role if role == "initials" else "literal", t) for role, t in zip(roles, tokens, strict=True)]
    if "," in tokens and "particle" in roles[tokens.index(",") :]:
        return _tailed(tokens, roles)
    first = _first_name_positions(tokens, roles, names, known, surname_first)
    return _merge(tokens, roles, first)


def _tailed(tokens: list[str], roles: list[str]) -> list[Slot]:
    """Read "Koning, T. de": the particle stands at the end."""
    comma = tokens.index(",")
    slots = [Slot("bare", "".join(tokens[:comma]).strip())]
    for token, role in zip(tokens[comma:], roles[comma:], strict=True):
        slots.append(Slot({"particle": "tail", "name": "first"}.get(role, role), token))
    # Several particle words are one tail.
    tails = [i for i, slot in enumerate(slots) if slot.role == "tail"]
    return slots[: tails[0] + 1]


def _first_name_positions(
    tokens: list[str], roles: list[str], names: list[int], known: Known, surname_first: bool
) -> set[int]:
    """Tell which name tokens are first names; the others are the surname."""
    if "," in tokens:
        comma = tokens.index(",")
        return {i for i in names if i > comma}
    in_brackets = {i for i in names if i > 0 and tokens[i - 1] == "("}
    rest = [i for i in names if i not in in_brackets]
    if not rest or "initials" in roles[: rest[0]] or "particle" in roles[: rest[0]]:
        return in_brackets
    if len(rest) == 1:
        word = tokens[rest[0]]
        if word in known.surnames or (surname_first and word not in known.firsts):
            return in_brackets
        return in_brackets | {rest[0]}
    if tokens[rest[-1]] in known.firsts and tokens[rest[0]] not in known.firsts:
        return in_brackets | {rest[-1]}
    return in_brackets | {rest[0]}


def _merge(tokens: list[str], roles: list[str], first: set[int]) -> list[Slot]:
    """Join particles, surnames and the blanks between them to one family slot."""
    slots: list[Slot] = []
    family: list[str] = []
    for i, token in enumerate(tokens):
        is_family = roles[i] in ("particle", "name") and i not in first
        inside = bool(family) and (not token.strip() or token in "–-")
        if is_family or inside:
            family.append(token)
            continue
        slots.extend(_family_slots(family))
        family = []
        role = "first" if i in first else roles[i]
        slots.append(Slot(role if role in ("first", "initials") else "literal", token))
    slots.extend(_family_slots(family))
    return slots


def _family_slots(family: list[str]) -> list[Slot]:
    text = "".join(family)
    if not text:
        return []
    core = text.rstrip()
    return [Slot("family", core)] + ([Slot("literal", text[len(core) :])] if core != text else [])


def write(slots: list[Slot], person: Person, rng: random.Random) -> str:
    """Write a person in the form of the slots."""
    parts = []
    for position, slot in enumerate(slots):
        if slot.role == "first":
            again = any(other.role == "first" for other in slots[:position])
            name = (person.middle.split() or ["Maria"])[0] if again else person.first
            parts.append(like(slot.text, name))
        elif slot.role == "bare":
            parts.append(like(slot.text, person.surname))
        elif slot.role == "tail":
            parts.append(like(slot.text, person.particle))
        elif slot.role == "family":
            parts.append(_family(slot.text, person, position == 0, rng))
        elif slot.role == "initials":
            parts.append(_initials(slots, position, person))
        elif slot.role == "short":
            parts.append(_short(slot.text, person))
        else:
            parts.append(slot.text)
    return "".join(parts)


def like(model: str, text: str) -> str:
    """Give text the case of a model that is all capitals or all lower."""
    if len(model) > 1 and model.isupper():
        return text.upper()
    return text.lower() if model.islower() else text


def _family(old: str, person: Person, leads: bool, rng: random.Random) -> str:
    text = person.family
    double = "-" in old or "–" in old
    if double and person.double:
        glue = "-" if " -" not in old and "–" not in old else rng.choice([" - ", " – "])
        text += glue + person.double
    words = [w for w in re.split(r"[\s-]+", old) if w.lower() not in PARTICLE_WORDS]
    core = "".join(words)
    if core.isupper() and len(core) > 1:
        return text.upper()
    if core.islower():
        return text.lower()
    if leads and person.particle:
        starts_lower = old.split()[0].islower() if " " in old else rng.random() < 0.15
        return text if starts_lower else text[0].upper() + text[1:]
    return text


def _initials(slots: list[Slot], position: int, person: Person) -> str:
    old = slots[position].text
    count = max(1, old.count("."))
    before = any(slot.role == "first" for slot in slots[:position])
    has_family = any(slot.role == "family" for slot in slots)
    if before and not has_family:
        letters = [person.surname[0].upper()]
    elif before and count == 1:
        letters = person.initials(2)[1:]
    else:
        letters = person.initials(count)
    text = "".join(f"{letter}." for letter in letters)
    return text.lower() if old.islower() else text


def _short(old: str, person: Person) -> str:
    letters = [person.first[0].upper()]
    if len(old) > 1:
        middle = "".join(word[0].lower() for word in person.particle.split() if word[0].isalpha())
        letters += [middle if not old.isupper() else middle.upper()]
        letters += [person.surname[0].upper()]
    text = "".join(letters)
    return text.lower() if old.islower() else text


def local_part(old: str, person: Person, rng: random.Random) -> str:
    """Write the local part of an e-mail address of a person."""
    first = ascii_fold(person.first)
    family = ascii_fold(person.family)
    initial = first[:1] or "x"
    if "." not in old:
        return rng.choice([initial + family, first, family + initial])
    if len(old.split(".", maxsplit=1)[0]) == 1:
        return f"{initial}.{family}"
    return rng.choice([f"{first}.{family}", f"{family}.{initial}"])
