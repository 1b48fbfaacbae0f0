"""Drawing on a page whose covered content is gone: black boxes, brackets and labels, as page content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box, enclosing, from_display, to_display
from woo_redact.domain.ground import LabelPlace, LabelStyle, PrintedLabel
from woo_redact.write.canvas import Canvas, Face, not_behind
from woo_redact.write.label_font import label_font
from woo_redact.write.labels import Tag, place

FONT_NAME = "WooLabel"
# Contrast with white 9:1 (WCAG 2.1 asks 4.5:1).
COLOUR = "0.55 0 0.05"
BLACK = "0 0 0"
WHITE = "1 1 1"
# Part of the cover's height; a label in a box is at least as large as the smallest that is readable.
IN_BOX = 0.72
SMALLEST = 6.0
# Over more than a line, as a rectangle that a person drew, it would be as large as that otherwise.
LARGEST = 24.0
# Rotations at which growing at the displayed right does not move the origin of page space.
ORIGIN_LEFT = (0, 270)


class Pen:
    """Draws on the pages of one document; embeds its font once."""

    def __init__(self, pdf: Any, style: LabelStyle) -> None:
        self._style = style
        letters = "".join(style.text(tuple(style.grounds), style.persons_of(1234567890)))
        self._face = Face(pdf, label_font(letters), FONT_NAME)
        self._texts: dict[tuple[tuple[str, ...], tuple[int, ...]], tuple[str, ...]] = {}
        self.printed: dict[int, tuple[PrintedLabel, ...]] = {}
        """The labels in the margins of each page (0-based) that was drawn on."""

    def measure(self, text: str) -> float:
        """Return the width of ``text`` as a part of the font size."""
        return self._face.measure(text)

    def texts(self, grounds: tuple[str, ...], persons: tuple[int, ...]) -> tuple[str, ...]:
        """Return the labels of grounds in their fixed order and of persons, each once."""
        key = grounds, persons
        if key not in self._texts:
            self._texts[key] = tuple(dict.fromkeys(self._style.text(grounds, persons)))
        return self._texts[key]

    @property
    def joins(self) -> bool:
        """Whether boxes beside each other may be one: no label is to stand in them."""
        return self._style.place is LabelPlace.MARGIN

    def draw(self, page: Any, redactions: Sequence[Redaction], boxes: Mapping[Box, Box], ink: Sequence[Box]) -> None:
        """Draw the boxes and labels of a page; the page may grow at one side to make room for labels.

        ``boxes`` has the box to draw for each cover; ``ink`` are the boxes of what stood on the page, in page space: no
        label may lie over it.
        """
        canvas = Canvas(page, self._face)
        width, height, rotation = canvas.width, canvas.height, canvas.rotation
        redactions = [replace(r, cover=tuple(dict.fromkeys(boxes[c] for c in r.cover))) for r in redactions]
        black = list(dict.fromkeys(box for redaction in redactions for box in redaction.cover))
        canvas.fill(black, BLACK)
        tags, inside = self._tags(redactions, width, height, rotation)
        for box, text in inside:
            size = _in_box(box)
            x = (box.x0 + box.x1) / 2 - self.measure(text) * size / 2
            canvas.text(text, (x, box.centre[1] + size / 3), size, WHITE)
        if tags:
            in_the_way = [to_display(b, width, height, rotation) for b in (*not_behind(ink, width, height), *black)]
            placement = place(tags, in_the_way, canvas.size, self, grow_right=rotation in ORIGIN_LEFT)
            canvas.labels(placement.labels, COLOUR)
            self.printed[page.number] = tuple(
                PrintedLabel(label.lines, from_display(label.box, width, height, rotation))
                for label in placement.labels
            )
            canvas.grow_sideways(placement.gutter)
        canvas.finish()

    def _tags(
        self, redactions: Sequence[Redaction], width: float, height: float, rotation: int
    ) -> tuple[list[Tag], list[tuple[Box, str]]]:
        """Return what is to be labelled in the margin, and what in its box."""
        tags: list[Tag] = []
        inside: list[tuple[Box, str]] = []
        for redaction in redactions:
            shown = [to_display(box, width, height, rotation) for box in redaction.cover]
            persons = self._style.persons_of(redaction.person)
            fitting = self._fitting(redaction.cover, self.texts(redaction.grounds, persons), rotation)
            if fitting and self._style.place is not LabelPlace.MARGIN:
                inside.append(fitting)
            if not fitting or self._style.place is not LabelPlace.BOX:
                whole = enclosing(shown)
                tags.append(Tag(whole.top, whole.bottom, redaction.grounds, whole.x0, whole.x1, persons))
        return tags, inside

    def _fitting(self, cover: Iterable[Box], texts: Sequence[str], rotation: int) -> tuple[Box, str] | None:
        """Return the first box that the label fits in at a readable size; only where the box lies as it is read."""
        text = "; ".join(texts)
        for box in cover:
            size = _in_box(box)
            if rotation == 0 and size >= SMALLEST and self.measure(text) * size <= box.width - 2:
                return box, text
        return None


def _in_box(box: Box) -> float:
    return min(IN_BOX * box.height, LARGEST)
