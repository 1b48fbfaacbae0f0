"""A memo that was printed and scanned: names are found in the picture and blackened there, the rest stays."""

from pathlib import Path

import numpy
import pymupdf
import pytest
from click.testing import CliRunner
from numpy.typing import NDArray

from woo_redact.cli.main import main
from woo_redact.ocr import recognise

SAMPLE = Path(__file__).parents[2] / "samples" / "05-mail-planning-werkbezoek.pdf"
DPI = 200


def grey(page: pymupdf.Page) -> NDArray[numpy.uint8]:
    pixmap = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.stride)[:, : pixmap.width]


def scanned(target: Path) -> Path:
    """Make a picture of the first page of a sample, with a little noise."""
    chance = numpy.random.default_rng(1)
    with pymupdf.open(SAMPLE) as source, pymupdf.open() as scan:
        seen = grey(source[0])
        noisy = numpy.clip(seen + chance.normal(0, 6, seen.shape), 0, 255).astype(numpy.uint8)
        picture = pymupdf.Pixmap(pymupdf.csGRAY, seen.shape[1], seen.shape[0], noisy.tobytes(), False)
        page = scan.new_page(width=source[0].rect.width, height=source[0].rect.height)
        page.insert_image(page.rect, pixmap=picture)
        scan.save(target)
    return target


def published(source: Path) -> Path:
    dossier = source.with_name("dossier")
    result = CliRunner().invoke(main, ["run", str(source), "--dossier", str(dossier), "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "met OCR gelezen" in result.output
    return dossier / "redacted" / source.name


@pytest.mark.slow
def test_names_in_a_scan_are_black_and_the_rest_stays(tmp_path: Path) -> None:
    source = scanned(tmp_path / "scan.pdf")
    with pymupdf.open(source) as scan, pymupdf.open(published(source)) as output:
        before, after = grey(scan[0]), grey(output[0])[:, : grey(scan[0]).shape[1]]
    words = [(w.text, after[int(w.top) : int(w.bottom), int(w.x0) : int(w.x1)]) for w in recognise(before)]
    black = {text for text, pixels in words if (pixels < 60).mean() > 0.9}
    assert any("@" in text for text in black)
    left = {word.text for word in recognise(after)}
    assert not {text for text in black if len(text) > 5} & left
    # What is not black is as it was, but for the labels in the margin.
    kept = [w for w in recognise(before) if w.text not in black and w.text.isalpha() and len(w.text) > 3]
    assert len(kept) > 25
    same = [
        numpy.array_equal(
            before[int(w.top) : int(w.bottom), int(w.x0) : int(w.x1)],
            after[int(w.top) : int(w.bottom), int(w.x0) : int(w.x1)],
        )
        for w in kept
    ]
    assert all(same)
