"""When information is more than five years old, and for which grounds that counts (Woo art. 5.3)."""

from datetime import date

import pytest

from woo_redact.domain.age import is_old, known_day, weighed_by_age
from woo_redact.rulepack.load import load_rules


@pytest.mark.parametrize(
    ("made", "decided", "old"),
    [
        ("2021-03-02", date(2026, 3, 3), True),
        ("2021-03-03", date(2026, 3, 3), False),
        ("2021-03-04", date(2026, 3, 3), False),
        ("2024-02-28", date(2029, 3, 1), True),
        ("2024-02-29", date(2029, 2, 28), False),
        ("2024-02-29", date(2029, 3, 1), True),
        ("", date(2026, 3, 3), False),
        ("2019", date(2026, 3, 3), False),
        ("31-12-2019", date(2026, 3, 3), False),
        ("2019-02-30", date(2026, 3, 3), False),
    ],
)
def test_five_years_are_counted_to_the_day(made: str, decided: date, old: bool) -> None:
    assert is_old(made, decided) is old


def test_only_a_whole_date_is_a_day() -> None:
    assert known_day("2019-05-04") == date(2019, 5, 4)
    assert [known_day(text) for text in ("", "2019", "2019-05", "0000-01-01")] == [None] * 4


def test_the_law_names_the_second_and_fifth_paragraph_and_opinions_only() -> None:
    counted = [ground for ground in load_rules(patterns=False).grounds if weighed_by_age(ground)]
    assert counted == [*(f"5.1.2{letter}" for letter in "abcdefghi"), "5.1.5", "5.2"]
