"""Text drawn mirrored is read as it was written, covered where it stands, and can be blacked out."""

from pathlib import Path

import pikepdf
import pytest

from support.verify_attacks import pdf_of, words
from support.verify_pages import LABELS
from support.write_pages import find, pages, text_of, write
from woo_redact.verify.check import TwoEngineVerifier

# Text matrices by what they do; x and y where the text begins.
MIRRORED = {
    "left to right": "-1 0 0 1 400 700 Tm",
    "upside down": "1 0 0 -1 100 700 Tm",
    "upwards": "0 1 1 0 300 400 Tm",
    "downwards": "0 -1 -1 0 300 700 Tm",
}
BESIDE = "BT /F1 11 Tf 70 100 Td (Blijft gewoon staan) Tj ET "


@pytest.mark.parametrize("matrix", MIRRORED.values(), ids=MIRRORED.keys())
@pytest.mark.parametrize("rotation", [0, 90])
def test_mirrored_text(tmp_path: Path, matrix: str, rotation: int) -> None:
    path = tmp_path / "stuk.pdf"

    def tweak(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = rotation

    path.write_bytes(pdf_of(words("Met", "en verder", matrix) + BESIDE, tweak=tweak))
    page = pages(path)[0]
    assert "Met Wieringerwaard en verder" in page.text
    found = find(page, "Wieringerwaard")
    target = write(path, [found])
    report = TwoEngineVerifier(LABELS).verify(path, target, [found])
    assert report.findings == ()
    assert report.erased == len("Wieringerwaard")
    kept = "".join(text_of(target).split())
    assert "Blijftgewoonstaan" in kept
    assert "Wieringerwaard" not in kept


@pytest.mark.parametrize("matrix", ["1 0 0 1 70 700 Tm", "-1 0 0 -1 400 700 Tm", "0 1 -1 0 300 400 Tm"])
def test_turned_text_is_not_taken_for_mirrored(tmp_path: Path, matrix: str) -> None:
    """Of lines that no turn makes upright the size is not known."""
    path = tmp_path / "stuk.pdf"
    path.write_bytes(pdf_of(words("Met", "en verder", matrix)))
    assert [line.size for line in pages(path)[0].lines] == [11]
