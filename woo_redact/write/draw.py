"""Drawing on a page whose covered content is gone: black boxes, brackets and labels, as page content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pymupdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box, displayed_size, enclosing, from_display, to_display
from woo_redact.domain.ground import LabelPlace, LabelStyle
from woo_redact.write.engine import embed, use_font
from woo_redact.write.label_font import label_font
from woo_redact.write.labels import LEADING, SIZE, Label, Placement, Tag, place

FONT_NAME = "WooLabel"
# Contrast with white 9:1 (WCAG 2.1 asks 4.5:1).
COLOUR = "0.55 0 0.05"
WHITE = "1 1 1"
# Part of the cover's height; a label in a box is at least as large as the smallest that is readable.
IN_BOX = 0.72
SMALLEST = 6.0
# Over more than a line, as a rectangle that a person drew, it would be as large as that otherwise.
LARGEST = 24.0
BRACKET_WIDTH = 0.6
FOOT = 2.0
# Rotations at which growing at the displayed right does not move the origin of page space.
ORIGIN_LEFT = (0, 270)
# Part of the font size from the top of a line of a label to its baseline.
RISE = 0.8


class Pen:
    """Draws on the pages of one document; embeds its font once."""

    def __init__(self, pdf: Any, style: LabelStyle) -> None:
        self._pdf = pdf
        self._style = style
        self._font = label_font("".join(style.text(tuple(style.grounds), style.persons_of(1234567890))))
        self._embedded: Any = None
        self._advances: dict[str, float] = {}
        self._texts: dict[tuple[tuple[str, ...], tuple[int, ...]], tuple[str, ...]] = {}

    def measure(self, text: str) -> float:
        """Return the width of ``text`` as a part of the font size."""
        for letter in set(text) - self._advances.keys():
            self._advances[letter] = float(self._font.text_length(letter, fontsize=1))
        return sum(self._advances[letter] for letter in text)

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
        crop = page.cropbox
        width, height, rotation = crop.width, crop.height, page.rotation
        size = displayed_size(width, height, rotation)
        frame = _Frame(page)
        parts = ["/Artifact BMC", "q", "0 0 0 rg"]
        redactions = [replace(r, cover=tuple(dict.fromkeys(boxes[c] for c in r.cover))) for r in redactions]
        black = list(dict.fromkeys(box for redaction in redactions for box in redaction.cover))
        parts.extend(f"{frame.rectangle(box)} re f" for box in black)
        parts.append("Q")
        tags, inside = self._tags(redactions, width, height, rotation)
        parts.extend(self._in_boxes(inside, frame, (width, height, rotation)))
        clip = ""
        if tags:
            in_the_way = [to_display(b, width, height, rotation) for b in (*_not_behind(ink, width, height), *black)]
            placement = place(tags, in_the_way, size, self, grow_right=rotation in ORIGIN_LEFT)
            parts.extend(self._labels(placement, frame, (width, height, rotation)))
            if placement.gutter:
                # What lies outside the page stays unseen: the gutter is for labels alone.
                clip = f"q {frame.rectangle(Box(0, 0, width, height))} re W n"
                _grow(page, placement.gutter)
        parts.append("EMC")
        self._insert(page, "\n".join(parts), clip)

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

    def _in_boxes(
        self, inside: Iterable[tuple[Box, str]], frame: "_Frame", page: tuple[float, float, int]
    ) -> Iterable[str]:
        for box, text in inside:
            size = _in_box(box)
            x = (box.x0 + box.x1) / 2 - self.measure(text) * size / 2
            yield self._text(text, (x, box.centre[1] + size / 3), size, WHITE, frame, page)

    def _labels(self, placement: Placement, frame: "_Frame", page: tuple[float, float, int]) -> Iterable[str]:
        for label in placement.labels:
            yield from self._bracket(label, frame, page)
            for number, line in enumerate(label.lines):
                baseline = label.box.top + LEADING * number + RISE * SIZE + (LEADING - SIZE) / 2
                yield self._text(line, (label.box.x0, baseline), SIZE, COLOUR, frame, page)

    def _bracket(self, label: Label, frame: "_Frame", page: tuple[float, float, int]) -> Iterable[str]:
        x, top, bottom = label.bracket
        foot = -FOOT if label.right else FOOT
        middle = (label.box.top + label.box.bottom) / 2
        edge = label.box.x0 - 1 if label.right else label.box.x1 + 1
        lines = [((x + foot / 2, top), (x, top)), ((x, top), (x, bottom)), ((x, bottom), (x + foot / 2, bottom))]
        if not top <= middle <= bottom:
            lines.append(((x, min(max(middle, top), bottom)), (edge, middle)))
        yield f"q {COLOUR} RG {BRACKET_WIDTH} w"
        for start, end in lines:
            yield f"{frame.point(start, page)} m {frame.point(end, page)} l S"
        yield "Q"

    def _text(
        self,
        text: str,
        at: tuple[float, float],
        size: float,
        colour: str,
        frame: "_Frame",
        page: tuple[float, float, int],
    ) -> str:
        encoded = "".join(f"{self._font.has_glyph(ord(letter)):04x}" for letter in text)
        cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[page[2]]
        x, y = frame.numbers(at, page)
        matrix = f"{cosine} {sine} {-sine} {cosine} {x:.3f} {y:.3f}"
        return f"BT {colour} rg /{FONT_NAME} {size:.2f} Tf {matrix} Tm <{encoded}> Tj ET"

    def _insert(self, page: Any, content: str, clip: str) -> None:
        page.wrap_contents()
        if clip:
            pymupdf.TOOLS._insert_contents(page, clip.encode("latin-1"), 0)
            content = f"Q\n{content}"
        if self._embedded is None:
            self._embedded = embed(self._pdf, self._font.buffer)
        use_font(page, FONT_NAME, self._embedded)
        pymupdf.TOOLS._insert_contents(page, content.encode("latin-1"), 1)


def _in_box(box: Box) -> float:
    return min(IN_BOX * box.height, LARGEST)


class _Frame:
    """From page space to the coordinates of the file."""

    def __init__(self, page: Any) -> None:
        self._left = page.cropbox.x0
        self._top = page.mediabox.y1 - page.cropbox.y0

    def rectangle(self, box: Box) -> str:
        return f"{self._left + box.x0:.3f} {self._top - box.bottom:.3f} {box.width:.3f} {box.height:.3f}"

    def numbers(self, at: tuple[float, float], page: tuple[float, float, int]) -> tuple[float, float]:
        """Return the file's coordinates of a point of the displayed page; ``page`` is width, height and rotation."""
        point = from_display(Box(*at, *at), *page)
        return self._left + point.x0, self._top - point.top

    def point(self, at: tuple[float, float], page: tuple[float, float, int]) -> str:
        x, y = self.numbers(at, page)
        return f"{x:.3f} {y:.3f}"


