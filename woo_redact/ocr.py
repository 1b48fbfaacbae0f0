"""Recognising printed words in a picture: Tesseract within MuPDF, with the bundled Dutch model, on one thread.

Nothing of the system is used: no program, no environment variable, no network.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy
import pymupdf
from numpy.typing import NDArray

from woo_redact.errors import OcrError
from woo_redact.resources import tessdata_root

Picture = NDArray[numpy.uint8]

LANGUAGE = "nld"
# Dots to the inch: more takes longer and reads no better.
DPI = 200
POINTS = 72
# White around the picture, in pixels: letters that touch the edge are misread.
MARGIN = 20
# Nothing smaller can be read.
SMALLEST = 8
STANDARD_ERROR = 2
ENGINE_ERRORS: tuple[type[Exception], ...] = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
# A word that has to be recognised before anything else is: the engine may read nothing, and does not say so.
PROOF = "bewindspersoon"
PROOF_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """A word in a picture: pixels from its top-left corner; ``top`` and ``bottom`` are those of its line's ink.

    Words with the same ``line`` stand on one line.
    """

    text: str = field(repr=False)
    line: int
    x0: float
    top: float
    x1: float
    bottom: float


@cache
def works() -> bool:
    """Whether a printed word is recognised, tried once in each process."""
    if not (tessdata_root() / f"{LANGUAGE}.traineddata").is_file():
        return False
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=200, height=40)
        page.insert_text((20, 25), PROOF, fontsize=PROOF_SIZE)
        pixmap = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    printed = numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]
    try:
        return [word.text for word in _read(printed)] == [PROOF]
    except ENGINE_ERRORS:
        return False


def recognise(picture: Picture) -> tuple[Recognised, ...]:
    """Return the words in a grey picture of :data:`DPI` dots to the inch, line by line.

    Raises:
        OcrError: nothing can be recognised on this machine.
        RuntimeError: the engine fails (or another of :data:`ENGINE_ERRORS`).
    """
    if min(picture.shape) < SMALLEST or picture.min() == picture.max() == 255:
        return ()
    if not works():
        raise OcrError(
            "Scans en plaatjes kunnen niet worden gelezen: OCR werkt niet.", "Installeer woo-redact opnieuw."
        )
    return _read(picture)


def _read(picture: Picture) -> tuple[Recognised, ...]:
    framed = numpy.pad(picture, MARGIN, constant_values=255)
    height, width = framed.shape
    # Of a grey picture the engine reads nothing, and does not say so.
    pixels = numpy.repeat(framed[:, :, None], 3, axis=2)
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, width, height, pixels.tobytes(), False)
    pixmap.set_dpi(DPI, DPI)
    with _silent():
        layer = pixmap.pdfocr_tobytes(compress=False, language=LANGUAGE, tessdata=str(tessdata_root()))
    with pymupdf.open("pdf", layer) as pdf:
        return tuple(_word(*word) for word in pdf[0].get_text("words"))


@contextmanager
def _silent() -> Iterator[None]:
    """Keep away what the engine tells about specks on the standard error of the process, past Python."""
    kept = os.dup(STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STANDARD_ERROR)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, STANDARD_ERROR)
        os.close(kept)


def _word(*word: Any) -> Recognised:
    x0, top, x1, bottom, text, block, line, _ = word
    x0, top, x1, bottom = (v * DPI / POINTS - MARGIN for v in (x0, top, x1, bottom))
    return Recognised(text, block * 10_000 + line, x0, top, x1, bottom)
