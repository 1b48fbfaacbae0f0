"""Recognising words needs nothing of the system, gives the same each time, and says nothing about the text."""

import os
import subprocess
import sys
from pathlib import Path

import numpy
import pymupdf
import pytest

from woo_redact import ocr
from woo_redact.errors import OcrError


def picture(text: str) -> ocr.Picture:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=300, height=40)
        page.insert_text((20, 25), text, fontsize=12)
        pixmap = page.get_pixmap(dpi=ocr.DPI, colorspace=pymupdf.csGRAY)
    return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.width)


def test_words_and_places() -> None:
    words = ocr.recognise(picture("Geachte heer Wieringerwaard"))
    assert [word.text for word in words] == ["Geachte", "heer", "Wieringerwaard"]
    assert words == ocr.recognise(picture("Geachte heer Wieringerwaard"))
    first = words[0]
    assert first.x0 == pytest.approx(20 * ocr.DPI / ocr.POINTS, abs=4)
    assert first.bottom == pytest.approx(28 * ocr.DPI / ocr.POINTS, abs=4)


def test_white_paper_and_specks_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    white = numpy.full((300, 300), 255, numpy.uint8)
    assert ocr.recognise(white) == ()
    white[100:136, 100:102] = 0
    ocr.recognise(white)
    assert capfd.readouterr().err == ""


def test_no_document_text_in_the_repr() -> None:
    assert "Wieringerwaard" not in repr(ocr.recognise(picture("Wieringerwaard")))


def test_nothing_of_the_system_is_needed() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("TESSDATA_PREFIX", "PATH")}
    code = "import sys; from woo_redact.ocr import works; sys.exit(not works())"
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


@pytest.mark.parametrize("model", [None, b"", b"geen model"])
def test_without_a_model_that_works_nothing_is_said_to_be_read(
    model: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if model is not None:
        (tmp_path / "nld.traineddata").write_bytes(model)
    monkeypatch.setattr(ocr, "tessdata_root", lambda: tmp_path)
    printed = picture("Wieringerwaard")
    ocr.works.cache_clear()
    try:
        assert not ocr.works()
        with pytest.raises(OcrError, match="OCR werkt niet"):
            ocr.recognise(printed)
    finally:
        ocr.works.cache_clear()


def test_an_engine_that_reads_nothing_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_read", lambda picture: ())
    ocr.works.cache_clear()
    try:
        assert not ocr.works()
    finally:
        ocr.works.cache_clear()
