"""JPEG (ISO/IEC 10918-1) written anew: the coded picture bit for bit, and of the rest what decoding needs.

Gone are comments, application segments (Exif, XMP, profiles, previews), tables that no scan uses, and what stands
between the segments or after the end.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

START, SCAN, END = 0xD8, 0xDA, 0xD9
BASELINE, EXTENDED, PROGRESSIVE = 0xC0, 0xC1, 0xC2
FRAMES = frozenset((BASELINE, EXTENDED, PROGRESSIVE))
HUFFMAN, QUANTISATION, INTERVAL, LINES = 0xC4, 0xDB, 0xDD, 0xDC
JFIF, ADOBE, COMMENT = 0xE0, 0xEE, 0xFE
APPLICATION = range(0xE0, 0xF0)
# Both decide whether colours are transformed, JFIF before Adobe's: neither can be left out. In their smallest form.
JFIF_DATA = b"JFIF\0\1\1\0\0\1\0\1\0\0"
ADOBE_DATA = b"Adobe\0\x64\0\0\0\0"
TRANSFORMS = range(3)
# Coded data goes on over stuffed zeros and restart marks (ISO/IEC 10918-1, B.1.1.5).
AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture written anew; its size in pixels and its number of components."""

    data: bytes = field(repr=False)
    width: int
    height: int
    components: int


def clean_jpeg(data: bytes) -> Jpeg:
    """Return the picture with nothing but what it takes to decode it.

    Raises:
        ValueError: it has no plain structure, or needs what PDF does not allow (arithmetic coding, several frames).
    """
    writer = _Writer()
    for marker, content, coded in _segments(data):
        writer.take(marker, content, coded)
    return writer.done()


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield marker and content of each segment up to the end of the picture, and the coded data after a scan's."""
    if data[:2] != bytes((0xFF, START)):
        raise ValueError("JPEG without a start")
    at = 2
    while True:
        if data[at : at + 1] != b"\xff":
            raise ValueError("JPEG with something between its segments")
        while data[at : at + 1] == b"\xff":
            at += 1
        marker = data[at] if at < len(data) else 0
        if marker == END:
            return
        size = int.from_bytes(data[at + 1 : at + 3], "big")
        end = at + 1 + size
        if size < 2 or end > len(data):
            raise ValueError("JPEG cut off")
        content, coded, at = data[at + 3 : end], b"", end
        if marker == SCAN:
            after = AFTER_SCAN.search(data, end)
            if after is None:
                raise ValueError("JPEG without an end")
            coded, at = data[end : after.start()], after.start()
        yield marker, content, coded


@dataclass(slots=True)
class _Writer:
    out: list[bytes] = field(default_factory=list)
    # The tables as last defined, and as last written, by class and number.
    defined: dict[tuple[int, int], bytes] = field(default_factory=dict)
    written: dict[tuple[int, int], bytes] = field(default_factory=dict)
    # Of each component of the frame by its identifier, the number of its quantisation table.
    quantised: dict[int, int] = field(default_factory=dict)
    frame: int = 0
    size: tuple[int, int] = (0, 0)
    jfif: bool = False
    transform: int | None = None
    scanned: bool = False

    def take(self, marker: int, content: bytes, coded: bytes) -> None:
        if marker in FRAMES:
            self._take_frame(marker, content)
        elif marker == SCAN:
            self._take_scan(content, coded)
        elif marker == HUFFMAN:
            self._define_huffman(content)
        elif marker == QUANTISATION:
            self._define_quantisation(content)
        elif marker == INTERVAL:
            self._put(INTERVAL, content[:2].rjust(2, b"\0"))
        elif marker == JFIF:
            self.jfif |= content[:5] == JFIF_DATA[:5] and len(content) >= len(JFIF_DATA)
        elif marker == ADOBE:
            if content[:5] == ADOBE_DATA[:5] and len(content) > len(ADOBE_DATA):
                self.transform = content[len(ADOBE_DATA)]
        elif marker not in APPLICATION and marker not in (COMMENT, LINES):
            raise ValueError("JPEG with an unknown segment")

    def done(self) -> Jpeg:
        if not self.scanned:
            raise ValueError("JPEG without a picture")
        head = [bytes((0xFF, START))]
        if self.jfif:
            head.append(_segment(JFIF, JFIF_DATA))
        if self.transform is not None:
            # Decoders take others for a transform, which 2 means as well whatever the number of components.
            known = self.transform if self.transform in TRANSFORMS else 2
            head.append(_segment(ADOBE, ADOBE_DATA + bytes((known,))))
        data = b"".join((*head, *self.out, bytes((0xFF, END))))
        return Jpeg(data, *self.size, len(self.quantised))

    def _put(self, marker: int, content: bytes) -> None:
        self.out.append(_segment(marker, content))

    def _take_frame(self, marker: int, content: bytes) -> None:
        if self.frame or len(content) < 6:
            raise ValueError("JPEG with another frame")
        _, height, width, count = struct.unpack_from(">BHHB", content)
        kept = content[: 6 + 3 * count]
        if not (height and width and count in (1, 3, 4)) or len(kept) < 6 + 3 * count:
            raise ValueError("JPEG with a frame that is not complete")
        self.frame, self.size = marker, (width, height)
        self.quantised = {kept[at]: kept[at + 2] for at in range(6, len(kept), 3)}
        if len(self.quantised) != count:
            raise ValueError("JPEG with components of the same name")
        self._put(marker, kept)

    def _take_scan(self, content: bytes, coded: bytes) -> None:
        count = content[0] if content else 0
        head = content[: 4 + 2 * count]
        if not self.frame or not 1 <= count <= 4 or len(head) < 4 + 2 * count:
            raise ValueError("JPEG with a scan that is not complete")
        components = [(head[at], head[at + 1]) for at in range(1, 1 + 2 * count, 2)]
        first, last = head[1 + 2 * count], head[2 + 2 * count]
        for name, tables in components:
            if name not in self.quantised:
                raise ValueError("JPEG with a scan of an unknown component")
            self._need(QUANTISATION, self.quantised[name])
            if first == 0 or self.frame != PROGRESSIVE:
                self._need(HUFFMAN, tables >> 4)
            if last > 0 or self.frame != PROGRESSIVE:
                self._need(HUFFMAN, 0x10 | tables & 0xF)
        self._put(SCAN, head)
        self.out.append(coded)
        self.scanned = True

    def _need(self, kind: int, number: int) -> None:
        """Write a table if the decoder has not got it yet."""
        table = self.defined.get((kind, number))
        if table is not None and self.written.get((kind, number)) != table:
            self._put(kind, table)
            self.written[kind, number] = table

    def _define_huffman(self, content: bytes) -> None:
        at = 0
        while at < len(content):
            size = 17 + sum(content[at + 1 : at + 17])
            self._define(HUFFMAN, content[at], content[at : at + size], size)
            at += size

    def _define_quantisation(self, content: bytes) -> None:
        at = 0
        while at < len(content):
            size = 129 if content[at] >> 4 else 65
            self._define(QUANTISATION, content[at] & 0xF, content[at : at + size], size)
            at += size

    def _define(self, kind: int, number: int, table: bytes, size: int) -> None:
        if len(table) < size:
            raise ValueError("JPEG with a table that is not complete")
        self.defined[kind, number] = table


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
