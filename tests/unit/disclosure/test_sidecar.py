import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from support.values import DOCUMENT, line_box, redaction
from woo_redact.disclosure.sidecar import read_sidecar, sidecar_content, write_sidecar
from woo_redact.domain.file import FileRecord
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import VerificationReport
from woo_redact.domain.width import Covering, Shift
from woo_redact.errors import InputError, MissingInputError

RECORD = FileRecord("memo.pdf", "/in/memo.pdf", DOCUMENT, page_count=2, output="e" * 64)
REDACTIONS = (
    replace(redaction(0, 6, 12, "5.1.2e", "5.2"), cover=(line_box(6, 12), line_box(0, 3, 1)), suggestions=("abc",)),
    redaction(1, 0, 4),
)
REPORT = VerificationReport(
    2,
    10,
    90,
    coverings={1: Covering((Box(24, 0, 60, 11),), (Shift(Box(80, 0, 99, 11), -7.5),), (Box(0, 0, 72, 11),))},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "memo.redactions.json"
    write_sidecar(path, RECORD, REDACTIONS, 1, REPORT)
    return path


def test_each_box_has_its_page_rectangle_and_grounds(path: Path) -> None:
    assert json.loads(path.read_text())["boxes"] == [
        {"passage": 1, "page": 1, "rectangle": [36.0, 0.0, 72.0, 11.0], "grounds": ["5.1.2e", "5.2"]},
        {"passage": 1, "page": 1, "rectangle": [0.0, 14.0, 18.0, 25.0], "grounds": ["5.1.2e", "5.2"]},
        {"passage": 2, "page": 2, "rectangle": [0.0, 0.0, 24.0, 11.0], "grounds": ["5.1.2e"]},
    ]


def test_counts_and_hashes() -> None:
    content = sidecar_content(RECORD, REDACTIONS, 1, REPORT)
    assert content["original_sha256"] == DOCUMENT
    assert content["redacted_sha256"] == "e" * 64
    assert content["pages"] == 2
    assert content["counts"] == {
        "passages": 2,
        "boxes": 3,
        "reviewed": 1,
        "by_policy": 1,
        "by_ground": {"5.1.2e": 2, "5.2": 1},
        "words_beyond_passages": None,
        "words_taken_along": 0,
    }


@pytest.mark.parametrize("beyond", [None, 0, 3])
def test_words_that_no_passage_holds_are_told_and_read(tmp_path: Path, beyond: int | None) -> None:
    write_sidecar(tmp_path / "memo.json", RECORD, REDACTIONS, 1, replace(REPORT, beyond=beyond, taken=8))
    found = read_sidecar(tmp_path / "memo.json")
    assert (found.beyond, found.taken) == (beyond, 8)


def test_a_list_from_before_words_were_counted_tells_that_they_were_not(path: Path) -> None:
    content = json.loads(path.read_text())
    del content["counts"]["words_beyond_passages"], content["counts"]["words_taken_along"]
    path.write_text(json.dumps(content))
    assert read_sidecar(path).beyond is None


def test_neither_text_nor_its_length_nor_a_source_is_told() -> None:
    told = json.dumps(sidecar_content(RECORD, REDACTIONS, 1, REPORT))
    assert "/in/" not in told
    assert "abc" not in told
    longer = [replace(r, span=replace(r.span, end=r.span.end + 5)) for r in REDACTIONS]
    assert json.dumps(sidecar_content(RECORD, longer, 1, REPORT)) == told


def test_reading_gives_boxes_and_grounds_back(path: Path) -> None:
    found = read_sidecar(path)
    assert (found.document, found.output, found.page_count, found.reviewed) == (DOCUMENT, "e" * 64, 2, 1)
    assert [(r.span.page, r.cover, r.grounds) for r in found.redactions] == [
        (r.span.page, r.cover, r.grounds) for r in REDACTIONS
    ]
    assert found.coverings == REPORT.coverings


def test_the_number_of_a_person_is_told_where_there_is_one(tmp_path: Path) -> None:
    first, second = REDACTIONS
    numbered = (replace(first, person=3), second)
    assert [box.get("person") for box in sidecar_content(RECORD, numbered, 0, REPORT)["boxes"]] == [3, 3, None]
    write_sidecar(tmp_path / "x.json", RECORD, numbered, 0, REPORT)
    assert [r.person for r in read_sidecar(tmp_path / "x.json").redactions] == [3, None]


def test_a_reason_is_told_where_one_was_given(tmp_path: Path) -> None:
    first, second = REDACTIONS
    given = (replace(first, reason="Weegt zwaarder."), second)
    assert [box.get("reason") for box in sidecar_content(RECORD, given, 0, REPORT)["boxes"]] == [
        "Weegt zwaarder.",
        "Weegt zwaarder.",
        None,
    ]
    write_sidecar(tmp_path / "x.json", RECORD, given, 0, REPORT)
    assert [r.reason for r in read_sidecar(tmp_path / "x.json").redactions] == ["Weegt zwaarder.", ""]


def test_a_document_without_redactions_has_one_too(tmp_path: Path) -> None:
    write_sidecar(tmp_path / "x.json", RECORD, (), 0, REPORT)
    assert read_sidecar(tmp_path / "x.json").redactions == ()


def test_it_is_for_the_owner_alone(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"x\.json"):
        read_sidecar(tmp_path / "x.json")


def without_box(content: dict[str, Any]) -> None:
    content["boxes"].pop()


def without_counts(content: dict[str, Any]) -> None:
    del content["counts"]


def of_another_format(content: dict[str, Any]) -> None:
    content["format"] = 99


def with_three_numbers(content: dict[str, Any]) -> None:
    content["boxes"][0]["rectangle"].pop()


def with_an_inverted_box(content: dict[str, Any]) -> None:
    content["boxes"][0]["rectangle"].reverse()


@pytest.mark.parametrize(
    "spoil", [without_box, without_counts, of_another_format, with_three_numbers, with_an_inverted_box]
)
def test_a_spoiled_one_is_refused(path: Path, spoil: Callable[[dict[str, Any]], None]) -> None:
    content = json.loads(path.read_text())
    spoil(content)
    path.write_text(json.dumps(content))
    with pytest.raises(InputError, match=r"memo\.redactions\.json"):
        read_sidecar(path)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "{", "\xff"])
def test_what_is_no_such_list_is_refused(path: Path, text: str) -> None:
    path.write_text(text, encoding="latin-1")
    with pytest.raises(InputError):
        read_sidecar(path)
