"""CMaps: how strings are split into codes, which character a code picks, and which text it stands for.

Read from the stream that a font holds and written anew with the codes in use only (ISO 32000-1, 9.7.5 and 9.10.3).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from woo_redact.write.instructions import instructions_of

# CMaps that use each other; deeper ones are a trap.
DEEPEST = 8
WIDEST_CODE = 4
# What one code stands for, in bytes of UTF-16: the longest that Unicode knows of one letter is 18 units. A text that
# is longer says more than the glyph shows.
LONGEST_TEXT = 36
# No font has more; a map that says so is a trap.
MOST_CODES = 0x11000
BLOCK = 100
UNIT = 0x10000


class Range(NamedTuple):
    """Codes of ``width`` bytes from ``low`` to ``high``; what the first stands for, or each of them (a list)."""

    width: int
    low: int
    high: int
    value: Any = None


@dataclass(slots=True)
class CMap:
    """What a CMap says; ``base`` names the predefined one that it builds on, which is not looked into."""

    spaces: list[tuple[bytes, bytes]] = field(default_factory=list)
    cids: list[Range] = field(default_factory=list)
    undefined: list[Range] = field(default_factory=list)
    texts: list[Range] = field(default_factory=list, repr=False)
    vertical: bool = False
    base: str | None = None

    def split(self, text: bytes) -> list[int]:
        """Return the codes of a string as numbers."""
        return [int.from_bytes(code, "big") for code in self.pieces(text)]

    def pieces(self, text: bytes) -> list[bytes]:
        """Return the codes of a string (ISO 32000-1, 9.7.6.2 and 9.7.6.3)."""
        codes, at = [], 0
        while at < len(text):
            width = next((w for w in range(1, WIDEST_CODE + 1) if self._is_code(text[at : at + w], w)), None)
            if width is None:
                width = self._nearest(text[at:])
            codes.append(text[at : at + width])
            at += width
        return codes

    def _is_code(self, code: bytes, width: int) -> bool:
        return len(code) == width and any(
            len(low) == width and all(a <= c <= b for a, c, b in zip(low, code, high, strict=True))
            for low, high in self.spaces
        )

    def _nearest(self, text: bytes) -> int:
        """Return the width of what is no code: as wide as the shortest that begins alike, or the shortest of all."""
        for length in range(WIDEST_CODE - 1, -1, -1):
            widths = [
                len(low)
                for low, high in self.spaces
                if len(low) >= length
                and len(text) >= length
                and all(low[i] <= text[i] <= high[i] for i in range(length))
            ]
            if widths:
                return min(widths)
        return 1

    def cids_of(self, codes: AbstractSet[int] | None) -> set[int]:
        """Return the CIDs that the codes pick; of all codes without them."""
        return {cid for _, _, cid in _picked(self.cids, codes)} | {cid for _, _, cid in _picked(self.undefined, codes)}


def read_cmap(stream: Any, depth: int = 0) -> CMap:
    """Return what a stream with a CMap says, along with the CMap that it uses.

    Raises:
        ValueError, pikepdf.PdfError: it can not be read.
    """
    if depth > DEEPEST:
        raise ValueError("CMaps without an end")
    used = stream.get("/UseCMap")
    made = read_cmap(used, depth + 1) if isinstance(used, pikepdf.Stream) else CMap()
    made.vertical = stream.get("/WMode") == 1
    for instruction in instructions_of(stream):
        operator = str(instruction.operator)
        if operator in READERS:
            READERS[operator](made, list(instruction.operands))
        elif operator == "usecmap" and not isinstance(used, pikepdf.Stream):
            used = instruction.operands[0] if len(instruction.operands) else None
    if isinstance(used, pikepdf.Name):
        made.base = str(used)
    return made


def _groups(operands: Sequence[Any], size: int) -> Iterator[tuple[Any, ...]]:
    return zip(*[iter(operands)] * size, strict=False)


def _spaces(made: CMap, operands: Sequence[Any]) -> None:
    for first, last in _groups(operands, 2):
        low, high = _code(first), _code(last)
        if len(low) == len(high):
            made.spaces.append((low, high))


def _code(value: Any) -> bytes:
    code = bytes(value) if isinstance(value, pikepdf.String) else b""
    if not 0 < len(code) <= WIDEST_CODE:
        raise ValueError("CMap with a code that is none")
    return code


def _ranges(operands: Sequence[Any], size: int) -> Iterator[Range]:
    """Yield what stands in blocks of single codes (size 2) or ranges of codes (size 3)."""
    for group in _groups(operands, size):
        first, last = _code(group[0]), _code(group[-2])
        low, high = int.from_bytes(first, "big"), int.from_bytes(last, "big")
        if low <= high:
            yield Range(len(first), low, high, group[-1])


def _numbers(pick: Callable[[CMap], list[Range]], size: int) -> Callable[[CMap, Sequence[Any]], None]:
    def read(made: CMap, operands: Sequence[Any]) -> None:
        pick(made).extend(r for r in _ranges(operands, size) if isinstance(r.value, int) and 0 <= r.value < UNIT)

    return read


def _texts(size: int) -> Callable[[CMap, Sequence[Any]], None]:
    def read(made: CMap, operands: Sequence[Any]) -> None:
        for item in _ranges(operands, size):
            if isinstance(item.value, pikepdf.Array):
                made.texts.append(item._replace(value=[_text(value) for value in item.value]))
            else:
                made.texts.append(item._replace(value=_text(item.value)))

    return read


def _text(value: Any) -> bytes:
    if isinstance(value, pikepdf.Name):
        from fontTools import agl

        return str(agl.toUnicode(str(value)[1:])).encode("utf-16-be", "surrogatepass")
    return bytes(value) if isinstance(value, pikepdf.String) else b""


READERS: dict[str, Callable[[CMap, Sequence[Any]], None]] = {
    "endcodespacerange": _spaces,
    "endcidchar": _numbers(lambda cmap: cmap.cids, 2),
    "endcidrange": _numbers(lambda cmap: cmap.cids, 3),
    "endnotdefchar": _numbers(lambda cmap: cmap.undefined, 2),
    "endnotdefrange": _numbers(lambda cmap: cmap.undefined, 3),
    "endbfchar": _texts(2),
    "endbfrange": _texts(3),
}


def _picked(ranges: Iterable[Range], codes: AbstractSet[int] | None) -> Iterator[tuple[int, int, Any]]:
    """Yield (width, code, value) of every code of ``codes`` in a range; of all codes without them."""
    ordered = sorted(codes) if codes is not None else None
    left = MOST_CODES
    for width, low, high, value in ranges:
        found: Sequence[int] = range(low, high + 1)
        if ordered is not None:
            found = ordered[bisect_left(ordered, low) : bisect_right(ordered, high)]
        left -= len(found)
        if left < 0:
            raise ValueError("CMap with more codes than there can be")
        for code in found:
            if (each := _further(value, code - low)) is not None:
                yield width, code, each


def _further(value: Any, steps: int) -> Any:
    """Return what a code stands for that comes so many after the first of its range."""
    if isinstance(value, int):
        return value + steps
    if isinstance(value, list):
        return value[steps] if steps < len(value) else None
    if not steps or len(value) < 2:
        return value if not steps else None
    last = int.from_bytes(value[-2:], "big") + steps
    return value[:-2] + (last % UNIT).to_bytes(2, "big")


def texts_of(cmap: CMap, used: AbstractSet[int] | None) -> dict[tuple[int, int], bytes]:
    """Return the text of every code in use, as UTF-16; keys are the code's width in bytes and the code."""
    picked = {(width, code): text for width, code, text in _picked(cmap.texts, used)}
    return {key: text for key, text in sorted(picked.items()) if 0 < len(text) <= LONGEST_TEXT}


