"""Written dates to ISO 8601."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "february", "feb"),
            ("maart", "march", "mrt", "mar"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("augustus", "august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN = re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s+({_MONTH})\.?,?\s+(?:'|’)?(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
AMERICAN = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
NUMBERS = re.compile(r"(?<![\d.-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?![\d-])")
ISO = re.compile(r"(?<![\d.-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")

# Each form, and which of its groups are year, month and day.
FORMS = ((WRITTEN, (3, 2, 1)), (AMERICAN, (3, 1, 2)), (NUMBERS, (3, 2, 1)), (ISO, (1, 2, 3)))
# What is written outside of these years is a slip or no date.
EARLIEST, LATEST = 1800, 2100


def first_date(text: str) -> str:
    """Return the first date written in ``text`` as ISO 8601, or an empty string."""
    firsts = (next(_written(text, pattern, order), None) for pattern, order in FORMS)
    return min((found for found in firsts if found), default=(0, ""))[1]


def dates_in(text: str) -> frozenset[str]:
    """Return every date written in ``text`` as ISO 8601."""
    return frozenset(iso for pattern, order in FORMS for _, iso in _written(text, pattern, order))


def _written(text: str, pattern: re.Pattern[str], order: tuple[int, int, int]) -> Iterator[tuple[int, str]]:
    """Yield the dates in one form: where each begins, and ISO 8601."""
    for match in pattern.finditer(text):
        year, month, day = (match.group(group) for group in order)
        iso = _iso(year, month, day)
        if iso:
            yield match.start(), iso


def _iso(year: str, month: str, day: str) -> str:
    # Without regard to case "ı" is an "i" to a pattern, and no key here: 0 is no month.
    number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
    try:
        found = date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError:
        return ""
    return found.isoformat() if EARLIEST <= found.year <= LATEST else ""
