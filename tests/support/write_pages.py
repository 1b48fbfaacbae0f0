"""Pages to black out, and what an engine still reads on them afterwards."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Page, Span
from woo_redact.domain.ground import Ground, LabelPlace, LabelScheme, LabelStyle, Weighing
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.write.burn import PyMuPdfWriter

GROUNDS = {
    "5.1.1b": Ground("5.1.1b", "Veiligheid van de Staat", "Veiligheid van de Staat", Weighing.ABSOLUTE),
    "5.1.2e": Ground("5.1.2e", "Persoonlijke levenssfeer", "Bescherming persoonlijke levenssfeer", Weighing.RELATIVE),
}


def pages(path: Path) -> tuple[Page, ...]:
    reader = PyMuPdfReader()
    document, _ = reader.open(path, path.name)
    return tuple(reader.pages(path, 0, document.page_count))


def redaction(page: Page, start: int, end: int, *grounds: str) -> Redaction:
    return Redaction("x", Span(page.index, start, end), page.boxes(start, end), grounds or ("5.1.2e",))


def find(page: Page, text: str, *grounds: str) -> Redaction:
    """Return a redaction of the first place where the page says ``text``."""
    start = page.text.index(text)
    return redaction(page, start, start + len(text), *grounds)


def write(
    source: Path,
    redactions: Sequence[Redaction],
    scheme: LabelScheme = LabelScheme.CODE,
    place: LabelPlace = LabelPlace.MARGIN,
) -> Path:
    target = source.with_name(f"{source.stem}-gelakt.pdf")
    target.unlink(missing_ok=True)
    PyMuPdfWriter().write(source, target, redactions, LabelStyle(GROUNDS, scheme, place))
    return target


def text_of(path: Path) -> str:
    """Return what PDFium reads in a file, all pages."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
