"""Whether the XML of a package is what its receivers accept: DiWoo, MDTO, sitemaps and the packing slip.

The schemas are those of ``rules/standards``; nothing is fetched, and nothing that a file says is done: no entity is
resolved and no schema that it points to is read. What is told names elements and lines, never what stands in them.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from woo_redact.domain.report import Finding, Severity
from woo_redact.resources import rules_root

DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
MDTO = "https://www.nationaalarchief.nl/mdto"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# By the root element of a file.
SCHEMAS = {
    f"{{{DIWOO}}}Document": "diwoo-metadata.xsd",
    f"{{{MDTO}}}MDTO": "MDTO-XML1.0.1.xsd",
    f"{{{SITEMAP}}}urlset": "sitemap.xsd",
    f"{{{SITEMAP}}}sitemapindex": "sitemap.xsd",
    "pakbon": "pakbon.xsd",
}
# What a harvester takes at once.
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 1024 * 1024
# Of a file that is wrong throughout.
MOST_FINDINGS = 20
REMEDY = "Maak het pakket opnieuw met: woo-redact package."

# What the validator calls its rules, in Dutch.
_RULES = {
    "SCHEMAV_CVC_ENUMERATION_VALID": "heeft een waarde die niet in de waardelijst staat",
    "SCHEMAV_CVC_TYPE_3_1_1": "heeft een attribuut dat het schema niet kent",
    "SCHEMAV_CVC_TYPE_3_1_2": "heeft elementen waar alleen tekst mag staan",
    "SCHEMAV_CVC_ATTRIBUTE_3": "heeft een attribuut met een waarde die niet mag",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "heeft een attribuut dat het schema niet kent",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "heeft een attribuut dat het schema niet kent",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "mist een verplicht attribuut",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "heeft tekst waar alleen elementen mogen staan",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "heeft een waarde van het verkeerde type",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_3": "heeft een waarde van het verkeerde type",
    "SCHEMAV_CVC_PATTERN_VALID": "heeft een waarde in de verkeerde vorm",
    "SCHEMAV_CVC_MINLENGTH_VALID": "heeft een waarde die te kort is",
    "SCHEMAV_CVC_MAXLENGTH_VALID": "heeft een waarde die te lang is",
    "SCHEMAV_CVC_ELT_1": "is geen element waarmee dit mag beginnen",
}
_OTHER_RULE = "voldoet niet aan het schema"
_NAME = re.compile(r"(?:\{[^{}]*\})?([\w.-]+)")


def check_xml(path_in_package: str, content: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with an XML file of a package; its root element decides by which schema.

    Messages are Dutch and name file, line and rule. An unknown root element is a finding.
    """
    from lxml import etree

    if b"<!DOCTYPE" in content:
        told = f"{path_in_package} heeft een DOCTYPE; die wordt niet gelezen."
        return (_finding("xml-doctype", told),)
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        return (_finding("xml-damaged", f"{path_in_package}, regel {line}: dit is geen geldige XML."),)
    schema = SCHEMAS.get(str(root.tag))
    if schema is None:
        told = f"{path_in_package}: dit is geen DiWoo, MDTO, sitemap of pakbon."
        return (_finding("xml-unknown", told),)
    return tuple(_problems(path_in_package, root, schema, len(content)))


def _problems(path: str, root: Any, schema: str, size: int) -> Iterator[Finding]:
    if schema == "sitemap.xsd" and (len(root) > MOST_ADDRESSES or size > MOST_BYTES):
        yield _finding("xml-too-large", f"{path}: een sitemap heeft ten hoogste {MOST_ADDRESSES} adressen en 50 MB.")
    validator = _schema(schema)
    if validator.validate(root):
        return
    names = _names(schema)
    # One mistake in a value is told by several rules on the same line.
    told = dict.fromkeys(_told(path, error, names) for error in validator.error_log)
    for message in list(told)[:MOST_FINDINGS]:
        yield _finding("xml-invalid", message)
    if len(told) > MOST_FINDINGS:
        yield _finding("xml-invalid", f"{path}: er zijn nog {len(told) - MOST_FINDINGS} fouten.")


def _told(path: str, error: Any, names: frozenset[str]) -> str:
    """Put a mistake into words, with such names only as the schema has itself."""
    said, _, expected = error.message.partition("Expected is")
    element = _known(said.removeprefix("Element '"), names)
    subject = f'het element "{element}"' if element else "een onbekend element"
    if error.type_name == "SCHEMAV_ELEMENT_CONTENT":
        rule = "mist een verplicht element" if "Missing child" in said else "mag hier niet staan"
        wanted = [name for name in _NAME.findall(expected) if name in names]
        rule += f" (verwacht: {', '.join(wanted)})" if wanted else ""
    else:
        rule = _RULES.get(error.type_name, _OTHER_RULE)
    return f"{path}, regel {error.line}: {subject} {rule}."


def _known(text: str, names: frozenset[str]) -> str:
    found = _NAME.match(text)
    return found.group(1) if found and found.group(1) in names else ""


def _finding(kind: str, message: str) -> Finding:
    return Finding(kind, Severity.BLOCKING, message, remedy=REMEDY)


def _folder() -> Path:
    return rules_root() / "standards"


@cache
def _schema(name: str) -> Any:
    from lxml import etree

    def resolve(self: Any, address: str, _id: str, context: Any) -> Any:
        """Find every schema in our own folder, by the last part of its address, and nothing elsewhere."""
        return self.resolve_filename(str(_folder() / address.rpartition("/")[2]), context)

    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(type("Local", (etree.Resolver,), {"resolve": resolve})())
    return etree.XMLSchema(etree.parse(str(_folder() / name), parser))


@cache
def _names(schema: str) -> frozenset[str]:
    """Return the names of all elements of a schema and of those that it takes in."""
    text = "".join(path.read_text(encoding="utf-8") for path in _schemas_of(schema))
    return frozenset(re.findall(r'<xsd?:(?:element|attribute) name="([\w.-]+)"', text))


def _schemas_of(schema: str) -> Iterator[Path]:
    yield _folder() / schema
    text = (_folder() / schema).read_text(encoding="utf-8")
    for other in re.findall(r'schemaLocation="([^"]+)"', text):
        yield from _schemas_of(other.rpartition("/")[2])
