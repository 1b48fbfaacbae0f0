import csv
import io
import re
import time
import zipfile
from dataclasses import replace
from datetime import datetime

import pikepdf
import pymupdf
import pytest
from lxml import html
from openpyxl import Workbook, load_workbook

from support.package_values import DOCUMENTS, MEMO_DOCUMENT, PUBLICATION, many, package
from woo_redact.disclosure.formats.inventory import HEADINGS, files
from woo_redact.disclosure.typesetting import UNKNOWN
from woo_redact.domain.publication import Package, PublishedDocument, Relation, RelationKind

DRAFT = package(publication=replace(PUBLICATION, concept=True))
FORMULAS = ["=1+1", '=HYPERLINK("http://a.example")', "+31", "-1", "@SUM(A1)", "\t=1", "\r=1"]
HOSTILE = '<script>alert("x")</script> & <b onclick="y">#eval("1")</b> $x$ *c*'


def made(name: str, of: Package | None = None) -> bytes:
    content = files(of or package())[f"inventarislijst.{name}"]
    assert isinstance(content, bytes)
    return content


def book_of(of: Package | None = None) -> Workbook:
    return load_workbook(io.BytesIO(made("xlsx", of)))


def csv_rows(of: Package | None = None) -> list[dict[str, str]]:
    text = made("csv", of).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def page_of(of: Package | None = None) -> html.HtmlElement:
    return html.document_fromstring(made("html", of))


def pdf_text(of: Package | None = None) -> str:
    with pymupdf.open("pdf", made("pdf", of)) as pdf:
        return " ".join(" ".join(page.get_text() for page in pdf).split())


