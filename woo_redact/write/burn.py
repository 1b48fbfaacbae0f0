"""The writer on PyMuPDF: remove what lies under the covers, draw boxes and labels, leave nothing else behind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf
import pymupdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.ground import LabelStyle, PrintedLabel
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.width import Covering, Widths
from woo_redact.errors import EraseError
from woo_redact.files import FILE_MODE, output_error
from woo_redact.plugins import Written
from woo_redact.write.canvas import in_file, shown_part
from woo_redact.write.closing import Closed, FixedTextError, Leftovers, close_up, flatten
from woo_redact.write.draw import Pen
from woo_redact.write.engine import ENGINE_ERRORS, opened
from woo_redact.write.erase import Reading, erase, ink_of, kept_clear, reaches_under, texts_under
from woo_redact.write.line_parts import Around
from woo_redact.write.picture import PageFaults, become_picture
from woo_redact.write.prepare import prepare
from woo_redact.write.spots import dark_spots
from woo_redact.write.units import give_units, take_units
from woo_redact.write.widths import plan

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
        widths: Widths = Widths.STEP,
    ) -> Written:
        """Write ``target`` (a new file, 0600); ``source`` is not changed.

        ``pictures`` are pages that have to become pictures, with the reason; others do so when they have to. There is
        a finding for each, and for each page with a font that cannot be cut down.

        Raises:
            EraseError: the file cannot be opened or taken over.
            OutputError: the target cannot be written.
        """
        by_page: dict[int, list[Redaction]] = defaultdict(list)
        for redaction in redactions:
            by_page[redaction.span.page].append(redaction)
        wanted = _Wanted(by_page, dict(pictures), widths)
        while True:
            try:
                closed, coverings, labels = _written(source, wanted, style)
                break
            except PageFaults as faults:
                again = sorted(faults.reasons.keys() & wanted.pictures.keys())
                if again:
                    raise EraseError(f"Pagina {again[0] + 1} is niet te lakken.", REMEDY) from faults
                wanted.pictures.update(faults.reasons)
            except FixedTextError as error:
                wanted.fixed.update(error.pages)
            except DAMAGE as error:
                raise EraseError("Het bestand is beschadigd en niet te lakken.", REMEDY) from error
        _save(target, closed.content)
        findings = (
            *(
                Finding("page-picture", Severity.WARNING, f"{PICTURE} {why}", page)
                for page, why in sorted(wanted.pictures.items())
            ),
            *(Finding("whole-font", Severity.WARNING, WHOLE_FONT, page) for page in sorted(closed.whole_fonts)),
        )
        return Written(findings, coverings, labels)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is wanted of the pages of a file: their redactions, which become pictures, and what is done about widths."""

    redactions: Mapping[int, Sequence[Redaction]]
    pictures: dict[int, str]
    widths: Widths
    # Pages on which text cannot be moved.
    fixed: set[int] = field(default_factory=set)

    def widths_of(self, page: int) -> Widths:
        fixed = page in self.fixed or page in self.pictures
        return Widths.LINE if self.widths is Widths.MOVE and fixed else self.widths


def _written(
    source: Path, wanted: _Wanted, style: LabelStyle
) -> tuple[Closed, dict[int, Covering], dict[int, tuple[PrintedLabel, ...]]]:
    """Return the output, what was done to its pages beyond their redactions, and the labels in their margins.

    Raises:
        PageFaults: pages have to become pictures.
        EraseError: the file cannot be opened.
    """
    with opened(source) as pdf:
        units = take_units(pdf)
        flatten(pdf)
        pen = Pen(pdf, style)
        bookmarked = pdf.xref_get_key(pdf.pdf_catalog(), "Outlines")[0] != "null"
        left = Leftovers(units=units)
        coverings: dict[int, Covering] = {}
        faults: dict[int, str] = {}
        for index in sorted({*wanted.redactions, *wanted.pictures}):
            page = pdf[index]
            found = wanted.redactions.get(index, ())
            if bookmarked:
                left.withheld.extend(texts_under(page, (redaction.cover for redaction in found)))
            try:
                coverings[index] = _black_out(page, found, pen, wanted, left)
            except PageFaults as fault:
                faults.update(fault.reasons)
        if faults:
            raise PageFaults(faults)
        give_units(pdf, units)
        return close_up(pdf, bool(wanted.redactions), left), coverings, pen.printed


def _black_out(page: Any, found: Sequence[Redaction], pen: Pen, wanted: _Wanted, left: Leftovers) -> Covering:
    """Erase what is to go from a page and draw its boxes; what is to be done on closing is added to ``left``.

    Raises:
        PageFaults: the page has to become a picture.
    """
    index = page.number
    ink = ink_of(page)
    spots = dark_spots(page) if found and any(i.is_picture for i in ink) else []
    as_picture = index in wanted.pictures
    prepared = None if as_picture else prepare(page)
    reading = Reading(page)
    covers = tuple(box for redaction in found for box in redaction.cover)
    x0, _, x1, _ = shown_part(page)
    around = Around(reading.words, [i.box for i in ink if not i.is_text], x1 - x0)
    # A box on text that leans or stands upright would lie on other lines if it were wider.
    level = covers if prepared and not prepared.turned else reading.level(covers)
    drawn = {area for redaction in found for area in redaction.areas}
    level = [cover for cover in level if cover not in drawn]
    planned = plan(covers, level, around, wanted.widths_of(index), join=pen.joins)
    gone = (*covers, *planned.taken)
    if prepared is None:
        become_picture(page, (*gone, *planned.boxes.values()), left.units.get(index, 1.0))
    else:
        left.held |= prepared.held
        erase(page, gone, ink, prepared.aslant, reading)
        if reaches_under(ink, gone):
            left.inked[index] = [in_file(page, cover) for cover in gone]
        left.shifts[index] = [replace(shift, box=in_file(page, shift.box)) for shift in planned.shifts]
    if found:
        pen.draw(page, found, planned.boxes, [*map(kept_clear, ink), *spots])
    return planned.covering


def _save(target: Path, content: bytes) -> None:
    try:
        target.touch(mode=FILE_MODE)
        target.chmod(FILE_MODE)
        target.write_bytes(content)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise output_error(target, error) from error
