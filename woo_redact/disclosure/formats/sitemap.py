"""The sitemaps that the harvester of the national index reads: the address of each file, with its metadata.

They list what is published, and nothing as long as nobody knows where that will be. They may stand in a folder below
that of the files, since ``robots.txt`` of the site names the index.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from woo_redact.disclosure.formats.diwoo import described_files
from woo_redact.disclosure.formats.identity import address_of, utc
from woo_redact.disclosure.formats.xml_building import Element, Maker, xml_bytes
from woo_redact.disclosure.value_lists import category_number
from woo_redact.domain.package_layout import DIWOO
from woo_redact.domain.publication import Files, Package

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What the harvester takes (https://standaarden.overheid.nl/diwoo) and the protocol allows.
MOST_URLS, MOST_BYTES = 50_000, 50 * 1024 * 1024
# The root element and the declaration.
AROUND = 1024

_made = Maker(NAMESPACE)


def files(package: Package, *, most_urls: int = MOST_URLS, most_bytes: int = MOST_BYTES) -> Files:
    """Return the index and its sitemaps, or nothing when there is no address or the package is a draft.

    Raises:
        InputError: the category of the publication is not one of the eighteen.
    """
    publication = package.publication
    if not publication.address or publication.concept:
        return {}
    moment = utc(publication.moment).isoformat()
    urls = (
        _made("url", _made("loc", address_of(publication, one.file)), _made("lastmod", moment), one.metadata)
        for one in described_files(package)
    )
    category = f"{category_number(publication.category):03d}"
    maps = {
        f"{DIWOO}/sitemap-diwoo-infocat{category}-{number}.xml": xml_bytes(_made("urlset", *batch))
        for number, batch in enumerate(_batches(urls, most_urls, most_bytes - AROUND), 1)
    }
    index = _made(
        "sitemapindex",
        *(_made("sitemap", _made("loc", address_of(publication, name)), _made("lastmod", moment)) for name in maps),
    )
    return {**maps, f"{DIWOO}/sitemapindex-diwoo-infocat{category}.xml": xml_bytes(index)} if maps else {}


def _batches(urls: Iterable[Element], most: int, most_bytes: int) -> Iterator[list[Element]]:
    """Divide into lists that are small enough."""
    batch: list[Element] = []
    size = 0
    for url in urls:
        length = _size(url)
        if batch and (len(batch) == most or size + length > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(url)
        size += length
    if batch:
        yield batch


def _size(url: Element) -> int:
    """Return no fewer bytes than it takes in a file, where each line stands further to the right."""
    content = etree.tostring(url, encoding="UTF-8", pretty_print=True)
    return len(content) + 2 * content.count(b"\n")
