"""Whether two mentions can be of one person."""

from collections.abc import Iterable
from functools import lru_cache

from woo_redact.persons.folding import KEPT, letters, near
from woo_redact.persons.names import Form, Name

# Shorter words that differ in a letter are other names: Visser and Vissers are long enough, Bos and Vos are not.
LONG_ENOUGH = 6

_PARTICLE_WORDS = ("van", "der", "den", "de", "het", "op", "aan", "uit", "in", "ter", "ten")


def agree(first: Name, second: Name) -> bool:
    """Whether two full names can be of one person: given names or initials agree, and surnames do."""
    return _given_agree(first, second) and surnames_agree(first, second)


def _given_agree(first: Name, second: Name) -> bool:
    if first.given and second.given:
        return _one_given(first.given, second.given)
    return _initials_agree(first, second) or _initials_agree(second, first)


def _one_given(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Anne and Anne Marie, Annemarie and Anne Marie; not Karin and Kees."""
    shared = min(len(first), len(second))
    return first[:shared] == second[:shared] or letters("".join(first)) == letters("".join(second))


def _initials_agree(first: Name, second: Name) -> bool:
    """Whether the initials of the first begin those of the second, or its given name, by which a person is called."""
    if second.initials.startswith(first.initials):
        return bool(first.initials)
    return len(first.initials) == 1 and bool(second.given) and second.given[0].startswith(first.initials)


def surnames_agree(first: Name, second: Name) -> bool:
    """Whether two surnames have a part in common, and no particle contradicts it.

    In long words one letter may differ when both have initials, which agree.
    """
    both = bool(first.particle and second.particle)
    if (first.address or second.address) and (first.letters == second.letters or (not both and _run_on(first, second))):
        return True
    if both and first.particle != second.particle:
        return False
    if set(first.surname) & set(second.surname):
        return True
    if not (first.initials and second.initials and _given_agree(first, second)):
        return False
    return any(
        min(len(one), len(other)) >= LONG_ENOUGH and near(one, other)
        for one in first.surname
        for other in second.surname
    )


def _run_on(first: Name, second: Name) -> bool:
    """Whether an address runs together, or leaves out, what is written apart: vandermeulen, meulen."""
    return bool({first.letters, letters("".join(first.surname))} & {second.letters, letters("".join(second.surname))})


@lru_cache(KEPT)
def keys(name: Name) -> frozenset[str]:
    """Return words of which two surnames that agree have at least one in common."""
    found = {name.letters, letters("".join(name.surname)), *name.surname}
    for part in name.surname:
        if len(part) >= LONG_ENOUGH:
            # Words that differ in one letter are the same without it.
            found.update(f"-{part[:n]}{part[n + 1 :]}" for n in range(len(part)))
            found.add(f"-{part}")
    return frozenset(found)


def fits(part: Name, whole: Name) -> bool:
    """Whether a partial mention can be of the person with this full name."""
    match part.form:
        case Form.SURNAME:
            return surnames_agree(part, whole) or (not part.particle and part.hyphened in whole.given)
        case Form.CLERK:
            return part.word in clerk_forms(whole)
        case Form.WORD if part.hint:
            by_given = part.word in whole.given and any(s.startswith(part.hint) for s in whole.surname)
            return by_given or (part.word in whole.surname and whole.initials.startswith(part.hint))
        case Form.WORD:
            return part.word in _words_for(whole, run_together=part.address)
        case _:
            return False


def by_surname(part: Name, whole: Name) -> bool:
    """Whether a partial mention is the surname of this full name, and no given name of it."""
    if part.form is Form.WORD:
        return not part.hint and part.word in (*whole.surname, whole.letters) and part.word not in whole.given
    return part.form is Form.SURNAME and surnames_agree(part, whole)


def as_surname(name: Name, others: Iterable[Name]) -> Name:
    """Return a name as a surname alone when it is that of another: "Oude Lansink" beside "H.J. Oude Lansink"."""
    words = (*name.given, *name.surname)
    if name.form is not Form.FULL or len(name.given) != 1 or len(name.initials) != 1 or name.particle or name.address:
        return name
    if any(len(words) <= len(other.surname) and other.surname[-len(words) :] == words for other in others):
        return Name(Form.SURNAME, surname=words)
    return name


def alike(first: Name, second: Name) -> bool:
    """Whether two partial mentions in one document, of which nothing more is known, are one."""
    if first.form is second.form and first.word == second.word and first.hint == second.hint:
        return first.form is not Form.SURNAME or surnames_agree(first, second)
    return {first.form, second.form} <= {Form.SURNAME, Form.WORD} and _surname_and_word(first, second)


def _surname_and_word(first: Name, second: Name) -> bool:
    if first.form is second.form:
        return first.form is Form.SURNAME and surnames_agree(first, second)
    word, surname = (first, second) if first.form is Form.WORD else (second, first)
    return not word.hint and word.word in (*surname.surname, surname.letters)


@lru_cache(KEPT)
def _words_for(whole: Name, *, run_together: bool) -> frozenset[str]:
    """Return the single words that stand for a person; addresses run more together: kvandermeulen, karinm."""
    words = {*whole.given, *whole.surname, letters("".join(whole.given))} - {""}
    if run_together:
        joined = {whole.letters, letters("".join(whole.surname))}
        before = {whole.initials, whole.initials[:1], *whole.given} - {""}
        words |= joined | {f"{one}{other}" for one in before for other in joined}
    return frozenset(words)


@lru_cache(KEPT)
def clerk_forms(whole: Name) -> frozenset[str]:
    """Return how minutes shorten a full name: tw; kvdm, km; with all initials or the first."""
    particle = _particle_letters(whole.particle)
    surname = "".join(part[0] for part in whole.surname)
    return frozenset(
        f"{before}{between}{after}"
        for before in _prefixes(whole.initials)
        for between in {"", particle, particle[:1]}
        for after in {surname, surname[:1]}
        if before
    )


def _prefixes(initials: str) -> Iterable[str]:
    return {initials, initials[:1]}


def _particle_letters(particle: str) -> str:
    """Return the first letters of the words of a particle that stands in one piece: vander is vd."""
    found = ""
    while particle:
        word = next((w for w in _PARTICLE_WORDS if particle.startswith(w)), "")
        found += particle[0]
        particle = particle[len(word) :] if word else ""
    return found
