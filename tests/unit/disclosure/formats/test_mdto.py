import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from support.package_values import DOCUMENTS, MEMO_DOCUMENT, ORGANISATION, PUBLICATION, package
from woo_redact.disclosure.formats.mdto import PACKING_SLIP, files
from woo_redact.domain.publication import (
    ArchiveTerms,
    Files,
    Judgement,
    Package,
    Publication,
    PublishedDocument,
    SameAs,
)
from woo_redact.verify.schemas import check_xml

NS = {"m": "https://www.nationaalarchief.nl/mdto"}
DOSSIER = "mdto/dossier-BZ-2026-017"
MEMO = f"{DOSSIER}/dossier-BZ-2026-017-1001"
LETTER = replace(PUBLICATION, decision_file="besluit/besluit.pdf", decision_size=7, decision_sha256="c" * 64)


def read(found: Files) -> Mapping[str, etree._Element]:
    return {path: etree.fromstring(content) for path, content in found.items() if isinstance(content, bytes)}


def texts(root: etree._Element, path: str) -> list[str]:
    found: Any = root.xpath(f"m:*/{path}/text()", namespaces=NS)
    return [str(text) for text in found]


def of_memo(document: PublishedDocument = MEMO_DOCUMENT, publication: Publication = PUBLICATION) -> etree._Element:
    return read(files(package(document, publication=publication)))[f"{MEMO}/dossier-BZ-2026-017-1001.MDTO.xml"]


def test_every_folder_and_file_has_its_metadata_beside_it() -> None:
    found = files(package(publication=LETTER))
    assert {path for path in found if "1001" in path} == {
        f"{MEMO}/dossier-BZ-2026-017-1001.MDTO.xml",
        f"{MEMO}/1001.pdf",
        f"{MEMO}/1001.pdf.bestand.MDTO.xml",
    }
    assert found[f"{MEMO}/1001.pdf"] == SameAs("documenten/1001.pdf")
    letter = f"{DOSSIER}/dossier-BZ-2026-017-besluit-op-verzoek"
    assert found[f"{letter}/besluit-op-verzoek.pdf"] == SameAs("besluit/besluit.pdf")
    assert f"{DOSSIER}/dossier-BZ-2026-017.MDTO.xml" in found


def test_what_is_not_published_is_an_object_without_a_file() -> None:
    found = files(package())
    assert [path.rpartition("/")[2] for path in found if "1003" in path] == ["dossier-BZ-2026-017-1003.MDTO.xml"]
    root = read(found)[f"{DOSSIER}/dossier-BZ-2026-017-1003/dossier-BZ-2026-017-1003.MDTO.xml"]
    assert texts(root, "m:heeftRepresentatie/m:verwijzingNaam") == []
    assert texts(root, "m:beperkingGebruik/m:beperkingGebruikType/m:begripCode") == ["5.2"]
    assert "niet openbaar" in texts(root, "m:beperkingGebruik/m:beperkingGebruikNadereBeschrijving")[0]


def test_a_decision_letter_of_which_nothing_is_known_is_left_out() -> None:
    assert not any("besluit" in path for path in files(package(publication=replace(LETTER, decision_sha256=""))))


def test_the_dossier_and_its_objects_point_at_each_other() -> None:
    found = read(files(package(publication=LETTER)))
    dossier = found[f"{DOSSIER}/dossier-BZ-2026-017.MDTO.xml"]
    numbers = texts(dossier, "m:bevatOnderdeel/m:verwijzingIdentificatie/m:identificatieKenmerk")
    assert numbers == [f"BZ-2026-017-{name}" for name in ("besluit-op-verzoek", *(d.id for d in DOCUMENTS))]
    number = texts(dossier, "m:identificatie/m:identificatieKenmerk")
    for path, root in found.items():
        if re.fullmatch(r".*/dossier-[^/]*/dossier-[^/]*/[^/.]*\.MDTO\.xml", path):
            part = "m:isOnderdeelVan/m:verwijzingIdentificatie/m:identificatieKenmerk"
            assert texts(root, part) == number, path


