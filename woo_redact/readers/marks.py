"""Reading redaction marks from a PDF, whoever made them and however broken they are."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String

from woo_redact.domain.geometry import Box, enclosing, visible_part
from woo_redact.domain.mark import Mark, MarkedFile
from woo_redact.errors import DamagedPdfError, EncryptedPdfError, InputError
from woo_redact.readers.preflight import check_content, damaged

# As the writer of marks has them.
OWN_DATA = "/WooRedact"
NAME = "woo-redact-"
FORMAT = 1
# More marks than people make: beyond what was written, and in all.
MOST_NEW = 5_000
MOST = 50_000
MOST_BOXES = 500
# Points: a page is no larger, and a mark beyond this says nothing.
FARTHEST = 100_000.0
_DIGEST = re.compile(r"[0-9a-f]{64}")
BROKEN: tuple[type[Exception], ...] = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
)


def read_marks(path: Path, name: str) -> MarkedFile:
    """Return what a PDF with marks tells; marks that are broken or lie outside their page are left out.

    Raises:
        InputError: it is no PDF, or none that marks were written in, or it has too many; a subclass may tell why.
    """
    check_content(path, name)
    try:
        with pikepdf.open(path) as pdf:
            document, sequence, written = _told(pdf, name)
            return MarkedFile(document, sequence, written, tuple(_found(pdf, len(written), name)))
    except pikepdf.PasswordError as error:
        raise EncryptedPdfError(
            f"{name} is beveiligd met een wachtwoord.", "Sla het op zonder beveiliging en probeer het opnieuw."
        ) from error
    except (pikepdf.PdfError, RecursionError) as error:
        raise damaged(name) from error


def marks_before(original: Path, name: str) -> tuple[Mark, ...]:
    """Return the marks that an original came in with.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with pikepdf.open(original) as pdf:
            return tuple(_found(pdf, MOST, name))
    except (pikepdf.PdfError, RecursionError) as error:
        raise damaged(name) from error


def other_page(path: Path, original: Path) -> int | None:
    """Return the first page (0-based) that is not as in the original, its annotations apart; ``None`` when all are.

    Looked at are text, size and rotation.

    Raises:
        DamagedPdfError: one of them cannot be read.
    """
    try:
        with pypdfium2.PdfDocument(path) as one, pypdfium2.PdfDocument(original) as other:
            if len(one) != len(other):
                return min(len(one), len(other))
            return next((n for n in range(len(one)) if _look(one, n) != _look(other, n)), None)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise DamagedPdfError(f"{path.name} is niet te lezen.", "Sla de PDF opnieuw op.") from error


def _look(document: Any, index: int) -> tuple[object, ...]:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            text = textpage.get_text_range()
        finally:
            textpage.close()
        return text.split(), page.get_rotation(), [round(side, 1) for side in page.get_bbox()]
    finally:
        page.close()


def _told(pdf: pikepdf.Pdf, name: str) -> tuple[str, int, tuple[Mark, ...]]:
    try:
        told = json.loads(str(pdf.Root.PieceInfo[OWN_DATA].Private))
        document, sequence = str(told["document"]), int(told["sequence"])
        if told["format"] != FORMAT or not _DIGEST.fullmatch(document) or not 0 <= sequence < 2**62:
            raise ValueError("unknown format")
        return document, sequence, tuple(map(_written, told["marks"]))
    except BROKEN as error:
        raise InputError(
            f"{name} is geen bestand van woo-redact annotate, of een programma heeft weggelaten wat daarin stond.",
            "Maak de bestanden opnieuw met: woo-redact annotate DOSSIER --out MAP.",
        ) from error


def _written(told: Mapping[str, Any]) -> Mark:
    boxes = tuple(Box(*map(float, box)) for box in told["boxes"])
    return Mark(int(told["page"]), boxes, enclosing(boxes), str(told["text"]), str(told["id"]))


def _found(pdf: pikepdf.Pdf, written: int, name: str) -> Iterator[Mark]:
    count = 0
    for index, page in enumerate(pdf.pages):
        for note in _notes(page):
            count += 1
            if count > min(written + MOST_NEW, MOST):
                raise InputError(f"{name} heeft meer dan {count - 1} lakmarkeringen.", "Verwijder wat er te veel is.")
            mark = _mark(note, index, page)
            if mark is not None:
                yield mark


def _notes(page: pikepdf.Page) -> Iterator[Any]:
    listed = page.obj.get("/Annots")
    for note in listed if isinstance(listed, Array) else ():
        if isinstance(note, Dictionary) and note.get("/Subtype") == Name.Redact:
            yield note


def _mark(note: Any, index: int, page: pikepdf.Page) -> Mark | None:
    """Return a mark in page space; ``None`` when it says nothing about any place on the page."""
    try:
        left, _, _, top = visible_part(_numbers(page.mediabox), _numbers(page.cropbox))
        quads = _boxes(_numbers(note.get("/QuadPoints")), 8, (left, top))
        frame = next(iter(_boxes(_numbers(note.get("/Rect")), 4, (left, top))), None)
    except BROKEN:
        return None
    boxes = quads or ((frame,) if frame else ())
    if not boxes:
        return None
    named = _text(note.get("/NM"))
    return Mark(
        page=index,
        boxes=boxes,
        frame=frame or enclosing(boxes),
        text=_text(note.get("/Contents")) or _text(note.get("/OverlayText")),
        name=named.removeprefix(NAME) if named.startswith(NAME) else "",
        drawn=not quads,
    )


def _numbers(values: Any) -> list[float]:
    """Return the numbers of an array; none when one of them is no number."""
    if not isinstance(values, Array) or len(values) > 8 * MOST_BOXES:
        return []
    found: list[float] = []
    for value in values:
        if isinstance(value, bool | pikepdf.Object) or not math.isfinite(float(value)):
            return []
        found.append(float(value))
    return found


def _boxes(numbers: Sequence[float], each: int, corner: tuple[float, float]) -> tuple[Box, ...]:
    """Return boxes in page space from the corners of boxes in the file's space, so many numbers for each."""
    if len(numbers) % each or any(abs(number) > FARTHEST for number in numbers):
        return ()
    parts = (numbers[at : at + each] for at in range(0, len(numbers), each))
    left, top = corner
    return tuple(Box(min(p[::2]) - left, top - max(p[1::2]), max(p[::2]) - left, top - min(p[1::2])) for p in parts)


def _text(value: Any) -> str:
    return str(value) if isinstance(value, String) else ""
