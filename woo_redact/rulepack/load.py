"""Rule packs from disk: all of them, checked; or all their mistakes at once."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from woo_redact.domain.rule import RuleSet
from woo_redact.errors import RulePackError
from woo_redact.resources import rules_root
from woo_redact.rulepack.check import check, check_patterns
from woo_redact.rulepack.compiling import expand
from woo_redact.rulepack.convert import Converter, explanations_of, ground_of, holder_of, profile_of, reasons_of
from woo_redact.rulepack.files import Reading, read_bundled, read_extra

REMEDY = "Herstel de genoemde bestanden en controleer ze met: woo-redact rules check."


def load_rules(extra: Sequence[Path] = (), *, patterns: bool = True) -> RuleSet:
    """Return the bundled rules together with packs of the user (TOML files, or folders laid out as ``rules/`` is).

    Without ``patterns`` those are not looked at, which is enough, and much faster, where nothing is looked for.

    Raises:
        RulePackError: all mistakes of all packs, each with file and key.
    """
    return _load(rules_root(), tuple(extra), patterns) if extra else _bundled(patterns)


@cache
def _bundled(patterns: bool) -> RuleSet:
    return _load(rules_root(), (), patterns)


def _load(root: Path, extra: Sequence[Path], patterns: bool) -> RuleSet:
    reading = read_bundled(root)
    read_extra(reading, extra)
    rules = _assemble(reading)
    problems = (*reading.problems, *check(rules), *(check_patterns(rules) if patterns else ()))
    if problems:
        raise RulePackError(problems, REMEDY)
    return rules


def _assemble(reading: Reading) -> RuleSet:
    _expand_macros(reading)
    converters = [Converter(shown, pack, reading) for shown, pack in reading.packs]
    grounds = {g.id: ground_of(g) for g in (reading.grounds.grounds if reading.grounds else ())}
    profiles = reading.profiles.profiles if reading.profiles else ()
    return RuleSet(
        grounds=grounds,
        profiles={p.name: profile_of(p, grounds) for p in profiles},
        rules=tuple(rule for c in converters for rule in c.rules()),
        exceptions=tuple(exception for c in converters for exception in c.exceptions()),
        lists=reading.lists,
        examples=tuple(example for c in converters for example in c.examples()),
        digest=reading.digest,
        registers={name: tuple(map(holder_of, holders)) for name, holders in reading.registers.items()},
        reasons=reasons_of(reading.reasons),
        explanations=explanations_of(reading.explanations),
        rivals=tuple(rival for c in converters for rival in c.rivals()),
    )


def _expand_macros(reading: Reading) -> None:
    """Replace the macros within macros; each may use those that stand before it."""
    expanded: dict[str, str] = {}
    for name, macro in reading.macros.items():
        try:
            expanded[name] = expand(macro, expanded)
        except KeyError as error:
            reading.problems.append(f"macros.toml: macros.{name}: de macro {error.args[0]} staat er niet boven")
            expanded[name] = macro
    reading.macros = expanded
