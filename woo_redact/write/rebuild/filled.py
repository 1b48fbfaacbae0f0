"""Which glyphs of a font program have an outline, told without a parser: most programs are cut down already."""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise

CHAR_STRINGS = 17
ESCAPE, REAL = 12, 30
# In a table of blank glyphs each is the end sign alone.
BLANK = 1


def filled_glyphs(program: bytes) -> frozenset[int] | None:
    """Return the numbers of the glyphs with an outline of a bare CFF or a TrueType program; ``None`` for any other.

    Adobe note 5176 (CFF) and the OpenType specification (``loca``) say where they stand.
    """
    try:
        if program[:1] == b"\x01" and program[:4] != b"\x00\x01\x00\x00":
            offsets = _char_strings(program)
            return frozenset(n for n, (low, high) in enumerate(pairwise(offsets)) if high - low > BLANK)
        if program[:4] in (b"\x00\x01\x00\x00", b"true"):
            return frozenset(n for n, (low, high) in enumerate(pairwise(_locations(program))) if low != high)
    except (struct.error, IndexError, ValueError, KeyError):
        pass
    return None


def _char_strings(data: bytes) -> Sequence[int]:
    """Return where the instructions of each glyph begin and those of the last end."""
    names_start, names = _index(data, data[2])
    start, tops = _index(data, names_start + names[-1])
    if len(tops) != 2:
        raise ValueError
    held = dict(_operators(data[start + tops[0] : start + tops[1]]))
    _, strings = _index(data, held[CHAR_STRINGS])
    return strings


def _index(data: bytes, at: int) -> tuple[int, Sequence[int]]:
    """Return what the offsets of an INDEX count from, and its offsets: of each item, and of the end."""
    (count,) = struct.unpack_from(">H", data, at)
    if count == 0:
        return at + 2, (0,)
    size = data[at + 2]
    table = data[at + 3 : at + 3 + (count + 1) * size]
    base = at + 2 + len(table)
    if size == 1:
        offsets: Sequence[int] = table
    elif size == 2:
        offsets = struct.unpack(f">{count + 1}H", table)
    else:
        offsets = [int.from_bytes(table[n : n + size], "big") for n in range(0, len(table), size)]
    return base, offsets


def _operators(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield each operator of one byte of a DICT, with its last operand."""
    at, last = 0, 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte == ESCAPE:
            at += 1
        elif byte < ESCAPE or byte <= 21:
            yield byte, last
        elif byte == 28:
            (last,) = struct.unpack_from(">h", data, at)
            at += 2
        elif byte == 29:
            (last,) = struct.unpack_from(">i", data, at)
            at += 4
        elif byte == REAL:
            while data[at] & 0x0F != 0x0F and data[at] >> 4 != 0x0F:
                at += 1
            at += 1
        elif byte <= 246:
            last = byte - 139
        else:
            last = (byte - 247) * 256 + data[at] + 108 if byte <= 250 else -(byte - 251) * 256 - data[at] - 108
            at += 1


def _locations(data: bytes) -> tuple[int, ...]:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        tables[tag] = offset, length
    (long,) = struct.unpack_from(">h", data, tables[b"head"][0] + 50)
    offset, length = tables[b"loca"]
    size, code = (4, "I") if long else (2, "H")
    return struct.unpack_from(f">{length // size}{code}", data, offset)
