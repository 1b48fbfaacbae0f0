"""PDFium's documents and pages, opened and closed in the order that it wants."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from woo_redact.domain.report import Finding, Severity

# Points.
ROUNDING = 0.02
# Pixels per point at which nothing can be seen.
SMALL = 0.02
MARKS = frozenset(
    (
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        pdfium.FPDF_ANNOT_SQUIGGLY,
        pdfium.FPDF_ANNOT_STRIKEOUT,
    )
)


@cache
def engines() -> tuple[tuple[str, str], ...]:
    """Return names and versions of what checks."""
    return (
        ("PDFium", str(pypdfium2.version.PDFIUM_INFO)),
        ("pdfminer.six", version("pdfminer.six")),
        ("qpdf", pikepdf.__libqpdf_version__),
    )


@contextmanager
def opened(file: Path | bytes) -> Iterator[Any]:
    """Open a document with PDFium; fields without an appearance get one, as they do in a viewer."""
    document = pypdfium2.PdfDocument(file)
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: Any, index: int, *, flat: bool = False) -> Iterator[Any]:
    """Load a page; with ``flat`` its annotations and form fields become content, in memory, as in an output."""
    page = document[index]
    try:
        if flat and has_annotations(page):
            if _lacks_appearance(page):
                # Drawn once, marks on text get one in memory.
                page.render(scale=SMALL).close()
            if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_FAIL:
                raise RuntimeError("flatten")
            page.close()
            page = document[index]
        yield page
    finally:
        page.close()


def origin(page: Any) -> tuple[float, float]:
    """Return the top-left corner of the visible page, the origin of page space, in the file's space."""
    left, _, _, top = page.get_bbox()
    return left, top


def has_annotations(page: Any) -> bool:
    """Whether a page has annotations or fields left."""
    return bool(pdfium.FPDFPage_GetAnnotCount(page) > 0)


def _lacks_appearance(page: Any) -> bool:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, number)
        bare = not pdfium.FPDFAnnot_HasKey(note, b"AP") and pdfium.FPDFAnnot_GetSubtype(note) in MARKS
        pdfium.FPDFPage_CloseAnnot(note)
        if bare:
            return True
    return False


def page_text(page: Any) -> str:
    """Return the text of a page without white space, in the order of the file."""
    return "".join(parted_text(page).split())


def parted_text(page: Any) -> str:
    """Return the text of a page with its white space, in the order of the file."""
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_range())
    finally:
        textpage.close()


def same_frame(index: int, source: Any, target: Any) -> list[Finding]:
    """Check that the target shows the source's page, as large or larger, from the same corner and turned the same."""
    left, bottom, right, top = source.get_bbox()
    new_left, new_bottom, new_right, new_top = target.get_bbox()
    corner = abs(left - new_left) <= ROUNDING and abs(top - new_top) <= ROUNDING
    whole = new_right >= right - ROUNDING and new_bottom <= bottom + ROUNDING
    if corner and whole and source.get_rotation() == target.get_rotation():
        return []
    return [Finding("changed-page", Severity.BLOCKING, "Maat, plaats of draaiing van de pagina is veranderd", index)]


def same_unit(index: int, source: pikepdf.Pdf, target: pikepdf.Pdf) -> list[Finding]:
    """Check that a unit of the page is as large as it was, which PDFium does not look at (ISO 32000-1, table 30)."""
    if _unit(source, index) == _unit(target, index):
        return []
    return [Finding("changed-page", Severity.BLOCKING, "De pagina heeft een andere maateenheid gekregen", index)]


def _unit(pdf: pikepdf.Pdf, index: int) -> float:
    told = pdf.pages[index].obj.get("/UserUnit")
    return 1.0 if told is None or isinstance(told, bool | pikepdf.Object) or told <= 0 else float(told)
