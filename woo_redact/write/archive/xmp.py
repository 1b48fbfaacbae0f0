"""Building XMP packets (ISO 16684-1) as XML trees."""

from collections.abc import Iterable, Mapping
from typing import Any

NAMESPACES: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaType": "http://www.aiim.org/pdfa/ns/type#",
    "pdfaField": "http://www.aiim.org/pdfa/ns/field#",
    "redactions": "urn:woo-redact:redactions:1.0#",
    "passage": "urn:woo-redact:passage:1.0#",
}
META = "adobe:ns:meta/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# ISO 16684-1, 7.3.2: the id is the same in all packets.
BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
END = '\n<?xpacket end="r"?>'


def name(qualified: str) -> str:
    """Return "dc:title" as the XML library takes it."""
    prefix, local = qualified.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


PARSE_TYPE = name("rdf:parseType")


def added(parent: Any, qualified: str, **rdf: str) -> Any:
    """Add an element with attributes of RDF; return it."""
    from lxml import etree

    return etree.SubElement(parent, name(qualified), {name(f"rdf:{key}"): value for key, value in rdf.items()})


def text_list(parent: Any, kind: str, texts: Iterable[str]) -> None:
    """Add a list of texts: ``kind`` is ``rdf:Seq`` or ``rdf:Bag``."""
    listed = added(parent, kind)
    for text in texts:
        added(listed, "rdf:li").text = text


def packet(top: Any) -> bytes:
    """Return the packet that holds the element ``rdf:RDF``."""
    from lxml import etree

    meta = etree.Element(f"{{{META}}}xmpmeta", nsmap={"x": META})
    meta.append(top)
    return f"{BEGIN}{etree.tostring(meta, encoding='unicode')}{END}".encode()