def part_of(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(name).decode()


def one(**changes: object) -> Package:
    return package(replace(MEMO_DOCUMENT, **changes))  # type: ignore[arg-type]


def test_it_comes_in_four_forms_below_the_public_folder() -> None:
    assert set(files(package())) == {f"inventarislijst.{form}" for form in ("xlsx", "csv", "html", "pdf")}


def test_the_same_package_gives_the_same_bytes() -> None:
    first = files(package())
    # Zip archives count in steps of two seconds.
    time.sleep(2.1)
    assert files(package()) == first


@pytest.mark.parametrize("form", ["xlsx", "csv", "html", "pdf"])
def test_no_document_is_an_empty_list(form: str) -> None:
    assert made(form, Package(PUBLICATION, (), {}))


class TestCells:
    def test_each_document_has_its_row(self) -> None:
        first, second, third, fourth, fifth = csv_rows()
        assert list(first) == list(HEADINGS)
        assert first == {
            "Nr.": "1",
            "ID": "1001",
            "Datum": "2024-02-29",
            "Titel": "Nota over de dijk",
            "Soort": "beslisnota",
            "Beoordeling": "deels openbaar",
            "Grond(en)": "5.1.2e; 5.1.2i",
            "Pagina's": "4",
            "Passages": "5.1.2e: 3; 5.1.2i: 1",
            "Familie": "1",
            "Bijlage bij": "",
            "Gerelateerd": "heeft bijlage 1002",
            "Opgeschort": "",
            "Vindplaats": "",
            "Toelichting": "5.1.2i: Het overleg is nog gaande.",
            "Bestand": "documenten/1001.pdf",
        }
        assert second["Soort"] == "spreadsheet"
        assert second["Bijlage bij"] == "1001"
        assert third["Grond(en)"] == "5.2; buiten verzoek"
        assert third["Gerelateerd"] == "is reactie op 1001"
        assert fourth["Vindplaats"] == "https://www.voorbeeld.example/kamerbrief"
        assert fifth["Opgeschort"] == "ja"
        assert fifth["Gerelateerd"] == "is hetzelfde als 1001"
        assert fifth["Toelichting"] == "Zienswijze loopt."

    def test_what_is_withheld_has_a_row_and_no_file(self) -> None:
        assert [row["Bestand"] for row in csv_rows()][2:] == ["", "", ""]

    def test_an_attachment_of_several_names_all(self) -> None:
        other = replace(MEMO_DOCUMENT, id="1009", relations=(Relation(RelationKind.ATTACHMENT, "1002"),))
        assert csv_rows(package(*DOCUMENTS, other))[1]["Bijlage bij"] == "1001; 1009"

    def test_a_ground_that_is_not_known_is_shown_as_it_is(self) -> None:
        unknown = one(grounds=("9.9.9z",), passages=(("9.9.9z", 2),))
        assert csv_rows(unknown)[0]["Grond(en)"] == "9.9.9z"
        assert "9.9.9z" in pdf_text(unknown)


class TestWorkbook:
    def test_headings_are_bold_stay_in_sight_and_have_a_filter(self) -> None:
        sheet = book_of().worksheets[0]
        assert [cell.value for cell in sheet[1]] == list(HEADINGS)
        assert all(cell.font.bold for cell in sheet[1])
        assert not any(cell.font.bold for cell in sheet[2])
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:P6"
        assert sheet.print_title_rows == "$1:$1"

    def test_dates_are_dates_and_what_is_no_full_date_is_text(self) -> None:
        sheet = book_of().worksheets[0]
        assert sheet["C2"].value == datetime(2024, 2, 29)
        assert sheet["C2"].number_format == "dd-mm-yyyy"
        assert sheet["C4"].value == "2024-03"
        assert sheet["C6"].value is None

    @pytest.mark.parametrize("date", ["2024-02-30", "1815-06-18", "0001-01-01", "omstreeks 1990"])
    def test_a_date_that_a_workbook_cannot_hold_is_kept_as_text(self, date: str) -> None:
        assert book_of(one(date=date)).worksheets[0]["C2"].value == date

    def test_the_file_and_a_single_address_are_links(self) -> None:
        sheet = book_of().worksheets[0]
        assert sheet["P2"].hyperlink.target == "documenten/1001.pdf"
        assert sheet["P4"].hyperlink is None
        assert sheet["N5"].hyperlink.target == "https://www.voorbeeld.example/kamerbrief"

    @pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/" + "a" * 3_000])
    def test_no_other_address_is_a_link(self, link: str) -> None:
        cell = book_of(one(links=(link,))).worksheets[0]["N2"]
        assert cell.value == link
        assert cell.hyperlink is None

    def test_what_xml_cannot_hold_is_left_out_of_an_address(self) -> None:
        cell = book_of(one(links=("https://a.example/\0b\x0c?c&d",))).worksheets[0]["N2"]
        assert cell.hyperlink.target == cell.value == "https://a.example/b?c&d"

    @pytest.mark.parametrize("title", FORMULAS)
    def test_formulas_are_text_and_stay_text(self, title: str) -> None:
        cell = book_of(one(title=title)).worksheets[0]["D2"]
        assert cell.data_type in ("s", "inlineStr")
        assert cell.quotePrefix
        assert csv_rows(one(title=title))[0]["Titel"].startswith("'")

    def test_more_than_fits_in_a_cell_is_cut_with_a_mark(self) -> None:
        value = book_of(one(remark="x" * 40_000, reasons=())).worksheets[0]["O2"].value
        assert len(value) == 32_767
        assert value.endswith("…")

    def test_the_second_sheet_explains_judgements_and_grounds_and_counts_them(self) -> None:
        sheet = book_of().worksheets[1]
        rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        assert sheet.title == "Toelichting"
        assert ["Zaaknummer", "2026-017"] in rows
        assert ["Datum van het besluit", "02-03-2026"] in rows
        assert [row[-1] for row in rows if row and row[0] == "deels openbaar"] == [2]
        assert [
            "5.1.2e",
            "Eerbiediging van de persoonlijke levenssfeer",
            "artikel 5.1, tweede lid, onder e, Woo",
            2,
            6,
        ] in rows
        assert ["buiten verzoek", "Buiten de reikwijdte van het verzoek", 1, 1] in rows

    def test_it_says_what_it_is_and_in_which_language_and_names_no_person(self) -> None:
        properties = book_of().properties
        assert properties.title == f"Inventarislijst: {PUBLICATION.title}"
        assert properties.language == "nl-NL"
        assert properties.creator == PUBLICATION.organisation.label
        assert properties.lastModifiedBy is None
        assert properties.created == properties.modified == datetime(2026, 3, 4, 5, 6, 7)


class TestPage:
    def test_it_is_one_file_without_scripts_and_without_anything_from_elsewhere(self) -> None:
        page = page_of()
        assert not page.xpath("//script | //link | //img | //iframe | //object | //@onclick | //@style")
        assert "url(" not in made("html").decode()
        assert "default-src 'none'" in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]

    def test_it_can_be_read_by_everyone(self) -> None:
        page = page_of()
        assert page.get("lang") == "nl"
        assert page.xpath("string(//title)") == page.xpath("string(//h1)") == f"Inventarislijst: {PUBLICATION.title}"
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
        assert all(table.xpath("./caption") for table in page.xpath("//table"))
        assert all(heading.get("scope") in ("col", "row") for heading in page.xpath("//th"))
        assert all(row.xpath("./th[@scope='row']") for row in page.xpath("//tbody/tr"))
        skip = page.xpath("//body/*[1]")[0]
        assert page.xpath(f"//*[@id='{skip.get('href')[1:]}']")
        assert all(link.text_content().strip() for link in page.xpath("//a"))

    def test_every_row_has_as_many_cells_as_there_are_headings(self) -> None:
        for table in page_of().xpath("//table"):
            headings = len(table.xpath("./thead/tr/th"))
            assert {len(row.xpath("./td | ./th")) for row in table.xpath("./tbody/tr")} == {headings}

    def test_files_and_addresses_are_links_and_nothing_else_is(self) -> None:
        links = page_of(package(*DOCUMENTS, replace(MEMO_DOCUMENT, id="1009", links=("javascript:x",), file="")))
        assert links.xpath("//tbody//a/@href") == [
            "documenten/1001.pdf",
            "documenten/1002.pdf",
            "https://www.voorbeeld.example/kamerbrief",
        ]
        assert "1002.pdf (2,3 MB)" in " ".join(links.text_content().split())

    def test_text_is_never_taken_for_markup(self) -> None:
        page = page_of(one(title=HOSTILE, links=(f"https://a.example/{HOSTILE}",)))
        assert page.xpath("string(//td[@class='title'])") == HOSTILE
        assert not page.xpath("//script | //*[@onclick]")

    def test_grounds_are_explained(self) -> None:
        assert "Persoonlijke beleidsopvattingen" in page_of().text_content()

    def test_without_grounds_there_is_no_table_of_them(self) -> None:
        text = page_of(package(DOCUMENTS[1])).text_content()
        assert "Waarom documenten" not in text


