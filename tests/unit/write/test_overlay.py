"""What is drawn over a PDF before it is blacked out: upright as the page is read, and over no text."""

from pathlib import Path

import numpy
import pymupdf
import pytest

from support.any_pages import HEIGHT, WIDTH, Sheet, State, pdf_of_sheet
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, find, pages, text_of
from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box, to_display
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.plugins import Written
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter
from woo_redact.write.overlay import BESIDE, Outlined, Placed, Stamp, Wanted, draw_over, placed

STAMP = Stamp("CONCEPT", (20.0, 12.0), framed=True)
LINES = (("Behandeld", "door", "Kwibusveld", "zelf"), ("Openbaar", "blijft", "wat", "hier", "staat"))
CROP = (20, 30, 580, 810)


def page_file(folder: Path, rotation: int = 0, crop: tuple[float, float, float, float] | None = None) -> Path:
    path = folder / "blad.pdf"
    path.write_bytes(pdf_of_sheet(Sheet(LINES, rotation=rotation, crop=crop, at=(120, 500))))
    return path


def full_page(folder: Path, rotation: int) -> Path:
    """A page with text from edge to edge."""
    lines = tuple(("vol",) * 38 for _ in range(78))
    path = folder / "vol.pdf"
    path.write_bytes(pdf_of_sheet(Sheet(lines, state=State(10, 1.1), rotation=rotation, at=(2, HEIGHT - 8))))
    return path


def drawn(source: Path, wanted: Wanted) -> tuple[Path, Placed]:
    """Draw over a page; return the file, and where it was drawn."""
    over = source.with_name("over.pdf")
    where = placed(source, {0: wanted})
    draw_over(source, over, where)
    return over, where[0]


def blacked_out(source: Path, withheld: list[Redaction]) -> tuple[Path, Written]:
    target = source.with_name("gelakt.pdf")
    style = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
    return target, PyMuPdfWriter().write(source, target, withheld, style)


def stamp_on(path: Path) -> tuple[Box, tuple[float, float]]:
    """Return where the stamp stands as displayed, and how its text runs there."""
    with pymupdf.open(path) as pdf:
        page = pdf[0]
        (found,) = page.search_for("CONCEPT")
        shown = found * page.rotation_matrix
        shown.normalize()
        lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
        (line,) = [line for line in lines if "CONCEPT" in line["spans"][0]["text"]]
        turned = pymupdf.Point(*line["dir"]) * pymupdf.Matrix(*list(page.rotation_matrix)[:4], 0, 0)
        return Box(*shown), (round(turned.x, 3), round(turned.y, 3))


@pytest.mark.parametrize("crop", [None, CROP])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_stamp_stands_upright_at_the_head_of_the_page_as_displayed(
    tmp_path: Path, rotation: int, crop: tuple[float, float, float, float] | None
) -> None:
    source = page_file(tmp_path, rotation, crop)
    over, _ = drawn(source, Wanted(STAMP))
    box, direction = stamp_on(over)
    assert direction == (1, 0)
    assert box.top < 60
    with pymupdf.open(over) as pdf:
        assert abs(box.centre[0] - pdf[0].rect.width / 2) < 30


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_without_room_becomes_longer_and_loses_nothing(tmp_path: Path, rotation: int) -> None:
    source = full_page(tmp_path, rotation)
    over, where = drawn(source, Wanted(STAMP))
    assert where.strip > 0
    with pymupdf.open(source) as was, pymupdf.open(over) as now:
        assert now[0].rect.height > was[0].rect.height
        assert now[0].rect.width == was[0].rect.width
        assert now[0].get_text().split().count("vol") == was[0].get_text().split().count("vol")
    box, direction = stamp_on(over)
    assert direction == (1, 0)
    with pymupdf.open(over) as pdf:
        assert box.top > pdf[0].rect.height - 40 if rotation in (0, 90) else box.bottom < 40


def test_a_stamp_covers_no_ink(tmp_path: Path) -> None:
    source = page_file(tmp_path)
    over, _ = drawn(source, Wanted(STAMP))
    with pymupdf.open(source) as was, pymupdf.open(over) as now:
        before, after = (
            numpy.frombuffer(pdf[0].get_pixmap(dpi=72, colorspace=pymupdf.csGRAY, alpha=False).samples, numpy.uint8)
            for pdf in (was, now)
        )
    inked = before < 250
    assert (after < 250).sum() > inked.sum() + 300
    assert numpy.array_equal(before[inked], after[inked])


