"""Characters that stand in a page and cannot be seen on it, and what hides each of them.

A character is hidden when the picture of the page stays the same without it: that holds whatever hides it. Text below
something opaque on which a label is printed shows the label's ink in its place; for such text the picture is made again
with the label left in.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy

from woo_redact.domain.geometry import Box, enclosing
from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.letters import Letters, pixels_of, seen
from woo_redact.verify.audit.scene import IMAGE, OPAQUE, PATH, SHADING, TEXT, UNPAINTED, Colours, Item, Scene
from woo_redact.verify.glyphs import Flags, Floats, Integers

# Of the box of a character, the part that something opaque has to cover before it may be what hides it.
COVERED = 0.6
# Of the page, the part that images have to fill for it to be a scan.
SCAN = 0.5
# Points: the height of a line that nobody can read.
TINY = 1.0
# A place is of one colour when this part of its pixels differs by no more than so much from the middle one.
FLAT_SHARE, FLAT = 0.97, 28
# The parts of a line above and below what is looked at: a box need not be as high as the line.
CORE_TOP, CORE_BOTTOM = 0.3, 0.25
# The brightness (0 to 255) below which one colour is a box, not paper.
DARK = 128
# Letters that have to be missing from a scan in a word before that says something, and dark ones before it is a box.
WORD, RUN = 4, 2
# Characters that are drawn as blocks: text used as a box.
BLOCKS = range(0x2580, 0x25A1)

MESSAGES = {
    "text-under-box": ("onder een vlak; het is te kopiëren", "onder een vlak; ze zijn te kopiëren"),
    "text-under-picture": ("onder een afbeelding; het is te kopiëren", "onder een afbeelding; ze zijn te kopiëren"),
    "scan-text-under-box": (
        "van de doorzoekbare tekst onder een vlak; het is te kopiëren",
        "van de doorzoekbare tekst onder een vlak; ze zijn te kopiëren",
    ),
    "hidden-text": ("onzichtbaar op de pagina", "onzichtbaar op de pagina"),
    "tiny-text": ("zo klein dat niemand het ziet", "zo klein dat niemand ze ziet"),
    "off-page-text": ("buiten de zichtbare pagina", "buiten de zichtbare pagina"),
    "clipped-text": ("weggeknipt of op een verborgen laag", "weggeknipt of op een verborgen laag"),
    "scan-text": ("doorzoekbare tekst bij een scan", "doorzoekbare tekst bij een scan"),
    "scan-text-astray": (
        "van de doorzoekbare tekst op plaatsen waar niets te zien is",
        "van de doorzoekbare tekst op plaatsen waar niets te zien is",
    ),
}


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page says: ``visible`` is what a reader can see of it (a scan's text as well), words parted by spaces."""

    findings: tuple[Finding, ...]
    visible: str = field(repr=False)


def page_text_of(index: int, scene: Scene, letters: Letters, whole: Colours) -> PageText:
    """Sort the characters of a page into those that can be seen and those that cannot; ``whole`` is its picture."""
    judge = _Judge(scene, letters, whole)
    kinds = judge.kinds()
    groups: dict[str, list[int]] = {}
    for number, kind in kinds.items():
        groups.setdefault(kind, []).append(number)
    counted = letters.counted()
    findings = []
    for kind, numbers in groups.items():
        telling = [n for n in numbers if counted[n]]
        if telling:
            findings.append(_finding(kind, index, letters, telling))
    hidden = [n for n, kind in kinds.items() if kind not in ("scan-text", "tiny-text")]
    visible = numpy.ones(len(letters), numpy.bool_)
    visible[hidden] = False
    return PageText(tuple(findings), letters.text(visible))


def _finding(kind: str, page: int, letters: Letters, numbers: Sequence[int]) -> Finding:
    one, many = MESSAGES[kind]
    message = f"{count(len(numbers), 'teken', 'tekens')} {one if len(numbers) == 1 else many}"
    return finding(kind, message, page, enclosing(letters.box(n) for n in numbers))


