"""Some rows of a page are drawn as they are in a picture of the whole."""

from pathlib import Path

import numpy
import pypdfium2
import pytest

from woo_redact.verify.drawing import GAP, in_strips, picture, strips

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.mark.parametrize("name", ["01-nota-mandaat-kustwacht.pdf", "14-lijst-inspecties-gedraaid.pdf"])
@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
def test_strips_are_as_in_the_whole_picture_and_the_rest_is_black(name: str, scale: float) -> None:
    with pypdfium2.PdfDocument(SAMPLES / name) as document:
        page = document[0]
        whole = picture(page, scale)
        drawn = in_strips(page, scale, [(0, 33), (200, 407)], whole.shape)
        if scale.is_integer():
            assert not drawn[33:200].any()
            assert not drawn[407:].any()
        for rows in (slice(0, 33), slice(200, 407)):
            assert (whole[rows] < 128).any() or rows.start == 0
            assert numpy.array_equal(drawn[rows], whole[rows])


def test_near_rows_share_a_strip_and_others_do_not() -> None:
    rows = [slice(100, 110), slice(0, 10), slice(10 + GAP, 60), slice(5, 5)]
    assert strips([slice(0, 10), slice(9 + GAP, 60)], 0) == [(0, 60)]
    assert strips(rows, 3) == [(3, 13), (13 + GAP, 63), (103, 113)]
    assert strips([slice(0, 50), slice(10, 20)], 0) == [(0, 50)]
