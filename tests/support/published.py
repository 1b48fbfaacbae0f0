"""Whether what was published is what was decided: every word and every box of every page."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import pymupdf
import pypdfium2
from click.testing import CliRunner, Result
from numpy.typing import NDArray

from woo_redact.cli.main import main

GROUND = re.compile(r"\b5\.\d(?:\.\d[a-z])?")
DPI = 144
# Points within a box that are looked at: not its edge.
INSET = 1.5

Row = dict[str, Any]
# A verdict and the grounds it was given on.
Held = tuple[str, tuple[str, ...]]


def invoke(*arguments: object) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def rows(dossier: Path) -> list[Row]:
    """Return all suggestions with what holds for them."""
    return [json.loads(line) for line in invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()]


def held(dossier: Path) -> dict[tuple[str, str], list[Held]]:
    """What holds for each passage, by file and text; nobody but a person may have decided."""
    found: dict[tuple[str, str], list[Held]] = {}
    for row in rows(dossier):
        assert row["decided_by"] == "person", row
        found.setdefault((row["file"], row["text"]), []).append((row["verdict"], tuple(row["grounds"])))
    return found


def differences(dossier: Path, sources: Path) -> list[str]:
    """Return where the exported PDFs are not what was decided; ``sources`` holds the originals."""
    return [text for name, own in _by_file(dossier) for text in _of_file(dossier, sources, name, own)]


def _by_file(dossier: Path) -> Iterator[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows(dossier):
        found.setdefault(row["file"], []).append(row)
    return iter(found.items())


def _of_file(dossier: Path, sources: Path, name: str, own: list[Row]) -> Iterator[str]:
    before, after = sources / name, dossier / "redacted" / name
    # Of a scan the words are pixels, which the boxes tell of.
    if any(_texts(before)):
        for number, (old, new) in enumerate(zip(_texts(before), _texts(after), strict=True), 1):
            here = [row for row in own if row["page"] == number and row["verdict"] == "approved"]
            yield from (f"{name}, page {number}: {text}" for text in _of_text(old, new, here))
    yield from (f"{name}: {text}" for text in _of_boxes(after, own))


def _of_text(before: str, after: str, approved: list[Row]) -> Iterator[str]:
    wanted = _words(before) - Counter(word for row in approved for word in _words(row["text"]).elements())
    left = _words(GROUND.sub(" ", after))
    if left != wanted:
        yield f"words too many {dict(left - wanted)}, words too few {dict(wanted - left)}"
    labels, grounds = set(GROUND.findall(after)), {ground for row in approved for ground in row["grounds"]}
    if labels != grounds:
        yield f"labels {labels} for grounds {grounds}"


def _of_boxes(published: Path, own: list[Row]) -> Iterator[str]:
    with pymupdf.open(published) as document:
        pictures = [_picture(page) for page in document]
    approved = [(row["page"], box) for row in own if row["verdict"] == "approved" for box in row["boxes"]]
    for row in own:
        for box in row["boxes"]:
            black = _share_of_black(pictures[row["page"] - 1], box)
            if row["verdict"] == "approved" and black < 0.9:
                yield f"not black: {row['text']!r}"
            covered = any(page == row["page"] and _meet(box, other) for page, other in approved)
            if row["verdict"] != "approved" and black > 0.6 and not covered:
                yield f"black: {row['text']!r}"


def _texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _picture(page: pymupdf.Page) -> NDArray[numpy.uint8]:
    page.set_rotation(0)
    pixmap = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]


def _share_of_black(picture: NDArray[numpy.uint8], box: list[float]) -> float:
    x0, top, x1, bottom = (round(value * DPI / 72) for value in box)
    inset = round(INSET * DPI / 72)
    return float((picture[top + inset : bottom - inset, x0 + inset : x1 - inset] < 60).mean())


def _meet(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
