"""Checks on the text of a hit: ``str -> bool``. They never raise; a function's name is its key in the packs.

``domain.rule.VALIDATOR_NAMES`` lists them.
"""

import re
from collections.abc import Callable, Mapping

from stdnum import iban as stdnum_iban
from stdnum.nl import bsn as stdnum_bsn

# Digits of an international number, country code included (ITU E.164: at most fifteen).
FOREIGN_DIGITS = (10, 15)
_DIGIT = re.compile(r"\d")
_NO_DIGIT = re.compile(r"\D")
_TRUNK = re.compile(r"\(0\)")
_DATE = re.compile(r"(\d{1,4})[-./ ]([\w]+\.?)[-./ '’]+(\d{2,4})$")
_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "mar", "march"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "oct", "october"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
# Sidecodes of Dutch plates (RDW): two or three groups of letters and figures, six characters in all.
_PLATES = frozenset(
    "LL99 99|99 99LL|99LL 99|LL99LL|LLLL99|99LLLL|99LLL9|9LLL99|LL999L|L999LL|LLL99L|L99LLL|9LL999|999LL9|99LL99|LL9999"
    "|9999LL".replace(" ", "").split("|")
)


def bsn(text: str) -> bool:
    """The eleven-test on eight or nine digits (Wet algemene bepalingen burgerservicenummer)."""
    digits = _NO_DIGIT.sub("", text).zfill(9)
    return len(digits) == 9 and len(set(digits)) > 2 and bool(stdnum_bsn.is_valid(digits))


def iban(text: str) -> bool:
    """Length of the country and the check of ISO 13616 (modulo 97)."""
    # Not whether the bank exists: lists of banks grow old, and a number of an unknown bank is no less personal.
    return bool(stdnum_iban.is_valid("".join(text.split()), check_country=False))


def phone(text: str) -> bool:
    """A Dutch number of ten digits, or a foreign one that its country may have given out."""
    plain = _TRUNK.sub("", text).strip()
    digits = "".join(_DIGIT.findall(plain))
    if plain.startswith("+") or digits.startswith("00"):
        international = digits if plain.startswith("+") else digits[2:]
        if international.startswith("31"):
            return len(international.removeprefix("31").lstrip("0")) == 9
        return _foreign("+" + international)
    return len(digits) == 10 and digits[0] == "0" and digits[1] != "0"


def _foreign(number: str) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(number)))
    except phonenumbers.NumberParseException:
        # A code that no country has today.
        return FOREIGN_DIGITS[0] <= len(_DIGIT.findall(number)) <= FOREIGN_DIGITS[1]


def licence_plate(text: str) -> bool:
    """One of the forms that Dutch plates have or had."""
    plain = re.sub(r"[^A-Za-z0-9]", "", text)
    return re.sub(r"\d", "9", re.sub(r"[A-Za-z]", "L", plain)) in _PLATES


def postcode(text: str) -> bool:
    """A Dutch postcode: 1000 to 9999, and letters that are in use."""
    plain = re.sub(r"\s", "", text).upper()
    return bool(re.fullmatch(r"[1-9]\d{3}[A-Z]{2}", plain)) and plain[4:] not in ("SA", "SD", "SS")


def birth_date(text: str) -> bool:
    """A date on which a living person may have been born."""
    match = _DATE.search(text.strip().lower())
    if not match:
        return False
    first, middle, last = match.groups()
    month = int(middle) if middle.isdigit() else _MONTH_NUMBER.get(middle.rstrip("."), 0)
    day, year = (last, first) if len(first) == 4 else (first, last)
    return 1 <= month <= 12 and 1 <= int(day) <= 31 and (len(year) == 2 or 1900 <= int(year) <= 2026)


VALIDATORS: Mapping[str, Callable[[str], bool]] = {
    f.__name__: f for f in (birth_date, bsn, iban, licence_plate, phone, postcode)
}
