"""Every text that tags say: in place of what is seen, beside it, and in full (ISO 32000-1, 14.9.3 to 14.9.5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woo_redact.verify.parts import content_of, dictionaries_in, parts_of

# Beside a picture; the others stand in place of text.
BESIDE = "/Alt"
KEYS = ("/ActualText", "/E", BESIDE)
_MARKS = tuple(key.encode() for key in KEYS)
_CONTENT_MARKS = (b"/ActualText", b"/Alt")


@dataclass(frozen=True, slots=True)
class ToldText:
    """A text, the key that it has, and whether it stands in the content of a page or form, not in an object."""

    key: str
    text: str = field(repr=False)
    in_content: bool


def told_by_tags(pdf: pikepdf.Pdf) -> Iterator[ToldText]:
    """Yield every text that the objects of a file and the content of its forms and pages say."""
    for part in parts_of(pdf):
        if any(mark in part.written for mark in _MARKS):
            yield from _in_value(part.item, in_content=False)
        if part.is_drawing and _speaks([part.item]):
            yield from _in_content(part.item)
    for page in pdf.pages:
        if _speaks(content_of(page)):
            yield from _in_content(page)


def _speaks(streams: Iterable[pikepdf.Stream]) -> bool:
    return any(mark in stream.read_bytes() for stream in streams for mark in _CONTENT_MARKS)


def _in_content(item: Any) -> Iterator[ToldText]:
    for instruction in pikepdf.parse_content_stream(item):
        for operand in getattr(instruction, "operands", ()):
            if isinstance(operand, pikepdf.Dictionary):
                yield from _in_value(operand, in_content=True)


def _in_value(item: Any, *, in_content: bool) -> Iterator[ToldText]:
    """Yield what an object says; what has a number of its own comes by itself."""
    for value in dictionaries_in(item):
        for key in KEYS:
            if isinstance(value.get(key), pikepdf.String):
                yield ToldText(key, str(value[key]), in_content)
