"""A withheld name anywhere in the files of a package is found, and named by file and place only."""

import unicodedata

import pytest

from support.package_files import PLANTS, Plant, archive, csv_cell, docx_paragraph, pdf_page, xlsx_cell
from woo_redact.domain.report import Severity
from woo_redact.verify.package_leaks import LEAK, UNREAD, find_leaks

NAME = "Wieringerwaard"
WITHHELD = {"a1": ("mevrouw J. Wieringerwaard",)}


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_withheld_name_is_found_in_every_hiding_place(plant: Plant) -> None:
    found = find_leaks([plant(NAME)], WITHHELD)
    assert {f.kind for f in found} == {LEAK}
    assert {f.severity for f in found} == {Severity.BLOCKING}
    assert all(f.remedy for f in found)
    assert NAME.casefold() not in repr(found).casefold()


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_another_name_in_the_same_place_is_none_of_it(plant: Plant) -> None:
    assert find_leaks([plant("Zandvoorter")], WITHHELD) == ()


@pytest.mark.parametrize(
    "written",
    [
        NAME.upper(),
        "Wiëringerwaard",
        unicodedata.normalize("NFD", "Wiéringerwaärd"),
        "Wieringer\u00adwaard",
        "Wie\u200bringer\u2060waard",
        "W i e r i n g e r w a a r d",
        "Wieringer-\nwaard",
        "Ｗｉｅｒｉｎｇｅｒｗａａｒｄ",
        "heer_Wieringerwaard_2",
    ],
)
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    for plant in (csv_cell, docx_paragraph, xlsx_cell):
        assert find_leaks([plant(written)], WITHHELD), plant


@pytest.mark.parametrize(
    "title", ["Planning januari", "Het is Jansons werk", "Bewijs van leven", "jan 2024: vergadering"]
)
def test_part_of_a_word_is_no_find(title: str) -> None:
    assert find_leaks([csv_cell(title)], {"a1": ("Jans", "wij", "leve")}) == ()


def test_a_short_name_counts_as_a_word_of_its_own() -> None:
    assert find_leaks([csv_cell("Gesprek met Bo")], {"a1": ("Bo",)})
    assert find_leaks([csv_cell("Gesprek met Boris")], {"a1": ("Bo",)}) == ()


def test_a_short_name_without_a_capital_counts_when_it_is_withheld_by_itself() -> None:
    assert find_leaks([csv_cell("vraag aan lin")], {"a1": ("lin",)})
    assert find_leaks([csv_cell("vraag over linnen")], {"a1": ("lin",)}) == ()


def test_a_passage_whose_accents_are_characters_of_their_own_is_found_by_its_words() -> None:
    passage = unicodedata.normalize("NFD", "Volgens mevrouw Zoë van Étienne is het beter dat wij nu nog even wachten")
    assert find_leaks([csv_cell("Gesprek met Etienne")], {"a1": (passage,)})
    assert find_leaks([csv_cell("Gesprek met Tienne")], {"a1": (passage,)}) == ()


def test_a_number_is_found_however_its_figures_are_grouped() -> None:
    assert find_leaks([csv_cell("bel 06 1234 5678")], {"a1": ("06-12345678",)})
    assert find_leaks([csv_cell("06 1234 5679")], {"a1": ("06-12345678",)}) == ()


def test_a_whole_passage_of_everyday_words_is_found_and_its_words_alone_are_not() -> None:
    passage = "wij raden de minister af om hierover nu al een besluit te nemen"
    assert find_leaks([csv_cell(f"Advies: {passage}.")], {"a1": (passage,)})
    assert find_leaks([csv_cell("Besluit van de minister om hierover te raden")], {"a1": (passage,)}) == ()


def test_what_can_be_read_on_a_published_page_gives_nothing_away() -> None:
    page = f"De brief van {NAME} is openbaar."
    assert find_leaks([csv_cell(NAME)], WITHHELD, readable=[page]) == ()
    assert find_leaks([csv_cell(f"mevrouw J. {NAME}")], WITHHELD, readable=[page])


def test_a_document_is_named_whose_passage_it_is() -> None:
    (found,) = find_leaks([csv_cell("Hoogland")], {"a1": (NAME,), "b2": ("Hoogland",)})
    assert "document b2" in found.message and "inventarislijst.csv" in found.message


def test_the_pages_of_documents_are_checked_elsewhere() -> None:
    file = pdf_page(NAME)
    assert find_leaks([file], WITHHELD, documents={file[0]}) == ()


@pytest.mark.parametrize(
    "content", [b"7z\xbc\xaf\x27\x1cabc", b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\x1f\x8bbroken"]
)
def test_what_cannot_be_looked_through_is_told(content: bytes) -> None:
    found = find_leaks([("a.bin", content)], WITHHELD)
    assert [f.kind for f in found] == [UNREAD]


def test_a_bomb_is_not_unpacked() -> None:
    found = find_leaks([("a.zip", archive({"a": b"\0" * 50_000_000}))], WITHHELD)
    assert [f.kind for f in found] == [UNREAD]


def test_nothing_withheld_finds_nothing() -> None:
    assert find_leaks([plant(NAME) for plant in PLANTS], {}) == ()
