"""The sheet and the form for a third party: complete, legible, and safe to open."""

import io
from datetime import date

import openpyxl
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from woo_redact.disclosure.typeset import BOTTOM, SIDE, WIDTH
from woo_redact.domain.ground import Ground, LabelScheme, Weighing

GROUND = Ground("5.1.1c", "Bedrijfsgegevens", "Vertrouwelijk", Weighing.ABSOLUTE, "artikel 5.1, eerste lid, onder c")
NOTE = PartyDocument(1, "nota/een-heel-lange-naam-zonder-spaties-die-niet-ophoudt.pdf", (1, 2, 3, 7), (4, 5, 6))
MAIL = PartyDocument(2, "=SOM(A1).pdf", (1,), ())


def view(count: int = 3, party: str = "Zandgat & Zn. <b>B.V.</b>") -> PartyView:
    passages = tuple(
        PartyPassage(n + 1, (NOTE, MAIL)[n % 2], (n % 3 + 1,), list(Plan)[n % 3], (GROUND,) if n % 3 < 2 else ())
        for n in range(count)
    )
    return PartyView(party, date(2026, 3, 2), (NOTE, MAIL), passages, LabelScheme.CODE)


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
        "pagina 1 van",
    ):
        assert part in text, part


def test_without_pages_left_out_nothing_is_said_to_be() -> None:
    whole = PartyView("Zandgat", date(2026, 3, 2), (MAIL,), view(2).passages[1:], LabelScheme.CODE)
    text = " ".join(texts(sheet_pdf(whole)))
    assert "ziet u alle pagina's" in text
    assert "zijn weggelaten" not in text


def test_every_passage_has_a_row_and_every_sheet_its_headings() -> None:
    pages = texts(sheet_pdf(view(60)))
    assert len(pages) > 3
    assert sum(page.count("Uw reactie") for page in pages) >= len(pages) - 1
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in page


def test_nothing_runs_off_the_sheet() -> None:
    with pymupdf.open("pdf", sheet_pdf(view(40, "Een bedrijf met een " + "heel" * 60))) as pdf:
        for page in pdf:
            for x0, _, x1, bottom, text, *_ in page.get_text("words"):
                assert x0 >= SIDE - 1, text
                assert x1 <= WIDTH - SIDE + 2, text
                assert bottom <= BOTTOM + 45, text


def test_the_same_view_gives_the_same_bytes_and_tells_nothing_of_who_made_it() -> None:
    first = sheet_pdf(view())
    assert first == sheet_pdf(view())
    with pymupdf.open("pdf", first) as pdf:
        assert pdf.metadata["title"] == "Verzoek om uw zienswijze"
        assert pdf.metadata["author"] == ""
        assert pdf.metadata["creationDate"] == ""


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
