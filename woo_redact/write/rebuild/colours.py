"""Colour spaces and shadings (ISO 32000-1, 8.6 and 8.7.4.5) made anew in the output: no names or texts come along.

A profile becomes the device's space with as many components: profiles hold text in many places. Names of inks only say
something to a press that has them, so only those of the standard inks are kept.
"""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.filters import decoded
from woo_redact.write.rebuild.functions import clean_function, take_numbers

__all__ = ["DEVICE_OF", "clean_colour_space", "clean_function", "clean_shading", "components_of", "without_unused"]

DEVICES = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
DEVICE_OF = {count: name for name, count in DEVICES.items()}
# As pictures in the content write them (ISO 32000-1, table 94); readers know them elsewhere too.
ABBREVIATED = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
PATTERN = "/Pattern"
# Dictionaries of numbers (ISO 32000-1, tables 63 to 65), with how many numbers each key has.
MEASURED = {
    "/CalGray": {"WhitePoint": 3, "BlackPoint": 3},
    "/CalRGB": {"WhitePoint": 3, "BlackPoint": 3, "Gamma": 3, "Matrix": 9},
    "/Lab": {"WhitePoint": 3, "BlackPoint": 3, "Range": 4},
}
# Those that mean the same to everyone: all inks, no ink, and the inks of printing in four colours.
INKS = frozenset(("/All", "/None", "/Cyan", "/Magenta", "/Yellow", "/Black"))
MOST_INKS = 32
LARGEST_INDEX = 255
# Spaces in spaces; deeper ones are a trap.
DEEPEST = 4
# Keys with numbers by the kind of shading (ISO 32000-1, tables 78 to 84).
GEOMETRY: dict[int, dict[str, int]] = {
    1: {"Domain": 4, "Matrix": 6},
    2: {"Coords": 4, "Domain": 2},
    3: {"Coords": 6, "Domain": 2},
}
FREE, LATTICE, COONS, TENSOR = 4, 5, 6, 7
MESHES = (FREE, LATTICE, COONS, TENSOR)
COORDINATE_BITS = (1, 2, 4, 8, 12, 16, 24, 32)
COLOUR_BITS = (1, 2, 4, 8, 12, 16)
FLAG_BITS = (2, 4, 8)


def clean_colour_space(target: pikepdf.Pdf, value: Any, depth: int = 0) -> Any:
    """Return a colour space for ``target`` in which the same numbers show the same colours.

    Raises:
        ValueError: it is no colour space of the standard.
        pikepdf.PdfError: its data can not be read.
    """
    parts = list(value) if isinstance(value, Array) else [value]
    if not parts or not isinstance(parts[0], Name) or depth > DEEPEST:
        raise ValueError("no colour space")
    family = ABBREVIATED.get(str(parts[0]), str(parts[0]))
    if family in DEVICES or (family == PATTERN and len(parts) == 1):
        return Name(family)
    if family == "/CalCMYK":
        # Never defined; readers take it for the device's (PDF 1.1).
        return Name.DeviceCMYK
    if len(parts) < 2:
        raise ValueError("no colour space")
    if family == PATTERN:
        return Array([Name.Pattern, clean_colour_space(target, parts[1], depth + 1)])
    if family in MEASURED:
        return _measured(family, parts[1])
    if family == "/ICCBased":
        return _of_profile(parts[1])
    if family == "/Indexed" and len(parts) > 3:
        return _indexed(target, parts, depth)
    if family in ("/Separation", "/DeviceN") and len(parts) > 3:
        return _inks(target, family, parts, depth)
    raise ValueError("no colour space")


def components_of(space: Any) -> int:
    """Return how many numbers make a colour in a space that :func:`clean_colour_space` returned; none in a pattern."""
    if isinstance(space, Name):
        return DEVICES.get(str(space), 0)
    return {"/CalGray": 1, "/Indexed": 1, "/Separation": 1, "/CalRGB": 3, "/Lab": 3, PATTERN: 0}.get(
        str(space[0]), 0
    ) or (len(space[1]) if space[0] == "/DeviceN" else 0)


