"""Lines and shapes keep what lies outside a cover and lose what lies under it."""

from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.write_pages import find, pages, write
from woo_redact.domain.geometry import Box
from woo_redact.write.outlines import bounds, inside, outside, without

HOLE = Box(40, 40, 60, 60)
POINTS = st.tuples(st.floats(0, 100), st.floats(0, 100))


def drawn_under(path: Path, box: Box) -> int:
    """Count dark pixels under a box once the boxes and labels of our own are taken away."""
    with pymupdf.open(path) as document:
        page = document[0]
        content, _, _ = page.read_contents().rpartition(b"/Artifact BMC")
        if content:
            document.update_stream(page.get_contents()[0], content)
        clip = pymupdf.Rect(box.x0 + 1, box.top + 1, box.x1 - 1, box.bottom - 1)
        pixels = document.reload_page(page).get_pixmap(dpi=144, clip=clip, colorspace=pymupdf.csGRAY)
    return sum(value < 200 for value in pixels.samples)


def make(path: Path, draw: str) -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((90, 100), "Karin Ouwehand belt", fontsize=11)
        if draw == "underline":
            page.draw_line((80, 101), (300, 101), width=0.8)
        elif draw == "background":
            page.draw_rect((80, 85, 300, 110), fill=(0.5, 0.5, 0.5), color=None, overlay=False)
        elif draw == "signature":
            page.draw_bezier((80, 130), (110, 60), (140, 140), (220, 80), color=(0, 0, 0.6), width=1.5)
        elif draw == "blob":
            page.draw_circle((120, 97), 30, fill=(0.3, 0.3, 0.3), color=None)
        elif draw == "form":
            with pymupdf.open() as stamp:
                stamp.new_page(width=200, height=60).draw_line((0, 30), (200, 30), width=3)
                page.show_pdf_page(pymupdf.Rect(80, 70, 280, 130), stamp)
        document.save(path)
    return path


@pytest.mark.parametrize("draw", ["underline", "background", "signature", "blob", "form"])
def test_ink_is_gone_under_the_cover_and_stays_beside_it(tmp_path: Path, draw: str) -> None:
    path = make(tmp_path / "a.pdf", draw)
    covered = find(pages(path)[0], "Ouwehand")
    target = write(path, [covered])
    assert drawn_under(path, covered.cover[0]) > 0
    assert drawn_under(target, covered.cover[0]) == 0
    beside = pymupdf.Rect(80, 60, covered.cover[0].x0 - 4, 130)
    shots = []
    for file in (path, target):
        with pymupdf.open(file) as document:
            shots.append(document[0].get_pixmap(dpi=72, clip=beside, colorspace=pymupdf.csGRAY).samples)
    changed = sum(abs(a - b) > 60 for a, b in zip(*shots, strict=True))
    assert changed <= 2


@given(st.lists(POINTS, min_size=2, max_size=6))
def test_what_is_left_of_a_line_lies_outside(line: list[tuple[float, float]]) -> None:
    for part in outside(line, HOLE):
        for (x, y), (x2, y2) in pairwise(part):
            middle = (x + x2) / 2, (y + y2) / 2
            assert not HOLE.grown(-0.01, -0.01).holds(*middle)


@given(st.lists(POINTS, min_size=3, max_size=8))
def test_what_is_left_of_a_shape_lies_outside(line: list[tuple[float, float]]) -> None:
    for shape in without([line], HOLE):
        box = bounds(shape)
        assert box is not None
        assert not box.grown(-1e-6, -1e-6).meets(HOLE) if box.width > 1e-5 and box.height > 1e-5 else True


def test_a_clipped_square() -> None:
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    assert sorted(inside(square, HOLE)) == [(40.0, 40.0), (40.0, 60.0), (60.0, 40.0), (60.0, 60.0)]
