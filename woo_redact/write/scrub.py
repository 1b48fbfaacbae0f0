"""What a PDF holds besides the content of its pages: flattened before redaction, or left out of the output.

Narrow on purpose: it does not look into the pages. Everything that could repeat a withheld passage goes, whether it
does or not: metadata, outlines, annotations, fields, attachments, scripts, actions, names, layers, thumbnails, private
data, spoken text of tags. What stays: pages, fonts, pictures, tags without their spoken text, page labels, language.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
import pymupdf

from woo_redact.domain.geometry import Box
from woo_redact.write.ink import cut_ink

CATALOG_KEPT = frozenset(("/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences"))
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
# Spoken or written out text of a tag, which may repeat what is gone from the page (ISO 32000-1, 14.9).
SPOKEN = ("/ActualText", "/Alt", "/E", "/T", "/ID", "/PieceInfo", "/AF")
PRIVATE = ("/PieceInfo", "/Metadata", "/LastModified", "/OC", "/AF", "/Thumb", "/AA", "/OPI", "/Alternates")
PRODUCER = "woo-redact"


def flatten(pdf: Any) -> None:
    """Turn annotations and form fields into page content, so that they are redacted like it (PyMuPDF document)."""
    if pdf.has_annots() or pdf.is_form_pdf:
        pdf.bake(annots=True, widgets=True)


def close_up(pdf: Any, labelled: bool, inked: Mapping[int, Sequence[Box]]) -> bytes:
    """Return the bytes of the output: fonts cut down to what is still shown, everything but the pages left out.

    ``inked`` has the covers (in the file's space) of the pages where lines or shapes reach under a cover; they are cut
    there. Deterministic: the same document gives the same bytes.
    """
    if labelled:
        pymupdf.mupdf.pdf_subset_fonts2(pymupdf._as_pdf_document(pdf), list(range(pdf.page_count)))
    plain = pdf.tobytes(garbage=1, deflate=False, no_new_id=True)
    with pikepdf.open(io.BytesIO(plain)) as document:
        for index, covers in inked.items():
            cut_ink(document, document.pages[index], covers, keep_last=1)
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


def _scrub(document: pikepdf.Pdf) -> None:
    catalog = document.Root
    for key in list(catalog.keys()):
        if key not in CATALOG_KEPT:
            del catalog[key]
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for page in document.pages:
        for key in list(page.obj.keys()):
            if key not in PAGE_KEPT:
                del page.obj[key]
    for item in document.objects:
        _scrub_object(item)
    document.docinfo["/Producer"] = PRODUCER


def _scrub_object(item: Any) -> None:
    if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
        for key in PRIVATE:
            if key in item:
                del item[key]
        if item.get("/Type") == "/StructElem" or ("/S" in item and "/P" in item):
            for key in SPOKEN:
                if key in item:
                    del item[key]
