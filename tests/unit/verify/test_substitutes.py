"""A page that became a picture, in a font that the file does not bring along: each engine has its own shapes for it."""

from pathlib import Path

import pymupdf
import pypdfium2
import pytest

from support.any_pages import Sheet, State, pdf_of_sheet
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, pages, redaction
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.verify.substitutes import substituted
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
# Capitals and figures differ most.
LINES = (
    ("Rapport", "over", "Groningen", "1"),
    ("De", "Raad", "van", "State", "2021"),
    ("RIVM,", "11", "juni", "Kamer"),
)
FONTS = ("Helvetica", "Courier", "Times-Roman", "truetype")


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("size", [9, 16, 28])
def test_an_honest_picture_passes_and_one_without_a_letter_does_not(tmp_path: Path, font: str, size: float) -> None:
    source, target = tmp_path / "stuk.pdf", tmp_path / "uit.pdf"
    source.write_bytes(pdf_of_sheet(Sheet(LINES, font, State(size=size))))
    (page,) = pages(source)
    found = redaction(page, 0, len("Rapport"))
    told = PyMuPdfWriter().write(source, target, [found], STYLE, {0: "het moet"}).coverings
    assert TwoEngineVerifier(LABELS).verify(source, target, [found], {0}, told).findings == ()

    at = page.text.index("State")
    box = page.boxes(at + 2, at + 3)[0]
    with pymupdf.open(target) as pdf:
        pdf[0].draw_rect((box.x0, box.top, box.x1, box.bottom), color=None, fill=(1, 1, 1))
        content = pdf.tobytes()
    target.write_bytes(content)
    report = TwoEngineVerifier(LABELS).verify(source, target, [found], {0})
    assert {f.kind for f in report.findings} == {"changed-page"}


@pytest.mark.parametrize("font", FONTS)
def test_only_letters_of_fonts_that_are_not_there_are_looked_at_less(tmp_path: Path, font: str) -> None:
    source = tmp_path / "stuk.pdf"
    source.write_bytes(pdf_of_sheet(Sheet((("Ra", "ad"),), font, State(size=20))))
    with pypdfium2.PdfDocument(source) as pdf:
        found = list(substituted(pdf[0]))
    assert len(found) == (0 if font == "truetype" else len("Ra ad"))
    assert all(10 <= size <= 30 for _, size in found)