def to_unicode(texts: dict[tuple[int, int], bytes], spaces: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return a CMap that tells which text each code stands for (ISO 32000-1, 9.10.3).

    ``spaces`` are the ranges of codes to name when codes are not all as wide.
    """
    widths = {width for width, _ in texts}
    if len(widths) <= 1:
        spaces = [(bytes(width), b"\xff" * width) for width in widths or {1}]
    lines = [*HEAD, "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
    lines += ["/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def", *_block("codespacerange", map(_pair, spaces))]
    rows = (f"{_hex(code, width)} <{text.hex()}>" for (width, code), text in texts.items())
    return "\n".join([*lines, *_block("bfchar", rows), *TAIL]).encode()


def cid_map(cmap: CMap, used: AbstractSet[int] | None, registry: str, ordering: str) -> bytes:
    """Return the CMap written anew with the codes in use; registry and ordering are those of its characters."""
    lines = [*HEAD, f"/CIDSystemInfo << /Registry ({registry}) /Ordering ({ordering}) /Supplement 0 >> def"]
    lines += [f"{cmap.base} usecmap"] if cmap.base else []
    lines += ["/CMapName /Codes def", "/CMapType 1 def", f"/WMode {int(cmap.vertical)} def"]
    lines += _block("codespacerange", map(_pair, cmap.spaces))
    for kind, ranges in (("cid", cmap.cids), ("notdef", cmap.undefined)):
        if used is None:
            rows = [f"{_hex(r.low, r.width)} {_hex(r.high, r.width)} {r.value}" for r in ranges]
        else:
            rows = [f"{_hex(code, width)} {_hex(code, width)} {cid}" for width, code, cid in _picked(ranges, used)]
        lines += _block(f"{kind}range", rows)
    return "\n".join([*lines, *TAIL]).encode()


HEAD = ("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap")
TAIL = ("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end")


def _hex(code: int, width: int) -> str:
    return f"<{code:0{2 * width}x}>"


def _pair(space: tuple[bytes, bytes]) -> str:
    return f"<{space[0].hex()}> <{space[1].hex()}>"


def _block(kind: str, rows: Iterable[str]) -> list[str]:
    """Return rows in blocks of a hundred, which is the most that may stand in one (Adobe note 5411)."""
    every = list(rows)
    lines = []
    for at in range(0, len(every), BLOCK):
        part = every[at : at + BLOCK]
        lines += [f"{len(part)} begin{kind}", *part, f"end{kind}"]
    return lines
