"""Dates and numbers as Dutch readers expect them."""

from datetime import date

from woo_redact.disclosure.dutch import counted, number, written_date, written_iso


def test_dates_are_written_in_words() -> None:
    assert written_date(date(2026, 3, 2)) == "2 maart 2026"
    assert [written_iso(day) for day in ("2024-12-31", "2024", "")] == ["31 december 2024", "2024", ""]


def test_thousands_have_a_point_and_one_is_one() -> None:
    assert [number(value) for value in (0, 999, 1234567)] == ["0", "999", "1.234.567"]
    assert counted(1, "document", "documenten") == "1 document"
    assert counted(1200, "document", "documenten") == "1.200 documenten"
