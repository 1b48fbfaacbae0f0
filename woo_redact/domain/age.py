"""Information of more than five years old, for which a refusal needs a further reason (Woo art. 5.3)."""

from datetime import date

YEARS = 5
# Art. 5.1 lid 2 and lid 5, and art. 5.2: no other ground is named there.
_PARAGRAPH, _SINGLE = "5.1.2", frozenset({"5.1.5", "5.2"})


def known_day(made: str) -> date | None:
    """Return the day of a date (ISO 8601) of which year, month and day are known."""
    try:
        return date.fromisoformat(made)
    except ValueError:
        return None


def is_old(made: str, decided: date) -> bool:
    """Whether what was made on a day (ISO 8601) is more than five years older than the decision; unknown is no."""
    day = known_day(made)
    return day is not None and (decided.year - YEARS, decided.month, decided.day) > (day.year, day.month, day.day)


def weighed_by_age(ground: str) -> bool:
    """Whether a refusal of old information on a ground needs a further reason."""
    return ground in _SINGLE or ground.startswith(_PARAGRAPH)