@pytest.mark.parametrize(("level", "code"), [("2a", "476"), ("2b", "477"), ("2u", "478"), ("", "276")])
def test_a_file_has_its_size_hash_and_format(level: str, code: str) -> None:
    found = read(files(package(replace(MEMO_DOCUMENT, level=level))))
    root = found[f"{MEMO}/1001.pdf.bestand.MDTO.xml"]
    assert texts(root, "m:omvang") == ["123456"]
    assert texts(root, "m:bestandsformaat/m:begripCode") == [f"fmt/{code}"]
    assert texts(root, "m:checksum/m:checksumWaarde") == ["a" * 64]
    assert texts(root, "m:checksum/m:checksumDatum") == ["2026-03-04T05:06:07+00:00"]
    represents = texts(root, "m:isRepresentatieVan/m:verwijzingIdentificatie/m:identificatieKenmerk")
    assert represents == texts(of_memo(), "m:identificatie/m:identificatieKenmerk") == ["BZ-2026-017-1001"]
    shown_by = texts(of_memo(), "m:heeftRepresentatie/m:verwijzingIdentificatie/m:identificatieKenmerk")
    assert shown_by == texts(root, "m:identificatie/m:identificatieKenmerk") == ["1001.pdf"]


def test_grounds_restrict_the_use_each_with_how_often_and_why() -> None:
    root = of_memo()
    assert texts(root, "m:beperkingGebruik/m:beperkingGebruikType/m:begripCode") == ["5.1.2e", "5.1.2i"]
    privacy, working = texts(root, "m:beperkingGebruik/m:beperkingGebruikNadereBeschrijving")
    assert privacy.startswith("Artikel 5.1, tweede lid, onder e, Woo (")
    assert privacy.endswith("): 3 passages onleesbaar gemaakt.")
    assert working.endswith("): 1 passage onleesbaar gemaakt. Het overleg is nog gaande.")


def test_what_is_public_is_not_restricted_and_what_is_not_always_is() -> None:
    label = "m:beperkingGebruik/m:beperkingGebruikType/m:begripLabel"
    for judgement, wanted in (
        (Judgement.FULL, "Geen beperking"),
        (Judgement.ALREADY_PUBLIC, "Geen beperking"),
        (Judgement.NONE, "Niet openbaar"),
        (Judgement.PARTIAL, "Deels openbaar"),
    ):
        assert texts(of_memo(replace(MEMO_DOCUMENT, judgement=judgement, grounds=())), label) == [wanted]


def test_events_tell_when_and_never_which_person() -> None:
    root = of_memo(replace(MEMO_DOCUMENT, received="2024-03-05"))
    assert texts(root, "m:event/m:eventType/m:begripLabel") == ["Creatie", "Ontvangst", "Redactie", "Openbaarmaking"]
    assert texts(root, "m:event/m:eventTijd") == ["2024-02-29", "2024-03-05", "2026-03-04T05:06:07+00:00", "2026-03-02"]
    actors = texts(root, "m:event/m:eventVerantwoordelijkeActor/m:verwijzingNaam")
    assert set(actors) == {"ministerie van Buitenlandse Zaken"}
    assert len(actors) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [("2024", True), ("2024-03", True), ("2024-13", False), ("0000", False), ("2024-02-30", False), ("maart", False)],
)
def test_a_date_is_told_as_far_as_it_is_known(text: str, told: bool) -> None:
    assert (text in texts(of_memo(replace(MEMO_DOCUMENT, date=text)), "m:event/m:eventTijd")) is told


def test_relations_and_copies_are_related_objects() -> None:
    found = read(files(package()))
    kind = "m:gerelateerdInformatieobject/m:gerelateerdInformatieobjectTypeRelatie/m:begripLabel"
    assert texts(found[f"{MEMO}/dossier-BZ-2026-017-1001.MDTO.xml"], kind) == ["heeft bijlage"]
    copy = found[f"{DOSSIER}/dossier-BZ-2026-017-1005/dossier-BZ-2026-017-1005.MDTO.xml"]
    assert texts(copy, kind) == ["is hetzelfde als"]
    assert "Openbaarmaking is opgeschort." in texts(copy, "m:omschrijving")


