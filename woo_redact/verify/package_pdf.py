"""Text of a PDF that its pages do not show; and, when asked for, that of its pages."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from woo_redact.verify.engines import opened, page_of, parted_text
from woo_redact.verify.neutral import without_spoken
from woo_redact.verify.parts import dictionaries_in, parts_of
from woo_redact.verify.piece import Piece
from woo_redact.verify.strings import KINDS, TECHNICAL, between_streams, strings_of

# A file in a file: its name, and its content.
Attached = tuple[str, bytes]


def pdf_pieces(content: bytes, *, pages: bool) -> Iterator[Piece | Attached]:
    """Yield the strings of a PDF with their places, its attachments, and the text of its pages when asked for."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            names: set[str] = set()
            for key, text in strings_of(pdf, names):
                yield Piece(KINDS.get(key, "andere gegevens"), text, loose=key in TECHNICAL)
            yield Piece("namen", " / ".join(names), loose=True)
            yield from ((str(number), held) for number, held in enumerate(_attached(pdf), 1))
            if pages:
                for text in page_texts(content):
                    yield Piece("tekst op de pagina", text)
    except pikepdf.PasswordError:
        yield Piece("PDF", fault="beveiligd met een wachtwoord")
    except Exception as error:  # noqa: BLE001 - a file that cannot be read was not looked through, whatever the cause
        yield Piece("PDF", fault=f"het kan niet worden gelezen ({type(error).__name__})")
    for part in between_streams(content):
        yield Piece("tussen of na de objecten", part.replace(b"\0", b"").decode("latin-1"), loose=True)


def _attached(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Yield the files that a file holds, also those that nothing refers to."""
    seen: set[tuple[int, int]] = set()
    for part in parts_of(pdf):
        streams = [part.item] if part.is_stream and part.item.get("/Type") == "/EmbeddedFile" else []
        if b"/EF" in part.written:
            held = (value.get("/EF") for value in dictionaries_in(part.item))
            streams += [s for files in held if isinstance(files, pikepdf.Dictionary) for s in files.values()]
        for stream in streams:
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
                seen.add(stream.objgen)
                yield stream.read_bytes()


def page_texts(file: bytes | Path) -> list[str]:
    """Return the text of each page as it is printed: what tags say in its place is left out."""
    with pikepdf.open(io.BytesIO(file) if isinstance(file, bytes) else file) as pdf:
        neutral = without_spoken(file, pdf)
    texts = []
    with opened(neutral) as document:
        for index in range(len(document)):
            with page_of(document, index) as page:
                texts.append(parted_text(page))
    return texts
