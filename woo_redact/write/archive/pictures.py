"""What PDF/A asks of pictures in JPEG 2000 (ISO 19005-2, 6.2.8.3)."""

import struct
from typing import Any

from pikepdf import Name

from woo_redact.write.rebuild.jp2 import SIGNATURE, boxes

CHANNELS = (1, 3, 4)
METHODS = (1, 2, 3)
ENUMERATED, CIEJAB = 1, 19
DEEPEST = 38
VARIOUS = 255


def is_fit(picture: Any) -> bool:
    """Whether a picture may stand in a PDF/A; those that are not in JPEG 2000 may."""
    filters = picture.get("/Filter")
    if filters != Name.JPXDecode:
        return True
    data = picture.read_raw_bytes()
    if not data.startswith(SIGNATURE):
        return False
    try:
        header = next(content for kind, content in boxes(data[len(SIGNATURE) :]) if kind == b"jp2h")
        parts = list(boxes(header))
        size = next(content for kind, content in parts if kind == b"ihdr")
        return _fits(size, parts, "/ColorSpace" in picture)
    except (StopIteration, ValueError, struct.error, IndexError):
        return False


def _fits(size: bytes, parts: list[tuple[bytes, bytes]], has_space: bool) -> bool:
    channels, depth = struct.unpack_from(">HB", size, 8)
    kinds = [kind for kind, _ in parts]
    if b"bpcc" in kinds or depth == VARIOUS or (depth & 0x7F) + 1 > DEEPEST or channels not in CHANNELS:
        return False
    spaces = [content for kind, content in parts if kind == b"colr"]
    if has_space:
        return True
    if len(spaces) != 1 or spaces[0][0] not in METHODS:
        return False
    return spaces[0][0] != ENUMERATED or struct.unpack_from(">I", spaces[0], 3)[0] != CIEJAB