def test_the_archive_terms_are_told() -> None:
    terms = ArchiveTerms(ORGANISATION, "V", "P10Y", "Selectielijst BZ", "Archief 2.05", "archief@voorbeeld.example")
    publication = replace(PUBLICATION, archive=terms)
    root = of_memo(publication=publication)
    assert texts(root, "m:waardering/m:begripCode") == ["V"]
    assert texts(root, "m:bewaartermijn/m:termijnLooptijd") == ["P10Y"]
    assert texts(root, "m:archiefvormer/m:verwijzingIdentificatie/m:identificatieKenmerk") == [ORGANISATION.uri]
    dossier = read(files(package(publication=publication)))[f"{DOSSIER}/dossier-BZ-2026-017.MDTO.xml"]
    assert texts(dossier, "m:isOnderdeelVan/m:verwijzingNaam") == ["Archief 2.05"]
    assert "Selectielijst: Selectielijst BZ" in texts(dossier, "m:omschrijving")
    odd = replace(PUBLICATION, archive=ArchiveTerms(ORGANISATION, "?", "tien jaar"))
    assert texts(of_memo(publication=odd), "m:waardering/m:begripCode") == ["N"]
    assert texts(of_memo(publication=odd), "m:bewaartermijn/m:termijnLooptijd") == []


def test_the_packing_slip_counts_and_hashes_what_is_delivered() -> None:
    found = files(package(publication=LETTER))
    slip = read(found)[PACKING_SLIP]
    said = {child.tag: child.text for child in slip}
    assert said["aantalInformatieobjecten"] == "7"
    assert said["aantalBestanden"] == said["aantalInhoudsbestanden"] == "3"
    assert said["aantalMetagegevensbestanden"] == "10"
    assert said["omvangInhoudsbestanden"] == str(123_456 + 2_345_678 + 7)
    hashes = {"documenten/1001.pdf": "a" * 64, "documenten/1002.pdf": "b" * 64, "besluit/besluit.pdf": "c" * 64}
    lines = []
    for path, content in sorted(found.items()):
        if path != PACKING_SLIP:
            digest = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else hashes[content.path]
            lines.append(f"{digest}  {path.removeprefix('mdto/')}\n")
    assert said["hashcode"] == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert [str(child.text) for child in slip.findall("bijzonderheid")] == [
        "Bestanden in PDF zonder niveau van PDF/A: 2.",
        "Informatieobjecten zonder bestand, omdat ze niet of al eerder openbaar zijn: 3.",
    ]


def test_names_are_short_unique_and_hold_only_what_the_specification_allows() -> None:
    long = replace(MEMO_DOCUMENT, id="x" * 170, file=f"documenten/{'x' * 170}.pdf")
    odd = replace(PUBLICATION, prefix='A/B: "C"', matter="2026.017-" + "y" * 200)
    found = files(package(long, replace(long, id="x" * 169 + "y"), publication=odd))
    for path in found:
        for name in path.split("/"):
            assert len(name) <= 255
            stem = re.sub(r"(\.pdf)?(\.bestand)?\.MDTO\.xml$|\.pdf$|\.xml$", "", name)
            assert not re.search(r'[<>:"“/\\|?*#&.\s]', stem), name
    names = [path.rpartition("/")[2] for path in found]
    assert len({name.casefold() for name in names}) == len(names)


def test_an_empty_dossier_is_still_a_delivery() -> None:
    found = files(Package(PUBLICATION, (), {}))
    assert set(found) == {PACKING_SLIP, f"{DOSSIER}/dossier-BZ-2026-017.MDTO.xml"}
    assert all(isinstance(content, bytes) and not check_xml(path, content) for path, content in found.items())


def test_the_same_package_gives_the_same_bytes() -> None:
    assert files(package(publication=LETTER)) == files(package(publication=LETTER))


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("https://voorbeeld.example/a%20b?c=d#e", "https://voorbeeld.example/a%20b?c=d#e"),
        ("https://voorbeeld.example/[é]", "https://voorbeeld.example/%5B%C3%A9%5D"),
        ("https://voorbeeld.example/100%zz", "https://voorbeeld.example/100%25zz"),
        ("https://voorbeeld.example/#a#b", ""),
        ("https://voorbeeld.example:poort/", ""),
        ("file:///etc", ""),
        ("op te vragen", ""),
        ("https://voorbeeld.example/\ud800", "https://voorbeeld.example/"),
    ],
)
def test_where_something_is_public_already_is_told_when_it_is_an_address(link: str, told: str) -> None:
    root = of_memo(replace(MEMO_DOCUMENT, links=(link,)))
    assert texts(root, "m:raadpleeglocatie/m:raadpleeglocatieOnline") == list(filter(None, [told]))
    assert check_xml("x.xml", etree.tostring(root)) == ()


def test_every_file_of_metadata_says_which_version_it_follows() -> None:
    place = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
    for path, root in read(files(package(publication=LETTER))).items():
        if path != PACKING_SLIP:
            assert str(root.get(place)).endswith("/MDTO-XML1.0.1.xsd"), path