def without_unused(space: Any, used: set[int]) -> Any:
    """Return an indexed space of ours with the colours that nothing uses made zero."""
    size = components_of(space[1])
    table = bytes(space[3])
    kept = (table[at : at + size] if at // size in used else bytes(size) for at in range(0, len(table), size))
    return Array([*list(space)[:3], pikepdf.String(b"".join(kept))])


def _measured(family: str, value: Any) -> Any:
    if not isinstance(value, Dictionary):
        raise ValueError("colour space without its numbers")
    made = Dictionary()
    take_numbers(value, made, **MEASURED[family])
    if family == "/CalGray" and is_number(value.get("/Gamma")):
        made.Gamma = value.Gamma
    return Array([Name(family), made])


def _of_profile(profile: Any) -> Any:
    count = profile.get("/N") if isinstance(profile, pikepdf.Stream) else None
    if not is_number(count) or count not in DEVICE_OF:
        raise ValueError("colour profile for an unknown number of components")
    return Name(DEVICE_OF[int(count)])


def _indexed(target: pikepdf.Pdf, parts: list[Any], depth: int) -> Any:
    base, last, lookup = clean_colour_space(target, parts[1], depth + 1), parts[2], parts[3]
    size = components_of(base)
    if not size or (isinstance(base, Array) and base[0] == "/Indexed") or not is_number(last):
        raise ValueError("colours by number without a base")
    last = min(max(int(last), 0), LARGEST_INDEX)
    if not isinstance(lookup, pikepdf.String | pikepdf.Stream):
        raise ValueError("colours by number without a table")
    table = decoded(lookup) if isinstance(lookup, pikepdf.Stream) else bytes(lookup)
    return Array([Name.Indexed, base, last, pikepdf.String(table[: (last + 1) * size])])


def _inks(target: pikepdf.Pdf, family: str, parts: list[Any], depth: int) -> Any:
    names = [parts[1]] if family == "/Separation" else list(parts[1]) if isinstance(parts[1], Array) else []
    if not 0 < len(names) <= MOST_INKS or not all(isinstance(name, Name) for name in names):
        raise ValueError("inks without names")
    kept = [name if str(name) in INKS else Name(f"/Spot{number}") for number, name in enumerate(names, 1)]
    other = clean_colour_space(target, parts[2], depth + 1)
    if not components_of(other) or (isinstance(other, Array) and str(other[0]) not in MEASURED):
        raise ValueError("inks without another space")
    told: Any = kept[0] if family == "/Separation" else Array(kept)
    return Array([Name(family), told, other, clean_function(target, parts[3])])


def clean_shading(target: pikepdf.Pdf, value: Any) -> Any:
    """Return a shading for ``target`` that shows the same.

    Raises:
        ValueError: it is no shading of the standard.
        pikepdf.PdfError: its data can not be read.
    """
    told: Any = value.get("/ShadingType") if isinstance(value, Dictionary | pikepdf.Stream) else None
    if not is_number(told) or told not in (*GEOMETRY, *MESHES):
        raise ValueError("no shading")
    kind = int(told)
    space = clean_colour_space(target, value.get("/ColorSpace"))
    made = Dictionary(ShadingType=kind, ColorSpace=space)
    count = components_of(space)
    if not count:
        raise ValueError("shading without colours")
    take_numbers(value, made, BBox=4, Background=count)
    if isinstance(value.get("/AntiAlias"), bool):
        made.AntiAlias = value.AntiAlias
    function = value.get("/Function")
    if isinstance(function, Array):
        made.Function = Array([clean_function(target, part) for part in function])
    elif function is not None:
        made.Function = clean_function(target, function)
    if kind in MESHES:
        return _mesh(target, value, made, 1 if function is not None else count)
    take_numbers(value, made, **GEOMETRY[kind])
    extend = list(value.get("/Extend", ()))[:2] if isinstance(value.get("/Extend"), Array) else []
    if len(extend) == 2 and all(isinstance(end, bool) for end in extend):
        made.Extend = Array(extend)
    return target.make_indirect(made)


def _mesh(target: pikepdf.Pdf, value: Any, made: Any, colours: int) -> Any:
    """Return a shading of triangles or patches; ``colours`` numbers make the colour of a point."""
    if not isinstance(value, pikepdf.Stream):
        raise ValueError("shading without data")
    kind = int(made.ShadingType)
    sizes = {"/BitsPerCoordinate": COORDINATE_BITS, "/BitsPerComponent": COLOUR_BITS}
    if kind != LATTICE:
        sizes["/BitsPerFlag"] = FLAG_BITS
    for key, allowed in sizes.items():
        bits = value.get(key)
        if not is_number(bits) or bits not in allowed:
            raise ValueError("shading without sizes")
        made[key] = bits
    take_numbers(value, made, Decode=4 + 2 * colours)
    data = decoded(value)
    if kind in (FREE, LATTICE):
        bits = int(made.get("/BitsPerFlag", 0)) + 2 * made.BitsPerCoordinate + colours * made.BitsPerComponent
        data = data[: len(data) - len(data) % -(-bits // 8)]
    if kind == LATTICE:
        per_row = value.get("/VerticesPerRow")
        if not isinstance(per_row, int) or per_row < 2:
            raise ValueError("shading without rows")
        made.VerticesPerRow = per_row
    return target.make_stream(data, made)