class _Judge:
    """Decides for each character of a page whether it is hidden, and by what."""

    def __init__(self, scene: Scene, letters: Letters, whole: Colours) -> None:
        self._scene = scene
        self._letters = letters
        self._whole = whole
        view = scene.view(whole)
        self._places = pixels_of(_cores(letters), view, whole.shape)
        self._page = Box(0.0, 0.0, view.width, view.height)
        self._covers = [item for item in scene.items if item.hides]
        self._images = scene.of_kind(IMAGE)
        self._is_scan = self._share_of_images() >= SCAN
        self._dark: dict[int, bool | None] = {}

    def kinds(self) -> dict[int, str]:
        """Return the kind of finding for each character that cannot be seen, or not read, by its number."""
        if not len(self._letters):
            return {}
        visible = seen(self._scene, self._letters, self._whole, self._scene.of_kind(TEXT))
        visible &= ~self._below(visible)
        height = self._letters.loose[:, 3] - self._letters.loose[:, 1]
        width = self._letters.loose[:, 2] - self._letters.loose[:, 0]
        tiny = (height < TINY) & (width < TINY)
        found = dict.fromkeys(numpy.flatnonzero(visible & tiny).tolist(), "tiny-text")
        for number in numpy.flatnonzero(~visible).tolist():
            kind = self._kind(number)
            if kind:
                found[number] = kind
        return self._without_chance(found)

    def _below(self, visible: Flags) -> Flags:
        """Tell which of the characters that seem visible are below something, on which other text is printed."""
        letters = self._letters
        below: Flags = numpy.zeros(len(letters), numpy.bool_)
        for order, box in self._opaque():
            under = visible & (letters.item < order) & (_overlap(letters, box) >= COVERED)
            below |= under
        if not below.any():
            return below
        texts = [self._scene.items[order] for order in sorted(set(letters.item[below].tolist()))]
        hidden: Flags = below & ~seen(self._scene, letters, self._whole, texts)
        return hidden

    def _opaque(self) -> Iterator[tuple[int, Box]]:
        """Yield what hides all that was drawn before: its number in paint order, and its outline."""
        for item in self._covers:
            yield item.order, item.box
        for number, code in enumerate(self._letters.code.tolist()):
            if code in BLOCKS:
                yield int(self._letters.item[number]), self._letters.box(number)

    def _share_of_images(self) -> float:
        """Return the part of the page that images fill, counted on a coarse grid."""
        grid: Flags = numpy.zeros((50, 50), numpy.bool_)
        across, down = 50 / max(self._page.x1, 1), 50 / max(self._page.bottom, 1)
        for image in self._images:
            rows = slice(max(round(image.box.top * down), 0), max(round(image.box.bottom * down), 0))
            columns = slice(max(round(image.box.x0 * across), 0), max(round(image.box.x1 * across), 0))
            grid[rows, columns] = True
        return float(grid.mean())

    def _kind(self, number: int) -> str:
        """Return what hides a character; nothing when it can be seen after all, as the edge of an image."""
        x, y = self._middle(number)
        item = self._scene.items[int(self._letters.item[number])]
        if not self._page.holds(x, y):
            return "off-page-text"
        cover = next((c for c in reversed(self._covers) if c.order > item.order and c.box.holds(x, y)), None)
        pictured = any(image.box.holds(x, y) for image in self._images)
        if cover is not None and cover.kind in (PATH, SHADING):
            return "scan-text-under-box" if item.mode in UNPAINTED and pictured else "text-under-box"
        if self._is_scan and pictured and (cover is not None or item.mode in UNPAINTED):
            return self._of_scan(number)
        if cover is not None:
            return "text-under-picture"
        dark = self._flat_and_dark(number)
        if item.mode in UNPAINTED or item.fill[3] == 0:
            # Clipping text shows as a picture cut out in its shape.
            if item.mode == UNPAINTED[1] and dark is None:
                return ""
            return "text-under-box" if dark else "hidden-text"
        if dark is None or (item.fill[3] >= OPAQUE and not self._blends(item, number)):
            return "clipped-text"
        return "text-under-box" if dark else "hidden-text"

    def _of_scan(self, number: int) -> str:
        dark = self._flat_and_dark(number)
        if dark is None:
            return "scan-text"
        return "scan-text-under-box" if dark else "scan-text-astray"

    def _blends(self, item: Item, number: int) -> bool:
        """Whether text has the colour of the ground it stands on."""
        middle = _middle_colour(self._whole, self._places[number])
        return bool(numpy.abs(middle - numpy.array(item.fill[:3])).max() <= FLAT)

    def _flat_and_dark(self, number: int) -> bool | None:
        """Whether one dark colour is seen in the place of a character; ``None`` when there is more than one colour."""
        if number not in self._dark:
            self._dark[number] = flat_and_dark(self._whole, self._places[number])
        return self._dark[number]

    def _middle(self, number: int) -> tuple[float, float]:
        return self._letters.box(number).centre

    def _without_chance(self, found: dict[int, str]) -> dict[int, str]:
        """Take single characters for what the rest of their word is; the text of a scan is placed roughly."""
        words = self._letters.word.tolist()
        dark = Counter(words[n] for n, kind in found.items() if kind == "scan-text-under-box")
        light = Counter(words[n] for n, kind in found.items() if kind == "scan-text-astray")
        size = Counter(words)
        boxed = {words[n] for n, kind in found.items() if kind == "text-under-box"}
        for number, kind in found.items():
            word = words[number]
            below = any(c.kind == PATH and c.box.holds(*self._middle(number)) for c in self._covers)
            few_dark = kind == "scan-text-under-box" and not below and dark[word] < min(RUN, size[word])
            few_light = kind == "scan-text-astray" and not light[word] == size[word] >= WORD
            if few_dark or few_light:
                found[number] = "scan-text"
            elif kind == "clipped-text" and word in boxed:
                # At the edge of a box, where its place is not of one colour.
                found[number] = "text-under-box"
        return found


