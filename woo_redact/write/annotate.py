"""A copy of a PDF with redaction marks (annotations of ISO 32000-2, 12.5.6.23). Nothing is redacted in it."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from woo_redact.domain.geometry import Box, enclosing, visible_part
from woo_redact.errors import EraseError

# What other programs may keep in a document of their own (ISO 32000-1, 14.5), under this name.
OWN_DATA = "/WooRedact"
# What stands before the id of a suggestion in the name of its mark.
NAME = "woo-redact-"
PRINTED = 4
# Points: the line around a box, and how far a mark reaches beyond its boxes for it.
EDGE, AROUND = 0.8, 1.0


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """How marks of one state look: red, green and blue from 0 to 1, and the lengths of dashes and gaps, if any."""

    colour: tuple[float, float, float]
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """A mark to write: page (0-based), boxes (page space), id of the suggestion, and what it says.

    ``text`` is the ground, ``author`` who decided, ``subject`` what was decided, and ``at`` when.
    """

    page: int
    boxes: tuple[Box, ...]
    name: str
    text: str = field(repr=False)
    author: str = field(repr=False)
    subject: str = ""
    style: MarkStyle = MarkStyle((0.8, 0.0, 0.0))
    at: datetime | None = None


def annotated(source: Path, marks: Sequence[WrittenMark], told: str) -> bytes:
    """Return ``source`` with marks; ``told`` is kept in the document for who reads the marks back.

    Raises:
        EraseError: the file cannot be read, or has no such page.
    """
    by_page: dict[int, list[WrittenMark]] = {}
    for mark in marks:
        by_page.setdefault(mark.page, []).append(mark)
    try:
        with pikepdf.open(source) as pdf:
            for index, own in by_page.items():
                _add(pdf, pdf.pages[index], own)
            data = Dictionary(Private=String(told), LastModified=_moment(datetime.now(UTC)))
            pdf.Root.PieceInfo = Dictionary({**dict(_pieces(pdf)), OWN_DATA: data})
            content = io.BytesIO()
            pdf.save(content)
            return content.getvalue()
    except (pikepdf.PdfError, IndexError, ValueError, TypeError) as error:
        raise EraseError(f"{source.name} is beschadigd.", "Sla de PDF opnieuw op en draai woo-redact run.") from error


def _pieces(pdf: pikepdf.Pdf) -> Iterable[tuple[str, pikepdf.Object]]:
    found = pdf.Root.get("/PieceInfo")
    return found.items() if isinstance(found, Dictionary) else ()


def _add(pdf: pikepdf.Pdf, page: pikepdf.Page, marks: Iterable[WrittenMark]) -> None:
    left, _, _, top = visible_part([float(n) for n in page.mediabox], [float(n) for n in page.cropbox])
    notes = page.obj.get("/Annots")
    listed = list(notes) if isinstance(notes, Array) else []
    page.obj.Annots = Array([*listed, *(pdf.make_indirect(_note(pdf, page, mark, (left, top))) for mark in marks)])


def _note(pdf: pikepdf.Pdf, page: pikepdf.Page, mark: WrittenMark, corner: tuple[float, float]) -> Dictionary:
    left, top = corner
    around = enclosing(mark.boxes).grown(AROUND, AROUND)
    frame = [left + around.x0, top - around.bottom, left + around.x1, top - around.top]
    # Upper left, upper right, lower left, lower right: the order that programs use, other than the standard has it.
    corners = [
        number
        for box in mark.boxes
        for number in (
            *(left + box.x0, top - box.top, left + box.x1, top - box.top),
            *(left + box.x0, top - box.bottom, left + box.x1, top - box.bottom),
        )
    ]
    colour = _numbers(mark.style.colour)
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Redact,
        Rect=_numbers(frame),
        QuadPoints=_numbers(corners),
        Contents=String(mark.text),
        T=String(mark.author),
        Subj=String(mark.subject),
        NM=String(NAME + mark.name),
        C=colour,
        IC=Array([0, 0, 0]),
        F=PRINTED,
        P=page.obj,
    )
    note.AP = Dictionary(N=_appearance(pdf, mark, frame, corner))
    if mark.at is not None:
        note.M = _moment(mark.at)
    return note


def _appearance(
    pdf: pikepdf.Pdf, mark: WrittenMark, frame: Sequence[float], corner: tuple[float, float]
) -> pikepdf.Stream:
    red, green, blue = mark.style.colour
    dashes = " ".join(f"{length:g}" for length in mark.style.dashes)
    drawn = [f"{red:g} {green:g} {blue:g} RG {EDGE:g} w [{dashes}] 0 d"]
    for box in mark.boxes:
        line = box.grown(EDGE / 2, EDGE / 2)
        x, y = corner[0] + line.x0, corner[1] - line.bottom
        drawn.append(f"{x:.3f} {y:.3f} {line.width:.3f} {line.height:.3f} re S")
    form = pdf.make_stream("\n".join(drawn).encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = _numbers(frame), Dictionary()
    return form


def _numbers(values: Iterable[float]) -> Array:
    return Array([round(value, 3) for value in values])


def _moment(at: datetime) -> String:
    return String(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
