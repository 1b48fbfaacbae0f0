import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from support.openapi import mistakes
from support.package_values import MEMO_DOCUMENT, ORGANISATION, PUBLICATION, package
from woo_redact.disclosure.formats.gpp import files
from woo_redact.disclosure.value_lists import organisation
from woo_redact.domain.publication import ArchiveTerms, Package, Publication

SCHEMAS = json.loads(
    (Path(__file__).parents[3] / "cases" / "standards" / "gpp-schemas.json").read_text(encoding="utf-8")
)
GEMEENTE = replace(PUBLICATION, organisation=organisation("gemeente Utrecht"), description="Over de dijk.")


def sent(whole: Package) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    found = files(whole)
    assert set(found) == {"gpp/publicatie.json", "gpp/documenten.json"}
    publication, documents = (found[f"gpp/{name}.json"] for name in ("publicatie", "documenten"))
    assert isinstance(publication, bytes)
    assert isinstance(documents, bytes)
    return json.loads(publication), json.loads(documents)


def wrong(body: Any, schema: str) -> list[str]:
    return list(mistakes(body, SCHEMAS[schema], SCHEMAS))


def test_bodies_are_what_the_api_takes() -> None:
    for publication in (PUBLICATION, GEMEENTE, replace(GEMEENTE, decision_file="besluit/besluit.pdf")):
        body, documents = sent(package(publication=publication))
        assert wrong(body, "ConceptPublicationWrite") == []
        assert [wrong(document, "DocumentCreateShared") for document in documents] == [[]] * len(documents)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"officieleTitel": "x" * 256}, "$.officieleTitel: too long"),
        ({"publicatie": "1"}, "$.publicatie: no uuid"),
        ({"creatiedatum": "2026-13-01"}, "$.creatiedatum: no date"),
        ({"ontvangstdatum": "2026-01-01T00:00:00"}, "$.ontvangstdatum: no date-time"),
        ({"bestandsomvang": "1"}, "$.bestandsomvang: no integer"),
        ({"aanleveringBestand": "gestuurd"}, "$.aanleveringBestand: enum"),
        ({"kenmerken": [{"kenmerk": "x"}]}, "$.kenmerken[0].bron: missing"),
        ({"uuid": "1"}, "$.uuid: read-only"),
        ({"grond": "5.1.2e"}, "$.grond: unknown"),
        ({"eigenaar": {"identifier": "x", "weergaveNaam": 1}}, "$.eigenaar.weergaveNaam: no string"),
    ],
)
def test_the_check_of_bodies_bites(change: dict[str, Any], told: str) -> None:
    assert told in wrong({**sent(package())[1][0], **change}, "DocumentCreateShared")


def test_a_known_organisation_can_be_published_as_is_and_a_ministry_is_for_the_receiver() -> None:
    body, _ = sent(package(publication=GEMEENTE))
    assert wrong({**body, "publicatiestatus": "gepubliceerd"}, "PublishedOrRevokedPublicationWrite") == []
    assert body["publicatiestatus"] == "concept"
    ministry, _ = sent(package())
    assert "publisher" not in ministry
    assert wrong(ministry, "PublishedOrRevokedPublicationWrite") == ["$.publisher: missing"]


def test_only_what_has_a_file_is_sent_with_its_judgement_and_grounds() -> None:
    _, documents = sent(package())
    assert [document["bestandsnaam"] for document in documents] == ["1001.pdf", "1002.pdf"]
    assert documents[0]["omschrijving"].startswith("Deels openbaar. Gronden: 5.1.2e (")
    assert documents[1]["omschrijving"] == "Openbaar."
    assert documents[0]["bestandsomvang"] == 123_456
    assert documents[0]["kenmerken"] == [{"kenmerk": "BZ-2026-017-1001", "bron": "ministerie van Buitenlandse Zaken"}]


def test_the_decision_letter_comes_first() -> None:
    letter = replace(PUBLICATION, decision_file="besluit/besluit.pdf", decision_size=7)
    _, documents = sent(package(publication=letter))
    assert documents[0]["bestandsnaam"] == "besluit.pdf"
    assert documents[0]["creatiedatum"] == "2026-03-02"


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    _, (document,) = sent(package(replace(MEMO_DOCUMENT, date="2024-03")))
    assert document["creatiedatum"] == "2026-03-02"
    assert "De datum van het document is niet bekend." in document["omschrijving"]
    _, (document,) = sent(package(replace(MEMO_DOCUMENT, date="", received="2024-03-05")))
    assert document["creatiedatum"] == "2024-03-05"
    assert document["ontvangstdatum"] == "2024-03-05T00:00:00Z"


def test_a_number_that_does_not_fit_is_left_out_and_a_title_is_cut() -> None:
    _, (document,) = sent(package(replace(MEMO_DOCUMENT, title="x" * 300, reference="y" * 41)))
    assert len(document["officieleTitel"]) == 255
    assert [held["kenmerk"] for held in document["kenmerken"]] == ["BZ-2026-017-1001"]


@pytest.mark.parametrize(("valuation", "nomination"), [("B", "blijvend_bewaren"), ("V", "vernietigen")])
def test_the_archive_is_told_what_becomes_of_it(valuation: str, nomination: str) -> None:
    publication: Publication = replace(
        PUBLICATION, archive=ArchiveTerms(ORGANISATION, valuation, "P10Y", "Selectielijst BZ")
    )
    body, _ = sent(package(publication=publication))
    assert body["archiefnominatie"] == nomination
    assert body["bronBewaartermijn"] == "Selectielijst BZ"
    assert body["toelichtingBewaartermijn"] == "P10Y"
    assert wrong(body, "ConceptPublicationWrite") == []


def test_the_same_package_gives_the_same_bytes_and_another_case_another_id() -> None:
    assert files(package()) == files(package())
    other = package(publication=replace(PUBLICATION, matter="2026-018"))
    assert sent(other)[1][0]["publicatie"] != sent(package())[1][0]["publicatie"]
