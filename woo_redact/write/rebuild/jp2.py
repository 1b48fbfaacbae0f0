"""JPEG 2000 (ISO/IEC 15444-1) written anew: the coded picture, and the boxes that say how to show it.

Gone are comments, XML, UUID and other boxes, profiles, hints for faster reading, and what stands after the end.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
BRANDS = frozenset((b"jp2 ", b"jpx "))
# Markers of the codestream (annex A), by whether they are kept; hints about lengths would be wrong afterwards.
SOC, SOT, SOD, EOC, SIZ = 0xFF4F, 0xFF90, 0xFF93, 0xFFD9, 0xFF51
KEPT = frozenset(
    (SIZ, 0xFF50, 0xFF52, 0xFF53, 0xFF59, 0xFF5C, 0xFF5D, 0xFF5E, 0xFF5F, 0xFF60, 0xFF61)
)  # CAP COD COC CPF QCD QCC RGN POC PPM PPT
DROPPED = frozenset((0xFF55, 0xFF57, 0xFF58, 0xFF63, 0xFF64))  # TLM PLM PLT CRG COM
# How colours are told (annex I.5.3.3, and ISO/IEC 15444-2 for more of them).
ENUMERATED = 1
LARGEST_SPACE = 32
LAB = 14
SPACE_OF = {1: 17, 3: 16, 4: 12}
COLOUR_CHANNEL = 0


@dataclass(frozen=True, slots=True)
class Jp2:
    """A picture written anew; its size in pixels and its number of colour components (no masks).

    ``profiled`` tells that a colour profile was left out: the colours are those of a device.
    """

    data: bytes = field(repr=False)
    width: int
    height: int
    colours: int
    profiled: bool = False


def clean_jp2(data: bytes) -> Jp2:
    """Return the picture with nothing but what it takes to show it.

    Raises:
        ValueError: it has no plain structure.
    """
    try:
        if data[:2] == SOC.to_bytes(2, "big"):
            stream, width, height, components = _codestream(data)
            return Jp2(stream, width, height, components)
        return _file(data)
    except (struct.error, IndexError) as error:
        raise ValueError("JPEG 2000 cut off") from error


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield type and content of each box (annex I.4)."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        elif size == 0:
            size = len(data) - at
        if size < head or at + size > len(data):
            raise ValueError("JPEG 2000 cut off")
        yield kind, data[at + head : at + size]
        at += size


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def _file(data: bytes) -> Jp2:
    if data[: len(SIGNATURE)] != SIGNATURE:
        raise ValueError("JPEG 2000 without its signature")
    kind, header, stream = b"jp2 ", None, None
    # After the codestream nothing is needed, so damage there does no harm.
    for name, content in boxes(data[len(SIGNATURE) :]):
        if name == b"ftyp":
            kind = content[:4] if content[:4] in BRANDS else kind
        elif name == b"jp2h":
            header = header or content
        elif name == b"jp2c":
            stream = content
            break
    if header is None or stream is None:
        raise ValueError("JPEG 2000 without a picture")
    coded, width, height, components = _codestream(stream)
    told, colours, profiled = _header(dict(reversed(list(boxes(header)))), components)
    brands = kind + bytes(4) + b"jp2 " + (b"" if kind == b"jp2 " else kind)
    written = SIGNATURE + _box(b"ftyp", brands) + _box(b"jp2h", told) + _box(b"jp2c", coded)
    return Jp2(written, width, height, colours, profiled)


def _header(boxes: dict[bytes, bytes], components: int) -> tuple[bytes, int, bool]:
    """Return the header (annex I.5.3), how many components are colours, and whether a profile was left out.

    ``boxes`` has the first of each kind, which are the ones that count.
    """
    image = boxes.get(b"ihdr", b"")[:14]
    if len(image) < 14 or int.from_bytes(image[8:10], "big") != components:
        raise ValueError("JPEG 2000 of which the header is not complete")
    # The last byte tells of intellectual property in another box.
    out = [_box(b"ihdr", image[:13] + b"\0")]
    sizes = {b"bpcc": components}
    channels = components
    if b"pclr" in boxes:
        entries, channels = struct.unpack_from(">HB", boxes[b"pclr"])
        row = sum(((depth & 0x7F) + 8) // 8 for depth in boxes[b"pclr"][3 : 3 + channels])
        sizes |= {b"pclr": 3 + channels + entries * row, b"cmap": 4 * channels}
    if b"cdef" in boxes:
        sizes[b"cdef"] = 2 + 6 * int.from_bytes(boxes[b"cdef"][:2], "big")
    parts = {name: boxes[name][:size] for name, size in sizes.items() if name in boxes}
    if any(len(content) < sizes[name] for name, content in parts.items()):
        raise ValueError("JPEG 2000 of which the header is not complete")
    colours = _colours(parts.get(b"cdef"), channels)
    space, profiled = _space(boxes.get(b"colr", b""), colours)
    parts[b"colr"] = space
    out.extend(_box(name, parts[name]) for name in (b"bpcc", b"colr", b"pclr", b"cmap", b"cdef") if parts.get(name))
    return b"".join(out), colours, profiled


def _colours(definition: bytes | None, channels: int) -> int:
    """Return how many channels are colours; the others are masks, or unspecified (annex I.5.3.6)."""
    if definition is None:
        return channels if channels in SPACE_OF else 1
    kinds = [kind for _, kind, _ in struct.iter_unpack(">HHH", definition[2:])]
    return channels - sum(1 for kind in kinds if kind != COLOUR_CHANNEL)


def _space(told: bytes, colours: int) -> tuple[bytes, bool]:
    """Return the content of a box that tells the colour space, and whether a profile was left out."""
    if len(told) >= 7 and told[0] == ENUMERATED:
        (number,) = struct.unpack_from(">I", told, 3)
        if number < LARGEST_SPACE:
            return bytes((ENUMERATED, 0, 0)) + told[3 : 35 if number == LAB else 7], False
    if colours not in SPACE_OF:
        return b"", bool(told)
    return bytes((ENUMERATED, 0, 0)) + struct.pack(">I", SPACE_OF[colours]), bool(told)


def _codestream(data: bytes) -> tuple[bytes, int, int, int]:
    """Return the codestream with its width, height and number of components (annex A)."""
    if struct.unpack_from(">HH", data) != (SOC, SIZ):
        raise ValueError("JPEG 2000 without a picture")
    right, bottom, left, top = struct.unpack_from(">4I", data, 8)
    (components,) = struct.unpack_from(">H", data, 40)
    head, at = _markers(data, 2, SOT)
    out = [data[:2], head]
    while True:
        (marker,) = struct.unpack_from(">H", data, at)
        if marker == EOC:
            break
        if marker != SOT:
            raise ValueError("JPEG 2000 with something between its tiles")
        tile, size, part, parts = struct.unpack_from(">HIBB", data, at + 4)
        header, start = _markers(data, at + 12, SOD)
        # A tile that does not tell its length is the last; coded data never holds that marker.
        end = at + size if size else data.find(EOC.to_bytes(2, "big"), start)
        if not start + 2 <= end <= len(data) - 2:
            raise ValueError("JPEG 2000 cut off")
        body = header + data[start:end]
        out.append(struct.pack(">HHHIBB", SOT, 10, tile, 12 + len(body), part, parts) + body)
        at = end
    return b"".join((*out, data[at : at + 2])), right - left, bottom - top, components


def _markers(data: bytes, at: int, end: int) -> tuple[bytes, int]:
    """Return the marker segments that are kept, and where the marker stands that ends them."""
    kept: list[bytes] = []
    while True:
        marker, size = struct.unpack_from(">HH", data, at)
        if marker == end:
            return b"".join(kept), at
        if marker not in KEPT | DROPPED or size < 2 or at + 2 + size > len(data):
            raise ValueError("JPEG 2000 with an unknown marker")
        if marker in KEPT:
            kept.append(data[at : at + 2 + size])
        at += 2 + size
