"""All text that a finished file holds, from its bytes alone, whatever made it."""

import gzip
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from woo_redact.verify.decoded import base64_runs
from woo_redact.verify.package_markup import markup_pieces
from woo_redact.verify.package_pdf import pdf_pieces
from woo_redact.verify.piece import Piece
from woo_redact.verify.unpacked import INNER, UnsafeArchiveError, is_zip, members_of

# Archives within archives.
DEEPEST = 4
HTML = (".html", ".htm", ".xhtml")
# Packed in a way that nothing here can undo.
_CLOSED = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0")
_MARKUP = re.compile(r"\s*<[?!A-Za-z]")
# A byte that text does not have: control characters but for tab, line ends, page break and escape.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What the parts of an office file are called by their formats, which is no text of anybody's.
_OFFICE = re.compile(r"(?:^|/)(?:\[Content_Types\]|_rels|docProps|word|xl|ppt|customXml|META-INF|mimetype)(?:[./]|$)")


def pieces_of(path: str, content: bytes, *, pages: bool = True, depth: int = 0) -> Iterator[Piece]:
    """Yield all text of a file, its name included; of a PDF that of its pages too when ``pages`` says so.

    What cannot be looked through is a piece with a fault. Never raises for what is in a file.
    """
    for part in PurePosixPath(path.replace("\\", "/")).parts:
        if not (depth and _OFFICE.search(path)):
            yield Piece("naam van een bestand of map", part, name=True)
    yield from content_pieces(path, content, pages=pages, depth=depth)


def content_pieces(path: str, content: bytes, *, pages: bool = True, depth: int = 0) -> Iterator[Piece]:
    """Yield all text that a file holds, by what its bytes are."""
    if depth > DEEPEST:
        yield Piece("ingepakt bestand", fault="te veel bestanden in bestanden")
    elif content.startswith(_CLOSED):
        yield Piece("ingepakt bestand", fault="het soort bestand kan niet worden uitgepakt")
        yield from _byte_pieces(content)
    elif b"%PDF-" in content[:1024]:
        yield from _pdf(content, pages, depth)
    elif is_zip(content):
        yield from _zip(content, depth)
    elif content.startswith(b"\x1f\x8b"):
        yield from _gzip(path, content, depth)
    elif (text := decoded(content)) is None:
        yield from _byte_pieces(content)
    else:
        yield from _text_pieces(PurePosixPath(path).suffix.lower(), text, depth)


def _pdf(content: bytes, pages: bool, depth: int) -> Iterator[Piece]:
    for item in pdf_pieces(content, pages=pages):
        if isinstance(item, Piece):
            yield item
        else:
            yield from pieces_of(*item, depth=depth + 1)


def _zip(content: bytes, depth: int) -> Iterator[Piece]:
    try:
        for member in members_of(content, INNER):
            yield from pieces_of(member.path, member.content, depth=depth + 1)
        yield from _zip_notes(content)
    except UnsafeArchiveError as error:
        yield Piece("ingepakt bestand", fault=str(error))
        yield from _byte_pieces(content)


def _zip_notes(content: bytes) -> Iterator[Piece]:
    """Yield what a zip file says beside its members: comments, and what stands before or after it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        notes = [archive.comment, *(entry.comment for entry in entries), *(entry.extra for entry in entries)]
        first = min((entry.header_offset for entry in entries), default=0)
    for note in notes:
        if note:
            yield from _byte_pieces(note)
    if first:
        yield from _byte_pieces(content[:first])


def _gzip(path: str, content: bytes, depth: int) -> Iterator[Piece]:
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            inner = stream.read(INNER.member + 1)
    except (OSError, EOFError, zlib.error):
        inner = None
    if inner is None or len(inner) > INNER.member:
        yield Piece("ingepakt bestand", fault="het kan niet worden uitgepakt")
        yield from _byte_pieces(content)
        return
    # The head holds the name that the file had.
    yield from _byte_pieces(content[:512])
    yield from content_pieces(path.removesuffix(".gz"), inner, depth=depth + 1)


def decoded(content: bytes) -> str | None:
    """Return bytes as text, or nothing when they are none."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if content[:4] in (b"<\0?\0", b"\0<\0?"):
        return content.decode("utf-16-le" if content[0] else "utf-16-be", "replace")
    if _CONTROL.search(content):
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _text_pieces(suffix: str, text: str, depth: int) -> Iterator[Piece]:
    if suffix in HTML or _MARKUP.match(text):
        yield from markup_pieces(text, html=suffix in HTML)
    elif suffix == ".json" or text.lstrip()[:1] in ("{", "["):
        yield from _json_pieces(text)
    else:
        yield Piece("tekst", text)
    for run in base64_runs(text):
        if run.startswith((b"%PDF-", b"PK", b"\x1f\x8b")):
            yield from content_pieces("", run, depth=depth + 1)
        elif (inner := _as_text(run)) is not None:
            yield Piece("gecodeerde tekst", inner, loose=True)


def _as_text(run: bytes) -> str | None:
    for encoding in ("utf-8", "utf-16-le"):
        try:
            text = run.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable() or "\n" in text:
            return text
    return None


def _json_pieces(text: str) -> Iterator[Piece]:
    try:
        found = json.loads(text, object_pairs_hook=_Pairs)
    except (ValueError, RecursionError):
        yield Piece("tekst", text)
        return
    stack: list[Any] = [found]
    while stack:
        value = stack.pop()
        if isinstance(value, _Pairs):
            for key, inner in value.pairs:
                yield Piece("sleutel", key, name=True)
                stack.append(inner)
        elif isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield Piece("tekst", str(value))


class _Pairs:
    """The pairs of an object, all of them: a dictionary would keep the last of two with one key."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs


def _byte_pieces(content: bytes) -> Iterator[Piece]:
    """Yield bytes as every text that they could be."""
    yield Piece("gegevens", content.decode("utf-8", "ignore"), loose=True)
    yield Piece("gegevens", content.decode("latin-1"), loose=True)
    if b"\0" in content:
        for start in (0, 1):
            yield Piece("gegevens", content[start:].decode("utf-16-le", "ignore"), loose=True)
            yield Piece("gegevens", content[start:].decode("utf-16-be", "ignore"), loose=True)
