"""The tags of a PDF, as a screen reader meets them."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf


def tags(content: bytes) -> list[tuple[str, str]]:
    """Return every element of the structure in order: its type and its alternative text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.Lang == "nl-NL"
        return list(_elements(pdf.Root.StructTreeRoot))


def _elements(element: Any) -> Iterator[tuple[str, str]]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)[1:], str(kid.get("/Alt", ""))
            yield from _elements(kid)
