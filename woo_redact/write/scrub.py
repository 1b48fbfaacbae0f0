"""What a PDF holds besides the content of its pages: flattened before redaction, or left out of the output.

Narrow on purpose: it does not look into the pages. Everything that could repeat a withheld passage goes, whether it
does or not: metadata, outlines, annotations, fields, attachments, scripts, actions, names, layers, thumbnails, private
data, spoken text of tags. What stays: pages, fonts, pictures, tags without their spoken text, page labels, language.
"""

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf

from woo_redact.domain.geometry import Box
from woo_redact.write.anchors import NAME as ANCHOR_FONT
from woo_redact.write.anchors import has_anchors, without_anchors
from woo_redact.write.engine import cut_down_fonts, saved
from woo_redact.write.ink import cut_ink

CATALOG_KEPT = frozenset(("/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot"))
TREE_KEPT = frozenset(("/Type", "/K", "/ParentTree", "/ParentTreeNextKey", "/RoleMap"))
# A language tag (BCP 47); anything longer is no language.
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
PAGE_KEPT = frozenset(
    (
        "/Type",
        "/Parent",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/Resources",
        "/Contents",
        "/StructParents",
        "/Tabs",
        "/UserUnit",
        "/Group",
    )
)
# Spoken or written out text of a tag, which may repeat what is gone from the page (ISO 32000-1, 14.9): anywhere, and
# in elements of the structure tree.
SPOKEN = ("/ActualText", "/Alt")
ELEMENT_TEXT = ("/ActualText", "/Alt", "/E", "/T", "/ID", "/A", "/C", "/PieceInfo", "/AF")
PRIVATE = ("/PieceInfo", "/Metadata", "/LastModified", "/OC", "/AF", "/Thumb", "/AA", "/OPI", "/Alternates")
# What an object's own bytes hold when one of these keys stands in it, or when it may be an element: most hold nothing.
SUSPECT = re.compile(
    rb"/StructElem\b|/S\b.*/P\b|/P\b.*/S\b|" + b"|".join(rb"%b\b" % key.encode() for key in (*PRIVATE, *SPOKEN)),
    re.DOTALL,
)
PRODUCER = "woo-redact"


def flatten(pdf: Any) -> None:
    """Turn annotations and form fields into page content, so that they are redacted like it (PyMuPDF document)."""
    if pdf.has_annots() or pdf.is_form_pdf:
        pdf.bake(annots=True, widgets=True)


def close_up(pdf: Any, labelled: bool, inked: Mapping[int, Sequence[Box]], held: bool) -> bytes:
    """Return the bytes of the output: fonts cut down to what is still shown, everything but the pages left out.

    ``inked`` has the covers (in the file's space) of the pages where lines or shapes reach under a cover; they are cut
    there. ``held`` tells that there are anchors to take out. Deterministic: the same document gives the same bytes.
    """
    if labelled:
        cut_down_fonts(pdf)
    with pikepdf.open(io.BytesIO(saved(pdf))) as document:
        for index, covers in inked.items():
            cut_ink(document, document.pages[index], covers, keep_last=1)
        if held:
            _let_go(document)
        _scrub(document)
        result = io.BytesIO()
        document.save(
            result,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return result.getvalue()


def _let_go(document: pikepdf.Pdf) -> None:
    """Take the anchors and their font out of pages and forms."""
    forms = [item for item in document.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
    contents = [part for page in document.pages for part in _parts(page)]
    for stream in (*contents, *forms):
        content = stream.read_bytes()
        if has_anchors(content):
            stream.write(without_anchors(content))
    for holder in (*(page.obj for page in document.pages), *forms):
        fonts = holder.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        if f"/{ANCHOR_FONT}" in fonts:
            del fonts[f"/{ANCHOR_FONT}"]


def _parts(page: pikepdf.Page) -> list[Any]:
    contents = page.obj.get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []


def _scrub(document: pikepdf.Pdf) -> None:
    _scrub_catalog(document.Root)
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for page in document.pages:
        _keep_only(page.obj, PAGE_KEPT)
    for item in document.objects:
        if SUSPECT.search(_bytes_of(item)):
            _scrub_value(item)
    _silence(document)
    document.docinfo["/Producer"] = PRODUCER


def _scrub_catalog(catalog: Any) -> None:
    _keep_only(catalog, CATALOG_KEPT)
    if "/Lang" in catalog and not LANGUAGE.fullmatch(str(catalog.Lang)):
        del catalog["/Lang"]
    if "/MarkInfo" in catalog:
        catalog.MarkInfo = pikepdf.Dictionary(Marked=bool(catalog.MarkInfo.get("/Marked", False)))
    if "/StructTreeRoot" in catalog:
        _keep_only(catalog.StructTreeRoot, TREE_KEPT)


def _keep_only(dictionary: Any, kept: frozenset[str]) -> None:
    for key in [k for k in dictionary.keys() if k not in kept]:  # noqa: SIM118 - pikepdf's objects are no mappings
        del dictionary[key]


def _bytes_of(item: Any) -> bytes:
    """Return the object as it stands in a file, a stream without its content; names are written plainly."""
    if isinstance(item, pikepdf.Stream):
        return item.stream_dict.unparse()
    return item.unparse(resolved=True) if isinstance(item, pikepdf.Dictionary | pikepdf.Array) else b""


def _scrub_value(value: Any) -> None:
    """Take private data and spoken text out of an object, and out of what stands directly in it."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, pikepdf.Array):
            stack.extend(v for v in item if _holds_more(v))
        elif isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
            element = item.get("/Type") == "/StructElem" or ("/S" in item and "/P" in item)
            for key in (*PRIVATE, *(ELEMENT_TEXT if element else SPOKEN)):
                if key in item:
                    del item[key]
            stack.extend(v for _, v in item.items() if _holds_more(v))


def _holds_more(value: Any) -> bool:
    return isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect


def _silence(document: pikepdf.Pdf) -> None:
    """Take spoken text out of the marks in the content itself (``/Span << /ActualText ... >> BDC``)."""
    for page in document.pages:
        if any(map(_speaks, _parts(page))):
            # An instruction may go on in the next stream: they are one to whoever reads them.
            page.contents_coalesce()
            page.obj.Contents.write(_without_spoken(page.obj.Contents))
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form" and _speaks(item):
            item.write(_without_spoken(item))


def _speaks(stream: Any) -> bool:
    content = stream.read_bytes()
    return any(key in content for key in (b"/ActualText", b"/Alt", b"/E(", b"/E (", b"/E <"))


def _without_spoken(stream: Any) -> bytes:
    instructions = list(pikepdf.parse_content_stream(stream))
    for instruction in instructions:
        if str(instruction.operator) in ("BDC", "DP"):
            for operand in instruction.operands:
                if isinstance(operand, pikepdf.Dictionary):
                    for key in ELEMENT_TEXT:
                        if key in operand:
                            del operand[key]
    return pikepdf.unparse_content_stream(instructions)
