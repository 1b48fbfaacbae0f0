"""The packs test themselves: every example has to give its marked passages and nothing else."""

from collections.abc import Callable

from woo_redact.domain.rule import Example, RuleSet

Suggest = Callable[[str, str], list[tuple[int, int]]]
SHOWN = 40


def check_examples(rules: RuleSet, suggest: Suggest) -> tuple[str, ...]:
    """Return what goes wrong in the examples of the packs, in Dutch.

    ``suggest`` gives the passages found in a text under a profile. Examples are the packs' own text, so they may be
    shown. Examples that need the model are left out when the rules alone do not find all their passages.
    """
    problems: list[str] = []
    for example in rules.examples:
        found = sorted(suggest(example.text, example.profile))
        missed = [passage for passage in example.passages if passage not in found]
        if example.needs_model and missed and not found:
            continue
        extra = [passage for passage in found if passage not in example.passages]
        problems.extend(_problem(example, passage, "wordt niet gevonden") for passage in missed)
        problems.extend(_problem(example, passage, "wordt ten onrechte gevonden") for passage in extra)
    return tuple(problems)


def _problem(example: Example, passage: tuple[int, int], what: str) -> str:
    text = example.text[slice(*passage)]
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return f"{example.pack}: voorbeeld ‘{example.text[:SHOWN]}’: ‘{shown}’ {what}"
