"""Pictures of pages as they are displayed, for people to look at, and the sizes of pages."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image

from woo_redact.errors import InputError
from woo_redact.readers.preflight import ENGINE_ERRORS, damaged, opened
from woo_redact.readers.pymupdf import count_in_its_units

POINTS = 72.0
# A picture has no more pixels: those of A2 at 220 dots to the inch, so that a huge page is shown smaller.
MOST_PIXELS = 16_000_000
# MuPDF's own JPEG takes ten times as long as Pillow's.
QUALITY = 85
# What of a document leads to all its pages, and shows nothing.
ELSEWHERE = ("StructTreeRoot", "Outlines", "Names", "Dests", "OpenAction", "PageLabels", "Threads")


def page_sizes(path: Path) -> tuple[tuple[float, float, int], ...]:
    """Return width and height in page space, and rotation, of each page.

    Raises:
        InputError: the file cannot be used.
    """
    with opened(path, path.name) as pdf:
        try:
            return tuple(_size(pdf, index) for index in range(pdf.page_count))
        except ENGINE_ERRORS as error:
            raise damaged(path.name, "de pagina's zijn niet te lezen") from error


def _size(pdf: Any, index: int) -> tuple[float, float, int]:
    count_in_its_units(pdf, index)
    page = pdf[index]
    width, height = page.rect.width, page.rect.height
    return (height, width, page.rotation) if page.rotation % 180 else (width, height, page.rotation)


def page_jpeg(path: Path, index: int, dpi: int) -> bytes:
    """Return a page (0-based) as a JPEG, turned as it is displayed.

    Raises:
        InputError: there is no such page, or it cannot be drawn.
    """
    with opened(path, path.name) as pdf:
        if not 0 <= index < pdf.page_count:
            raise InputError(f"Het document heeft geen pagina {index + 1}.", "Kies een bestaande pagina.")
        try:
            count_in_its_units(pdf, index)
            return jpeg(pdf[index], dpi)
        except ENGINE_ERRORS as error:
            raise damaged(path.name, f"pagina {index + 1} is niet te tonen") from error


def jpeg_of(content: bytes, dpi: int) -> bytes:
    """Return the first page of a PDF that is in memory as a JPEG.

    Raises:
        InputError: it cannot be drawn.
    """
    try:
        with pymupdf.open(stream=content, filetype="pdf") as pdf:
            count_in_its_units(pdf, 0)
            return jpeg(pdf[0], dpi)
    except ENGINE_ERRORS as error:
        raise damaged("De pagina", "zij is niet te tonen") from error


def jpeg(page: Any, dpi: int) -> bytes:
    """Return a page of MuPDF as a JPEG of so many dots to the inch, fewer where there would be too many."""
    frame = page.rect
    scale = min(dpi / POINTS, (MOST_PIXELS / max(frame.width * frame.height, 1.0)) ** 0.5)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    made = BytesIO()
    picture = Image.frombuffer("RGB", (pixmap.width, pixmap.height), pixmap.samples_mv, "raw", "RGB", 0, 1)
    picture.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def one_page(path: Path, index: int, target: Path) -> None:
    """Write a file with one of its pages (0-based) alone, as it is drawn there: with its form and its layers.

    Raises:
        InputError: the page cannot be taken out.
    """
    with opened(path, path.name) as pdf:
        if not 0 <= index < pdf.page_count:
            raise InputError(f"Het document heeft geen pagina {index + 1}.", "Kies een bestaande pagina.")
        try:
            for key in ELSEWHERE:
                pdf.xref_set_key(pdf.pdf_catalog(), key, "null")
            pdf.select([index])
            # Tags lead to the other pages as well.
            for key in ("StructParents", "B"):
                pdf.xref_set_key(pdf.page_xref(0), key, "null")
            pdf.save(target, garbage=1, encryption=pymupdf.PDF_ENCRYPT_NONE)
        except ENGINE_ERRORS as error:
            raise damaged(path.name, f"pagina {index + 1} is niet te lezen") from error
