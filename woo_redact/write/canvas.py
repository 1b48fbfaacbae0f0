"""Drawing over a page: boxes, text that stands upright as the page is read, and labels with their brackets."""

from collections.abc import Iterable, Sequence
from typing import Any

import pymupdf

from woo_redact.domain.geometry import Box, displayed_size, from_display, visible_part
from woo_redact.write.engine import embed, use_font
from woo_redact.write.labels import LEADING, SIZE, Label

BRACKET_WIDTH = 0.6
FOOT = 2.0
# Part of the font size from the top of a line of a label to its baseline.
RISE = 0.8


class Face:
    """A font in one document (both PyMuPDF's), embedded once, when it is first used.

    ``name`` is what pages call it: another than that of any other font that they use.
    """

    def __init__(self, pdf: Any, font: Any, name: str) -> None:
        self._pdf = pdf
        self._font = font
        self.name = name
        self._embedded: Any = None
        self._advances: dict[str, float] = {}

    def measure(self, text: str) -> float:
        """Return the width of ``text`` as a part of the font size."""
        for letter in set(text) - self._advances.keys():
            self._advances[letter] = float(self._font.text_length(letter, fontsize=1))
        return sum(self._advances[letter] for letter in text)

    def encoded(self, text: str) -> str:
        """Return the numbers of the glyphs, as a text operator takes them."""
        return "".join(f"{self._font.has_glyph(ord(letter)):04x}" for letter in text)

    def use(self, page: Any) -> None:
        """Make the font known on a page."""
        if self._embedded is None:
            self._embedded = embed(self._pdf, self._font.buffer)
        use_font(page, self.name, self._embedded)


