"""The writer on PyMuPDF: remove what lies under the covers, draw boxes and labels, leave nothing else behind."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelStyle
from woo_redact.errors import EraseError
from woo_redact.files import FILE_MODE, output_error
from woo_redact.write.draw import Pen, in_file
from woo_redact.write.erase import erase, ink_of, reaches_under
from woo_redact.write.prepare import prepare
from woo_redact.write.scrub import close_up, flatten

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


class PyMuPdfWriter:
    """Writer on PyMuPDF; see :class:`woo_redact.plugins.Writer`."""

    def write(self, source: Path, target: Path, redactions: Sequence[Redaction], style: LabelStyle) -> None:
        """Write ``target`` (a new file, 0600); ``source`` is not changed.

        Raises:
            EraseError: a passage cannot be removed without touching its neighbours.
            OutputError: the target cannot be written.
        """
        by_page: dict[int, list[Redaction]] = defaultdict(list)
        for redaction in redactions:
            by_page[redaction.span.page].append(redaction)
        with _opened(source) as pdf:
            flatten(pdf)
            pen = Pen(pdf, style)
            inked: dict[int, list[Box]] = {}
            held = False
            for index, found in sorted(by_page.items()):
                page = pdf[index]
                covers = tuple(box for redaction in found for box in redaction.cover)
                prepared = prepare(page)
                held |= prepared.held
                ink = ink_of(page)
                erase(page, covers, ink, prepared.aslant)
                if reaches_under(ink, covers):
                    inked[index] = [in_file(page, cover) for cover in covers]
                pen.draw(page, found, [i.box for i in ink])
            content = close_up(pdf, bool(by_page), inked, held)
        _save(target, content)


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
