"""XML of a package is held against the schemas of its receivers; what it holds is never quoted or carried out."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from support.package_values import PUBLICATION, package
from woo_redact.disclosure.formats import diwoo, mdto, sitemap
from woo_redact.domain.report import Severity
from woo_redact.verify.schemas import MOST_FINDINGS, check_xml

CASES = Path(__file__).parents[2] / "cases" / "standards"
EXAMPLES = sorted(CASES.glob("*.xml"))
DIWOO = (CASES / "diwoo-sample.xml").read_bytes()
MDTO = (CASES / "mdto-archiefstuk.xml").read_bytes()
FILE = (CASES / "mdto-bestand.xml").read_bytes()


def kinds(content: bytes) -> list[str]:
    return [finding.kind for finding in check_xml("map/bestand.xml", content)]


def messages(content: bytes) -> list[str]:
    return [finding.message for finding in check_xml("map/bestand.xml", content)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_the_examples_of_the_standards_pass(path: Path) -> None:
    assert check_xml(path.name, path.read_bytes()) == ()


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 5


def taken_out(element: Any) -> None:
    element.getparent().remove(element)


def changed(content: bytes, old: str, new: str) -> bytes:
    assert old.encode() in content
    return content.replace(old.encode(), new.encode())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (changed(DIWOO, "c_3baef532", "c_geheim"), "informatiecategorie"),
        (changed(DIWOO, "mnre1013", "geheim"), "publisher"),
        (changed(DIWOO, ">2022-11-08<", ">geheim<"), "creatiedatum"),
        (changed(DIWOO, ">2022-11-08<", ">2022-02-30<"), "creatiedatum"),
        (changed(DIWOO, "T00:00:00+01:00", ""), "atTime"),
        (changed(DIWOO, "file-type/PDF", "file-type/GEHEIM"), "format"),
        (changed(DIWOO, "<diwoo:identifier>", "<diwoo:identifier geheim='geheim'>"), "identifier"),
        (changed(DIWOO, "<diwoo:language ", "<diwoo:geheim>geheim</diwoo:geheim><diwoo:language "), "onbekend element"),
        (changed(DIWOO, "<diwoo:DiWoo>", "<diwoo:DiWoo>geheim"), "DiWoo"),
        (changed(MDTO, "<termijnLooptijd>P75Y", "<termijnLooptijd>geheim"), "termijnLooptijd"),
        (changed(MDTO, "<taal>nl", "<taal>geheim, heel geheim"), "taal"),
        (changed(MDTO, "2011-07-21T13:20:00", "geheim"), "eventTijd"),
        (changed(FILE, "<omvang>57727859", "<omvang>geheim"), "omvang"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_never_quoted(content: bytes, told: str) -> None:
    found = messages(content)
    assert found
    assert all(message.startswith("map/bestand.xml, regel ") for message in found)
    assert any(told in message for message in found)
    assert not any("geheim" in message for message in found)


@pytest.mark.parametrize(
    ("content", "element"),
    [
        (DIWOO, "publisher"),
        (DIWOO, "titelcollectie"),
        (DIWOO, "classificatiecollectie"),
        (DIWOO, "documenthandelingen"),
        (MDTO, "identificatie"),
        (MDTO, "naam"),
        (MDTO, "waardering"),
        (MDTO, "archiefvormer"),
        (MDTO, "beperkingGebruik"),
        (FILE, "omvang"),
        (FILE, "bestandsformaat"),
        (FILE, "checksum"),
        (FILE, "isRepresentatieVan"),
    ],
)
def test_every_element_that_is_asked_for_is_missed(content: bytes, element: str) -> None:
    root = etree.fromstring(content)
    for found in root.findall(f"*/{{*}}{element}"):
        taken_out(found)
    assert "xml-invalid" in kinds(etree.tostring(root))
    assert any(element in message for message in messages(etree.tostring(root)))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "xml-damaged"),
        (b"geen xml", "xml-damaged"),
        (DIWOO[:-20], "xml-damaged"),
        (DIWOO.replace(b"voorbeeld", b"\xff"), "xml-damaged"),
        (DIWOO.replace(b"voorbeeld", b"\x00"), "xml-damaged"),
        (b"<html/>", "xml-unknown"),
        (b'<Document xmlns="https://voorbeeld.example/"/>', "xml-unknown"),
        (b"<Document/>", "xml-unknown"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "xml-invalid"),
        (b"<pakbon/>", "xml-invalid"),
        (b'<DiWoo xmlns="https://standaarden.overheid.nl/diwoo/metadata/"/>', "xml-unknown"),
    ],
)
def test_what_is_no_xml_of_a_package_is_refused(content: bytes, kind: str) -> None:
    assert kinds(content) == [kind]
    assert all(finding.severity is Severity.BLOCKING for finding in check_xml("x.xml", content))


def test_a_doctype_is_refused_before_anything_of_it_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    for inside in (f'<!ENTITY a0 "ha">{bomb}', f'<!ENTITY a11 SYSTEM "{secret.as_uri()}">', ""):
        content = DIWOO.replace(b"?>", f"?><!DOCTYPE x [{inside}]>".encode(), 1).replace(b"voorbeeld", b"&a11;")
        assert kinds(content) == ["xml-doctype"]
    assert kinds(DIWOO.decode().replace("UTF-8", "UTF-16").encode("utf-16")) == ["xml-damaged"]


def test_no_schema_is_read_that_a_file_points_to(tmp_path: Path) -> None:
    (tmp_path / "eigen.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:d="https://standaarden.overheid.nl/diwoo/metadata/"'
        ' targetNamespace="urn:eigen" elementFormDefault="qualified">'
        '<xs:import namespace="https://standaarden.overheid.nl/diwoo/metadata/"/>'
        '<xs:complexType name="meer"><xs:complexContent><xs:extension base="d:identifiersType"><xs:sequence>'
        '<xs:element name="eigen" type="xs:string"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>'
        "</xs:schema>"
    )
    pointing = (
        '<diwoo:identifiers xmlns:e="urn:eigen" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="urn:eigen {(tmp_path / "eigen.xsd").as_uri()}" xsi:type="e:meer">'
    )
    content = changed(DIWOO, "<diwoo:identifiers>", pointing)
    assert set(kinds(changed(content, "</diwoo:identifier>", "</diwoo:identifier><e:eigen>x</e:eigen>"))) == {
        "xml-invalid"
    }


def test_of_a_file_that_is_wrong_throughout_the_first_mistakes_are_told() -> None:
    wrong = b"<diwoo:identifiers>" + b"<diwoo:identifier x='1'/>\n" * 100
    found = messages(DIWOO.replace(b"<diwoo:identifiers>", wrong))
    assert len(found) == MOST_FINDINGS + 1
    assert found[-1].endswith("er zijn nog 80 fouten.")


def test_what_we_write_passes() -> None:
    publication = replace(
        PUBLICATION,
        address="https://voorbeeld.example/woo/",
        decision_file="besluit/besluit.pdf",
        decision_size=5,
        decision_sha256="c" * 64,
    )
    for form in (diwoo, sitemap, mdto):
        for path, content in form.files(package(publication=publication)).items():
            if isinstance(content, bytes):
                assert check_xml(path, content) == (), path


def test_a_sitemap_says_for_each_address_what_stands_there() -> None:
    publication = replace(PUBLICATION, address="https://voorbeeld.example/woo/")
    (path, whole), _ = sitemap.files(package(publication=publication)).items()
    assert isinstance(whole, bytes)
    assert check_xml(path, whole) == ()
    for broken in ("lastmod", "loc", "{https://standaarden.overheid.nl/diwoo/metadata/}Document"):
        root = etree.fromstring(whole)
        found = next(root.iter(broken if "{" in broken else f"{{*}}{broken}"))
        taken_out(found)
        assert kinds(etree.tostring(root)) == ["xml-invalid"]
    for old, new in (
        (b"https://voorbeeld.example/woo/documenten/1001.pdf</loc>", b"documenten/1001.pdf</loc>"),
        (b"2026-03-04T05:06:07+00:00</lastmod>", b"4 maart</lastmod>"),
    ):
        assert old in whole
        assert set(kinds(whole.replace(old, new))) == {"xml-invalid"}


def test_a_sitemap_with_more_addresses_than_a_harvester_takes_is_refused() -> None:
    many = "<sitemap><loc>https://voorbeeld.example/a.xml</loc></sitemap>" * 50_001
    content = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{many}</sitemapindex>'
    assert kinds(content.encode()) == ["xml-too-large"]
