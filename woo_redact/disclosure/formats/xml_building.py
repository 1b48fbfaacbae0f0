"""XML as a package has it: text that XML can hold, indented, the same elements always the same bytes."""

from dataclasses import dataclass
from typing import Any

from lxml import etree

from woo_redact.disclosure.formats.identity import one_line

# The way lxml's stubs name an element.
Element = etree._Element


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes elements of one namespace, which has this prefix (``None``: no prefix, or no namespace either)."""

    namespace: str = ""
    prefix: str | None = None

    def __call__(self, name: str, *content: Element | str | None, **attributes: str) -> Element:
        """Return an element with text and elements in it; ``None`` among them is nothing."""
        attributes = {key: one_line(value) for key, value in attributes.items()}
        tag = f"{{{self.namespace}}}{name}" if self.namespace else name
        made = etree.Element(tag, attributes, nsmap=self._prefixes())
        for part in content:
            if isinstance(part, str):
                made.text = one_line(part)
            elif part is not None:
                made.append(part)
        return made

    def _prefixes(self) -> Any:
        # The stubs of lxml do not know the prefix that is none.
        return {self.prefix: self.namespace} if self.namespace else None

    def some(self, name: str, *content: Element | str | None, **attributes: str) -> Element | None:
        """Return such an element, or nothing when it would be empty."""
        held = [part for part in content if part is not None and (not isinstance(part, str) or one_line(part))]
        return self(name, *held, **attributes) if held else None


def xml_bytes(root: Element) -> bytes:
    """Return a document as UTF-8, indented."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
