"""Text in patterns and soft masks: a box on it counts as placed, a box beside it does not."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from support.verify_attacks import SEEN, form, helvetica, pdf_of
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, find, pages, redaction
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.verify.second import SecondEngine
from woo_redact.verify.tiles import tiled_glyphs
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
NAME = "Kwibusveld"
SHOWN = f"BT /F1 12 Tf 5 10 Td ({NAME}) Tj ET"
FILLED = f"/Pattern cs /Tile scn 60 100 450 100 re f {SEEN}"
MASKED = f"/Masked gs 0 g 0 0 595 842 re f {SEEN}"
PAGE = Box(0, 0, 595, 842)


def tiled(content: str = FILLED, **keys: Any) -> bytes:
    def tweak(pdf: pikepdf.Pdf) -> None:
        told = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 200, "YStep": 40, "BBox": [0, 0, 200, 40]}
        tile = pdf.make_stream(SHOWN.encode(), Type=Name.Pattern, **{**told, **keys})
        tile.Resources = Dictionary(Font=Dictionary(F1=helvetica()))
        pdf.pages[0].obj.Resources.Pattern = Dictionary(Tile=tile, Other=Dictionary(PatternType=2))

    return pdf_of(content, tweak=tweak)


def masked() -> bytes:
    def tweak(pdf: pikepdf.Pdf) -> None:
        shown = f"1 g {SHOWN.replace('5 10', '70 300')}"
        group = form(pdf, shown, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(Masked=state, Plain=Dictionary(SMask=Name("/None")))

    return pdf_of(MASKED, tweak=tweak)


def read(content: bytes, folder: Path, *covers: Box) -> str:
    path = folder / "stuk.pdf"
    path.write_bytes(content)
    with pikepdf.open(path) as pdf:
        return tiled_glyphs(SecondEngine(pdf), 0, (0, 842), covers).text()


def alone(x: int, y: int) -> bytes:
    """Return a page on which one tile is to be seen."""
    return tiled(XStep=1000, YStep=1000, Matrix=[1, 0, 0, 1, x, y])


@pytest.mark.parametrize("content", [alone(100, 140), alone(130, 145), masked()], ids=["", "moved", "mask"])
def test_a_picture_with_boxes_on_such_text_passes_and_one_with_a_box_beside_it_does_not(
    tmp_path: Path, content: bytes
) -> None:
    path, target = tmp_path / "stuk.pdf", tmp_path / "uit.pdf"
    path.write_bytes(content)
    page = pages(path)[0]
    found = [redaction(page, at.start(), at.end()) for at in re.finditer(NAME, page.text)]
    for down in (0, -20):
        moved = [replace(r, cover=tuple(box.moved(0, down) for box in r.cover)) for r in found]
        target.unlink(missing_ok=True)
        written = PyMuPdfWriter().write(path, target, moved, STYLE, {0: "het moet"})
        report = TwoEngineVerifier(LABELS).verify(path, target, moved, {0}, written.coverings)
        if down:
            assert "misplaced" in {f.kind for f in report.findings}
        else:
            assert not report.findings
            assert report.erased >= len(NAME)


def test_every_tile_is_laid_out(tmp_path: Path) -> None:
    # The page has 595 by 842 points; the line of the 22nd tile up would stand above it.
    assert read(tiled(), tmp_path, PAGE).count("K") == 3 * 21
    assert read(tiled(Matrix=[2, 0, 0, 2, 0, 0]), tmp_path, PAGE).count("K") == 2 * 11
    assert read(tiled(Matrix=[0, 1, -1, 0, 0, 0]), tmp_path, PAGE).count("K") == 15 * 5


def test_what_no_engine_draws_is_not_there(tmp_path: Path) -> None:
    assert read(tiled(XStep=0), tmp_path, PAGE) == ""
    assert read(tiled(XStep=1), tmp_path, PAGE) == ""
    assert read(tiled(XStep=Name.Wide), tmp_path, PAGE) == ""
    assert read(tiled(Matrix=Array([0, 0, 0, 0, 5, 5])), tmp_path, PAGE) == ""
    assert read(tiled(Matrix=Array([1, 0])), tmp_path, PAGE) == ""
    assert read(tiled(PatternType=2), tmp_path, PAGE) == ""
    assert read(tiled(), tmp_path) == ""


def test_a_box_on_one_tile_is_too_little_for_a_long_passage(tmp_path: Path) -> None:
    path = tmp_path / "stuk.pdf"
    path.write_bytes(tiled())
    page = pages(path)[0]
    assert page.text.count(NAME) > 1
    long = Redaction("x", Span(0, 0, 400), find(page, NAME).cover, ("5.1.2e",))
    target = tmp_path / "uit.pdf"
    PyMuPdfWriter().write(path, target, [long], STYLE, {0: "het moet"})
    kinds = {f.kind for f in TwoEngineVerifier(LABELS).verify(path, target, [long], {0}).findings}
    # The other tiles still show the name, which OCR sees.
    assert kinds == {"misplaced", "residue"}
