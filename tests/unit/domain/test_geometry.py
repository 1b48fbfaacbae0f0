"""Where page space begins in a file, whatever its boxes say, as the engine that reads and erases has it."""

import io

import pikepdf
import pymupdf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from woo_redact.domain.geometry import visible_part

SIDES = st.integers(-300, 1200)
BOXES = st.tuples(SIDES, SIDES, SIDES, SIDES).filter(lambda b: abs(b[0] - b[2]) > 20 and abs(b[1] - b[3]) > 20)


@given(media=BOXES, crop=BOXES)
def test_the_corner_is_where_the_engine_has_it(media: tuple[int, ...], crop: tuple[int, ...]) -> None:
    # The letter has to stand on what is shown, or the engine leaves it out.
    assume(min(max(media[0::2]), max(crop[0::2])) - max(min(media[0::2]), min(crop[0::2])) > 16)
    assume(min(max(media[1::2]), max(crop[1::2])) - max(min(media[1::2]), min(crop[1::2])) > 16)
    left, bottom, right, top = visible_part(media, crop)
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0]
        page.obj.MediaBox, page.obj.CropBox = pikepdf.Array(media), pikepdf.Array(crop)
        page.obj.Contents = pdf.make_stream(f"BT /F1 10 Tf {left + 7} {top - 15} Td (x) Tj ET".encode())
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        content = io.BytesIO()
        pdf.save(content)
    with pymupdf.open("pdf", content.getvalue()) as read:
        assert (read[0].rect.width, read[0].rect.height) == (right - left, top - bottom)
        blocks = read[0].get_text("rawdict", clip=pymupdf.INFINITE_RECT())["blocks"]
    (char,) = blocks[0]["lines"][0]["spans"][0]["chars"]
    assert char["origin"] == pytest.approx((7, 15), abs=0.01)
