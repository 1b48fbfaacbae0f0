"""Precision against recall by level, as an SVG picture."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from woo_redact.domain.suggestion import Level
from woo_redact.evaluation.report import Count

WIDTH, HEIGHT, MARGIN, LEGEND = 640, 440, 60, 170
FONT = 'font-family="sans-serif" font-size="12"'
# Told apart by people who see colours otherwise (Okabe and Ito), and by the names beside them.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999999")
STEPS = 5
# Below this nothing is worth drawing apart.
LOWEST = 0.5


def picture(title: str, curves: Mapping[str, Mapping[Level, Count]]) -> str:
    """Return the picture: a line for each name, with a point for each level from which suggestions count.

    Shares are those of characters; the axes begin at one half, and what is lower stands on the edge.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{MARGIN}" y="24" font-size="15">{escape(title)}</text>',
        *_axes(),
    ]
    for number, (name, counts) in enumerate(curves.items()):
        parts += _curve(name, counts, COLOURS[number % len(COLOURS)], number)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _x(recall: float) -> float:
    return MARGIN + (max(recall, LOWEST) - LOWEST) / (1 - LOWEST) * (WIDTH - MARGIN - LEGEND)


def _y(precision: float) -> float:
    return HEIGHT - MARGIN - (max(precision, LOWEST) - LOWEST) / (1 - LOWEST) * (HEIGHT - 2 * MARGIN)


def _axes() -> list[str]:
    parts = []
    for step in range(STEPS + 1):
        share = LOWEST + (1 - LOWEST) * step / STEPS
        x, y = _x(share), _y(share)
        parts += [
            f'<line x1="{x:.1f}" y1="{_y(LOWEST):.1f}" x2="{x:.1f}" y2="{_y(1):.1f}" stroke="#dddddd"/>',
            f'<line x1="{_x(LOWEST):.1f}" y1="{y:.1f}" x2="{_x(1):.1f}" y2="{y:.1f}" stroke="#dddddd"/>',
            f'<text x="{x:.1f}" y="{_y(LOWEST) + 18:.1f}" text-anchor="middle">{share:.0%}</text>',
            f'<text x="{_x(LOWEST) - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{share:.0%}</text>',
        ]
    middle = (_x(LOWEST) + _x(1)) / 2
    parts.append(f'<text x="{middle:.1f}" y="{HEIGHT - 18}" text-anchor="middle">gevonden (tekens)</text>')
    upright = f'transform="translate(16 {HEIGHT / 2:.0f}) rotate(-90)" text-anchor="middle"'
    parts.append(f"<text {upright}>terecht voorgesteld (tekens)</text>")
    return parts


def _curve(name: str, counts: Mapping[Level, Count], colour: str, number: int) -> list[str]:
    places = [(level, _x(c.character_recall), _y(c.character_precision)) for level, c in counts.items()]
    line = " ".join(f"{x:.1f},{y:.1f}" for _, x, y in places)
    parts = [f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>']
    for level, x, y in places:
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{x + 6:.1f}" y="{y - 6:.1f}" fill="{colour}">{level.value}</text>')
    x, y = WIDTH - LEGEND + 20, MARGIN + 20 * number
    parts.append(f'<rect x="{x}" y="{y}" width="10" height="10" fill="{colour}"/>')
    parts.append(f'<text x="{x + 16}" y="{y + 10}">{escape(name)}</text>')
    return parts
