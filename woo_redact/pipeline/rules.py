"""Looking at the rules and checking them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from woo_redact import plugins
from woo_redact.detect.examples import check_examples
from woo_redact.domain.document import Document
from woo_redact.domain.rule import RuleSet
from woo_redact.errors import InputError
from woo_redact.pipeline.stages import StageNames, model_folder
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.rulepack.load import load_rules
from woo_redact.structure.parse import parse


def list_rules(profile: str | None = None, extra: Sequence[Path] = ()) -> RuleSet:
    """Return the rules, all of them or those of one profile.

    Raises:
        RulePackError: all mistakes in the packs.
        InputError: no such profile.
    """
    rules = load_rules(extra)
    if profile is None:
        return rules
    if profile not in rules.profiles:
        raise InputError(f"Het profiel {profile} bestaat niet.", f"Kies uit: {', '.join(rules.profiles)}.")
    return rules.for_profile(profile)


def check_rules(extra: Sequence[Path] = ()) -> tuple[str, ...]:
    """Run the examples of all packs and return what goes wrong, in Dutch; what the passage model says is left out.

    Raises:
        RulePackError: the packs cannot be read; all mistakes at once.
    """
    rules = load_rules(extra)
    return check_examples(rules, partial(_suggest, rules))


def _suggest(rules: RuleSet, text: str, profile: str) -> list[tuple[int, int]]:
    document = Document("voorbeeld", "voorbeeld", 1)
    parsed = parse(document, pages_from_text(text))
    # Examples show what rules and the entity model find; the passage model is measured.
    detector = plugins.load("detectors", StageNames().detector)(rules.for_profile(profile), model_folder())
    found = detector.suggest(parsed)
    return [(s.start, s.end) for suggestion in found for s in suggestion.spans]
