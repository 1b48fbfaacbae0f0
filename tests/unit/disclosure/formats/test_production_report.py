import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from support.package_values import DOCUMENTS, MEMO_DOCUMENT, PUBLICATION, package
from woo_redact.disclosure.formats.production_report import HEADINGS, files
from woo_redact.domain.publication import DocumentKind, Judgement, Package, PublishedDocument
from woo_redact.domain.report import Severity
from woo_redact.verify.importer import check_production_report


def content(of: Package) -> bytes:
    made = files(of)["productierapport.xlsx"]
    assert isinstance(made, bytes)
    return made


def rows(of: Package) -> list[dict[str, Any]]:
    headings, *cells = load_workbook(io.BytesIO(content(of))).worksheets[0].iter_rows(values_only=True)
    assert headings == HEADINGS
    return [dict(zip(HEADINGS, row, strict=True)) for row in cells]


def row(**changes: Any) -> dict[str, Any]:
    """Return the row of a document that was changed; cells that are empty are left out."""
    (only,) = rows(package(replace(MEMO_DOCUMENT, relations=(), **changes)))
    return {heading: value for heading, value in only.items() if value is not None}


def test_a_document_in_the_columns_and_values_of_the_platform() -> None:
    assert rows(package())[0] == {
        "ID": "1001",
        "Matter": "2026-017",
        "Family": 1,
        "Email Thread ID": None,
        "Document": "Nota over de dijk",
        "File Type": "pdf",
        "Datum": "2024-02-29",
        "Beoordeling": "Deels openbaar",
        "Opgeschort": None,
        "Beoordelingsgrond": "5.1.2e; 5.1.2i",
        "Toelichting": "5.1.2i: Het overleg is nog gaande.",
        "Publieke Link": None,
        "Gerelateerd ID": "1002",
        "Zaaknummer": "2026-017",
    }


def test_every_document_has_a_row() -> None:
    assert [(r["ID"], r["Beoordeling"], r["Opgeschort"]) for r in rows(package())] == [
        ("1001", "Deels openbaar", None),
        ("1002", "Openbaar", None),
        ("1003", "Niet openbaar", None),
        ("1004", "Reeds openbaar", None),
        ("1005", "Deels openbaar", "Ja"),
    ]


def test_the_same_package_gives_the_same_bytes() -> None:
    assert content(package()) == content(package())


def test_a_date_that_is_not_known_in_full_is_left_empty() -> None:
    assert "Datum" not in row(date="2024-03")
    assert "Datum" not in row(date="2024-02-30")


def test_what_is_no_ground_in_law_stands_in_the_remark() -> None:
    told = row(grounds=("5.2", "buiten-verzoek"), reasons=(), remark="Meer.")
    assert told["Beoordelingsgrond"] == "5.2"
    assert told["Toelichting"] == "Buiten de reikwijdte van het verzoek. Meer."


def test_a_double_is_a_ground_for_the_platform() -> None:
    assert row(grounds=("dubbel",))["Beoordelingsgrond"] == "dubbel"


def test_what_is_public_already_is_told_by_judgement_and_address() -> None:
    told = rows(package(DOCUMENTS[3]))[0]
    assert told["Publieke Link"] == "https://www.voorbeeld.example/kamerbrief"
    assert told["Beoordelingsgrond"] is None
    assert told["Toelichting"] is None


def test_a_passage_that_is_public_already_is_told_in_the_remark() -> None:
    assert row(grounds=("5.1.2e", "reeds-openbaar"), reasons=())["Toelichting"] == "Reeds openbaar."


def test_a_case_number_is_given_when_there_was_a_request() -> None:
    unasked = package(MEMO_DOCUMENT, publication=replace(PUBLICATION, requested=None))
    assert rows(unasked)[0]["Zaaknummer"] is None


class TestLimits:
    @pytest.mark.parametrize("title", ["x" * 501, "é" * 251, "日" * 200, "🏛" * 200])
    def test_a_title_is_cut_to_what_fits_in_bytes(self, title: str) -> None:
        told = row(title=title)["Document"]
        assert len(told.encode()) <= 500
        assert told.endswith("…")
        assert title.startswith(told[:-1])

    def test_a_title_that_fits_is_left_as_it_is(self) -> None:
        assert row(title="x" * 500)["Document"] == "x" * 500

    def test_a_document_without_a_title_is_called_by_its_id(self) -> None:
        assert row(title="")["Document"] == "1001"

    def test_a_remark_is_cut(self) -> None:
        told = row(remark="y" * 1_001, reasons=())["Toelichting"]
        assert len(told) == 1_000
        assert told.endswith("…")

    def test_a_remark_that_begins_like_an_address_is_not_taken_for_one(self) -> None:
        assert row(remark="http is een protocol", reasons=())["Toelichting"] == "Toelichting: http is een protocol"
        with_link = row(remark="http is een protocol", reasons=(), links=("https://a.example/b",))
        assert with_link["Toelichting"] == "http is een protocol"

    def test_several_addresses_are_joined(self) -> None:
        assert row(links=("https://a.example/b", "https://c.example"))["Publieke Link"] == (
            "https://a.example/b|https://c.example"
        )

    def test_an_address_is_written_as_the_platform_reads_it(self) -> None:
        assert row(links=("https://a.example/een brief|é.pdf",))["Publieke Link"] == (
            "https://a.example/een%20brief%7C%C3%A9.pdf"
        )

    @pytest.mark.parametrize("link", ["Staatscourant 2024, 12", "a.example", "https://", "ftp://a.example/b"])
    def test_what_is_no_address_stands_in_the_remark(self, link: str) -> None:
        told = row(links=(link,), reasons=())
        assert "Publieke Link" not in told
        assert told["Toelichting"] == f"Vindplaats: {link}"

    def test_addresses_that_do_not_fit_stand_in_the_remark(self) -> None:
        long = ["https://a.example/" + letter * 900 for letter in "abc"]
        told = row(links=tuple(long), reasons=())
        assert told["Publieke Link"] == "|".join(long[:2])
        assert long[2] in told["Toelichting"]


TEXT = st.text(max_size=1_200)
DOCUMENT = st.builds(
    PublishedDocument,
    id=st.just("1001"),
    number=st.just(1),
    name=st.just("a.pdf"),
    title=TEXT,
    judgement=st.sampled_from(Judgement),
    date=st.one_of(st.dates().map(str), TEXT),
    kind=st.sampled_from(DocumentKind),
    grounds=st.lists(st.sampled_from(["5.1.2e", "5.2", "dubbel", "buiten-verzoek", "reeds-openbaar"])).map(tuple),
    reasons=st.lists(st.tuples(st.just(("5.2",)), TEXT), max_size=2).map(tuple),
    pages=st.integers(0, 9),
    family=st.one_of(st.none(), st.integers(1, 99)),
    thread=st.one_of(st.none(), st.integers(1, 99)),
    suspended=st.booleans(),
    links=st.lists(st.one_of(TEXT, st.just("https://a.example/é b"), TEXT.map("https://a.example/".__add__))).map(
        tuple
    ),
    remark=st.one_of(TEXT, TEXT.map("http".__add__)),
)


@settings(deadline=None)
@given(DOCUMENT)
def test_whatever_a_document_holds_the_platform_takes_it(document: PublishedDocument) -> None:
    found = check_production_report(content(package(document)), "xlsx", ["1001.pdf"])
    # A judgement without a file is no reason to refuse the report.
    assert [finding for finding in found if finding.severity is Severity.BLOCKING] == []
