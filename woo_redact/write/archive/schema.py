"""The description of our own properties that PDF/A asks for (ISO 19005-2, 6.6.2.3.3)."""

from dataclasses import dataclass
from typing import Any

from woo_redact.write.archive.xmp import NAMESPACES, PARSE_TYPE, added


@dataclass(frozen=True, slots=True)
class Named:
    """Something described: its name, the type of its value and what it says."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names of one namespace, called by its prefix."""

    prefix: str
    title: str
    members: tuple[Named, ...]

    @property
    def namespace(self) -> str:
        """The URI that the names belong to."""
        return NAMESPACES[self.prefix]


PASSAGE = Vocabulary(
    "passage",
    "A passage of the document that is withheld",
    (
        Named("page", "Integer", "Number of the page in this file, from 1"),
        Named("boxes", "Seq Text", "Boxes on that page: left, top, right, bottom in points from its upper left corner"),
        Named("grounds", "Bag Text", "Grounds on which it is withheld, such as 5.1.2e of the Open Government Act"),
    ),
)
REDACTIONS = Vocabulary(
    "redactions",
    "Passages withheld under the Dutch Open Government Act (Woo)",
    (Named("passages", "Seq Passage", "The passages that are withheld, in reading order"),),
)
PASSAGE_TYPE = "Passage"


def described(top: Any) -> None:
    """Add the description of the properties to an element ``rdf:RDF``."""
    schemas = added(added(added(top, "rdf:Description", about=""), "pdfaExtension:schemas"), "rdf:Bag")
    schema = _item(schemas)
    added(schema, "pdfaSchema:schema").text = REDACTIONS.title
    added(schema, "pdfaSchema:namespaceURI").text = REDACTIONS.namespace
    added(schema, "pdfaSchema:prefix").text = REDACTIONS.prefix
    properties = added(added(schema, "pdfaSchema:property"), "rdf:Seq")
    for member in REDACTIONS.members:
        _describe(_item(properties), "pdfaProperty", member, category="external")
    _describe_type(_item(added(added(schema, "pdfaSchema:valueType"), "rdf:Seq")))


def _describe_type(item: Any) -> None:
    added(item, "pdfaType:type").text = PASSAGE_TYPE
    added(item, "pdfaType:namespaceURI").text = PASSAGE.namespace
    added(item, "pdfaType:prefix").text = PASSAGE.prefix
    added(item, "pdfaType:description").text = PASSAGE.title
    fields = added(added(item, "pdfaType:field"), "rdf:Seq")
    for member in PASSAGE.members:
        _describe(_item(fields), "pdfaField", member)


def _describe(item: Any, prefix: str, member: Named, **more: str) -> None:
    """Say what a property or field is; ``more`` stands before the description."""
    told = {"name": member.name, "valueType": member.kind, **more, "description": member.description}
    for key, text in told.items():
        added(item, f"{prefix}:{key}").text = text


def _item(holder: Any) -> Any:
    item = added(holder, "rdf:li")
    item.set(PARSE_TYPE, "Resource")
    return item
