import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from woo_redact.domain.rule import ContextRule, PatternRule
from woo_redact.rulepack.compiling import compile_pattern, expand, in_small_letters
from woo_redact.rulepack.load import load_rules


def test_macros_get_a_group_of_their_own() -> None:
    assert expand("x{{A}}?", {"A": "a|b"}) == "x(?:a|b)?"


def test_an_unknown_macro_is_told() -> None:
    with pytest.raises(KeyError, match="WEG"):
        expand("{{WEG}}", {})


def test_word_lists_are_looked_up_by_name() -> None:
    expression = compile_pattern(r"\L<mailbox_words>@", {"mailbox-words": ("info", "woo")})
    assert expression.search("woo@rijk.example")


@pytest.mark.parametrize("pattern", ["Koning", r"(?i)\p{Lu}x", r"(?i)a(?-i:B)", r"(?i)\p{Lu}\L<namen>"])
def test_patterns_in_which_case_counts_stay(pattern: str) -> None:
    assert in_small_letters(pattern, {"namen": ("Jan",)}) is None


def test_escapes_and_groups_keep_their_capitals() -> None:
    assert in_small_letters(r"(?i)\bKvK\S\p{L}(?P<hit>\D)(?<!A)") == r"\bkvk\S\p{L}(?P<hit>\D)(?<!a)"


def test_word_lists_become_trees_of_their_letters() -> None:
    pattern = in_small_letters(r"(?i)heeft\s\L<kwalen>\b", {"kwalen": ("Griep", "long covid", "longkanker")})
    assert pattern == r"heeft\s(?:griep|long(?:\s+covid|kanker))\b"
    with pytest.raises(KeyError):
        in_small_letters(r"(?i)\L<kwalen>")


WORDS = (
    "longontsteking",
    "lid van de FNV",
    "ik vind",
    "Lopend Onderzoek",
    "KANKER",
    "landsadvocaat",
    "kans",
    "Wachtwoord: Geheim1!",
    "€ 3 mln",
    " ",
    "\n",
    ".",
)
LISTS = load_rules().lists
RULES = [
    pattern
    for rule in load_rules().rules
    for pattern in (
        rule.all_of if isinstance(rule, ContextRule) else (rule.pattern,) if isinstance(rule, PatternRule) else ()
    )
    if in_small_letters(pattern, LISTS)
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_both_ways_of_matching_agree(text: str) -> None:
    for pattern in RULES:
        as_written = [m.span() for m in compile_pattern(pattern, LISTS).finditer(text)]
        small = in_small_letters(pattern, LISTS)
        assert small is not None
        assert as_written == [m.span() for m in regex.finditer(small, text.lower(), regex.MULTILINE)]
