"""What somebody with the published file can find in it: poppler, qpdf, zlib, OCR; nothing of the program itself."""

import base64
import os
import re
import shutil
import subprocess
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

NEEDED = ("pdftotext", "pdftoppm", "pdfimages", "qpdf")
OCR = "tesseract"
PAGE = "the page by eye"
# So many letters of a withheld text in a row are as good as the text.
PART = 5
TEXT_MODES = ((), ("-raw",), ("-layout",))
# Pictures that qpdf leaves as they are coded.
CODED = re.compile(rb"/(CCITTFax|JBIG2|JPX)Decode")
# A literal string, a hexadecimal string (ISO 32000-1, 7.3.4).
STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]+>", re.DOTALL)
LETTER = re.compile(rb"/([A-Za-z])\b")
ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n")


def missing(*tools: str) -> list[str]:
    """Return the tools that are not installed, of all that are needed unless told otherwise."""
    return [tool for tool in tools or NEEDED if shutil.which(tool) is None]


def squeezed(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def parts(terms: Sequence[str]) -> frozenset[str]:
    """Return the pieces of the terms that give them away."""
    whole = [squeezed(term) for term in terms]
    return frozenset(w[i : i + PART] for w in whole for i in range(max(len(w) - PART, 0) + 1))


def run(*command: str | Path, given: bytes | None = None) -> bytes:
    """Return what a command prints; what it prints about damage in a file does not matter here."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(
        [str(c) for c in command], input=given, capture_output=True, check=False, timeout=60, env=environment
    )
    return done.stdout


def page_texts(path: Path) -> dict[str, str]:
    """Return what poppler reads on the pages, in each of its modes; a form feed ends each page."""
    return {
        " ".join(("pdftotext", *mode)): run("pdftotext", "-enc", "UTF-8", *mode, path, "-").decode()
        for mode in TEXT_MODES
    }


def lost(texts: dict[str, str], words: Sequence[str]) -> list[str]:
    """Return the words that can no longer be had from the pages by copying."""
    readable = {word for text in texts.values() for word in re.split(r"[^\w@.]+", text)}
    return [word for word in words if word not in readable]


def is_sound(path: Path) -> bool:
    return subprocess.run(["qpdf", "--check", path], capture_output=True, check=False, timeout=60).returncode == 0


def page_count(texts: dict[str, str]) -> int:
    return next(iter(texts.values())).count("\f")


def expanded(path: Path) -> bytes:
    """Return the file with every stream decoded that can be, also of objects that nothing refers to."""
    options = ("--qdf", "--object-streams=disable", "--preserve-unreferenced", "--decode-level=all")
    return run("qpdf", *options, path, "-")


def inflated(content: bytes) -> Iterator[bytes]:
    """Yield whatever can be decompressed in the bytes of a file, whether or not it is still part of it."""
    for found in STREAM.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[found.end() :])
        except zlib.error:
            continue


def found(path: Path, terms: Sequence[str], texts: dict[str, str] | None = None) -> Iterator[str]:
    """Yield the ways in which a withheld text, or a part of it, can be had from the bytes or the pages of a file."""
    sought = parts(terms)
    raw = path.read_bytes()
    yield from _in_bytes("raw bytes", raw, terms)
    yield from _in_bytes("inflated", b"\n".join(inflated(raw)), terms)
    yield from _in_bytes("expanded", expanded(path), terms)
    yield from (way for way, text in (texts or page_texts(path)).items() if _tells(squeezed(text), sought))


def readings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what OCR reads on the rendered pages and in every picture in the file."""
    return ((way, read(picture)) for way, picture in _pictures(path))


def telling(by_eye: Iterable[tuple[str, str]], terms: Sequence[str]) -> Iterator[str]:
    """Yield where a withheld text can be read."""
    sought = parts(terms)
    return (way for way, text in by_eye if _tells(squeezed(text), sought))


def _in_bytes(way: str, content: bytes, terms: Sequence[str]) -> Iterator[str]:
    sought = parts(terms)
    yield from (f"{way}, {view}" for view, seen in _views(content) if _tells(seen, sought))
    if any(needle in content for needle in _base64(terms)):
        yield f"{way}, base64"


def _tells(text: str, sought: frozenset[str]) -> bool:
    return any(part in text or part[::-1] in text for part in sought)


def _views(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the bytes as text in small letters: as they are, names and addresses decoded, strings put together.

    Without zero bytes UTF-16 is the same as Latin-1 to who seeks a Dutch name.
    """
    yield "as it is", _small(content)
    yield "names", _small(re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), content))
    yield "percent", _small(re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), content))
    strings = b"".join(_string(m[0]) for m in STRING.finditer(content))
    yield "strings", squeezed(_small(strings))
    # As in the differences of a font's encoding, in the order of their codes.
    yield "names of one letter", _small(b"".join(LETTER.findall(content)))


def _small(content: bytes) -> str:
    return content.replace(b"\0", b"").decode("latin-1").casefold()


def _string(token: bytes) -> bytes:
    if token.startswith(b"<"):
        digits = re.sub(rb"\s", b"", token[1:-1]).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))
    return ESCAPE.sub(lambda m: bytes([int(m[1], 8) & 255]) if m[1] else m[2], token[1:-1])


def _base64(terms: Sequence[str]) -> Iterator[bytes]:
    """Yield the part of the encoded text that does not depend on what stands around it, at each of three offsets."""
    for term in terms:
        for offset in range(3):
            encoded = base64.b64encode(b"\0" * offset + term.encode())
            yield encoded[4 if offset else 0 : len(encoded) // 4 * 4 - 4]


def rendered(path: Path) -> list[bytes]:
    """Return a grey picture of each page."""
    folder = path.with_name(f"{path.stem}-pages")
    folder.mkdir(exist_ok=True)
    run("pdftoppm", "-r", "200", "-gray", path, folder / "p")
    return [picture.read_bytes() for picture in sorted(folder.iterdir())]


@cache
def read(picture: bytes) -> str:
    """Return what OCR reads in a picture."""
    return run(OCR, "stdin", "stdout", "-l", "eng", "--psm", "6", given=picture).decode() if picture else ""


def _pictures(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the pages and every picture in the file, whether or not a page shows it."""
    yield from ((PAGE, page) for page in rendered(path))
    plain = expanded(path)
    if CODED.search(plain):
        folder = path.with_name(f"{path.stem}-pictures")
        folder.mkdir(exist_ok=True)
        run("pdfimages", "-png", path, folder / "p")
        yield from (("a picture by eye", picture.read_bytes()) for picture in sorted(folder.iterdir()))
    yield from (("a picture by eye", _grey(keys, data)) for keys, data in _streams(plain))


def _streams(plain: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the dictionary and the data of each stream of an expanded file, as qpdf lays them out."""
    for start in re.finditer(rb"\nstream\n", plain):
        keys = plain[plain.rfind(b" obj\n", 0, start.start()) : start.start()]
        yield keys, plain[start.end() : plain.find(b"\nendstream", start.end())]


def _grey(keys: bytes, data: bytes) -> bytes:
    """Return samples as a grey picture (PGM) with all the contrast there is, a compressed one as it is."""
    if re.search(rb"/Filter[ \[]*/(DCT|JPX)Decode", keys):
        return data
    sizes = {key: re.search(rb"/%b (\d+)" % key, keys) for key in (b"Width", b"Height", b"BitsPerComponent")}
    width, height = (int(m[1]) if m else 0 for m in (sizes[b"Width"], sizes[b"Height"]))
    if b"/Filter" in keys or not width or not height:
        return b""
    depth = int(sizes[b"BitsPerComponent"][1]) if sizes[b"BitsPerComponent"] else 1
    samples = _samples(data, width, height, depth)
    low, high = min(samples), max(samples)
    if low == high:
        return b""
    stretched = samples.translate(bytes(255 * max(min(v, high) - low, 0) // (high - low) for v in range(256)))
    return b"P5 %d %d 255\n" % (width, height) + stretched


def _samples(data: bytes, width: int, height: int, depth: int) -> bytes:
    """Return one byte for each pixel: of its first component, of two bytes the upper one."""
    if depth >= 8:
        step = max(len(data) // (width * height), 1)
        return data[: step * width * height : step].ljust(width * height, b"\0")
    row, mask, rows = -(-width * depth // 8), (1 << depth) - 1, []
    for y in range(height):
        bits = int.from_bytes(data[y * row : (y + 1) * row].ljust(row, b"\0"), "big")
        rows.append(bytes(bits >> (8 * row - depth * (x + 1)) & mask for x in range(width)))
    return b"".join(rows)
