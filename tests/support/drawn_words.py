"""Words that can be seen and are no text: pictures and outlines of them."""

import pymupdf

# Where outlines are drawn (points), and how many of their pixels go in a point.
CORNER = (100.0, 400.0)
FINENESS = 2


def letters(text: str, dpi: int = 200) -> pymupdf.Pixmap:
    """Return a picture of a text, 200 by 24 points."""
    with pymupdf.open() as other:
        page = other.new_page(width=200, height=24)
        page.insert_text((10, 16), text, fontsize=12)
        return page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)


def draw_outlines(page: pymupdf.Page, text: str, side: float) -> None:
    """Draw a text with a square of ``side`` points for each of its pixels."""
    pixels = letters(text, dpi=72 * FINENESS)
    shape = page.new_shape()
    for row in range(pixels.height):
        line = pixels.samples[row * pixels.stride : row * pixels.stride + pixels.width]
        for column in (at for at, value in enumerate(line) if value < 128):
            x, y = CORNER[0] + column / FINENESS, CORNER[1] + row / FINENESS
            shape.draw_rect(pymupdf.Rect(x, y, x + side, y + side))
    shape.finish(color=None, fill=(0, 0, 0))
    shape.commit()
