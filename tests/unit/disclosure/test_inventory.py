import csv
import io
import time
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from woo_redact.disclosure.inventory import HEADINGS, InventoryRow, csv_bytes, xlsx_bytes
from woo_redact.domain.publication import Judgement

ROW = InventoryRow(
    1, "map/memo.pdf", "Gesprek; met […]", "2025-03-01", Judgement.PARTIAL, ("5.1.2e", "5.2"), 3, "documenten/0001.pdf"
)
WITHHELD = replace(ROW, number=2, judgement=Judgement.NONE, file="", date="")
DUTCH = ["Nr.", "Document", "Titel", "Datum", "Beoordeling", "Grond(en)", "Pagina's", "Bestand", "Motivering"]
FIRST = ["1", "map/memo.pdf", "Gesprek; met […]", "2025-03-01", "deels openbaar", "5.1.2e; 5.2", "3"]

FORMULAS = ["=1+1", '=HYPERLINK("http://a.example")', "+31", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def sheet_of(content: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


class TestCsv:
    def test_headings_and_cells(self) -> None:
        headings, first, second = read_csv(csv_bytes([ROW, WITHHELD]))
        assert headings == DUTCH == list(HEADINGS)
        assert first == [*FIRST, "documenten/0001.pdf", ""]
        assert second[3:5] == ["", "niet openbaar"]
        assert second[-2] == ""

    def test_reasons_stand_with_the_grounds_they_were_given_for(self) -> None:
        row = replace(ROW, reasons=((("5.1.2e", "buiten-verzoek"), "Weegt zwaarder."), (("5.2",), "Intern beraad.")))
        told = "5.1.2e, buiten verzoek: Weegt zwaarder. 5.2: Intern beraad."
        assert read_csv(csv_bytes([row]))[1][-1] == told
        assert sheet_of(xlsx_bytes([row]))["I2"].value == told

    def test_what_is_no_ground_in_law_is_printed_in_words(self) -> None:
        row = replace(ROW, grounds=("5.1.2e", "buiten-verzoek"))
        assert read_csv(csv_bytes([row]))[1][5] == "5.1.2e; buiten verzoek"

    @pytest.mark.parametrize("title", FORMULAS)
    def test_formulas_are_defused(self, title: str) -> None:
        assert read_csv(csv_bytes([replace(ROW, title=title)]))[1][2].startswith("'")

    def test_excel_sees_that_it_is_utf8(self) -> None:
        assert csv_bytes([]).startswith(b"\xef\xbb\xbfNr.;")


class TestWorkbook:
    def test_headings_and_cells(self) -> None:
        sheet = sheet_of(xlsx_bytes([ROW, WITHHELD]))
        rows = [[c.value for c in row] for row in sheet.iter_rows()]
        assert rows[0] == DUTCH
        assert rows[1][:8] == [1, *FIRST[1:6], 3, "documenten/0001.pdf"]
        assert len(rows) == 3

    def test_the_heading_row_is_bold_and_stays_in_view(self) -> None:
        sheet = sheet_of(xlsx_bytes([ROW]))
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert not any(cell.font.bold for cell in sheet[2])
        assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width

    @pytest.mark.parametrize("title", FORMULAS)
    def test_formulas_are_text_and_stay_text(self, title: str) -> None:
        cell = sheet_of(xlsx_bytes([replace(ROW, title=title)]))["C2"]
        assert cell.data_type in ("s", "inlineStr")
        assert cell.quotePrefix

    def test_a_title_that_is_no_formula_is_left_as_it_is(self) -> None:
        assert not sheet_of(xlsx_bytes([ROW]))["C2"].quotePrefix

    @pytest.mark.parametrize("title", ["a\0b", "a\x0bb", "a\ud800b", "a\uffffb"])
    def test_what_a_cell_cannot_hold_is_left_out(self, title: str) -> None:
        assert sheet_of(xlsx_bytes([replace(ROW, title=title)]))["C2"].value == "ab"

    def test_twice_gives_the_same_bytes(self) -> None:
        first = xlsx_bytes([ROW, WITHHELD])
        # Zip archives count in steps of two seconds.
        time.sleep(2.1)
        assert xlsx_bytes([ROW, WITHHELD]) == first

    def test_another_row_gives_other_bytes(self) -> None:
        assert xlsx_bytes([ROW]) != xlsx_bytes([WITHHELD])
