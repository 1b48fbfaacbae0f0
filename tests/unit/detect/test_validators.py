"""Checks never raise; each lets the right forms pass and stops what only looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.detect.validators import VALIDATORS

GOOD = {
    "bsn": ["111222333", "1112.22.333", "123456782"],
    "iban": ["NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "BE68 5390 0754 7034"],
    "phone": [
        "0612345678",
        "06-12345678",
        "+31 6 12345678",
        "0031 70 123 4567",
        "+31 (0)70 123 45 67",
        "+32 470 12 34 56",
    ],
    "licence_plate": ["RX-412-T", "12-ABC-3", "AB-12-34", "1-ABC-23", "AB-123-C"],
    "postcode": ["1234 AB", "9999ZZ"],
    "birth_date": ["14-05-1983", "14.05.83", "3 april 1971", "2 sept. 2016", "1983-05-14"],
}
BAD = {
    "bsn": ["111222334", "000000000", "111111111", "12345", ""],
    "iban": ["NL91ABNA0417164301", "XX00", ""],
    "phone": ["061234567", "06123456789", "0012", "+31 6 123", "1234567890", "+999 1", ""],
    "licence_plate": ["2022-2023", "ABCDEF", "123456", ""],
    "postcode": ["0123 AB", "1234 SS", "12345 AB", ""],
    "birth_date": ["14-13-1983", "32-05-1983", "14-05-1783", "april", ""],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in GOOD.items() for text in texts])
def test_right_forms_pass(name: str, text: str) -> None:
    assert VALIDATORS[name](text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in BAD.items() for text in texts])
def test_wrong_forms_do_not(name: str, text: str) -> None:
    assert not VALIDATORS[name](text)


def test_every_validator_is_tested() -> None:
    assert set(GOOD) == set(BAD) == set(VALIDATORS)


@given(
    st.sampled_from(sorted(VALIDATORS)), st.text(max_size=30) | st.from_regex(r"[\d+() .\-/٣]{0,20}", fullmatch=True)
)
def test_no_text_makes_them_raise(name: str, text: str) -> None:
    assert VALIDATORS[name](text) in (True, False)


@given(st.integers(10_000_000, 999_999_999), st.integers(1, 9))
def test_the_eleven_test_sees_every_single_wrong_digit(number: int, shift: int) -> None:
    digits = f"{number:09}"
    if not VALIDATORS["bsn"](digits):
        return
    for place, digit in enumerate(digits):
        wrong = f"{digits[:place]}{(int(digit) + shift) % 10}{digits[place + 1 :]}"
        assert not VALIDATORS["bsn"](wrong)
