"""Pages by PyMuPDF, the engine that also erases: what it reads is what it can remove."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

from woo_redact.domain.document import Document, Page
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding
from woo_redact.readers.assemble import Frame, page_from_runs
from woo_redact.readers.preflight import check_content, damaged, hidden_content
from woo_redact.readers.runs import PLAIN, WIDTHLESS, Run, horizontal_run

# ActualText is what a reader hears, not what stands there; text outside the page or clipped away is still in the file.
FLAGS = pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_PRESERVE_WHITESPACE
BOLD = 16
UPRIGHT = 0.999
# Points between characters of one run, as part of the font size: more is another cell or column.
RUN_GAP = 1.6
BASELINE_STEP = 0.15

# MuPDF reports what it repairs on standard error; findings tell it in Dutch instead.
pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


class PyMuPdfReader:
    """Reader on PyMuPDF; see :class:`woo_redact.plugins.Reader`."""

    def open(self, path: Path, name: str) -> tuple[Document, tuple[Finding, ...]]:
        """Check a file and describe it; ``id`` is left empty: it is the caller's hash.

        Raises:
            InputError: the file cannot be used; a subclass tells why.
        """
        check_content(path, name)
        with _opened(path, name) as pdf:
            findings = hidden_content(pdf, name)
            return Document("", name, pdf.page_count), findings

    def pages(self, path: Path, first: int, last: int) -> Iterator[Page]:
        """Yield the pages ``first`` to ``last`` (0-based, half-open).

        Raises:
            DamagedPdfError: a page cannot be read.
        """
        with _opened(path, path.name) as pdf:
            for index in range(first, last):
                try:
                    yield _page(pdf[index])
                except (RuntimeError, ValueError) as error:
                    raise damaged(path.name, f"pagina {index + 1} is niet te lezen") from error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[Any]:
    try:
        pdf = pymupdf.open(path, filetype="pdf")
    except (RuntimeError, ValueError) as error:
        raise damaged(name) from error
    try:
        yield pdf
    finally:
        pdf.close()


def _page(page: Any) -> Page:
    crop = page.cropbox
    # Unrotated size: page.rect is what a viewer shows.
    pictures = tuple(_pictures(page))
    runs = _runs(page)
    inked = bool(pictures) or (not runs and bool(page.get_bboxlog()))
    frame = Frame(page.number, crop.width, crop.height, page.rotation, pictures, inked)
    return page_from_runs(frame, runs)


def _pictures(page: Any) -> Iterator[Box]:
    for info in page.get_image_info():
        x0, top, x1, bottom = info["bbox"]
        yield Box(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _runs(page: Any) -> list[Run]:
    textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=FLAGS)
    found = textpage.extractRAWDICT()
    runs: list[Run] = []
    for block in found["blocks"]:
        for line in block.get("lines", ()):
            cosine, _ = line["dir"]
            if cosine > UPRIGHT and line["wmode"] == 0:
                runs.extend(_horizontal(line["spans"]))
            else:
                runs.extend(_other(line["spans"]))
    return runs


def _horizontal(spans: list[dict[str, Any]]) -> Iterator[Run]:
    """Yield runs: spans of one size and baseline are joined, wide gaps part them."""
    for span in spans:
        size, bold = span["size"], bool(span["flags"] & BOLD) or "bold" in span["font"].lower()
        text: list[str] = []
        edges: list[float] = []
        baseline = end = 0.0
        for char in span["chars"]:
            letter = char["c"]
            if letter in WIDTHLESS and letter != "\u00ad":
                continue
            x, y = char["origin"]
            x1 = char["bbox"][2]
            if text and (x - end > RUN_GAP * size or x < end - size or abs(y - baseline) > BASELINE_STEP * size):
                yield _run(text, edges, end, baseline, (size, bold))
                text, edges = [], []
            if not text:
                baseline = y
            text.append(letter)
            edges.append(x)
            end = x1
        if text:
            yield _run(text, edges, end, baseline, (size, bold))


def _run(text: list[str], edges: list[float], end: float, baseline: float, font: tuple[float, bool]) -> Run:
    return horizontal_run("".join(text).translate(PLAIN), (*edges, end), baseline, font[0], font[1])


def _other(spans: list[dict[str, Any]]) -> Iterator[Run]:
    """Yield one run per word of text that is not horizontal: its words are covered whole."""
    for span in spans:
        word: list[dict[str, Any]] = []
        for char in [*span["chars"], {"c": " "}]:
            if char["c"].translate(PLAIN).isspace():
                if word:
                    yield _whole(word, span)
                word = []
            else:
                word.append(char)


def _whole(word: list[dict[str, Any]], span: dict[str, Any]) -> Run:
    boxes = [char["bbox"] for char in word]
    x0, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    text = "".join(char["c"] for char in word).translate(PLAIN)
    return Run(text, x0, x1, bottom, span["size"], bool(span["flags"] & BOLD), (), top, bottom)