def in_file(page: Any, box: Box) -> Box:
    """Return a box of page space in the coordinates of the file, y upwards: ``top`` is then its lower edge."""
    left, top = page.cropbox.x0, page.mediabox.y1 - page.cropbox.y0
    return Box(left + box.x0, top - box.bottom, left + box.x1, top - box.top)


def _not_behind(ink: Iterable[Box], width: float, height: float) -> list[Box]:
    """Leave out what fills the page: a background is not in the way of a label."""
    return [box for box in ink if box.width * box.height < 0.9 * width * height]


def _grow(page: Any, gutter: float) -> None:
    """Make the page larger at the side where its origin does not move: right before rotation, or below."""
    media, left, top = page.mediabox, page.cropbox.x0, page.mediabox.y1 - page.cropbox.y0
    crop = (left, top - page.cropbox.height, left + page.cropbox.width, top)
    if page.rotation % 180 == 0:
        crop = (crop[0], crop[1], crop[2] + gutter, crop[3])
    else:
        crop = (crop[0], crop[1] - gutter, crop[2], crop[3])
    media = (min(media.x0, crop[0]), min(media.y0, crop[1]), max(media.x1, crop[2]), max(media.y1, crop[3]))
    pdf = page.parent
    for key, box in (("MediaBox", media), ("CropBox", crop)):
        pdf.xref_set_key(page.xref, key, "[" + " ".join(f"{v:.3f}" for v in box) + "]")
