"""The sheet and the form for a third party: complete, legible, and safe to open."""

import io
import re
from datetime import UTC, datetime

import openpyxl
import pikepdf
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.structure_tree import tags
from woo_redact.disclosure.third_party import (
    PartyDocument,
    PartyPassage,
    PartyView,
    Plan,
    form_csv,
    form_xlsx,
    page_ranges,
    sheet_pdf,
)
from woo_redact.domain.ground import Ground, LabelScheme, Weighing

GROUND = Ground("5.1.1c", "Bedrijfsgegevens", "Vertrouwelijk", Weighing.ABSOLUTE, "artikel 5.1, eerste lid, onder c")
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
# Points: where text stands on a sheet of A4.
LEFT, RIGHT, BOTTOM = 62, 533, 830
NOTE = PartyDocument(1, "nota/een-heel-lange-naam-zonder-spaties-die-niet-ophoudt.pdf", (1, 2, 3, 7), (4, 5, 6))
MAIL = PartyDocument(2, "=SOM(A1).pdf", (1,), ())


def view(count: int = 3, party: str = "Zandgat & Zn. <b>B.V.</b>") -> PartyView:
    passages = tuple(
        PartyPassage(n + 1, (NOTE, MAIL)[n % 2], (n % 3 + 1,), list(Plan)[n % 3], (GROUND,) if n % 3 < 2 else ())
        for n in range(count)
    )
    return PartyView(party, MOMENT, (NOTE, MAIL), passages, LabelScheme.CODE)


def texts(content: bytes) -> list[str]:
    with pymupdf.open("pdf", content) as pdf:
        return [" ".join(page.get_text().split()) for page in pdf]


def test_the_sheet_tells_for_whom_when_and_what() -> None:
    text = " ".join(texts(sheet_pdf(view())))
    for part in (
        "Verzoek om uw zienswijze",
        "Voor: Zandgat & Zn. <b>B.V.</b>",
        "Datum: 2 maart 2026",
        "artikel 4.4 van de Wet open overheid",
        "1-3, 7",
        "4-6",
        "Niet openbaar maken: 5.1.1c",
        "Openbaar maken",
        "artikel 5.1, eerste lid, onder c",
        "Pagina 1 van",
    ):
        assert part in text, part


def test_without_pages_left_out_nothing_is_said_to_be() -> None:
    whole = PartyView("Zandgat", MOMENT, (MAIL,), view(2).passages[1:], LabelScheme.CODE)
    text = " ".join(texts(sheet_pdf(whole)))
    assert "ziet u alle pagina’s" in text
    assert "zijn weggelaten" not in text


def test_every_passage_has_a_row_and_every_sheet_its_headings() -> None:
    pages = texts(sheet_pdf(view(60)))
    assert len(pages) > 3
    assert sum(page.count("Uw reactie") for page in pages) >= len(pages) - 1
    for number, page in enumerate(pages, 1):
        assert f"Pagina {number} van {len(pages)}" in page


def test_a_row_stays_on_one_sheet_with_room_to_answer() -> None:
    with pymupdf.open("pdf", sheet_pdf(view(60))) as pdf:
        rows = [row.bbox for page in pdf for table in page.find_tables() for row in table.rows if len(row.cells) == 5]
    heights = [bottom - top for _, top, _, bottom in rows]
    assert sum(height > 40 for height in heights) == 60
    assert max(heights) < 80


@pytest.mark.parametrize(
    "party", ["Een bedrijf met een " + "heel" * 60, "Maatschap " + "Van der Zandgat en " * 20, "x"]
)
def test_nothing_runs_off_the_sheet(party: str) -> None:
    with pymupdf.open("pdf", sheet_pdf(view(40, party))) as pdf:
        for page in pdf:
            for x0, _, x1, bottom, text, *_ in page.get_text("words"):
                assert LEFT <= x0 < x1 <= RIGHT, text
                assert bottom <= BOTTOM, text


def test_no_page_is_left_untold_however_many_there_are() -> None:
    loose = PartyDocument(3, "Register", tuple(range(1, 3000, 2)), ())
    text = " ".join(texts(sheet_pdf(PartyView("Zandgat", MOMENT, (loose,), view(1).passages, LabelScheme.CODE))))
    assert {str(page) for page in loose.shown} <= set(re.findall(r"\d+", text))


def test_the_sheet_can_be_heard_with_its_headings_and_tables() -> None:
    kinds = [kind for kind, _ in tags(sheet_pdf(view(60)))]
    assert (kinds.count("H1"), kinds.count("H2"), kinds.count("Table")) == (1, 5, 3)
    # The headings of a table that goes on are told once.
    assert (kinds.count("TH"), kinds.count("TR")) == (4 + 5 + 3, (1 + 2) + (1 + 60) + (1 + 1))


def test_the_same_view_gives_the_same_bytes_with_its_moment_and_nobody_named() -> None:
    first = sheet_pdf(view())
    assert first == sheet_pdf(view())
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert str(pdf.docinfo.Title) == "Verzoek om uw zienswijze"
        assert str(pdf.docinfo.CreationDate) == "D:20260302093000Z"
        assert "/Author" not in pdf.docinfo


def test_the_form_has_a_row_for_each_passage_with_room_to_answer() -> None:
    lines = form_csv(view()).decode("utf-8-sig").splitlines()
    assert lines[0].endswith("Eens? (ja of nee);Toelichting")
    assert lines[1].startswith(f"1;1;{NOTE.name};1;niet openbaar maken;5.1.1c;;")
    assert lines[2].split(";")[2] == "'=SOM(A1).pdf"
    sheet = openpyxl.load_workbook(io.BytesIO(form_xlsx(view()))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[2][2] == "=SOM(A1).pdf"
    assert sheet.cell(3, 3).data_type == "s"


@pytest.mark.parametrize(("pages", "shown"), [((), ""), ((4,), "4"), ((1, 2, 3, 7), "1-3, 7"), ((3, 1), "1, 3")])
def test_pages_are_written_as_people_do(pages: tuple[int, ...], shown: str) -> None:
    assert page_ranges(pages) == shown


@given(pages=st.sets(st.integers(1, 60)))
def test_ranges_name_every_page_once(pages: set[int]) -> None:
    named: list[int] = []
    for part in filter(None, page_ranges(pages).split(", ")):
        first, _, last = part.partition("-")
        named.extend(range(int(first), int(last or first) + 1))
    assert named == sorted(pages)