def _cores(letters: Letters) -> Floats:
    """Return the middle of each character's place, which its own line fills and no other, and a box covers whole."""
    cores = letters.loose.copy()
    height = cores[:, 3] - cores[:, 1]
    cores[:, 1] += CORE_TOP * height
    cores[:, 3] -= CORE_BOTTOM * height
    return cores


def _overlap(letters: Letters, box: Box) -> Floats:
    """Return the part of each character's ink that lies within ``box``."""
    x0, top, x1, bottom = letters.tight.T
    across = numpy.minimum(x1, box.x1) - numpy.maximum(x0, box.x0)
    down = numpy.minimum(bottom, box.bottom) - numpy.maximum(top, box.top)
    share: Floats = across.clip(0) * down.clip(0) / ((x1 - x0) * (bottom - top)).clip(0.01)
    return share


def _middle_colour(picture: Colours, place: Integers) -> Floats:
    top, bottom, left, right = place.tolist()
    part = picture[top:bottom, left:right].reshape(-1, 3)
    if not len(part):
        return numpy.full(3, 255.0)
    # PDFium's pictures are blue, green, red.
    colour: Floats = numpy.median(part, axis=0)[::-1]
    return colour


def flat_and_dark(picture: Colours, place: Integers) -> bool | None:
    """Whether a place (top, bottom, left, right, in pixels) is dark; ``None`` when it is not of one colour."""
    top, bottom, left, right = place.tolist()
    part = picture[top:bottom, left:right].reshape(-1, 3).astype(numpy.int16)
    if not len(part):
        return None
    middle = numpy.median(part, axis=0)
    if numpy.mean(numpy.abs(part - middle).max(axis=1) <= FLAT) < FLAT_SHARE:
        return None
    return bool(middle.mean() < DARK)