class Canvas:
    """What is drawn over a page, as content behind its own; nothing is on the page before :meth:`finish`.

    ``width``, ``height`` and ``rotation`` are those of page space, ``size`` is as displayed. Colours are three numbers
    from 0 to 1, as an operator takes them.
    """

    def __init__(self, page: Any, face: Face) -> None:
        self._page, self._face = page, face
        self._left, bottom, right, self._top = shown_part(page)
        self.width, self.height, self.rotation = right - self._left, self._top - bottom, int(page.rotation)
        self._parts = ["/Artifact BMC"]
        self._clip = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        return displayed_size(self.width, self.height, self.rotation)

    def fill(self, boxes: Iterable[Box], colour: str) -> None:
        """Fill boxes of page space."""
        self._parts += ["q", f"{colour} rg", *(f"{self._rectangle(box)} re f" for box in boxes), "Q"]

    def outline(self, boxes: Iterable[Box], colour: str, thickness: float) -> None:
        """Draw the edges of boxes of page space."""
        self._parts += [f"q {colour} RG {thickness} w", *(f"{self._rectangle(box)} re S" for box in boxes), "Q"]

    def text(self, text: str, at: tuple[float, float], size: float, colour: str) -> None:
        """Write text from a point of the displayed page, on its baseline."""
        cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[self.rotation]
        x, y = self._numbers(at)
        matrix = f"{cosine} {sine} {-sine} {cosine} {x:.3f} {y:.3f}"
        self._parts.append(
            f"BT {colour} rg /{self._face.name} {size:.2f} Tf {matrix} Tm <{self._face.encoded(text)}> Tj ET"
        )

    def labels(self, labels: Iterable[Label], colour: str) -> None:
        """Write labels, each with the bracket that joins it to its lines."""
        for label in labels:
            self._bracket(label, colour)
            for number, line in enumerate(label.lines):
                baseline = label.box.top + LEADING * number + RISE * SIZE + (LEADING - SIZE) / 2
                self.text(line, (label.box.x0, baseline), SIZE, colour)

    def grow_sideways(self, by: float) -> None:
        """Make the page wider as displayed, at the side where its origin does not move."""
        self._grow((by, 0.0) if self.rotation % 180 == 0 else (0.0, by))

    def grow_lengthways(self, by: float) -> Box:
        """Make the page longer as displayed, where its origin does not move; return the new strip (display space)."""
        self._grow((by, 0.0) if self.rotation % 180 else (0.0, by))
        width, height = self.size
        return Box(0, height, width, height + by) if self.rotation in (0, 90) else Box(0, -by, width, 0)

    def _grow(self, by: tuple[float, float]) -> None:
        """Grow to the right and downwards in page space.

        What lay outside the page stays unseen: the new room is for what is drawn over it alone.
        """
        if by != (0.0, 0.0):
            if not self._clip:
                self._clip = f"q {self._rectangle(Box(0, 0, self.width, self.height))} re W n"
            _grow(self._page, *by)

    def finish(self) -> None:
        """Put it on the page."""
        content = "\n".join((*self._parts, "EMC"))
        self._page.wrap_contents()
        if self._clip:
            pymupdf.TOOLS._insert_contents(self._page, self._clip.encode("latin-1"), 0)
            content = f"Q\n{content}"
        self._face.use(self._page)
        pymupdf.TOOLS._insert_contents(self._page, content.encode("latin-1"), 1)

    def _bracket(self, label: Label, colour: str) -> None:
        x, top, bottom = label.bracket
        foot = -FOOT if label.right else FOOT
        middle = (label.box.top + label.box.bottom) / 2
        edge = label.box.x0 - 1 if label.right else label.box.x1 + 1
        lines = [((x + foot / 2, top), (x, top)), ((x, top), (x, bottom)), ((x, bottom), (x + foot / 2, bottom))]
        if not top <= middle <= bottom:
            lines.append(((x, min(max(middle, top), bottom)), (edge, middle)))
        drawn = (f"{self._point(start)} m {self._point(end)} l S" for start, end in lines)
        self._parts += [f"q {colour} RG {BRACKET_WIDTH} w", *drawn, "Q"]

    def _rectangle(self, box: Box) -> str:
        return f"{self._left + box.x0:.3f} {self._top - box.bottom:.3f} {box.width:.3f} {box.height:.3f}"

    def _numbers(self, at: tuple[float, float]) -> tuple[float, float]:
        """Return the file's coordinates of a point of the displayed page."""
        point = from_display(Box(*at, *at), self.width, self.height, self.rotation)
        return self._left + point.x0, self._top - point.top

    def _point(self, at: tuple[float, float]) -> str:
        x, y = self._numbers(at)
        return f"{x:.3f} {y:.3f}"


def not_behind(ink: Sequence[Box], width: float, height: float) -> list[Box]:
    """Leave out what fills the page: a background is not in the way of a label."""
    return [box for box in ink if box.width * box.height < 0.9 * width * height]


def shown_part(page: Any) -> tuple[float, float, float, float]:
    """Return what of a page is shown: left, bottom, right and top in the coordinates of the file, y upwards."""
    media, crop = page.mediabox, page.cropbox
    return visible_part(tuple(media), (crop.x0, media.y1 - crop.y1, crop.x1, media.y1 - crop.y0))


def in_file(page: Any, box: Box) -> Box:
    """Return a box of page space in the coordinates of the file, y upwards: ``top`` is then its lower edge."""
    left, _, _, top = shown_part(page)
    return Box(left + box.x0, top - box.bottom, left + box.x1, top - box.top)


def _grow(page: Any, right: float, below: float) -> None:
    media = page.mediabox
    left, bottom, end, top = shown_part(page)
    crop = (left, bottom - below, end + right, top)
    media = (min(media.x0, crop[0]), min(media.y0, crop[1]), max(media.x1, crop[2]), max(media.y1, crop[3]))
    pdf = page.parent
    for key, box in (("MediaBox", media), ("CropBox", crop)):
        pdf.xref_set_key(page.xref, key, "[" + " ".join(f"{v:.3f}" for v in box) + "]")
