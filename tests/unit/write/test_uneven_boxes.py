"""Boxes on text that leans or runs up and down are as wide as it: wider ones would lie on other lines."""

from pathlib import Path

import pytest

from support.any_pages import Sheet, State, pdf_of_sheet
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, pages, redaction
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import pictures_of
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
LINES = (("Met", "Bos", "en", "verder"), ("Ook", "deze", "regel", "blijft"), ("en", "die", "daarna", "ook"))


@pytest.mark.parametrize("angle", [0, 7, 33, 90, 270])
@pytest.mark.parametrize("picture", [False, True], ids=["text", "picture"])
def test_boxes_are_widened_on_level_text_only(tmp_path: Path, angle: float, picture: bool) -> None:
    source, target = tmp_path / "stuk.pdf", tmp_path / "uit.pdf"
    source.write_bytes(pdf_of_sheet(Sheet(LINES, "Helvetica", State(size=8), angle=angle, at=(300, 420))))
    (page,) = pages(source)
    at = page.text.index("verder")
    found = redaction(page, at, at + len("verder"))
    written = PyMuPdfWriter().write(source, target, [found], STYLE, {0: "het moet"} if picture else {})
    assert (written.coverings[0].boxes != found.cover) == (angle == 0)
    done = pictures_of(written.findings)
    report = TwoEngineVerifier(LABELS).verify(source, target, [found], done, written.coverings)
    assert "covering" not in {f.kind for f in report.findings}
    assert angle % 90 or report.passed
