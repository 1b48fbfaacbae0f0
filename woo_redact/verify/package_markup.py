"""Text of XML and HTML: what is shown, attributes, comments, instructions, names of elements, entities."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from woo_redact.verify.piece import Piece

# Elements that part no words: runs of office files and of web pages (by their names without a prefix).
INLINE_NAMES = """
    r t rPr rPh phoneticPr hyperlink ins del delText smartTag sdt sdtContent sdtPr bookmarkStart bookmarkEnd proofErr
    noProof softHyphen lastRenderedPageBreak b i u s em strong span a abbr cite code font mark q small sub sup var wbr
    run commentRangeStart commentRangeEnd moveFrom moveTo fldSimple
"""
INLINE = frozenset(INLINE_NAMES.split())
# The vocabularies of formats: the names in them are no text of anybody's.
KNOWN = re.compile(
    r"schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org|w3\.org|adobe\.com|oasis|overheid\.nl"
    r"|nationaalarchief\.nl|sitemaps\.org|aiim\.org|ns\.useplus"
)
_ENTITIES = re.compile(r"<!DOCTYPE[^>\[]*\[(.*?)\]\s*>", re.DOTALL)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^<>]*>")


def markup_pieces(text: str, *, html: bool) -> Iterator[Piece]:
    """Yield the text of a document in XML or HTML; what is not well-formed is taken as it stands."""
    for declared in _ENTITIES.findall(text):
        yield Piece("opbouw van het bestand", declared)
    root = _html_root(text) if html else _xml_root(text)
    if root is None:
        yield Piece("tekst", _TAG.sub(" ", text))
        yield Piece("opbouw van het bestand", text)
        return
    yield from _outside(root)
    glued: list[str] = []
    parted: list[str] = []
    yield from _walk(root, glued, parted, own_names=not html)
    yield from (Piece("tekst", text) for text in dict.fromkeys((" ".join(parted), "".join(glued))))


def _walk(root: Any, glued: list[str], parted: list[str], *, own_names: bool) -> Iterator[Piece]:
    """Yield all but the text of elements, which goes to ``glued`` (runs joined) and ``parted`` (each by itself)."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            glued.append("" if _is_inline(node) else " ")
            _take(node.tail, glued, parted)
            continue
        if not isinstance(node.tag, str):
            yield _odd(node)
            _take(node.tail, glued, parted)
            continue
        yield from _attributes(node)
        if own_names and not KNOWN.search(node.tag):
            yield Piece("naam van een onderdeel", _local(node.tag), loose=True, name=True)
        glued.append("" if _is_inline(node) else " ")
        _take(node.text, glued, parted)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _take(text: str | None, glued: list[str], parted: list[str]) -> None:
    if text:
        glued.append(text)
        parted.append(text)


def _attributes(node: Any) -> Iterator[Piece]:
    for name, value in node.attrib.items():
        yield Piece("kenmerk van een onderdeel", value)
        if not KNOWN.search(name) and not KNOWN.search(node.tag):
            yield Piece("naam van een kenmerk", _local(name), loose=True, name=True)


def _odd(node: Any) -> Piece:
    """Return what a comment, an instruction or a reference to an entity says."""
    etree = _etree()
    if node.tag is etree.Comment:
        return Piece("opmerking in de opbouw", node.text or "")
    if node.tag is etree.ProcessingInstruction:
        return Piece("aanwijzing in de opbouw", f"{node.target} {node.text or ''}")
    return Piece("opbouw van het bestand", str(node.text or ""))


def _outside(root: Any) -> Iterator[Piece]:
    """Yield the comments and instructions before and after the document itself, and the names of its schemas."""
    for around in (root.itersiblings(preceding=True), root.itersiblings()):
        yield from (_odd(node) for node in around if not isinstance(node.tag, str))
    for uri in {uri for node in root.iter() if isinstance(node.tag, str) for uri in (node.nsmap or {}).values()}:
        if not KNOWN.search(uri):
            yield Piece("naam van een schema", uri, loose=True, name=True)


def _is_inline(node: Any) -> bool:
    return _local(node.tag) in INLINE


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


@cache
def _etree() -> Any:
    from lxml import etree

    return etree


def _xml_root(text: str) -> Any:
    etree = _etree()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=False)
    return _parsed(text, parser)


def _html_root(text: str) -> Any:
    return _parsed(text, _etree().HTMLParser(no_network=True))


def _parsed(text: str, parser: Any) -> Any:
    # Whatever encoding the document declares, it is text already.
    try:
        return _etree().fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    except (ValueError, _etree().XMLSyntaxError, _etree().ParserError):
        return None
