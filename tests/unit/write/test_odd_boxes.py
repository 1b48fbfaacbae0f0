"""A page whose CropBox reaches beyond its MediaBox shows what lies in both: boxes and labels stand there."""

from pathlib import Path

import pikepdf
import pytest

from support.any_pages import Sheet, pdf_of_sheet
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, find, pages, text_of
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

Corners = tuple[float, float, float, float]


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize(
    ("media", "crop"),
    [
        ((0, 0, 595, 842), (-40, -30, 900, 700)),
        ((50, 60, 500, 800), (0, 0, 595, 842)),
        ((500, 800, 50, 60), (595, 0, 0, 842)),
    ],
)
def test_boxes_lie_on_the_text_and_nothing_else_changes(
    tmp_path: Path, media: Corners, crop: Corners, rotation: int
) -> None:
    source, target = tmp_path / "stuk.pdf", tmp_path / "gelakt.pdf"
    source.write_bytes(pdf_of_sheet(Sheet((("Behandeld", "door", "Kwibusveld"),), rotation=rotation, at=(120, 500))))
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.MediaBox, pdf.pages[0].obj.CropBox = pikepdf.Array(media), pikepdf.Array(crop)
        pdf.save(source)
    (page,) = pages(source)
    withheld = [find(page, "Kwibusveld")]
    written = PyMuPdfWriter().write(source, target, withheld, LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN))
    report = TwoEngineVerifier(LABELS).verify(source, target, withheld, frozenset(), written.coverings)
    assert report.passed, report.findings
    assert "Kwibusveld" not in text_of(target)
    assert "Behandeld" in text_of(target)