class TestPdf:
    def test_title_facts_counts_and_rows_stand_in_it(self) -> None:
        text = pdf_text()
        for part in (
            f"Inventarislijst: {PUBLICATION.title}",
            "Zaaknummer: 2026-017",
            "Aantal documenten: 5",
            "Opgeschort: 1 document wordt later openbaar",
            "artikel 5.1, tweede lid, onder e, Woo",
            "29-02-2024 Nota over de dijk beslisnota deels openbaar",
            "bijlage bij 1001",
        ):
            assert part in text

    def test_it_is_landscape_and_repeats_headings_and_numbers_its_pages(self) -> None:
        with pymupdf.open("pdf", made("pdf", many(60))) as pdf:
            assert pdf.page_count > 2
            for number, page in enumerate(pdf, 1):
                text = page.get_text()
                assert page.rect.width > page.rect.height
                assert f"Pagina {number} van {pdf.page_count}" in text
                assert "Samenhang" in text

    def test_it_claims_the_standards_and_its_tables_have_headings(self) -> None:
        with pikepdf.open(io.BytesIO(made("pdf"))) as pdf:
            xmp = pdf.Root.Metadata.read_bytes().decode()
            kinds = {str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
        assert "<pdfaid:conformance>A<" in xmp
        assert "<pdfuaid:part>1<" in xmp
        assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= kinds

    def test_text_is_never_taken_for_markup(self) -> None:
        text = '#panic("x") $x$ *c* <b> [d] \\'
        assert text in pdf_text(one(title=text))

    def test_a_script_that_no_font_has_does_not_stop_it(self) -> None:
        assert f"Brief uit {UNKNOWN}{UNKNOWN}" in pdf_text(one(title="Brief uit 日本"))
        assert csv_rows(one(title="Brief uit 日本"))[0]["Titel"] == "Brief uit 日本"

    @pytest.mark.parametrize(
        "link", ["https://a.example/" + "b" * 9_000, "https://", "https://a b\n", "http://日本.example"]
    )
    def test_an_odd_address_does_not_stop_it(self, link: str) -> None:
        assert pdf_text(one(links=(link,)))

    def test_words_without_a_break_stay_in_their_column(self) -> None:
        odd = one(id="A" * 170, title="x" * 300, remark="y" * 900, links=("https://a.example/" + "b" * 400,))
        with pymupdf.open("pdf", made("pdf", odd)) as pdf:
            for page in pdf:
                right = max(word[2] for word in page.get_text("words"))
                assert right < page.rect.width - 30
            text = "".join("".join(page.get_text() for page in pdf).split())
        assert text.count("A") >= 170
        assert text.count("x") >= 300


class TestDraft:
    def test_every_form_that_people_read_says_so(self) -> None:
        book = book_of(DRAFT)
        assert book.properties.title.startswith("CONCEPT: ")
        assert book.worksheets[0].title == "CONCEPT Inventarislijst"
        assert "CONCEPT" in part_of(made("xlsx", DRAFT), "xl/worksheets/sheet1.xml").partition("<oddHeader>")[2]
        assert book.worksheets[1]["A1"].value.startswith("CONCEPT: ")
        page = page_of(DRAFT)
        assert page.xpath("string(//title)").startswith("CONCEPT: ")
        assert page.xpath("string(//h1)").startswith("CONCEPT: ")
        # Above each page that is printed.
        assert '@top-right { content: "CONCEPT"' in page.xpath("string(//style)")
        with pymupdf.open("pdf", made("pdf", replace(many(60), publication=DRAFT.publication))) as pdf:
            assert pdf.metadata["title"].startswith("CONCEPT: ")
            assert all("CONCEPT" in page.get_text() for page in pdf)

    def test_what_is_no_draft_does_not(self) -> None:
        for form in ("html", "pdf"):
            assert b"CONCEPT" not in made(form)
        assert book_of().worksheets[0].title == "Inventarislijst"


@pytest.mark.parametrize("form", ["xlsx", "csv", "html", "pdf"])
def test_nothing_tells_what_a_file_was_called(form: str) -> None:
    odd = one(name="geheime-naam.pdf", sha256="feedface" * 8)
    content = made(form, odd)
    if form == "xlsx":
        text = str([list(sheet.values) for sheet in book_of(odd)])
    else:
        text = pdf_text(odd) if form == "pdf" else content.decode()
    assert not re.search("geheime-naam|feedface", text)


def test_a_row_shows_no_title_in_its_repr() -> None:
    from woo_redact.disclosure.formats.inventory_rows import inventory_rows

    document: PublishedDocument = replace(MEMO_DOCUMENT, title="Jan Geheim", remark="Jan Geheim")
    assert "Geheim" not in repr(inventory_rows(package(document)))
