"""Dates and numbers as Dutch readers expect them."""

from datetime import date

from woo_redact.domain.age import known_day

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def written_date(day: date) -> str:
    """Return a date in words: "3 maart 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_iso(day: str) -> str:
    """Return a date in words when it is a whole one (ISO 8601), as it is otherwise."""
    whole = known_day(day)
    return written_date(whole) if whole else day


def number(value: int) -> str:
    """Return a number with a point between thousands."""
    return f"{value:,}".replace(",", ".")


def counted(value: int, one: str, more: str) -> str:
    """Return how many there are of something: "1 document", "1.200 documenten"."""
    return f"{number(value)} {one if value == 1 else more}"
