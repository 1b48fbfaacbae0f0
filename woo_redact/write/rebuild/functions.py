"""Functions (ISO 32000-1, 7.10) made anew in the output: keys of the standard only, data cut to what is used."""

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.filters import decoded

SAMPLED, EXPONENTIAL, STITCHING, CALCULATOR = 0, 2, 3, 4
# Functions in functions; deeper ones are a trap.
DEEPEST = 4
BITS = (1, 2, 4, 8, 12, 16, 24, 32)
# ISO 32000-1, table 42.
OPERATORS = frozenset(
    b"abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub truncate "
    b"and bitshift eq false ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll".split()
)
TOKEN = re.compile(rb"[{}]|[^\s\0{}%()<>\[\]/]+|%[^\r\n]*|[\s\0]+|(.)", re.DOTALL)
NUMBER = re.compile(rb"[+-]?(\d{1,20}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,3})?")


def numbers(value: Any, count: int | None = None) -> list[Any]:
    """Return an array's (first) numbers; nothing when it is no array, or has something else there."""
    items = list(value)[:count] if isinstance(value, Array) else []
    return items if all(map(is_number, items)) else []


def take_numbers(source: Any, target: Any, **counts: int) -> None:
    """Copy the arrays that have at least so many numbers, cut to as many."""
    for key, count in counts.items():
        found = numbers(source.get(f"/{key}"), count)
        if found and len(found) == count:
            target[f"/{key}"] = Array(found)


def clean_function(target: pikepdf.Pdf, value: Any, depth: int = 0) -> Any:
    """Return a function for ``target`` that gives the same; the identity by its name.

    Raises:
        ValueError: it is no function of the standard.
        pikepdf.PdfError: its data can not be read.
    """
    if value == Name.Identity:
        return Name.Identity
    if not isinstance(value, Dictionary | pikepdf.Stream) or depth > DEEPEST:
        raise ValueError("no function")
    kind = value.get("/FunctionType")
    if not is_number(kind) or kind not in (SAMPLED, EXPONENTIAL, STITCHING, CALCULATOR):
        raise ValueError("no function")
    made = Dictionary(FunctionType=int(kind))
    domain, output = (numbers(value.get(key)) for key in ("/Domain", "/Range"))
    inputs, outputs = len(domain) // 2, len(output) // 2
    take_numbers(value, made, Domain=2 * inputs, Range=2 * outputs)
    if not inputs:
        raise ValueError("function without a domain")
    if kind in (SAMPLED, CALCULATOR):
        if not isinstance(value, pikepdf.Stream) or not outputs:
            raise ValueError("function without data")
        data = _table(value, made, inputs, outputs) if kind == SAMPLED else _program(decoded(value))
        return target.make_stream(data, made)
    if kind == EXPONENTIAL:
        exponent = value.get("/N")
        made.N = exponent if is_number(exponent) else 1
        for key in ("/C0", "/C1"):
            if found := numbers(value.get(key)):
                made[key] = Array(found)
    else:
        _stitch(target, value, made, depth)
    return target.make_indirect(made)


def _stitch(target: pikepdf.Pdf, value: Any, made: Any, depth: int) -> None:
    parts = value.get("/Functions")
    count = len(parts) if isinstance(parts, Array) else 0
    if not count or len(numbers(value.get("/Bounds"), count - 1)) < count - 1:
        raise ValueError("function without parts")
    made.Functions = Array([clean_function(target, part, depth + 1) for part in parts])
    made.Bounds = Array(numbers(value.get("/Bounds"), count - 1))
    take_numbers(value, made, Encode=2 * count)


def _table(value: Any, made: Any, inputs: int, outputs: int) -> bytes:
    """Return the samples, no more of them than the sizes tell."""
    sizes, bits = numbers(value.get("/Size"), inputs), value.get("/BitsPerSample")
    if len(sizes) < inputs or not all(isinstance(size, int) and size > 0 for size in sizes) or bits not in BITS:
        raise ValueError("function without a table")
    count = outputs
    for size in sizes:
        count *= size
    made.Size, made.BitsPerSample = Array(sizes), bits
    if value.get("/Order") == 3:
        made.Order = 3
    take_numbers(value, made, Encode=2 * inputs, Decode=2 * outputs)
    return decoded(value)[: -(-count * bits // 8)]


def _program(code: bytes) -> bytes:
    """Return the program of a calculator: operators, numbers and braces up to the last brace, no comments."""
    kept: list[bytes] = []
    depth = 0
    for match in TOKEN.finditer(code):
        token = match[0]
        if token[:1] == b"%" or token.strip(b"\0\t\n\v\f\r ") == b"":
            continue
        if token == b"{":
            depth += 1
        elif token == b"}":
            depth -= 1
        elif not depth or match[1] is not None or not (token in OPERATORS or NUMBER.fullmatch(token)):
            raise ValueError("function with an unknown operator")
        kept.append(token)
        if depth <= 0:
            break
    if depth or len(kept) < 2:
        raise ValueError("function without an end")
    return b" ".join(kept)
