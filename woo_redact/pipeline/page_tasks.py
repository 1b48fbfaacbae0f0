"""What is done with one page of an original in a process of its own.

The engines are imported there: whoever asks needs none of them, and should start in little time.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Page, Span
from woo_redact.domain.ground import PrintedLabel
from woo_redact.dossier.layout import PART_SUFFIX
from woo_redact.errors import InputError
from woo_redact.pipeline.page_values import PageToPublish
from woo_redact.pipeline.stages import reader, writer
from woo_redact.pipeline.views import PageSize


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page as it will be published: a PDF of that page alone, and the labels in its margins (page space)."""

    pdf: bytes = field(repr=False)
    labels: tuple[PrintedLabel, ...]


def sizes(original: Path) -> tuple[PageSize, ...]:
    """Return the sizes of the pages of a file; see :func:`woo_redact.readers.raster.page_sizes`."""
    from woo_redact.readers.raster import page_sizes

    return tuple(PageSize(*size) for size in page_sizes(original))


def read(original: Path, index: int, reader_name: str) -> Page:
    """Return a page (0-based) as a reader reads it.

    Raises:
        InputError: there is no such page, or it cannot be read.
    """
    found = next(iter(reader(reader_name).pages(original, index, index + 1)), None)
    if found is None:
        raise InputError(f"Het document heeft geen pagina {index + 1}.", "Kies een bestaande pagina.")
    return found


def publish(original: Path, wanted: PageToPublish, folder: Path) -> PublishedPage:
    """Write a page by itself as it will be published, by the writer of the dossier.

    ``folder`` is where it may write; whoever asks removes that, since this process may be ended before it can.

    Raises:
        InputError: the page cannot be read.
        OutputError: it cannot be blacked out.
    """
    from woo_redact.readers.raster import one_page

    alone, target = folder / f".page{PART_SUFFIX}", folder / f".published{PART_SUFFIX}"
    one_page(original, wanted.page, alone)
    pictures = {0: wanted.as_picture} if wanted.as_picture else {}
    approved = tuple(_first(redaction) for redaction in wanted.approved)
    written = writer(wanted.writer).write(alone, target, approved, wanted.style, pictures, wanted.widths)
    return PublishedPage(target.read_bytes(), written.labels.get(0, ()))


def picture_of(page: PublishedPage, dpi: int) -> bytes:
    """Return the picture of a published page as a JPEG; see :func:`woo_redact.readers.raster.jpeg_of`."""
    from woo_redact.readers.raster import jpeg_of

    return jpeg_of(page.pdf, dpi)


def picture(original: Path, index: int, dpi: int) -> bytes:
    """Return a page of an original as a JPEG; see :func:`woo_redact.readers.raster.page_jpeg`."""
    from woo_redact.readers.raster import page_jpeg

    return page_jpeg(original, index, dpi)


def _first(redaction: Redaction) -> Redaction:
    """Return a redaction for the first page of a file: that of a page by itself."""
    return replace(redaction, span=_on_first(redaction.span), rest=tuple(map(_on_first, redaction.rest)))


def _on_first(span: Span) -> Span:
    return Span(0, span.start, span.end)
