"""The objects of a file as they are written, without what they refer to: quick to look through for a name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf


@dataclass(frozen=True, slots=True)
class Part:
    """An object of a file, and ``written``: the bytes of it, or of a stream's dictionary."""

    item: Any = field(repr=False)
    written: bytes = field(repr=False)

    @property
    def is_stream(self) -> bool:
        """Whether it has content of its own."""
        return isinstance(self.item, pikepdf.Stream)

    @property
    def is_drawing(self) -> bool:
        """Whether it is a form or a pattern: content that pages draw."""
        if not self.is_stream or (b"/Form" not in self.written and b"/Pattern" not in self.written):
            return False
        return bool(self.item.get("/Subtype") == "/Form" or "/PatternType" in self.item)


def parts_of(pdf: pikepdf.Pdf) -> Iterator[Part]:
    """Yield every object that has a number; numbers and the like are left out, since they say nothing."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            yield Part(item, item.stream_dict.unparse(resolved=True))
        elif isinstance(item, pikepdf.Object):
            yield Part(item, item.unparse(resolved=True))


def dictionaries_in(item: Any) -> Iterator[Any]:
    """Yield an object and every dictionary that stands in it; what has a number of its own comes by itself."""
    stack = [item]
    while stack:
        value = stack.pop()
        if isinstance(value, pikepdf.Array):
            stack.extend(v for v in value if not getattr(v, "is_indirect", False))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            stack.extend(v for v in value.values() if not getattr(v, "is_indirect", False))


def content_of(page: pikepdf.Page) -> list[pikepdf.Stream]:
    """Return the streams with the drawing instructions of a page."""
    content = page.obj.get("/Contents")
    streams = list(content) if isinstance(content, pikepdf.Array) else [content]
    return [stream for stream in streams if isinstance(stream, pikepdf.Stream)]
