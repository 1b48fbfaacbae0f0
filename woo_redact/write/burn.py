"""The writer on PyMuPDF: remove what lies under the covers, draw boxes and labels, leave nothing else behind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pymupdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelStyle
from woo_redact.domain.report import Finding, Severity
from woo_redact.errors import EraseError
from woo_redact.files import FILE_MODE, output_error
from woo_redact.write.closing import Closed, close_up, flatten
from woo_redact.write.draw import Pen, in_file
from woo_redact.write.engine import ENGINE_ERRORS
from woo_redact.write.erase import erase, ink_of, reaches_under, texts_under
from woo_redact.write.picture import PageFaults, become_picture
from woo_redact.write.prepare import prepare
from woo_redact.write.units import give_units, take_units

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


REMEDY = "Druk het bestand af naar een nieuwe PDF en lak die."

PICTURE = "De pagina is een afbeelding geworden, want"
WHOLE_FONT = "Een lettertype is niet in te korten; eruit blijkt misschien welke letters in gelakte tekst stonden"
DAMAGE: tuple[type[Exception], ...] = (*ENGINE_ERRORS, pikepdf.PdfError)


class PyMuPdfWriter:
    """Writer on PyMuPDF; see :class:`woo_redact.plugins.Writer`."""

    def write(
        self,
        source: Path,
        target: Path,
        redactions: Sequence[Redaction],
        style: LabelStyle,
        pictures: Mapping[int, str] = MappingProxyType({}),
    ) -> tuple[Finding, ...]:
        """Write ``target`` (a new file, 0600); ``source`` is not changed.

        ``pictures`` are pages that have to become pictures, with the reason; others do so when they have to. Return a
        finding for each, and for each page with a font that cannot be cut down.

        Raises:
            EraseError: the file cannot be opened or taken over.
            OutputError: the target cannot be written.
        """
        by_page: dict[int, list[Redaction]] = defaultdict(list)
        for redaction in redactions:
            by_page[redaction.span.page].append(redaction)
        wanted = dict(pictures)
        while True:
            try:
                closed = _written(source, by_page, style, wanted)
                break
            except PageFaults as faults:
                again = sorted(faults.reasons.keys() & wanted.keys())
                if again:
                    raise EraseError(f"Pagina {again[0] + 1} is niet te lakken.", REMEDY) from faults
                wanted.update(faults.reasons)
            except DAMAGE as error:
                raise EraseError("Het bestand is beschadigd en niet te lakken.", REMEDY) from error
        _save(target, closed.content)
        return (
            *(
                Finding("page-picture", Severity.WARNING, f"{PICTURE} {why}", page)
                for page, why in sorted(wanted.items())
            ),
            *(Finding("whole-font", Severity.WARNING, WHOLE_FONT, page) for page in sorted(closed.whole_fonts)),
        )


def _written(
    source: Path, by_page: Mapping[int, Sequence[Redaction]], style: LabelStyle, pictures: Mapping[int, str]
) -> Closed:
    """Return the output.

    Raises:
        PageFaults: pages have to become pictures.
        EraseError: the file cannot be opened.
    """
    with _opened(source) as pdf:
        units = take_units(pdf)
        flatten(pdf)
        pen = Pen(pdf, style)
        inked: dict[int, list[Box]] = {}
        held = False
        bookmarked = pdf.xref_get_key(pdf.pdf_catalog(), "Outlines")[0] != "null"
        withheld: list[str] = []
        faults: dict[int, str] = {}
        for index in sorted({*by_page, *pictures}):
            page = pdf[index]
            found = by_page.get(index, ())
            covers = tuple(box for redaction in found for box in redaction.cover)
            ink = ink_of(page)
            if bookmarked:
                withheld.extend(texts_under(page, (redaction.cover for redaction in found)))
            if index in pictures:
                become_picture(page, covers, units.get(index, 1.0))
            else:
                prepared = prepare(page)
                held |= prepared.held
                try:
                    erase(page, covers, ink, prepared.aslant)
                except PageFaults as fault:
                    faults.update(fault.reasons)
                if reaches_under(ink, covers):
                    inked[index] = [in_file(page, cover) for cover in covers]
            if found:
                pen.draw(page, found, [i.box for i in ink])
        if faults:
            raise PageFaults(faults)
        give_units(pdf, units)
        return close_up(pdf, bool(by_page), inked, held, withheld)


@contextmanager
def _opened(source: Path) -> Iterator[Any]:
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


def _save(target: Path, content: bytes) -> None:
    try:
        target.touch(mode=FILE_MODE)
        target.chmod(FILE_MODE)
        target.write_bytes(content)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise output_error(target, error) from error
