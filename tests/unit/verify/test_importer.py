import csv
import io
import random
import re
import tomllib
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from support.package_values import package
from woo_redact.disclosure.formats import production_report
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.importer import check_production_report
from woo_redact.verify.importer_columns import Column, column_of
from woo_redact.verify.importer_table import MOST_UNPACKED

CASES = Path(__file__).parents[2] / "cases" / "woo-web"
REPORTS = sorted(path for path in CASES.iterdir() if path.suffix in (".xlsx", ".csv"))
EXPECTED = tomllib.loads((CASES / "expected.toml").read_text(encoding="utf-8"))
OURS = package()
FILES = [document.file for document in OURS.documents if document.file]

GOOD = {
    "ID": "1001",
    "Matter": "2026-017",
    "Document": "Nota",
    "Beoordeling": "Deels openbaar",
    "Beoordelingsgrond": "5.1.2e; 5.2",
}


def ours() -> bytes:
    content = production_report.files(OURS)["productierapport.xlsx"]
    assert isinstance(content, bytes)
    return content


def kinds(findings: Sequence[Finding]) -> list[str]:
    return [finding.kind for finding in findings]


def as_csv(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    writer = csv.DictWriter(text, headings, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def checked(files: Sequence[str] | None = None, /, **cells: str) -> tuple[Finding, ...]:
    """Check a good row with other cells; "_" in a heading is a space."""
    return check_production_report(
        as_csv({**GOOD, **{heading.replace("_", " "): value for heading, value in cells.items()}}), "csv", files
    )


class TestThePlatformsOwnReports:
    def test_all_are_there_and_each_that_is_expected_to_fail_exists(self) -> None:
        assert len(REPORTS) == 62
        assert EXPECTED.keys() <= {path.name for path in REPORTS}

    @pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
    def test_what_is_wrong_is_found_where_it_is_and_nothing_else(self, path: Path) -> None:
        found = check_production_report(path.read_bytes(), path.suffix)
        expected = EXPECTED.get(path.name, {})
        assert set(kinds(found)) == expected.keys()
        for finding in found:
            assert expected[finding.kind] in finding.message

    def test_the_template_has_the_columns_of_our_report(self) -> None:
        sheet = load_workbook(CASES / "robot_framework__files__production_report_template.xlsx").worksheets[0]
        assert [cell.value for cell in sheet[1]] == list(production_report.HEADINGS)
        assert all(column_of(heading) for heading in production_report.HEADINGS)


class TestOurReport:
    def test_it_passes_with_its_files(self) -> None:
        assert check_production_report(ours(), ".XLSX", FILES) == ()

    @pytest.mark.parametrize(
        ("heading", "value", "kind"),
        [
            ("ID", None, "importer-id-missing"),
            ("ID", "10 01", "importer-id"),
            ("ID", "a" * 171, "importer-id-long"),
            ("ID", "1002", "importer-id-twice"),
            ("Matter", None, "importer-matter-missing"),
            ("Matter", "1", "importer-matter"),
            ("Matter", "1" * 51, "importer-matter"),
            ("Matter", "2026/17", "importer-matter"),
            ("Family", -1, "importer-family"),
            ("Family", "een", "importer-family"),
            ("Email Thread ID", 0, "importer-thread"),
            ("Email Thread ID", 1.5, "importer-thread"),
            ("Document", "é" * 251, "importer-title-long"),
            ("File Type", "fax", "importer-file-type"),
            ("Datum", "4 maart 2026", "importer-date"),
            ("Datum", "2026-02-31", "importer-date-impossible"),
            ("Beoordeling", "Gedeeltelijk openbaar", "importer-judgement"),
            ("Beoordeling", None, "importer-judgement"),
            ("Opgeschort", "misschien", "importer-suspended"),
            ("Beoordelingsgrond", "art. 5.1 lid 2 sub e", "importer-ground"),
            ("Beoordelingsgrond", "5.1.2e, 5.2", "importer-ground"),
            ("Toelichting", "x" * 1_001, "importer-remark-long"),
            ("Toelichting", "http weet ik niet", "importer-remark-link"),
            ("Publieke Link", "voorbeeld.example", "importer-link"),
            ("Publieke Link", "https://voorbeeld.example/a b", "importer-link"),
            ("Publieke Link", "https://voorbeeld.example/" + "a" * 2_048, "importer-link-long"),
            ("Gerelateerd ID", "9999", "importer-related"),
            ("Gerelateerd ID", "2026-017-9999", "importer-related"),
            ("Zaaknummer", "17*4", "importer-case"),
            ("Document", "=1+1", "importer-formula"),
            ("ID", "1009", "importer-file-missing"),
            ("ID", "1009", "importer-file-left"),
            ("ID", "1001-1", "importer-file-name"),
        ],
    )
    def test_each_rule_that_is_broken_is_found(self, heading: str, value: object, kind: str) -> None:
        book = load_workbook(io.BytesIO(ours()))
        column = production_report.HEADINGS.index(heading) + 1
        book.worksheets[0].cell(2, column).value = value  # type: ignore[assignment]
        buffer = io.BytesIO()
        book.save(buffer)
        found = {finding.kind: finding for finding in check_production_report(buffer.getvalue(), "xlsx", FILES)}
        assert kind in found
        if kind != "importer-file-left":
            assert "rij 2" in found[kind].message or "rijen 2" in found[kind].message
        assert found[kind].remedy

    @pytest.mark.parametrize("heading", ["ID", "Matter", "Document", "Beoordeling", "Beoordelingsgrond"])
    def test_a_column_that_has_to_be_there_and_is_not(self, heading: str) -> None:
        book = load_workbook(io.BytesIO(ours()))
        book.worksheets[0].delete_cols(production_report.HEADINGS.index(heading) + 1)
        buffer = io.BytesIO()
        book.save(buffer)
        (finding,) = check_production_report(buffer.getvalue(), "xlsx")
        assert finding.kind == "importer-column"
        assert heading in finding.message


class TestRows:
    def test_a_good_row_passes(self) -> None:
        assert checked() == ()

    @pytest.mark.parametrize(
        "cells",
        [
            {"Datum": "2026-03-04"},
            {"Datum": "04-03-2026"},
            {"Datum": "2026/03/04"},
            {"Datum": "31/12/2026"},
            {"Datum": "31/12/2026 10:15"},
            {"Datum": "12/31/2026 1:15 pm UTC"},
            {"Datum": ""},
            {"Beoordelingsgrond": "5.1.2.E;5.1.1a; 10.2.g ;dubbel;"},
            {"Opgeschort": "TRUE"},
            {"File_Type": "Word Processing"},
            {"Toelichting": "https://a.example|https://b.example"},
            {"Toelichting": "http is een protocol", "Publieke_Link": "https://a.example"},
            {"Zaaknummer": "2024-01; 2024-02,55"},
            {"Gerelateerd_ID": "1001; ander-dossier-12"},
            {"Matter": "", "Publicatiecontext": "BZ-2026-017"},
        ],
    )
    def test_what_the_platform_takes(self, cells: dict[str, str]) -> None:
        assert checked(**cells) == ()

    def test_headings_may_have_a_number_other_case_and_other_names(self) -> None:
        row = {
            "01 document": "Nota",
            "06 DATUM": "x",
            "Grond": "",
            "Openbaarmaking": "openbaar",
            "id": "1",
            "matter": "17",
        }
        assert kinds(check_production_report(as_csv(row), "csv")) == ["importer-date"]

    def test_semicolons_and_a_mark_in_front_are_read_too(self) -> None:
        content = b"\xef\xbb\xbf" + as_csv({**GOOD, "Datum": "x"}, delimiter=";")
        assert kinds(check_production_report(content, "csv")) == ["importer-date"]

    def test_rows_are_numbered_as_in_the_sheet_and_empty_ones_do_not_count(self) -> None:
        empty = dict.fromkeys(GOOD, "")
        content = as_csv(GOOD, empty, {**GOOD, "ID": "a b"})
        (finding,) = check_production_report(content, "csv")
        assert "rij 4, kolom ID" in finding.message

    def test_many_rows_with_the_same_fault_are_one_finding(self) -> None:
        content = as_csv(*({**GOOD, "ID": str(n), "Datum": "x"} for n in range(100)))
        (finding,) = check_production_report(content, "csv")
        assert "rijen 2, 3, 4, 5, 6 en 95 andere" in finding.message

    def test_no_cell_is_quoted(self) -> None:
        found = checked(
            [],
            **dict.fromkeys(("ID", "Datum", "Beoordeling", "Beoordelingsgrond", "Family", "Zaaknummer"), "Jan*Jansen"),
        )
        assert len(found) > 5
        assert "Jan" not in repr(found)

    def test_ids_are_the_same_whatever_their_case_but_not_in_another_matter(self) -> None:
        rows = ({**GOOD, "ID": "a1"}, {**GOOD, "ID": "A1"})
        assert kinds(check_production_report(as_csv(*rows), "csv")) == ["importer-id-twice"]
        rows = ({**GOOD, "ID": "a1"}, {**GOOD, "ID": "A1", "Matter": "2026-018"})
        assert check_production_report(as_csv(*rows), "csv") == ()

    def test_what_stops_the_platform_blocks_and_what_it_misreads_is_a_warning(self) -> None:
        assert [finding.severity for finding in checked(Datum="x")] == [Severity.BLOCKING]
        assert [finding.severity for finding in checked(Datum="31-02-2026")] == [Severity.WARNING]


class TestFiles:
    def test_a_file_is_found_by_the_letters_and_figures_it_begins_with(self) -> None:
        assert checked(["documenten/1001-nota.pdf"]) == ()
        assert kinds(checked(["nota-1001.pdf"])) == ["importer-file-missing", "importer-file-left"]

    def test_what_has_no_file_or_comes_later_needs_none(self) -> None:
        assert checked([], Beoordeling="niet openbaar") == ()
        assert checked([], Beoordeling="reeds openbaar") == ()
        assert checked([], Opgeschort="ja") == ()
        assert kinds(checked([])) == ["importer-file-missing"]

    def test_nothing_is_said_of_files_that_are_not_known(self) -> None:
        assert checked() == ()


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(ours())
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])
    return zipped(parts)


