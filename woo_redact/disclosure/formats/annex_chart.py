"""A bar chart as a picture, for Word."""

import io

from PIL import Image, ImageDraw, ImageFont

from woo_redact.disclosure.formats.annex_content import Chart

# Pixels; 166 mm wide at 300 dots to the inch.
WIDTH, MARGIN, NAMES, VALUES = 1960, 10, 480, 130
ROW, BAR, SIZE = 64, 40, 36
INK, BLUE, WHITE = (26, 26, 26), (42, 88, 140), (255, 255, 255)
DOTS = (300, 300)


def chart_png(chart: Chart) -> bytes:
    """Return the chart; the font is Pillow's own, so that it looks the same on every machine."""
    font = ImageFont.load_default(SIZE)
    picture = Image.new("RGB", (WIDTH, 2 * MARGIN + ROW * max(len(chart.bars), 1)), WHITE)
    draw = ImageDraw.Draw(picture)
    most = max((value for _, value in chart.bars), default=0)
    room = WIDTH - NAMES - VALUES - 2 * MARGIN
    for row, (name, value) in enumerate(chart.bars):
        middle = MARGIN + ROW * row + ROW // 2
        draw.text((MARGIN, middle), name, INK, font, anchor="lm")
        length = round(room * value / most) if most else 0
        if length:
            draw.rectangle((NAMES, middle - BAR // 2, NAMES + length, middle + BAR // 2), BLUE)
        draw.text((NAMES + length + 16, middle), str(value), INK, font, anchor="lm")
    buffer = io.BytesIO()
    picture.quantize(64).save(buffer, "PNG", optimize=True, dpi=DOTS)
    return buffer.getvalue()
