from dataclasses import replace

import pytest
from lxml import etree

from support.package_values import PUBLICATION, many, package
from woo_redact.disclosure.formats.sitemap import MOST_BYTES, MOST_URLS, files
from woo_redact.disclosure.value_lists import category
from woo_redact.domain.publication import Listed, Package, Publication
from woo_redact.errors import InputError

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "d": "https://standaarden.overheid.nl/diwoo/metadata/"}
KNOWN = replace(PUBLICATION, address="https://voorbeeld.example/woo/")
INDEX = "diwoo/sitemapindex-diwoo-infocat014.xml"
SITEMAP = "diwoo/sitemap-diwoo-infocat014-1.xml"


def made(
    whole: Package, most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> dict[str, tuple[etree._Element, int]]:
    found = files(whole, most_urls=most_urls, most_bytes=most_bytes)
    return {p: (etree.fromstring(c), len(c)) for p, c in found.items() if isinstance(c, bytes)}


def locations(root: etree._Element) -> list[str]:
    return [str(loc.text) for loc in root.findall("*/s:loc", NS)]


def test_the_index_names_the_sitemaps_and_they_name_the_files_with_their_metadata() -> None:
    found = made(package(publication=KNOWN))
    assert list(found) == [SITEMAP, INDEX]
    index, sitemap = found[INDEX][0], found[SITEMAP][0]
    assert index.tag == f"{{{NS['s']}}}sitemapindex"
    assert locations(index) == [f"https://voorbeeld.example/woo/{SITEMAP}"]
    assert sitemap.tag == f"{{{NS['s']}}}urlset"
    assert locations(sitemap) == [f"https://voorbeeld.example/woo/documenten/{n}.pdf" for n in (1001, 1002)]
    assert {lastmod.text for lastmod in sitemap.findall("*/s:lastmod", NS)} == {"2026-03-04T05:06:07+00:00"}
    assert len(sitemap.findall("s:url/d:Document/d:DiWoo", NS)) == 2


@pytest.mark.parametrize("publication", [PUBLICATION, replace(KNOWN, concept=True)], ids=["no address", "draft"])
def test_nothing_is_told_that_cannot_be_found_or_is_a_draft(publication: Publication) -> None:
    assert files(package(publication=publication)) == {}


def test_a_package_without_files_has_no_sitemaps() -> None:
    assert files(Package(KNOWN, (), {})) == {}


def test_the_name_has_the_number_of_the_category_in_the_law() -> None:
    found = files(package(publication=replace(KNOWN, category=category("adviezen"))))
    assert list(found) == ["diwoo/sitemap-diwoo-infocat010-1.xml", "diwoo/sitemapindex-diwoo-infocat010.xml"]
    with pytest.raises(InputError):
        files(package(publication=replace(KNOWN, category=Listed("urn:x", "x"))))


def test_more_addresses_than_a_sitemap_may_have_are_divided() -> None:
    found = made(replace(many(20), publication=KNOWN), most_urls=3)
    sitemaps = [root for path, (root, _) in found.items() if path != INDEX]
    assert [len(root) for root in sitemaps] == [3, 3, 2]
    assert len({loc for root in sitemaps for loc in locations(root)}) == 8
    assert len(locations(found[INDEX][0])) == 3


def test_more_bytes_than_a_sitemap_may_have_are_divided() -> None:
    found = made(replace(many(20), publication=KNOWN), most_bytes=8000)
    sitemaps = {path: held for path, held in found.items() if path != INDEX}
    assert len(sitemaps) > 1
    assert all(size <= 8000 for _, size in sitemaps.values())
    assert sum(len(root) for root, _ in sitemaps.values()) == 8


def test_odd_characters_in_a_path_are_escaped() -> None:
    whole = package(replace(package().documents[0], file="documenten/a b&é.pdf"), publication=KNOWN)
    assert locations(made(whole)[SITEMAP][0]) == ["https://voorbeeld.example/woo/documenten/a%20b%26%C3%A9.pdf"]
