from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from support.package_values import DOCUMENTS, MEMO_DOCUMENT, PUBLICATION, package
from woo_redact.disclosure.formats.diwoo import files
from woo_redact.domain.publication import Listed, Package, PublishedDocument, Relation, RelationKind

NS = {"d": "https://standaarden.overheid.nl/diwoo/metadata/"}
KERN = "https://identifier.overheid.nl/tooi/def/thes/kern/"
DECIDED = replace(PUBLICATION, address="https://voorbeeld.example/woo/", decision_file="besluit/besluit.pdf")


def read(package: Package) -> Mapping[str, etree._Element]:
    found = files(package)
    return {path: etree.fromstring(content) for path, content in found.items() if isinstance(content, bytes)}


def memo(document: PublishedDocument = MEMO_DOCUMENT) -> etree._Element:
    return read(package(document))["diwoo/1001.xml"]


def texts(root: etree._Element, path: str) -> list[str]:
    found: Any = root.xpath(f"d:DiWoo/{path}", namespaces=NS)
    return [str(text) for text in found]


def extra(root: etree._Element) -> dict[str, list[str]]:
    fields = root.findall(".//d:extraMetadataveld", NS)
    return {str(f.findtext("d:key", "", NS)): [str(v.text) for v in f.findall("d:values/d:value", NS)] for f in fields}


def test_only_what_has_a_file_is_told_to_the_index() -> None:
    assert read(package()).keys() == {"diwoo/1001.xml", "diwoo/1002.xml"}
    assert files(Package(PUBLICATION, (), {})) == {}


def test_a_document_is_told_with_uris_and_labels_of_the_lists() -> None:
    root = memo()
    assert texts(root, "d:titelcollectie/d:officieleTitel/text()") == ["Nota over de dijk"]
    assert texts(root, "d:identifiers/d:identifier/text()") == ["BZ-2026-017-1001", "1001"]
    assert texts(root, "d:publisher/text()") == ["ministerie van Buitenlandse Zaken"]
    assert texts(root, "d:publisher/@resource") == ["https://identifier.overheid.nl/tooi/id/ministerie/mnre1013"]
    assert texts(root, "d:classificatiecollectie//d:informatiecategorie/@resource") == [f"{KERN}c_3baef532"]
    assert texts(root, "d:classificatiecollectie//d:documentsoort/text()") == ["beslisnota"]
    assert texts(root, "d:creatiedatum/text()") == ["2024-02-29"]
    assert texts(root, "d:format/text()") == ["PDF"]
    assert texts(root, "d:language/text()") == ["Nederlands"]


def test_the_judgement_and_the_grounds_are_extra_metadata() -> None:
    assert extra(memo()) == {"beoordeling": ["deels openbaar"], "grond": ["5.1.2e", "5.1.2i"]}
    assert extra(memo(replace(MEMO_DOCUMENT, grounds=(), suspended=True))) == {
        "beoordeling": ["deels openbaar"],
        "opgeschort": ["ja"],
    }


def test_no_person_is_named() -> None:
    for content in files(package(publication=DECIDED)).values():
        assert isinstance(content, bytes)
        assert b"naamOpsteller" not in content
        assert b"verantwoordelijke" not in content


def test_what_was_received_says_when_and_the_rest_when_it_was_decided_on() -> None:
    act = "d:documenthandelingen/d:documenthandeling"
    assert texts(memo(), f"{act}/d:soortHandeling/text()") == ["vaststelling"]
    assert texts(memo(), f"{act}/d:atTime/text()") == ["2026-03-02T00:00:00"]
    received = memo(replace(MEMO_DOCUMENT, received="2022-06-21"))
    assert texts(received, f"{act}/d:soortHandeling/text()") == ["ontvangst"]
    assert texts(received, f"{act}/d:atTime/text()") == ["2022-06-21T00:00:00"]
    undecided = read(package(MEMO_DOCUMENT, publication=replace(PUBLICATION, decided=None)))["diwoo/1001.xml"]
    assert texts(undecided, f"{act}/d:atTime/text()") == ["2026-03-04T00:00:00"]


def test_a_date_that_is_none_is_not_told() -> None:
    for text in ("", "2024-03", "2024-02-30", "maart"):
        root = memo(replace(MEMO_DOCUMENT, date=text, received=text))
        assert texts(root, "d:creatiedatum/text()") == []
        assert texts(root, "d:documenthandelingen//d:soortHandeling/text()") == ["vaststelling"]


def test_what_is_not_on_a_list_gets_no_uri() -> None:
    root = memo(replace(MEMO_DOCUMENT, sort=Listed("urn:x", "x"), themes=(Listed("urn:y", "y"),)))
    assert texts(root, "d:classificatiecollectie//d:documentsoort/text()") == []
    assert texts(root, "d:classificatiecollectie//d:thema/text()") == []
    firm = replace(PUBLICATION, organisation=Listed("urn:z", "Stichting Z"))
    root = read(package(MEMO_DOCUMENT, publication=firm))["diwoo/1001.xml"]
    assert texts(root, "d:publisher/text()") == ["Stichting Z"]
    assert texts(root, "d:publisher/@resource") == []


def test_decision_and_documents_point_at_each_other() -> None:
    found = read(package(publication=DECIDED))
    decision = found["diwoo/besluit-op-verzoek.xml"]
    assert texts(decision, "d:classificatiecollectie//d:documentsoort/text()") == ["beslissing op Wob-/Woo-verzoek"]
    assert texts(decision, "d:hasParts/d:hasPart/@resource") == [
        "https://voorbeeld.example/woo/documenten/1001.pdf",
        "https://voorbeeld.example/woo/documenten/1002.pdf",
    ]
    assert texts(decision, "d:documenthandelingen//d:atTime/text()") == ["2026-03-02T00:00:00"]
    assert texts(found["diwoo/1001.xml"], "d:isPartOf/@resource") == [
        "https://voorbeeld.example/woo/besluit/besluit.pdf"
    ]
    assert texts(memo(), "d:isPartOf/@resource") == []


def test_without_an_address_documents_are_pointed_at_by_number() -> None:
    root = read(package(publication=replace(DECIDED, address="")))["diwoo/besluit-op-verzoek.xml"]
    assert texts(root, "d:hasParts/d:hasPart/@resource") == ["BZ-2026-017-1001", "BZ-2026-017-1002"]


def test_relations_have_the_labels_of_the_list() -> None:
    relations = (*(Relation(kind, "1002") for kind in RelationKind), Relation(RelationKind.REPLY, "nergens"))
    root = read(package(replace(MEMO_DOCUMENT, relations=relations), DOCUMENTS[1]))["diwoo/1001.xml"]
    assert texts(root, "d:documentrelaties/d:documentrelatie/d:role/text()") == [kind.value for kind in RelationKind]
    assert texts(root, "d:documentrelaties//d:relation/text()") == ["Bijlage: metingen"] * 4


def test_a_title_is_one_line_of_what_xml_can_hold_and_never_empty() -> None:
    root = memo(replace(MEMO_DOCUMENT, title="Nota\x00 <over>\r\n de & \ufffedijk\ud800"))
    assert texts(root, "d:titelcollectie/d:officieleTitel/text()") == ["Nota <over> de & dijk"]
    assert texts(memo(replace(MEMO_DOCUMENT, title="\x00 ")), "d:titelcollectie/d:officieleTitel/text()") == ["1001"]


def test_the_same_package_gives_the_same_bytes() -> None:
    assert files(package(publication=DECIDED)) == files(package(publication=DECIDED))
