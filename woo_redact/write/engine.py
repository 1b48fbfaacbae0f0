"""The few calls that go past PyMuPDF to MuPDF itself, for speed: redacting, fonts, saving to memory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf
from pymupdf import mupdf

from woo_redact.domain.geometry import Box
from woo_redact.errors import EraseError

# What PyMuPDF raises on damaged content; the last is what comes straight from MuPDF.
ENGINE_ERRORS: tuple[type[Exception], ...] = (RuntimeError, ValueError, mupdf.FzErrorBase)
# What pdf_redact_page does with text, pictures and paths (MuPDF, pdf/annot.h).
REMOVE_TEXT = pymupdf.PDF_REDACT_TEXT_REMOVE
KEEP_TEXT = pymupdf.PDF_REDACT_TEXT_NONE
KEEP_PIXELS = pymupdf.PDF_REDACT_IMAGE_NONE
CLEAR_PIXELS = pymupdf.PDF_REDACT_IMAGE_PIXELS
KEEP_PATHS = pymupdf.PDF_REDACT_LINE_ART_NONE
REMOVE_COVERED_PATHS = pymupdf.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED
# What fonts say of the widths of characters (ISO 32000-1, tables 111 and 117).
WIDTHS = ("FirstChar", "LastChar", "Widths", "W", "W2")


@contextmanager
def opened(source: Path) -> Iterator[Any]:
    """Open a PDF to black out or to draw over.

    Raises:
        EraseError: it cannot be opened.
    """
    try:
        pdf = pymupdf.open(source, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise EraseError(f"{source.name} kan niet worden geopend om te lakken.", "Sla de PDF opnieuw op.") from error
    try:
        # An empty user password opens; the reader has checked that.
        if pdf.needs_pass:
            pdf.authenticate("")
        yield pdf
    finally:
        pdf.close()


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
    if (pixels, paths) == (KEEP_PIXELS, KEEP_PATHS):
        # One annotation with all boxes: MuPDF looks every one up again for each character.
        annotation = mupdf.pdf_create_annot(pdf_page, mupdf.PDF_ANNOT_REDACT)
        for box in boxes:
            corners = (box.x0, box.top, box.x1, box.top, box.x0, box.bottom, box.x1, box.bottom)
            mupdf.pdf_add_annot_quad_point(annotation, mupdf.fz_make_quad(*corners))
    else:
        for box in boxes:
            annotation = mupdf.pdf_create_annot(pdf_page, mupdf.PDF_ANNOT_REDACT)
            mupdf.pdf_set_annot_rect(annotation, mupdf.FzRect(box.x0, box.top, box.x1, box.bottom))
    options = mupdf.PdfRedactOptions()
    options.black_boxes = 0
    options.text, options.image_method, options.line_art = text, pixels, paths
    mupdf.pdf_redact_page(pdf_page.doc(), pdf_page, options)


def embed(pdf: Any, buffer: bytes) -> Any:
    """Embed a font in the document, once, and return its object; its text is written as glyph numbers of two bytes.

    MuPDF cuts fonts written so down to the glyphs in use, and not those with a Latin encoding.
    """
    font = mupdf.fz_new_font_from_buffer(None, pymupdf.JM_BufferFromBytes(buffer), 0, 0)
    return mupdf.pdf_add_cid_font(pymupdf._as_pdf_document(pdf), font)


def cut_down_fonts(pdf: Any) -> None:
    """Leave in the embedded fonts of all pages only the glyphs that are still shown.

    MuPDF rounds the widths of characters to whole numbers then, which moves the end of a line by a third of a point.
    """
    widths = list(_widths(pdf))
    mupdf.pdf_subset_fonts2(pymupdf._as_pdf_document(pdf), list(range(pdf.page_count)))
    for font, key, value in widths:
        mupdf.pdf_dict_puts(font, key, value)


def _widths(pdf: Any) -> Iterator[tuple[Any, str, Any]]:
    """Yield what fonts say of the widths of their characters: object, key and a copy of the value."""
    document = pymupdf._as_pdf_document(pdf)
    for xref in range(1, pdf.xref_length()):
        try:
            font = mupdf.pdf_load_object(document, xref)
        except ENGINE_ERRORS:
            # Damaged, and nothing that is shown: else the page could not have been read.
            continue
        if mupdf.pdf_to_name(mupdf.pdf_dict_gets(font, "Type")) != "Font":
            continue
        for key in WIDTHS:
            value = mupdf.pdf_resolve_indirect(mupdf.pdf_dict_gets(font, key))
            if value.m_internal:
                yield font, key, mupdf.pdf_deep_copy_obj(value)


def saved(pdf: Any) -> bytes:
    """Return the bytes of the document without objects that nothing refers to; no encryption, nothing compressed."""
    document = pymupdf._as_pdf_document(pdf)
    options = mupdf.PdfWriteOptions()
    options.do_garbage, options.do_encrypt, options.dont_regenerate_id = 1, mupdf.PDF_ENCRYPT_NONE, 1
    document.m_internal.resynth_required = 0
    buffer = mupdf.FzBuffer(1 << 16)
    output = mupdf.FzOutput(buffer)
    mupdf.pdf_write_document(document, output, options)
    output.fz_close_output()
    content: bytes = buffer.fz_buffer_extract()
    return content


def use_font(page: Any, name: str, font: Any) -> None:
    """Make a font known on a page."""
    _use(pymupdf._as_pdf_page(page).obj(), name, font)


def use_font_in_form(pdf: Any, xref: int, name: str, font: Any) -> None:
    """Make a font known in a form that has resources of its own; others use those of the page."""
    form = mupdf.pdf_load_object(pymupdf._as_pdf_document(pdf), xref)
    if mupdf.pdf_dict_get(form, pymupdf.PDF_NAME("Resources")).m_internal:
        _use(mupdf.pdf_new_indirect(pymupdf._as_pdf_document(pdf), xref, 0), name, font)


def _use(holder: Any, name: str, font: Any) -> None:
    """Resources that several pages or forms share are copied first."""
    resources = mupdf.pdf_dict_get_inheritable(holder, pymupdf.PDF_NAME("Resources"))
    document = mupdf.pdf_get_bound_document(holder)
    resources = mupdf.pdf_copy_dict(resources) if resources.m_internal else mupdf.pdf_new_dict(document, 1)
    fonts = mupdf.pdf_dict_get(resources, pymupdf.PDF_NAME("Font"))
    fonts = mupdf.pdf_copy_dict(fonts) if fonts.m_internal else mupdf.pdf_new_dict(document, 1)
    mupdf.pdf_dict_puts(fonts, name, font)
    mupdf.pdf_dict_put(resources, pymupdf.PDF_NAME("Font"), fonts)
    mupdf.pdf_dict_put(holder, pymupdf.PDF_NAME("Resources"), resources)


def new_object(pdf: Any, source: str) -> Any:
    """Add an object, given as it stands in a file; return a reference to it."""
    xref = pdf.get_new_xref()
    pdf.update_object(xref, source)
    return mupdf.pdf_new_indirect(pymupdf._as_pdf_document(pdf), xref, 0)


def set_content(page: Any, content: bytes) -> None:
    """Give a page a content stream of its own."""
    pdf = page.parent
    xref = pdf.get_new_xref()
    pdf.update_object(xref, "<<>>")
    pdf.update_stream(xref, content)
    page.set_contents(xref)
