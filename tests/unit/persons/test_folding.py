"""What counts as one word."""

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.persons.folding import near, on_one_line

WORDS = st.text("abc", max_size=6)


@given(WORDS, WORDS)
def test_near_words_differ_in_one_letter_at_most(one: str, other: str) -> None:
    letters = "abc"
    shorter = {one[:n] + one[n + 1 :] for n in range(len(one))}
    longer = {one[:n] + c + one[n:] for n in range(len(one) + 1) for c in letters}
    changed = {one[:n] + c + one[n + 1 :] for n in range(len(one)) for c in letters}
    assert near(one, other) == (other in {one} | shorter | longer | changed)


def test_a_name_broken_over_lines_stands_on_one() -> None:
    assert on_one_line("Karin van der\n  Meu-\nlen") == "Karin van der Meulen"
    assert on_one_line("Lieshout -\nMaas") == "Lieshout-Maas"
    assert on_one_line("Ouwe\u00adhand") == "Ouwehand"
