"""Two lines that are alike and stand close together: one engine reports only one of them."""

from dataclasses import replace
from pathlib import Path

import pypdfium2

from support.any_pages import Sheet, State, pdf_of_sheet
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, pages, redaction
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)

ALIKE = (("Uf5bqr", "qO"), ("i-BnlW-xé(", "lGÅzf"), ("i-BnlW-xé(", "lGÅzf"))


def test_a_box_on_the_line_that_is_left_out_is_no_misplaced_box(tmp_path: Path) -> None:
    source = tmp_path / "stuk.pdf"
    source.write_bytes(pdf_of_sheet(Sheet(ALIKE, "Times-Roman", State(size=5, spacing=1, apart=0.05))))
    with pypdfium2.PdfDocument(source) as pdf:
        assert pdf[0].get_textpage().get_text_range().count("Bnl") == 1
    (page,) = pages(source)
    assert page.text.count("Bnl") == 2
    target = tmp_path / "uit.pdf"
    for start in (page.text.index("Bnl"), page.text.rindex("Bnl")):
        found = redaction(page, start, start + 1)
        target.unlink(missing_ok=True)
        told = PyMuPdfWriter().write(source, target, [found], STYLE, {0: "het moet"}).coverings
        assert TwoEngineVerifier(LABELS).verify(source, target, [found], {0}, told).findings == ()
    beside = replace(found, cover=(found.cover[0].moved(0, 40),))
    told = PyMuPdfWriter().write(source, tmp_path / "ernaast.pdf", [beside], STYLE, {0: "het moet"}).coverings
    report = TwoEngineVerifier(LABELS).verify(source, tmp_path / "ernaast.pdf", [beside], {0}, told)
    assert {f.kind for f in report.findings} == {"misplaced"}
