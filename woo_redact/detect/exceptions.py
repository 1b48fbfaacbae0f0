"""What stays readable although a rule found it: public persons, general numbers, role mailboxes."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from woo_redact.detect.hits import LEVELS, Hit, Source
from woo_redact.detect.patterns import TIMEOUT, list_pattern
from woo_redact.domain.public import in_office
from woo_redact.domain.rule import ExceptionRule, RuleSet
from woo_redact.domain.suggestion import Level
from woo_redact.errors import RulePackError
from woo_redact.rulepack.compiling import compile_pattern

KEEP = "keep"
_LETTER = regex.compile(r"\p{L}")
_LETTERS = regex.compile(r"\w*[\p{L}\d]{2,}")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an exception holds in one document; ``words`` are kept everywhere in it."""

    rule: ExceptionRule
    rules: frozenset[str]
    places: tuple[Place, ...]
    words: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The exceptions on one document: those that spread, and those that hold only where they stand.

    Raises:
        RulePackError: an expression takes too long.
    """

    local: tuple[ExceptionRule, ...]
    spreading: tuple[Kept, ...]
    rules: RuleSet = field(repr=False)
    source: Source = field(repr=False)
    found: dict[ExceptionRule, Kept] = field(default_factory=dict, repr=False)

    def without(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return the hits that are left. What of a hit lies outside an exception stays a hit when it says anything.

        A name that is kept elsewhere does not save what is certain here: "de heer Visser" goes, whoever is minister.
        """
        left = list(hits)
        text = self.source.text
        for kept in self.spreading:
            left = [part for hit in left for part in _left(hit, kept, text)]
            left = [hit for hit in left if not _kept_by_name(hit, kept, text)]
        for rule in self.local:
            if any(_concerns(hit, rule.rules) for hit in left):
                kept = self._kept(rule)
                left = [part for hit in left for part in _left(hit, kept, text)]
        return left

    def names(self) -> frozenset[str]:
        """Return the names that are kept everywhere in the document, in small letters."""
        return frozenset(word for kept in self.spreading for word in kept.words)

    def _kept(self, rule: ExceptionRule) -> Kept:
        """Return where an exception holds; it is looked up once in a document."""
        if rule not in self.found:
            places = tuple(_places(rule, _expression(rule, self.rules, self.source), self.source.text))
            self.found[rule] = Kept(rule, frozenset(rule.rules), places, frozenset())
        return self.found[rule]


def exceptions_on(source: Source, rules: RuleSet) -> Exceptions:
    """Look up where the exceptions hold that count for the whole document."""
    spreading = []
    for rule in rules.exceptions:
        if rule.spread:
            places = tuple(_places(rule, _expression(rule, rules, source), source.text))
            names = frozenset(_plain(source.text[slice(*place)]) for place in places)
            by_name = rule.register and not rule.pattern
            words = names | _surnames(names, rule, rules, source) if by_name else _spread(names)
            if places:
                spreading.append(Kept(rule, frozenset(rule.rules), places, words))
    return Exceptions(tuple(rule for rule in rules.exceptions if not rule.spread), tuple(spreading), rules, source)


def _kept_by_name(hit: Hit, kept: Kept, text: str) -> bool:
    return hit.level is not Level.A and _concerns(hit, kept.rules) and _plain(text[hit.start : hit.end]) in kept.words


def _expression(rule: ExceptionRule, rules: RuleSet, source: Source) -> Any:
    """Return what the exception matches; ``None`` when nobody of its register is in office."""
    if rule.list:
        return compile_pattern(list_pattern(rules.lists[rule.list]), {})
    if not rule.register:
        return compile_pattern(rule.pattern, rules.lists)
    holders = in_office(rules.registers[rule.register], source.date)
    if not holders:
        return None
    if rule.pattern:
        # After initials a particle is written small: "H.M. de Jonge".
        surnames = tuple(form for h in holders for name in h.surnames for form in (name, name[:1].lower() + name[1:]))
        return compile_pattern(rule.pattern, {**rules.lists, rule.register: tuple(dict.fromkeys(surnames))})
    return compile_pattern(list_pattern(tuple(dict.fromkeys(n for holder in holders for n in holder.full_names))), {})


def _surnames(names: Collection[str], rule: ExceptionRule, rules: RuleSet, source: Source) -> frozenset[str]:
    """The surnames of those whose full names stand in the document."""
    holders = in_office(rules.registers[rule.register], source.date)
    found = (holder for holder in holders if any(_plain(name) in names for name in holder.full_names))
    return frozenset(_plain(surname) for holder in found for surname in holder.surnames)


def _places(rule: ExceptionRule, expression: Any, text: str) -> Iterator[Place]:
    if expression is None:
        return
    group = KEEP if KEEP in expression.groupindex else 0
    try:
        for match in expression.finditer(text, timeout=TIMEOUT):
            yield from match.spans(group)
    except TimeoutError:
        problem = f"{rule.pack}: regel {rule.id}: pattern: de expressie kost te veel tijd"
        raise RulePackError((problem,), "Vereenvoudig de expressie.") from None


def _concerns(hit: Hit, rules: Collection[str]) -> bool:
    return hit.rule in rules if rules else not hit.firm


def _left(hit: Hit, kept: Kept, text: str) -> Iterator[Hit]:
    touching = [p for p in kept.places if p[0] < hit.end and p[1] > hit.start] if _concerns(hit, kept.rules) else []
    if not touching:
        yield hit
    elif kept.rule.level is not None:
        yield replace(hit, level=max(hit.level, kept.rule.level, key=LEVELS.index))
    else:
        start = hit.start
        parts = []
        whole = kept.rule.list or kept.rule.register
        for low, high in (*sorted(touching), (hit.end, hit.end)):
            # An initial tells that it is somebody else of that surname: "S. Traoré".
            telling = (_LETTER if whole else _LETTERS).search(text, start, low)
            if telling:
                parts.append(replace(hit, start=telling.start(), end=low))
            start = max(start, high)
        # "Santokhi, Vinay" is not the president of that surname.
        yield from [hit] if parts and whole else parts


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _spread(names: Collection[str]) -> frozenset[str]:
    """The names, and the surnames of full names."""
    found = set(names)
    for name in names:
        _, _, surname = name.partition(" ")
        if surname:
            found.add(surname)
    return frozenset(found)