def test_over_a_picture_that_fills_the_page_the_stamp_keeps_off_what_is_dark(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    shades = numpy.full((842, 595), 255, numpy.uint8)
    shades[10:200, 40:550] = 0
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=595, height=842)
        page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, 595, 842, shades.tobytes(), False))
        pdf.save(path)
    where = placed(path, {0: Wanted(STAMP)})
    assert where[0].spot is not None
    assert where[0].spot.top > 200


def test_units_of_another_size_stay(tmp_path: Path) -> None:
    source = page_file(tmp_path)
    with pymupdf.open(source) as pdf:
        pdf.xref_set_key(pdf.page_xref(0), "UserUnit", "2")
        pdf.save(tmp_path / "groot.pdf")
    over, where = drawn(tmp_path / "groot.pdf", Wanted(STAMP))
    assert where.spot is not None
    assert where.spot.x1 < WIDTH
    with pymupdf.open(over) as pdf:
        assert pdf.xref_get_key(pdf.page_xref(0), "UserUnit")[1] == "2"


class TestOutlines:
    @pytest.mark.parametrize("crop", [None, CROP])
    @pytest.mark.parametrize("rotation", [0, 90, 180, 270])
    def test_they_stand_around_their_words_and_pass_the_check(
        self, tmp_path: Path, rotation: int, crop: tuple[float, float, float, float] | None
    ) -> None:
        source = page_file(tmp_path, rotation, crop)
        (page,) = pages(source)
        withheld, theirs = find(page, "Kwibusveld"), find(page, "blijft wat")
        over, _ = drawn(source, Wanted(STAMP, (Outlined(theirs.cover, "3: 5.1.1c"),)))
        output, written = blacked_out(over, [withheld])
        report = TwoEngineVerifier(LABELS).verify(over, output, [withheld], frozenset(), written.coverings)
        assert report.passed, report.findings
        assert not written.findings
        assert "Kwibusveld" not in text_of(output)
        assert "5.1.1c" in text_of(output)
        assert "CONCEPT" in text_of(output)
        self.is_blue_around(output, page.width, page.height, theirs.cover[0].grown(BESIDE, 0))

    def is_blue_around(self, path: Path, width: float, height: float, box: Box) -> None:
        with pymupdf.open(path) as pdf:
            shown = to_display(box, width, height, pdf[0].rotation)
            pixmap = pdf[0].get_pixmap(dpi=144, alpha=False)
        pixels = numpy.frombuffer(pixmap.samples, numpy.uint8).reshape(pixmap.height, pixmap.width, 3).astype(int)
        blue = (pixels[:, :, 2] - pixels[:, :, 0]) > 60
        edge = blue[round(2 * shown.top) - 2 : round(2 * shown.top) + 3, round(2 * shown.x0) : round(2 * shown.x1)]
        assert edge.any(axis=0).mean() > 0.9

    def test_what_is_black_within_them_cuts_them_and_is_gone(self, tmp_path: Path) -> None:
        source = page_file(tmp_path)
        (page,) = pages(source)
        withheld, theirs = find(page, "Kwibusveld"), find(page, "door Kwibusveld zelf")
        over, _ = drawn(source, Wanted(STAMP, (Outlined(theirs.cover, "1: 5.1.2e"),)))
        output, written = blacked_out(over, [withheld])
        report = TwoEngineVerifier(LABELS).verify(over, output, [withheld], frozenset(), written.coverings)
        assert report.passed, report.findings
        assert "Kwibusveld" not in text_of(output)
        assert "zelf" in text_of(output)

    def test_a_label_stands_over_nothing(self, tmp_path: Path) -> None:
        source = page_file(tmp_path)
        (page,) = pages(source)
        theirs = find(page, "blijft wat")
        where = placed(source, {0: Wanted(None, (Outlined(theirs.cover, "12: openbaar"),))})
        (label,) = where[0].labels
        words = [word.box for line in page.lines for word in line.words]
        assert not any(label.box.meets(box) for box in (*words, *where[0].outlines))
