"""Annotations of a source that an engine would draw although no viewer shows them, or not although viewers do.

Both stand in the way of comparing: an output has what is seen. The rules follow the standard; the writer has its own,
worked out apart. A source is a copy in memory here: nothing is changed in a file.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

# Flags of an annotation (ISO 32000-1, table 165): hidden, not to be viewed.
NOT_VIEWED = 2 | 32
# Marks on text; viewers draw them alike without being given an appearance. What they make of others differs.
MARKS = frozenset(("/Highlight", "/Underline", "/Squiggly", "/StrikeOut"))
FIELD = "/Widget"


def has_unseen(pdf: pikepdf.Pdf) -> bool:
    """Whether :func:`take_unseen` would change something."""
    return any(_changed(note) for page in pdf.pages for note in _notes(page))


def take_unseen(pdf: pikepdf.Pdf) -> None:
    """Leave in a document what viewers show, in a way that every engine draws."""
    for page in pdf.pages:
        notes = list(_notes(page))
        if any(map(_changed, notes)):
            page.obj.Annots = Array([note for note in notes if _is_seen(note)])
            for note in filter(_is_bare_mark, notes):
                note.Rect = _bounds(note.QuadPoints)


def _notes(page: pikepdf.Page) -> Iterator[Any]:
    listed = page.obj.get("/Annots")
    yield from (note for note in (listed if isinstance(listed, Array) else ()) if isinstance(note, Dictionary))


def _changed(note: Any) -> bool:
    return not _is_seen(note) or _is_bare_mark(note)


def _is_seen(note: Any) -> bool:
    flags = note.get("/F", 0)
    if isinstance(flags, int) and flags & NOT_VIEWED:
        return False
    return "/AP" in note or note.get("/Subtype") == FIELD or _is_bare_mark(note)


def _is_bare_mark(note: Any) -> bool:
    """Whether it is a mark on text without an appearance; where it lies say its corners, not its rectangle."""
    corners = note.get("/QuadPoints")
    known = str(note.get("/Subtype")) in MARKS and "/AP" not in note
    return known and isinstance(corners, Array) and len(corners) >= 8 and not any(map(_is_object, corners))


def _is_object(value: Any) -> bool:
    return isinstance(value, pikepdf.Object)


def _bounds(corners: Any) -> Any:
    numbers = [float(number) for number in corners]
    across, up = numbers[::2], numbers[1::2]
    return Array([min(across), min(up), max(across), max(up)])
