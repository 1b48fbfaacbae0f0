"""What stays inside: third parties and their views, the log of decisions, which file became which."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import openpyxl

from woo_redact.disclosure.formats import internal, third_parties
from woo_redact.disclosure.formats.internal import DecisionRow, OriginalRow
from woo_redact.disclosure.formats.third_parties import ThirdPartyRow
from woo_redact.domain.publication import Files


def content(files: Files, name: str) -> bytes:
    found = files[name]
    assert isinstance(found, bytes)
    return found


def rows_of_csv(files: Files, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(files, name).decode("utf-8-sig")), delimiter=";"))


def rows_of_book(files: Files) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content(files, "zienswijzen.xlsx"))).active
    assert sheet is not None
    return [tuple(value or "" for value in row) for row in sheet.iter_rows(values_only=True)]


def party(name: str, document: str, **changes: Any) -> ThirdPartyRow:
    given: dict[str, Any] = {
        "title": "Offerte",
        "dated": "2024-05-06",
        "pages": (1, 2, 3, 7),
        "passages": 5,
        "grounds": ("5.1.1c", "buiten-verzoek"),
        "plan": "niet openbaar maken",
    }
    return ThirdPartyRow(name, document, **{**given, **changes})


def test_the_list_of_third_parties_tells_what_is_known_and_leaves_room_for_the_rest() -> None:
    found = rows_of_book(third_parties.files([party("Zandgat B.V.", "A1", prepared=date(2026, 1, 20))]))
    assert found[0] == third_parties.HEADINGS
    known = ("Zandgat B.V.", "A1", "Offerte", "2024-05-06", "1-3, 7", 5, "5.1.1c; buiten verzoek")
    assert found[1] == (*known, "niet openbaar maken", "2026-01-20", "", "", "", "", "")


def test_third_parties_stand_together_and_those_without_a_name_at_the_end() -> None:
    rows = [party("", "A9"), party("zeehond", "A2"), party("Meeuw", "A3"), party("Meeuw", "A1")]
    found = [row[:2] for row in rows_of_book(third_parties.files(rows))[1:]]
    assert found == [("Meeuw", "A1"), ("Meeuw", "A3"), ("zeehond", "A2"), ("", "A9")]
    assert third_parties.files(rows) == third_parties.files(reversed(rows))


def test_without_third_parties_the_list_has_its_headings() -> None:
    assert rows_of_book(third_parties.files([])) == [third_parties.HEADINGS]


def test_the_log_has_a_row_for_each_decision_in_the_order_of_the_log() -> None:
    at = datetime(2026, 3, 2, 15, 30, 5, 250, tzinfo=timezone(timedelta(hours=1)))
    decision = DecisionRow("A1", "s1", 3, 10, 20, ("5.1.2e", "5.2"), "approved", "J. de Vries", at, "=1+1")
    later = DecisionRow("A1", "s1", 3, 10, 20, (), "rejected", "J. de Vries", at.astimezone(UTC))
    found = rows_of_csv(internal.files([decision, later], []), internal.DECISIONS)
    assert found == [
        list(internal.DECISION_HEADINGS),
        ["1", "A1", "s1", "3", "10", "20", "5.1.2e; 5.2", "approved", "J. de Vries", "2026-03-02T14:30:05Z", "'=1+1"],
        ["2", "A1", "s1", "3", "10", "20", "", "rejected", "J. de Vries", "2026-03-02T14:30:05Z", ""],
    ]


def test_the_list_of_originals_tells_which_file_became_which() -> None:
    rows = [OriginalRow("B2", "mail.pdf", "c" * 64), OriginalRow("A1", "-nota.pdf", "a" * 64, "b" * 64, "d" * 64)]
    assert rows_of_csv(internal.files([], rows), internal.ORIGINALS) == [
        list(internal.ORIGINAL_HEADINGS),
        ["A1", "'-nota.pdf", "a" * 64, "b" * 64, "d" * 64],
        ["B2", "mail.pdf", "c" * 64, "", ""],
    ]


def test_no_name_or_reason_shows_in_a_repr() -> None:
    shown = repr([party("Zandgat", "A1"), OriginalRow("A1", "geheim.pdf", "a" * 64)])
    assert "Zandgat" not in shown
    assert "geheim" not in shown
