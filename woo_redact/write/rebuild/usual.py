"""Tables of fonts in the form that most programs write them, read and written in one go.

What is in another form is left to the modules that know every form.
"""

import json
import re
import struct
from collections.abc import Set as AbstractSet
from typing import Any

import pikepdf

# As qpdf writes an array: blanks between all its parts, no zeros before a number or lone points.
_NUMBERS = re.compile(rb"\[ (?:-?(?:0|[1-9]\d*)(?:\.\d+)? |\[ (?:-?(?:0|[1-9]\d*)(?:\.\d+)? )*\] )*\]")
_GAP = re.compile(rb"(?<=[\d\]]) (?=[\d\[-])")
# A part of a CMap with codes and texts of four digits, and what else it may say of texts.
_SECTION = re.compile(rb"beginbf(char|range)((?:\s*<[0-9A-Fa-f]{4}>)*)\s*endbf\1")
_OTHER = re.compile(rb"endbf|endcid|usecmap")
SURROGATES = range(0xD800, 0xE000)
UNITS = 0x10000


def numbers_in(array: Any) -> list[Any] | None:
    """Return an array of numbers and of arrays of numbers as lists; ``None`` when it holds anything else."""
    written = array.unparse(resolved=True)
    return list(json.loads(_GAP.sub(b",", written))) if _NUMBERS.fullmatch(written) else None


def array_of(numbers: list[Any]) -> Any:
    """Return lists of numbers as an array."""
    return pikepdf.Object.parse(json.dumps(numbers).replace(",", " ").encode())


def texts_in(data: bytes, used: AbstractSet[int] | None) -> dict[tuple[int, int], bytes] | None:
    """Return the text of the codes in use, as UTF-16, by width of the code (2) and code; ``None`` for another form."""
    head, _, tail = data.partition(b"endcmap")
    if b"endbf" in tail or _OTHER.search(_SECTION.sub(b"", head)):
        return None
    found: dict[int, int] = {}
    for kind, body in _SECTION.findall(head):
        digits = bytes.fromhex(body.translate(None, b"<>").decode("ascii"))
        codes = struct.unpack(f">{len(digits) // 2}H", digits)
        if kind == b"char" and len(codes) % 2 == 0:
            found.update(zip(codes[::2], codes[1::2], strict=True))
        elif kind == b"range" and len(codes) % 3 == 0:
            for first, last, base in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
                found.update(zip(range(first, last + 1), range(base, base + last - first + 1), strict=True))
        else:
            return None
    kept = found.keys() if used is None else found.keys() & used
    if any(found[code] in SURROGATES or found[code] >= UNITS for code in kept):
        return None
    return {(2, code): found[code].to_bytes(2, "big") for code in sorted(kept)}
