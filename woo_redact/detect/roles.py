"""Who is named in a public role, as far as the model and the words around the name can tell.

Rules keep whom they are sure of: a minister in the register, "wethouder Bouwhuis". Of others the model says how
probable a public role is, and an office near the name, or the function of an official, says how much that word counts.
Such a person becomes a flag that says why: a reviewer decides, nothing is kept unseen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

import regex

from woo_redact.detect import tagging
from woo_redact.detect.hits import Hit, Source
from woo_redact.detect.ner import Reading
from woo_redact.detect.persons import PERSON
from woo_redact.domain.rule import IN_PUBLIC
from woo_redact.domain.suggestion import Level, Provenance

ROLES, FUNCTIONS, PARTIES = "public-roles", "functions", "parties"
# Characters before and after a name in which its office, and its function, stands.
BEFORE, AFTER = 50, 35
FUNCTION_BEFORE, FUNCTION_AFTER = 30, 25


class Near(Enum):
    """What stands near a name."""

    OFFICE = "office"
    BOTH = "office and function"
    NOTHING = "nothing"
    FUNCTION = "function"


# From which share of the probability on the model is believed. On the dev part, half of which is a voice that it was
# not trained on, these find more than half of those who stay, counted by letters, and take one in a hundred of those
# who go. Whom a rule is certain of asks for more.
LEAST: Mapping[tuple[Near, Level], float] = {
    (Near.OFFICE, Level.B): 0.85,
    (Near.BOTH, Level.B): 0.6,
    (Near.NOTHING, Level.B): 0.93,
    (Near.OFFICE, Level.A): 0.8,
    (Near.BOTH, Level.A): 0.8,
    (Near.NOTHING, Level.A): 0.97,
}
# Somebody whose office was told elsewhere in the document.
TOLD = {Level.B: 0.5, Level.A: 0.7}
# From so many persons on an enumeration is judged as one; what parts them.
ENUMERATED = 3
_BETWEEN = regex.compile(r"(?:\s\([^()\n]{1,25}\))?(?:,\s|\s(?:en|&|and)\s|,\s(?:en|and)\s)$")


@dataclass(frozen=True, slots=True)
class Words:
    """What to look for near a name."""

    offices: Any
    functions: Any


@dataclass(frozen=True, slots=True)
class Roles:
    """The public persons of one document; ``told`` are the surnames whose office the text tells somewhere."""

    reading: Reading = field(repr=False)
    source: Source = field(repr=False)
    words: Words = field(repr=False)
    told: frozenset[str] = field(repr=False)

    def flagged(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return the hits, those on persons in a public role as flags; what a firm rule found is left alone.

        Of the persons of one enumeration the mean counts: "Aerts, Boonacker en Tol" are all members or none is.
        """
        found = list(hits)
        persons = [hit for hit in found if hit.kind == PERSON and not hit.firm]
        shares = {}
        for run in _runs(sorted(persons, key=lambda hit: hit.start), self.source.text):
            own = [self.reading.in_public(self.source.text, hit.start, hit.end) for hit in run]
            mean = sum(own) / len(own)
            shares.update({hit: mean if len(run) >= ENUMERATED else share for hit, share in zip(run, own, strict=True)})
        return [self._flag(hit, shares[hit]) if hit in shares else hit for hit in found]

    def _flag(self, hit: Hit, share: float) -> Hit:
        text, place = self.source.text, (hit.start, hit.end)
        around = near(text, *place, self.words)
        least = LEAST.get((around, hit.level), 2.0)
        if around in (Near.NOTHING, Near.BOTH) and _surname(text, *place) in self.told:
            least = min(least, TOLD.get(hit.level, least))
        if share < least:
            return hit
        return replace(hit, level=Level.C, reasons=(*hit.reasons, Provenance("roles", IN_PUBLIC)))


def words_of(lists: Mapping[str, tuple[str, ...]]) -> Words:
    """Compile the word lists; without them nothing stands near a name."""
    offices = "|".join(regex.escape(word) for word in lists.get(ROLES, ()))
    parties = "|".join(regex.escape(word) for word in lists.get(PARTIES, ()))
    functions = "|".join(regex.escape(word) for word in lists.get(FUNCTIONS, ()))
    # The years of a life, and of a publication.
    written = r"\(?1[5-9]\d\d\s?[-–]\s?1[89]\d\d\)?|[(,]\s?(?:19|20)\d\d[a-z]?\)"
    # A number to call and a date of birth tell as much as a function.
    data = r"(?<!\d)06|\d{1,2}-\d{1,2}-(?:19|20)\d\d"
    return Words(
        regex.compile(rf"(?i:(?<!\p{{L}})(?:{offices or '(?!)'})(?!\p{{L}}))|\((?:{parties or '(?!)'})\)|{written}"),
        regex.compile(rf"(?i)(?:{functions or '(?!)'})s?(?![\p{{L}}-])|(?<!\p{{L}})(?-i:T)\s|{data}"),
    )


def roles_of(reading: Reading, source: Source, words: Words, kept: Iterable[str] = ()) -> Roles:
    """Look over a document once for those whose office is told; ``kept`` are names that rules keep for their office."""
    told = {_surname(name, 0, len(name)) for name in kept}
    for entity in reading.entities:
        place = (entity.start, entity.end)
        if entity.label != tagging.PERSON or near(source.text, *place, words) is not Near.OFFICE:
            continue
        if reading.in_public(source.text, *place) >= LEAST[Near.OFFICE, Level.B]:
            told.add(_surname(source.text, *place))
    return Roles(reading, source, words, frozenset(told))


def _runs(hits: Sequence[Hit], text: str) -> Iterator[list[Hit]]:
    """Yield the hits in order, those of one enumeration together."""
    run: list[Hit] = []
    for hit in hits:
        if run and not _BETWEEN.match(text, run[-1].end, hit.start):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def near(text: str, start: int, end: int, words: Words) -> Near:
    """Tell what stands near a name: in what comes before it on its line and the one above, or after it."""
    office = words.offices.search(text, max(0, start - BEFORE), start) or words.offices.search(text, end, end + AFTER)
    function = words.functions.search(text, max(0, start - FUNCTION_BEFORE), start)
    function = function or words.functions.search(text, end, end + FUNCTION_AFTER)
    if office:
        return Near.BOTH if function else Near.OFFICE
    return Near.FUNCTION if function else Near.NOTHING


def _surname(text: str, start: int, end: int) -> str:
    words = text[start:end].split()
    return words[-1].casefold() if words else ""
