"""What pictures carry besides their pixels: EXIF, XMP, comments of programs (JPEG: ISO/IEC 10918-1, B.1.1.3)."""

import struct
from collections.abc import Iterator

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.parts import parts_of

_START_OF_SCAN, _COMMENT, _APP1, _APP13 = 0xDA, 0xFE, 0xE1, 0xED
_EXIF, _PREVIEW = b"Exif\0", b"\xff\xd8\xff"


def photo_findings(pdf: pikepdf.Pdf) -> list[Finding]:
    """Count the pictures that tell more than they show."""
    kinds: dict[str, int] = {}
    for part in parts_of(pdf):
        if not part.is_stream or part.item.get("/Subtype") != "/Image":
            continue
        told = set(_of_picture(part.item))
        for kind in told:
            kinds[kind] = kinds.get(kind, 0) + 1
    preview = kinds.pop("voorbeeldplaatje", 0)
    found = []
    if preview:
        what = count(preview, "afbeelding heeft", "afbeeldingen hebben")
        found.append(finding("picture-preview", f"{what} een eigen voorbeeldplaatje"))
    if kinds:
        what = ", ".join(f"{kind} ({number}×)" for kind, number in sorted(kinds.items()))
        found.append(finding("picture-data", f"Afbeeldingen bevatten gegevens die niet te zien zijn: {what}"))
    return found


def _of_picture(item: pikepdf.Stream) -> Iterator[str]:
    if "/Metadata" in item:
        yield "XMP"
    if "/Alternates" in item or "/OPI" in item:
        yield "andere versie van de afbeelding"
    filters = item.get("/Filter")
    names = [str(f) for f in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if names and names[-1] in ("/DCTDecode", "/DCT"):
        for marker, content in segments(_as_jpeg(item, names)):
            if marker == _APP1:
                yield "EXIF" if content.startswith(_EXIF) else "XMP"
                if _PREVIEW in content:
                    yield "voorbeeldplaatje"
            elif marker == _APP13:
                yield "Photoshop-gegevens"
            elif marker == _COMMENT:
                yield "opmerking"


def _as_jpeg(item: pikepdf.Stream, names: list[str]) -> bytes:
    if len(names) == 1:
        return item.read_raw_bytes()
    with pikepdf.new() as scratch:
        inner = scratch.make_stream(item.read_raw_bytes())
        inner.stream_dict["/Filter"] = pikepdf.Array([pikepdf.Name(name) for name in names[:-1]])
        return inner.read_bytes()


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of each part of a JPEG before its pixels; a damaged one ends early."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == _START_OF_SCAN:
            return
        if marker == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        yield marker, data[place + 4 : place + 2 + length]
        place += 2 + length
