import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from support.package_values import DOCUMENTS, MEMO_DOCUMENT, PUBLICATION, package
from woo_redact.disclosure.formats.woogle import DOCUMENT, DOSSIER, files
from woo_redact.domain.publication import Listed, Package

# Headings of the templates in wooverheid/fair_woo_cms (aanleverinstructies).
DOSSIER_TEMPLATE = (
    "Titel,Type,Beschrijving,Thema,Verzoekdatum,Besluitdatum,Beoordeling,Verdaagd,Verzoekdocument,Besluitdocument,"
    "Inventarisdocument,Bijlagen,Verzoeker,Verzoek"
)
DOCUMENT_TEMPLATE = (
    "Bestandsnaam,Titel,Datum,Documentsoort,Beoordeling,Uitzonderingsgrond,Verzender,Ontvanger,Beschrijving"
)


def table(name: str, of: Package | None = None) -> list[dict[str, str]]:
    content = files(of or package())[f"woogle/{name}.csv"]
    assert isinstance(content, bytes)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_the_headings_are_those_of_the_templates() -> None:
    assert ",".join(DOSSIER) == DOSSIER_TEMPLATE
    assert ",".join(DOCUMENT) == DOCUMENT_TEMPLATE


def test_the_dossier() -> None:
    publication = replace(
        PUBLICATION,
        description="Over de dijk.",
        themes=(Listed("https://a.example/1", "water"),),
        decision_file="besluit/besluit.pdf",
    )
    (dossier,) = table("dossier", package(publication=publication))
    assert {heading: value for heading, value in dossier.items() if value} == {
        "Titel": PUBLICATION.title,
        "Type": "besluit op verzoek",
        "Beschrijving": "Over de dijk.",
        "Thema": "water",
        "Verzoekdatum": "2025-11-03",
        "Besluitdatum": "2026-03-02",
        "Beoordeling": "Deels openbaar",
        "Besluitdocument": "besluit.pdf",
        "Inventarisdocument": "documenten.csv",
    }


def test_what_is_published_of_own_accord_has_no_request() -> None:
    (dossier,) = table("dossier", package(publication=replace(PUBLICATION, requested=None, decided=date(2026, 1, 2))))
    assert dossier["Type"] == "actieve openbaarmaking"
    assert dossier["Verzoekdatum"] == ""


def test_a_description_is_asked_for_and_so_never_empty() -> None:
    (dossier,) = table("dossier")
    assert dossier["Beschrijving"] == f"{PUBLICATION.title} (2026-017): 5 documenten."


@pytest.mark.parametrize(("document", "judgement"), [(DOCUMENTS[1], "Openbaar"), (DOCUMENTS[2], "Niet openbaar")])
def test_a_dossier_of_one_kind_is_judged_like_its_documents(document: object, judgement: str) -> None:
    (dossier,) = table("dossier", package(document))  # type: ignore[arg-type]
    assert dossier["Beoordeling"] == judgement


def test_the_documents() -> None:
    first, *_, fourth, _ = table("documenten")
    assert first == {
        "Bestandsnaam": "1001.pdf",
        "Titel": "Nota over de dijk",
        "Datum": "2024-02-29",
        "Documentsoort": "beslisnota",
        "Beoordeling": "Deels openbaar",
        "Uitzonderingsgrond": "5.1.2e; 5.1.2i",
        "Verzender": "",
        "Ontvanger": "",
        "Beschrijving": "5.1.2i: Het overleg is nog gaande.",
    }
    # No file, and yet the column has to be filled.
    assert fourth["Bestandsnaam"] == "1004"


def test_persons_have_no_place_in_it() -> None:
    assert {row[heading] for row in table("documenten") for heading in ("Verzender", "Ontvanger")} == {""}
    assert {row[heading] for row in table("dossier") for heading in ("Verzoeker", "Verzoek")} == {""}


def test_every_cell_is_quoted_and_formulas_are_defused() -> None:
    odd = package(replace(MEMO_DOCUMENT, title='=1+1, "x"; y\n'))
    content = files(odd)["woogle/documenten.csv"]
    assert isinstance(content, bytes)
    assert content.startswith(b'"Bestandsnaam","Titel"')
    assert table("documenten", odd)[0]["Titel"] == '\'=1+1, "x"; y\n'


def test_the_same_package_gives_the_same_bytes() -> None:
    assert files(package()) == files(package())


def test_no_document_is_an_empty_table() -> None:
    nothing = Package(PUBLICATION, (), {})
    assert table("documenten", nothing) == []
    assert table("dossier", nothing)[0]["Beoordeling"] == ""
