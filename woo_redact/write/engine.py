"""The few calls that go past PyMuPDF to MuPDF itself, for speed: marking, redacting, and one font for all pages."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pymupdf
from pymupdf import mupdf

from woo_redact.domain.geometry import Box

# What pdf_redact_page does with text, pictures and paths (MuPDF, pdf/annot.h).
REMOVE_TEXT = pymupdf.PDF_REDACT_TEXT_REMOVE
KEEP_TEXT = pymupdf.PDF_REDACT_TEXT_NONE
KEEP_PIXELS = pymupdf.PDF_REDACT_IMAGE_NONE
CLEAR_PIXELS = pymupdf.PDF_REDACT_IMAGE_PIXELS
KEEP_PATHS = pymupdf.PDF_REDACT_LINE_ART_NONE
REMOVE_COVERED_PATHS = pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED


@contextmanager
def unrotated(page: Any) -> Iterator[None]:
    """Work in page space: MuPDF places annotations on the page as it is displayed."""
    rotation = page.rotation
    if rotation:
        page.set_rotation(0)
    try:
        yield
    finally:
        if rotation:
            page.set_rotation(rotation)


def redact(page: Any, boxes: Iterable[Box], text: int, pixels: int, paths: int) -> None:
    """Remove what ``boxes`` (page space) touch; call it within :func:`unrotated`."""
    pdf_page = pymupdf._as_pdf_page(page)
    for box in boxes:
        annotation = mupdf.pdf_create_annot(pdf_page, mupdf.PDF_ANNOT_REDACT)
        mupdf.pdf_set_annot_rect(annotation, mupdf.FzRect(box.x0, box.top, box.x1, box.bottom))
    options = mupdf.PdfRedactOptions()
    options.black_boxes = 0
    options.text, options.image_method, options.line_art = text, pixels, paths
    mupdf.pdf_redact_page(pdf_page.doc(), pdf_page, options)


def embed(pdf: Any, buffer: bytes) -> Any:
    """Embed a font with Latin encoding in the document, once, and return its object."""
    font = mupdf.fz_new_font_from_buffer(None, pymupdf.JM_BufferFromBytes(buffer), 0, 0)
    return mupdf.pdf_add_simple_font(pymupdf._as_pdf_document(pdf), font, mupdf.PDF_SIMPLE_ENCODING_LATIN)


def use_font(page: Any, name: str, font: Any) -> None:
    """Make an embedded font known on a page; resources that pages share are copied first."""
    pdf_page = pymupdf._as_pdf_page(page)
    resources = mupdf.pdf_copy_dict(mupdf.pdf_dict_get_inheritable(pdf_page.obj(), pymupdf.PDF_NAME("Resources")))
    fonts = mupdf.pdf_dict_get(resources, pymupdf.PDF_NAME("Font"))
    fonts = mupdf.pdf_copy_dict(fonts) if fonts.m_internal else mupdf.pdf_new_dict(pdf_page.doc(), 1)
    mupdf.pdf_dict_puts(fonts, name, font)
    mupdf.pdf_dict_put(resources, pymupdf.PDF_NAME("Font"), fonts)
    mupdf.pdf_dict_put(pdf_page.obj(), pymupdf.PDF_NAME("Resources"), resources)
