"""What no single file can tell: ids, references between files, patterns that compile."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

import regex

from woo_redact.domain.age import weighed_by_age
from woo_redact.domain.explanation import Explanations
from woo_redact.domain.ground import Profile
from woo_redact.domain.public import OfficeHolder
from woo_redact.domain.rule import (
    ELSEWHERE,
    VALIDATOR_NAMES,
    ContextRule,
    ExceptionRule,
    ListRule,
    PatternRule,
    Rival,
    Rule,
    RuleSet,
    SectionRule,
)
from woo_redact.rulepack.compiling import compile_pattern, in_small_letters


def check(rules: RuleSet) -> Iterator[str]:
    """Yield every mistake but those in patterns, in Dutch, with file, rule and key."""
    yield from _twice("grounds.toml", "short", (g.short for g in rules.grounds.values()))
    for profile in rules.profiles.values():
        yield from (f"profiles.toml: profiel {profile.name}: {problem}" for problem in _profile(profile, rules))
    yield from (
        f"reasons.toml: reasons: de grond {g} bestaat niet" for g in rules.reasons.by_ground.keys() - rules.grounds
    )
    yield from (f"explanations.toml: {p}" for p in _explanations(rules.explanations, rules.grounds))
    ids = [rule.head.id for rule in rules.rules]
    yield from _twice("regels", "id", [*ids, *(e.id for e in rules.exceptions)])
    for rule in rules.rules:
        for problem in _rule(rule, rules):
            yield f"{rule.head.pack}: regel {rule.head.id}: {problem}"
    known = {*ids, ELSEWHERE}
    for exception in rules.exceptions:
        for problem in _exception(exception, rules, known):
            yield f"{exception.pack}: regel {exception.id}: {problem}"
    for rival in rules.rivals:
        yield from (f"{rival.pack}: rivals: {problem}" for problem in _rival(rival, rules, ids))
    for name, holders in rules.registers.items():
        yield from (f"lists/{name}/register.toml: holders: {problem}" for problem in _register(holders))
    for example in rules.examples:
        if example.profile not in rules.profiles:
            yield f"{example.pack}: examples: het profiel {example.profile} bestaat niet"


def _explanations(explanations: Explanations, grounds: Container[str]) -> Iterator[str]:
    for ground, explanation in explanations.by_ground.items():
        if ground not in grounds:
            yield f"explanations: de grond {ground} bestaat niet"
        elif weighed_by_age(ground) != bool(explanation.older):
            needed = "ontbreekt (artikel 5.3)" if weighed_by_age(ground) else "hoort hier niet (artikel 5.3)"
            yield f"explanations: {ground}: older {needed}"


def check_patterns(rules: RuleSet) -> Iterator[str]:
    """Yield every mistake in a pattern, in Dutch, with file, rule and key; compiling them all takes a second or two."""
    for rule in rules.rules:
        for key, pattern in _patterns(rule):
            for problem in _pattern(key, pattern, rules.lists):
                yield f"{rule.head.pack}: regel {rule.head.id}: {problem}"
    for exception in rules.exceptions:
        lists = dict(rules.lists)
        if exception.register in rules.registers:
            lists[exception.register] = tuple(n for h in rules.registers[exception.register] for n in h.surnames)
        for problem in _pattern("pattern", exception.pattern, lists):
            yield f"{exception.pack}: regel {exception.id}: {problem}"


def _twice(shown: str, key: str, values: Iterable[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{shown}: {key}: {value} komt {count} keer voor"


def _profile(profile: Profile, rules: RuleSet) -> Iterator[str]:
    for ground in profile.grounds:
        if ground not in rules.grounds:
            yield f"grounds: de grond {ground} bestaat niet"
    yield from _twice("keys", "grond", profile.keys)
    for ground in profile.keys:
        if ground not in profile.grounds:
            yield f"keys: de grond {ground} wordt niet aangeboden"


def _rule(rule: Rule, rules: RuleSet) -> Iterator[str]:
    if rule.head.ground not in rules.grounds:
        yield f"ground: de grond {rule.head.ground} bestaat niet"
    for profile in rule.head.profiles:
        if profile not in rules.profiles:
            yield f"profiles: het profiel {profile} bestaat niet"
    if isinstance(rule, ListRule) and rule.list not in rules.lists:
        yield f"list: de woordenlijst {rule.list} bestaat niet"
    if isinstance(rule, PatternRule) and rule.validator and rule.validator not in VALIDATOR_NAMES:
        yield f"validator: {rule.validator} bestaat niet; kies uit {', '.join(sorted(VALIDATOR_NAMES))}"


def _exception(exception: ExceptionRule, rules: RuleSet, known: set[str]) -> Iterator[str]:
    for rule in exception.rules:
        if rule not in known:
            yield f"rules: de regel {rule} bestaat niet"
    for profile in exception.profiles:
        if profile not in rules.profiles:
            yield f"profiles: het profiel {profile} bestaat niet"
    if exception.list and exception.list not in rules.lists:
        yield f"list: de woordenlijst {exception.list} bestaat niet"
    if exception.register and exception.register not in rules.registers:
        yield f"register: het register {exception.register} bestaat niet"


def _rival(rival: Rival, rules: RuleSet, ids: Container[str]) -> Iterator[str]:
    if rival.ground not in rules.grounds:
        yield f"ground: de grond {rival.ground} bestaat niet"
    for rule in rival.rules:
        if rule not in ids:
            yield f"rules: de regel {rule} bestaat niet"


def _register(holders: Sequence[OfficeHolder]) -> Iterator[str]:
    for holder in holders:
        if holder.until is not None and holder.until <= holder.since:
            yield f"{holder.name}: to ({holder.until}) ligt niet na from ({holder.since})"
        if not any(name.casefold().endswith(holder.surname.casefold()) for name in (holder.name, *holder.also)):
            yield f"{holder.name}: surname ({holder.surname}) is niet het eind van de naam"
    posts: dict[tuple[str, str], list[OfficeHolder]] = {}
    for holder in holders:
        posts.setdefault((holder.office, holder.portfolio), []).append(holder)
    for (office, portfolio), terms in posts.items():
        for one, other in combinations(terms, 2):
            if one.since < (other.until or date.max) and other.since < (one.until or date.max):
                yield f"{office} {portfolio}: {one.name} en {other.name} tegelijk"


def _patterns(rule: Rule) -> Iterator[tuple[str, str]]:
    match rule:
        case PatternRule():
            yield "pattern", rule.pattern
        case SectionRule():
            yield "heading", rule.heading
            yield "template", rule.template
        case ContextRule():
            yield from (("all_of", pattern) for pattern in rule.all_of)
            yield from (("none_of", pattern) for pattern in rule.none_of)


def _pattern(key: str, pattern: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not pattern:
        return
    try:
        compiled = compile_pattern(in_small_letters(pattern, lists) or pattern, lists)
    except regex.error as error:
        yield f"{key}: geen geldige reguliere expressie ({error.msg}, teken {error.pos})"
    except KeyError as error:
        yield f"{key}: de woordenlijst {error.args[0]} bestaat niet"
    else:
        if compiled.match(""):
            yield f"{key}: de expressie past op niets, dus overal"
