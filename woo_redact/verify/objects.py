"""A document's objects as pdfminer knows them, read by qpdf: pdfminer's fonts and forms without its slow parser."""

import json
import re
from decimal import Decimal
from typing import Any

import pikepdf
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import LIT

# As qpdf writes an array: blanks between all its parts, no zeros before a number or lone points.
_NUMBERS = re.compile(rb"\[ (?:-?(?:0|[1-9]\d*)(?:\.\d+)? |\[ (?:-?(?:0|[1-9]\d*)(?:\.\d+)? )*\] )+\]")
_GAP = re.compile(rb"(?<=[\d\]]) (?=[\d\[-])")


class Objects:
    """The objects of an open document, turned into pdfminer's values; stands where pdfminer expects its document."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf

    def getobj(self, number: int) -> Any:
        """Return an object by its number; called by pdfminer's references. What is not there is ``None``."""
        return self.value(self._pdf.get_object(number, 0))

    def value(self, item: Any) -> Any:
        """Return pdfminer's value of an object; what it refers to is left to be looked up."""
        if isinstance(item, pikepdf.Dictionary):
            return {key[1:]: self._part(part) for key, part in item.items()}
        if isinstance(item, pikepdf.Stream):
            stream = _Stream(item, {key[1:]: self._part(part) for key, part in item.items()})
            stream.set_objid(*item.objgen)
            return stream
        if isinstance(item, pikepdf.Array):
            return _numbers(item.unparse(resolved=True)) or [self._part(part) for part in item]
        return plain_value(item)

    def _part(self, item: Any) -> Any:
        # Numbers are the bulk; only objects of the file can be indirect.
        if isinstance(item, pikepdf.Object):
            if item.is_indirect:
                return _Reference(self, item)
            return self.value(item)
        return plain_value(item)


class _Reference(PDFObjRef):  # type: ignore[misc]
    """A reference that has the object it refers to at hand."""

    def __init__(self, objects: Objects, item: Any) -> None:
        super().__init__(None, item.objgen[0])
        self._objects = objects
        self._item = item

    def resolve(self, default: object = None) -> Any:
        return self._objects.value(self._item)


class _Stream(PDFStream):  # type: ignore[misc]
    """A stream that qpdf unpacks when it is asked for; nothing is kept."""

    def __init__(self, item: Any, attributes: dict[str, Any]) -> None:
        super().__init__(attributes, b"")
        self._item = item

    def get_data(self) -> bytes:
        return bytes(self._item.read_bytes())


def _numbers(written: bytes) -> list[Any]:
    """Return an array of numbers and of arrays of them, such as the widths of a font; nothing when it is another."""
    return list(json.loads(_GAP.sub(b",", written))) if _NUMBERS.fullmatch(written) else []


def plain_value(item: Any) -> Any:
    """Return a direct value (number, name, string, array of them) as pdfminer's own parser would."""
    # Most are numbers, and asking what an object of qpdf is takes longer than the rest.
    if type(item) is Decimal:
        return float(item)
    if type(item) is int:
        return item
    if isinstance(item, pikepdf.String):
        return bytes(item)
    if isinstance(item, pikepdf.Name):
        return LIT(str(item)[1:])
    if isinstance(item, pikepdf.Array):
        return [plain_value(part) for part in item]
    if item is None or isinstance(item, bool | int):
        return item
    # A dictionary in the place of a number is damage: nothing that shows.
    return None if isinstance(item, pikepdf.Object) else float(item)