class TestOddInput:
    @pytest.mark.parametrize("suffix", ["xls", "", "pdf"])
    def test_another_kind_of_file(self, suffix: str) -> None:
        assert kinds(check_production_report(ours(), suffix)) == ["importer-type"]

    @pytest.mark.parametrize(
        "content", [b"", b"tekst", b"PK\x03\x04", zipped({}), zipped({"a.txt": b"b"}), b"\xd0\xcf\x11\xe0"]
    )
    def test_what_is_no_workbook(self, content: bytes) -> None:
        assert kinds(check_production_report(content, "xlsx")) == ["importer-damaged"]

    def test_a_workbook_without_a_sheet(self) -> None:
        parts = parts_of(ours())
        parts["xl/workbook.xml"] = re.sub(rb"<sheet .*?/>", b"", parts["xl/workbook.xml"])
        assert kinds(check_production_report(zipped(parts), "xlsx")) == ["importer-sheet"]

    def test_an_empty_sheet_and_empty_csv(self) -> None:
        buffer = io.BytesIO()
        Workbook().save(buffer)
        assert set(kinds(check_production_report(buffer.getvalue(), "xlsx"))) == {"importer-column"}
        assert set(kinds(check_production_report(b"", "csv"))) == {"importer-column"}

    def test_a_workbook_that_unpacks_to_very_much(self) -> None:
        parts = parts_of(ours()) | {"xl/worksheets/sheet2.xml": bytes(MOST_UNPACKED)}
        assert kinds(check_production_report(zipped(parts), "xlsx")) == ["importer-size"]

    def test_a_part_that_defines_entities(self) -> None:
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'
        assert kinds(check_production_report(with_sheet(lambda sheet: bomb + sheet), "xlsx")) == ["importer-damaged"]

    @pytest.mark.parametrize("number", [b"2000000", b"99999999999"])
    def test_a_row_far_below_the_last_of_a_sheet(self, number: bytes) -> None:
        content = with_sheet(lambda sheet: sheet.replace(b'<row r="3"', b'<row r="' + number + b'"'))
        assert kinds(check_production_report(content, "xlsx")) == ["importer-rows"]

    def test_more_documents_than_the_platform_takes(self) -> None:
        rows = as_csv(GOOD) + b"".join(b"%d,17-a,Nota,openbaar,\r\n" % number for number in range(50_000))
        assert kinds(check_production_report(rows, "csv")) == ["importer-rows"]

    def test_a_cell_with_more_than_fits(self) -> None:
        assert "importer-cell-long" in kinds(checked(Toelichting="x" * 40_000))
        assert kinds(checked(Toelichting="x" * 200_000)) == ["importer-damaged"]

    def test_csv_that_is_no_text(self) -> None:
        assert check_production_report(bytes(range(256)) * 10, "csv")

    def test_csv_of_an_old_program(self) -> None:
        row = {**GOOD, "Document": "Coördinatie"}
        assert check_production_report(as_csv(row).decode().encode("cp1252"), "csv") == ()

    @pytest.mark.slow
    def test_damage_anywhere_never_stops_the_check(self) -> None:
        dice = random.Random(7)
        whole = ours()
        for _ in range(150):
            at = dice.randrange(len(whole))
            damaged = bytearray(whole)
            damaged[at] = dice.randrange(256)
            check_production_report(bytes(damaged), "xlsx", FILES)
            assert check_production_report(whole[:at], "xlsx", FILES)

    @pytest.mark.slow
    def test_damage_within_the_sheet_never_stops_the_check(self) -> None:
        dice = random.Random(8)
        for _ in range(150):

            def damage(sheet: bytes) -> bytes:
                damaged = bytearray(sheet)
                for _ in range(3):
                    damaged[dice.randrange(len(damaged))] = dice.randrange(32, 127)
                return bytes(damaged)

            check_production_report(with_sheet(damage), "xlsx", FILES)


def test_every_column_has_a_heading_that_is_read_as_that_column() -> None:
    for column in Column:
        assert column_of(column.heading) is column
        assert column_of(f"07 {column.heading.upper()} ") is column
