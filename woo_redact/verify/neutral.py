"""A copy of a file in which engines see glyphs: PDFium reads a tag's spoken text (/ActualText) in their place."""

import io
from pathlib import Path
from typing import Any

import pikepdf

from woo_redact.verify.parts import Part, content_of, dictionaries_in, parts_of
from woo_redact.verify.unseen import has_unseen, take_unseen

SPOKEN = "/ActualText"
_MARK = b"/ActualText"


def as_seen(path: Path, pdf: pikepdf.Pdf) -> Path | bytes:
    """Return a source as viewers show it: see :func:`without_spoken`, and the module :mod:`unseen`."""
    return _neutral(path, _is_spoken(pdf), has_unseen(pdf))


def without_spoken(file: Path | bytes, pdf: pikepdf.Pdf) -> Path | bytes:
    """Return ``file`` itself when nothing in it is spoken, else the bytes of a copy without it.

    ``pdf`` is the same file, open, and stays as it is.
    """
    return _neutral(file, _is_spoken(pdf), unseen=False)


def _neutral(file: Path | bytes, spoken: bool, unseen: bool) -> Path | bytes:
    if not spoken and not unseen:
        return file
    with pikepdf.open(io.BytesIO(file) if isinstance(file, bytes) else file) as stripped:
        if unseen:
            take_unseen(stripped)
        for part in parts_of(stripped):
            _strip(part)
        for page in stripped.pages:
            _strip_page(page)
        copy = io.BytesIO()
        stripped.save(copy)
        return copy.getvalue()


def _is_spoken(pdf: pikepdf.Pdf) -> bool:
    """Whether the name occurs in an object or in drawing instructions."""
    return any(_MARK in p.written or (p.is_drawing and _MARK in p.item.read_bytes()) for p in parts_of(pdf)) or any(
        _MARK in stream.read_bytes() for page in pdf.pages for stream in content_of(page)
    )


def _strip(part: Part) -> None:
    """Take spoken text out of an object: property lists, forms and patterns."""
    if _MARK in part.written:
        _strip_values(part.item)
    if part.is_drawing and _MARK in part.item.read_bytes():
        part.item.write(_without(part.item))


def _strip_values(item: Any) -> None:
    for value in dictionaries_in(item):
        # A structure element is read by nobody here.
        if SPOKEN in value and "/S" not in value:
            del value[SPOKEN]


def _strip_page(page: pikepdf.Page) -> None:
    streams = content_of(page)
    if not any(_MARK in stream.read_bytes() for stream in streams):
        return
    # In place, since pages may share their content.
    first, *others = streams
    whole = _without(page)
    first.write(whole)
    for other in others:
        other.write(b"")


def _without(item: Any) -> bytes:
    instructions = []
    for instruction in pikepdf.parse_content_stream(item):
        for operand in getattr(instruction, "operands", ()):
            _strip_values(operand)
        instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)
