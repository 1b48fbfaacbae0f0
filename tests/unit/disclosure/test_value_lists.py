import html
import re
from pathlib import Path

import pytest

from support.package_values import CATEGORY, MEMO, ORGANISATION
from woo_redact.disclosure.value_lists import (
    ListName,
    category,
    category_number,
    find,
    gpp_uuid,
    is_listed,
    organisation,
    theme,
)
from woo_redact.domain.publication import Listed, RelationKind
from woo_redact.errors import InputError
from woo_redact.resources import rules_root

SCHEMA_LISTS = {
    ListName.ORGANISATIONS: ("ministerie", "gemeente", "provincie", "waterschaps", "col", "zbo", "oorg", "so"),
    ListName.CATEGORIES: ("informatiecategorie",),
    ListName.DOCUMENT_SORTS: ("documentsoort",),
    ListName.THEMES: ("thema",),
    ListName.ACTS: ("soorthandeling",),
    ListName.RELATIONS: ("documentrelatie",),
    ListName.FORMATS: ("format",),
    ListName.LANGUAGES: ("taal",),
}


@pytest.mark.parametrize(
    "text",
    [
        "ministerie van Buitenlandse Zaken",
        "Ministerie van buitenlandse  zaken",
        "Buitenlandse Zaken",
        "mnre1013",
        "MNRE1013",
        "https://identifier.overheid.nl/tooi/id/ministerie/mnre1013",
        " buitenlandse zaken\n",
    ],
)
def test_an_organisation_is_found_however_it_is_called(text: str) -> None:
    assert organisation(text) == ORGANISATION


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("'s-Hertogenbosch", "gemeente 's-Hertogenbosch"),
        ("’s-hertogenbosch", "gemeente 's-Hertogenbosch"),
        ("Gelderland", "provincie Gelderland"),
        ("De Stichtse Rijnlanden", "Hoogheemraadschap De Stichtse Rijnlanden"),
        ("col01", "openbaar lichaam Bonaire"),
    ],
)
def test_what_goes_before_a_name_may_be_left_out(text: str, label: str) -> None:
    assert organisation(text).label == label


def test_entries_of_the_other_lists_are_found_by_label_code_and_uri() -> None:
    assert category("woo-verzoeken en -besluiten") == category("c_3baef532") == category(CATEGORY.uri) == CATEGORY
    assert find(ListName.DOCUMENT_SORTS, "Beslisnota") == MEMO
    assert theme("defensie").uri.endswith("/top/c_daaa67b3")
    assert category("agenda's en besluitenlijsten bestuurscolleges").label.startswith("agenda’s")


def test_a_slip_of_the_pen_gets_the_nearest_names() -> None:
    with pytest.raises(InputError, match='"Buitenlanse Zaken" staat niet in de waardelijst van organisaties') as caught:
        organisation("Buitenlanse Zaken")
    assert "ministerie van Buitenlandse Zaken (mnre1013)" in caught.value.remedy


@pytest.mark.parametrize("text", ["", "%%%", "\x00"])
def test_what_is_like_nothing_gets_a_way_out_too(text: str) -> None:
    with pytest.raises(InputError) as caught:
        find(ListName.DOCUMENT_SORTS, text)
    assert "TOOI" in caught.value.remedy


def test_of_two_with_the_same_name_the_code_is_asked() -> None:
    with pytest.raises(InputError, match="meer dan één organisatie") as caught:
        organisation("Utrecht")
    assert caught.value.remedy == "Geef de code op: gemeente Utrecht (gm0344), provincie Utrecht (pv26)."
    with pytest.raises(InputError, match="meer dan één"):
        organisation("ministerie van Economische Zaken")
    assert organisation("mnre1045").label == "ministerie van Economische Zaken"


def test_categories_are_numbered_as_in_the_law() -> None:
    assert category_number(CATEGORY) == 14
    assert category_number(category("wetten en algemeen verbindende voorschriften")) == 1
    assert category_number(category("onderzoeksrapporten")) == 15
    with pytest.raises(InputError):
        category_number(Listed("https://voorbeeld.example/c_1", "iets"))


def test_every_relation_that_is_told_is_on_the_list() -> None:
    for kind in RelationKind:
        assert find(ListName.RELATIONS, kind.value).label == kind.value


@pytest.mark.parametrize("name", ListName)
def test_the_lists_are_those_of_the_schema(name: ListName) -> None:
    schema = (rules_root() / "standards" / "diwoo-metadata-lijsten.xsd").read_text(encoding="utf-8")
    wanted = set()
    for part in SCHEMA_LISTS[name]:
        found = re.search(rf'<xs:simpleType name="{part}lijst".*?</xs:simpleType>', schema, re.DOTALL)
        assert found
        wanted |= set(
            re.findall(r'<xs:enumeration value="([^"]+)">.*?<dita:p[^>]*>([^<]+)</dita:p>', found.group(), re.DOTALL)
        )
    wanted = {(uri, html.unescape(label)) for uri, label in wanted}
    assert {(row.partition("\t")[0], row.partition("\t")[2]) for row in rows(name)} == wanted
    assert all(is_listed(name, Listed(uri, label)) for uri, label in wanted)
    assert not is_listed(name, Listed("https://voorbeeld.example/c_1", "iets"))


def rows(name: str) -> list[str]:
    path: Path = rules_root() / "standards" / "lists" / f"{name}.tsv"
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_the_publicatiebank_knows_every_category_and_gemeente_but_no_ministry() -> None:
    assert gpp_uuid(CATEGORY) == "b84c3b0d-a471-48f5-915f-7fbd8b94188f"
    assert gpp_uuid(organisation("gemeente Westervoort")) == "1dab214b-1d47-47a9-9da0-41e4954d0d66"
    assert gpp_uuid(ORGANISATION) is None
    assert all(gpp_uuid(category(row.partition("\t")[0])) for row in rows("categories"))
