"""Tables with hairlines: a label beside one is no change of it, and a page with them passes as a picture too."""

from pathlib import Path

import pymupdf
import pytest

from support.verify_pages import LABELS
from support.write_pages import GROUNDS, pages, redaction
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
NAME = "Kwibusveld"
HAIRLINE = 0.398
EDGES = (80.22, 515.0)


def table(path: Path) -> Path:
    """Write a table of hairlines, of which one cell names somebody twice and another says the name as well."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for row in range(6):
            top = 100.3 + 12.155 * row
            page.draw_line((EDGES[0], top), (EDGES[1], top), width=HAIRLINE)
            for x in (*EDGES, 220.7, 360.1):
                page.draw_line((x, top), (x, top + 11.956), width=HAIRLINE)
            page.insert_text((364, top + 8.9), NAME if row % 2 else "onbekend", fontsize=9, fontname="helv")
            page.insert_text((84, top + 8.9), "64 bits", fontsize=9, fontname="helv")
        pdf.save(path)
    return path


@pytest.mark.parametrize("pictures", [{}, {0: "het moet"}], ids=["text", "picture"])
def test_a_table_of_hairlines_passes(tmp_path: Path, pictures: dict[int, str]) -> None:
    source, target = table(tmp_path / "tabel.pdf"), tmp_path / "uit.pdf"
    page = pages(source)[0]
    start = page.text.index(NAME)
    found = [redaction(page, start, start + len(NAME))]
    written = PyMuPdfWriter().write(source, target, found, STYLE, pictures)
    report = TwoEngineVerifier(LABELS).verify(source, target, found, set(pictures), written.coverings)
    # The name stands in two more rows, where somebody decided that it may be read.
    assert [f.kind for f in report.findings] == ["still-readable"]
