"""A copy of a file in which engines see glyphs: PDFium reads a tag's spoken text (/ActualText) in their place."""

import io
from pathlib import Path
from typing import Any

import pikepdf

SPOKEN = "/ActualText"
_MARK = b"/ActualText"
# Pixels, fonts and the file's own tables draw no text; they need not be unpacked.
_NO_CONTENT = ("/XRef", "/ObjStm", "/Metadata", "/EmbeddedFile", "/Font")


def without_spoken(path: Path) -> Path | bytes:
    """Return ``path`` itself when nothing in it is spoken, else the bytes of a copy without it."""
    with pikepdf.open(path) as pdf:
        found = [_strip(item) for item in pdf.objects]
        pages = [_strip_page(page) for page in pdf.pages]
        if not any(found) and not any(pages):
            return path
        copy = io.BytesIO()
        pdf.save(copy)
        return copy.getvalue()


def _strip(item: Any) -> bool:
    """Take spoken text out of an object: property lists, forms and patterns. Tell whether there was any."""
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return False
    found = _strip_values(item)
    drawn = isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == "/Form" or "/PatternType" in item)
    if drawn and _MARK in item.read_bytes():
        item.write(_without(item))
        found = True
    return found


def _strip_values(item: Any) -> bool:
    found = False
    stack = [item]
    while stack:
        value = stack.pop()
        if isinstance(value, pikepdf.Array):
            stack.extend(v for v in value if not getattr(v, "is_indirect", False))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            # A structure element is read by nobody here.
            if SPOKEN in value and "/S" not in value:
                del value[SPOKEN]
                found = True
            stack.extend(v for v in value.values() if not getattr(v, "is_indirect", False))
    return found


def _strip_page(page: pikepdf.Page) -> bool:
    content = page.obj.get("/Contents")
    streams = list(content) if isinstance(content, pikepdf.Array) else [content]
    if not any(_MARK in s.read_bytes() for s in streams if isinstance(s, pikepdf.Stream)):
        return False
    # In place, since pages may share their content.
    first, *others = [s for s in streams if isinstance(s, pikepdf.Stream)]
    whole = _without(page)
    first.write(whole)
    for other in others:
        other.write(b"")
    return True


def _without(item: Any) -> bytes:
    instructions = []
    for instruction in pikepdf.parse_content_stream(item):
        for operand in getattr(instruction, "operands", ()):
            _strip_values(operand)
        instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)
