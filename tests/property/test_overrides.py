"""The lists of a case win over rules and exceptions: what is kept is in no suggestion, what is a term always is."""

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from support.detecting import suggest
from woo_redact.domain.rule import Term

NAMES = ("Karin Ouwehand", "R.J. Okafor", "Terpstra", "Van Dijk", "06-12345678", "Zilvermeeuw", "k.ouwehand")
SENTENCES = (
    "Van: {} <k.ouwehand@rijk.example>",
    "Verzoeker {} vroeg om stukken.",
    "Minister {} tekende.",
    "Mevrouw {} belt 06-12345678.",
    "Ik vind dat {} een onverstandig besluit neemt.",
    "Opgesteld door: {}",
    "{} komt ook.",
)
texts = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(NAMES)), min_size=1, max_size=6).map(
    lambda parts: "\n".join(sentence.format(name) for sentence, name in parts)
)
lists = st.lists(st.sampled_from(NAMES), max_size=4, unique=True).flatmap(
    lambda names: st.integers(0, len(names)).map(lambda cut: (tuple(names[:cut]), tuple(names[cut:])))
)


def places(words: tuple[str, ...], text: str) -> Iterator[int]:
    for word in words:
        for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text, re.IGNORECASE):
            yield from (i for i in range(*match.span()) if text[i].isalnum())


@settings(max_examples=60, deadline=None)
@given(texts, lists)
def test_what_is_kept_is_never_suggested_and_a_term_always_is(text: str, both: tuple[tuple[str, ...], ...]) -> None:
    keep, gone = both
    terms = tuple(Term(word, "5.1.2e") for word in gone)
    covered = {
        i for s in suggest(text, keep=keep, terms=terms) for span in s.spans for i in range(span.start, span.end)
    }
    wanted = set(places(gone, text))
    assert wanted <= covered
    assert not (set(places(keep, text)) - wanted) & covered


@settings(max_examples=40, deadline=None)
@given(texts)
def test_lists_that_say_nothing_about_a_text_change_nothing(text: str) -> None:
    assert suggest(text, keep=("Nergens Genoemd",)) == suggest(text)
