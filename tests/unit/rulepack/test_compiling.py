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


@pytest.mark.parametrize("pattern", ["Koning", r"(?i)\p{Lu}x", r"(?i)a(?-i:B)", r"(?i)\L<namen>"])
def test_patterns_in_which_case_counts_stay(pattern: str) -> None:
    assert in_small_letters(pattern) is None


def test_escapes_and_groups_keep_their_capitals() -> None:
    assert in_small_letters(r"(?i)\bKvK\S\p{L}(?P<hit>\D)(?<!A)") == r"\bkvk\S\p{L}(?P<hit>\D)(?<!a)"


WORDS = (
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
RULES = [
    pattern
    for rule in load_rules().rules
    for pattern in (
        rule.all_of if isinstance(rule, ContextRule) else (rule.pattern,) if isinstance(rule, PatternRule) else ()
    )
    if in_small_letters(pattern)
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_both_ways_of_matching_agree(text: str) -> None:
    for pattern in RULES:
        as_written = [m.span() for m in compile_pattern(pattern, {}).finditer(text)]
        small = in_small_letters(pattern)
        assert small is not None
        assert as_written == [m.span() for m in regex.finditer(small, text.lower(), regex.MULTILINE)]
