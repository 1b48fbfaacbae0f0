"""What the fonts of a file tell: which letters they still name, map, measure or draw."""

import base64
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from leaks import seek

# Tables of a ToUnicode CMap and their rows: a code, the last code of a range, what it means (ISO 32000-1, 9.10.3).
TABLE = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
CHAR = re.compile(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f\s]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
# A charstring that draws nothing: a width, if any, and the end (Adobe Technical Note 5177, 3.2 and 4.1).
EMPTY = re.compile(rb"(?:[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....)?\x0e", re.DOTALL)

Objects = dict[str, Any]


def objects(path: Path) -> Objects:
    """Return all objects of a file by reference, streams with their decoded data (qpdf's JSON, version 2)."""
    told = json.loads(seek.run("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=all", path))
    return {key.removeprefix("obj:"): value for key, value in told["qpdf"][1].items() if key.startswith("obj:")}


def named(path: Path) -> set[str]:
    """Return the letters that a font maps to, names as a glyph, or gives a width."""
    found: set[str] = set()
    known = objects(path)
    for value in known.values():
        found |= _mapped(_data(value))
        for holder in _dictionaries(value):
            found |= _by_name(holder, known) | _measured(holder, known)
    return found


def drawings(path: Path) -> list[int]:
    """Return how many glyphs have an outline, for each embedded font program and each font of drawings."""
    counts = []
    known = objects(path)
    for value in known.values():
        data = _data(value)
        if data.startswith((b"\0\1\0\0", b"true")):
            counts.append(_truetype(data))
        elif data.startswith(b"\1\0") and b"/Subtype /CIDFontType0C" not in data:
            counts.append(_compact(data))
        for holder in _dictionaries(value):
            if "/CharProcs" in holder:
                counts.append(len(_resolved(holder["/CharProcs"], known)))
    return counts


def _data(value: Any) -> bytes:
    return base64.b64decode(value["stream"].get("data", "")) if "stream" in value else b""


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    """Return an object's dictionary and those that stand in it."""
    found, stack = [], [value["stream"]["dict"] if "stream" in value else value.get("value")]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            found.append(item)
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return found


def _resolved(value: Any, known: Objects) -> Any:
    if isinstance(value, str) and value in known:
        return known[value].get("value")
    return value


def _mapped(data: bytes) -> set[str]:
    """Return the letters that a ToUnicode CMap maps to."""
    found: set[str] = set()
    for table in TABLE.finditer(data):
        if table[1] == b"char":
            found.update(*(_letters(target) for target in CHAR.findall(table[2])))
            continue
        for first, last, target, targets in RANGE.findall(table[2]):
            found.update(*(_letters(one) for one in re.findall(rb"<([0-9A-Fa-f]+)>", targets)))
            if target:
                start = int(target, 16)
                found.update(chr(start + i) for i in range(min(int(last, 16) - int(first, 16), 0xFFFF) + 1))
    return found


def _letters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", errors="replace")


def _by_name(holder: dict[str, Any], known: Objects) -> set[str]:
    """Return the letters that glyphs are named after: differences, sets, drawings."""
    names = [n for n in _resolved(holder.get("/Differences"), known) or () if isinstance(n, str)]
    names += list(_resolved(holder.get("/CharProcs"), known) or ())
    names += re.findall(r"/\w+", str(holder.get("/CharSet", "")))
    return {name.removeprefix("/") for name in names}


def _measured(holder: dict[str, Any], known: Objects) -> set[str]:
    """Return the letters of the usual codes with a width of their own."""
    widths = _resolved(holder.get("/Widths"), known)
    first = holder.get("/FirstChar", 0)
    return {chr(first + i) for i, width in enumerate(widths) if width} if isinstance(widths, list) else set()


def _truetype(data: bytes) -> int:
    """Count the glyphs with an outline: those that take room in ``glyf`` (OpenType 1.9, loca)."""
    tables = {}
    for i in range(int.from_bytes(data[4:6], "big")):
        record = data[12 + 16 * i : 28 + 16 * i]
        start, size = (int.from_bytes(record[a : a + 4], "big") for a in (8, 12))
        tables[record[:4]] = data[start : start + size]
    step = 4 if tables[b"head"][51] else 2
    loca = tables[b"loca"]
    places = [int.from_bytes(loca[i : i + step], "big") for i in range(0, len(loca), step)]
    return sum(b > a for a, b in pairwise(places))


def _compact(data: bytes) -> int:
    """Count the charstrings that draw something (Adobe Technical Note 5176)."""
    at = data[2]
    _, at = _index(data, at)
    top, _ = _index(data, at)
    charstrings, _ = _index(data, _charstrings(top[0]))
    return sum(bool(charstring) and not EMPTY.fullmatch(charstring) for charstring in charstrings)


def _index(data: bytes, at: int) -> tuple[list[bytes], int]:
    """Return the items of an INDEX and where it ends."""
    count, width = int.from_bytes(data[at : at + 2], "big"), data[at + 2]
    if not count:
        return [], at + 2
    offsets = [int.from_bytes(data[at + 3 + i * width : at + 3 + (i + 1) * width], "big") for i in range(count + 1)]
    base = at + 2 + (count + 1) * width
    return [data[base + a : base + b] for a, b in pairwise(offsets)], base + offsets[-1]


def _charstrings(top: bytes) -> int:
    """Return the offset of the CharStrings INDEX: the operand of operator 17 of the top dictionary."""
    at, operand = 0, 0
    while at < len(top):
        first = top[at]
        if first == 17:
            return operand
        if first in (28, 29):
            size = 2 if first == 28 else 4
            operand = int.from_bytes(top[at + 1 : at + 1 + size], "big", signed=True)
            at += size + 1
        elif first == 30:
            while top[at + 1] & 15 != 15 and top[at + 1] >> 4 != 15:
                at += 1
            at += 2
        elif 247 <= first <= 254:
            sign, base = (1, 247) if first < 251 else (-1, 251)
            operand, at = sign * ((first - base) * 256 + top[at + 1] + 108), at + 2
        else:
            operand, at = first - 139, at + (2 if first == 12 else 1)
    return 0
