"""What can be seen on a page and is not in its text: pictures, outlines, fonts that cannot be believed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from woo_redact.domain.geometry import Box
from woo_redact.readers.trust import Span, Trust, is_drawing, is_unmeant

# Points and pixels: in less no word can be read.
LEAST_WIDTH, LEAST_HEIGHT = 12.0, 4.0
LEAST_PIXELS = 12
# Points: a piece of a letter drawn as an outline; larger pieces are lines, boxes and pictures.
PIECE = 12.0
THIN = 0.6
# So many pieces may be a word.
ENOUGH_PIECES = 40
# A shape with so many pieces may be a letter or more.
FEWEST_IN_SHAPE = 4
# Of a font that is not known, so many characters are looked at first.
SAMPLE = 60
# Parts of the size, above and below the baseline: what a line of text has ink in.
RISE, FALL = 0.9, 0.3
AROUND = 2.0
LEVEL = 0.999
NOT_IN_FILE = "n/a"


@dataclass(frozen=True, slots=True)
class Sights:
    """Where to look on a page, in page space: ``drawn`` are pictures and outlines, ``fonts`` samples of each font.

    ``unmeant`` is text in characters that mean nothing, each with its place; ``pictures`` what the engine tells.
    """

    drawn: tuple[Box, ...] = ()
    unmeant: tuple[tuple[Box, Span], ...] = field(default=(), repr=False)
    fonts: dict[str, list[Box]] = field(default_factory=dict)
    pictures: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        return bool(self.drawn or self.unmeant or self.fonts)


def sights_of(page: Any, spans: Sequence[Span], trust: Trust) -> Sights:
    """Find what has to be looked at; on a page of ordinary text this costs next to nothing.

    ``spans`` are the page's pieces of text, with "font", "size", "text", "chars" and "dir".
    """
    log = [(kind, box) for kind, box in page.get_bboxlog() if not kind.endswith("text")]
    pictures: tuple[dict[str, Any], ...] = ()
    drawn: list[Box] = []
    if any(kind.startswith(("fill-im", "clip-im")) for kind, _ in log):
        pictures = tuple(info for info in page.get_image_info(xrefs=True) if _is_readable(info))
        drawn.extend(_upright(info["bbox"]) for info in pictures)
    if any(kind.endswith("path") and box[2] - box[0] > 1 and box[3] - box[1] > 1 for kind, box in log):
        drawn.extend(outlines(page))
    doubted = trust.doubted(spans, *_names(page))
    drawn.extend(_upright(span["bbox"]).grown(AROUND, AROUND) for span in spans if is_drawing(span))
    unmeant = tuple((_band(span), span) for span in spans if is_unmeant(span) and _is_level(page, span))
    fonts = {font: _sample(page, found) for font, found in doubted.items()}
    return Sights(tuple(drawn), unmeant, {f: boxes for f, boxes in fonts.items() if boxes}, pictures)


def outlines(page: Any) -> list[Box]:
    """Return where so many small pieces are drawn that they may be letters."""
    pieces = 0
    boxes: list[Box] = []
    for drawing in page.get_cdrawings():
        # "l" and "c" count when they are short and no rule; "re" when it is a dot or a stroke of a letter.
        small = sum(1 for item in drawing["items"] if _is_piece(item))
        if small >= FEWEST_IN_SHAPE:
            pieces += small
            boxes.append(_upright(drawing["rect"]).grown(AROUND, AROUND))
    return boxes if pieces >= ENOUGH_PIECES else []


def bands(page: Any, spans: Sequence[Span], fonts: set[str]) -> list[Box]:
    """Return where all text of these fonts stands."""
    return [_band(span) for span in spans if span["font"] in fonts and _is_level(page, span)]


def _is_piece(item: Any) -> bool:
    if item[0] == "c":
        return all(abs(item[1][i] - item[4][i]) < PIECE for i in (0, 1))
    if item[0] == "l":
        across, down = abs(item[1][0] - item[2][0]), abs(item[1][1] - item[2][1])
        return bool(across < PIECE and down < PIECE and min(across, down) > 0.01)
    if item[0] == "re":
        x0, top, x1, bottom = item[1][:4]
        return bool(abs(x1 - x0) < PIECE and abs(bottom - top) < PIECE and abs(x1 - x0) + abs(bottom - top) > 2 * THIN)
    return False


def _is_readable(info: dict[str, Any]) -> bool:
    box = _upright(info["bbox"])
    sides = sorted((box.width, box.height))
    return sides[1] >= LEAST_WIDTH and sides[0] >= LEAST_HEIGHT and max(info["width"], info["height"]) >= LEAST_PIXELS


def _names(page: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that different fonts of a page share, and those of fonts that cannot lie.

    A font that is not in the file, and has no table of its own that says what its codes mean, shows what it says.
    """
    fonts: dict[str, set[Any]] = {}
    plain: dict[str, bool] = {}
    for xref, kind, _, name, reference, *_ in page.get_fonts(full=True):
        fonts.setdefault(name, set()).add(xref or reference)
        plain[name] = plain.get(name, True) and kind == NOT_IN_FILE and _has_no_table(page, xref, reference)
    twins = frozenset(name for name, found in fonts.items() if len(found) > 1)
    return twins, frozenset(name for name, honest in plain.items() if honest)


def _has_no_table(page: Any, xref: int, reference: str) -> bool:
    # A font without a number of its own stands in the page's resources, or where it is not looked for.
    place, path = (xref, "") if xref else (page.xref, f"Resources/Font/{reference}/")
    return bool(
        page.parent.xref_get_key(place, f"{path}Subtype")[1] in ("/Type1", "/TrueType")
        and page.parent.xref_get_key(place, f"{path}ToUnicode")[0] == "null"
    )


def _sample(page: Any, spans: Sequence[Span]) -> list[Box]:
    boxes: list[Box] = []
    length = 0
    for span in sorted(spans, key=lambda span: -len(span["text"])):
        if length < SAMPLE and _is_level(page, span):
            boxes.append(_band(span))
            length += len(span["text"])
    return boxes


def _is_level(page: Any, span: Span) -> bool:
    """Whether the text reads from left to right on the page as it is shown."""
    cosine, sine = span["dir"]
    across = {0: cosine, 90: -sine, 180: -cosine, 270: sine}[page.rotation]
    return bool(across > LEVEL)


def _band(span: Span) -> Box:
    """Return the place of a span without the lines above and below."""
    box = _upright(span["bbox"])
    cosine, sine = span["dir"]
    x, y = span["chars"][0]["origin"]
    rise, fall = RISE * span["size"], FALL * span["size"]
    if abs(cosine) > LEVEL:
        up, down = (rise, fall) if cosine > 0 else (fall, rise)
        return Box(box.x0, y - up, box.x1, y + down).grown(AROUND, 0)
    left, right = (fall, rise) if sine > 0 else (rise, fall)
    return Box(x - left, box.top, x + right, box.bottom).grown(0, AROUND)


def _upright(corners: Sequence[float]) -> Box:
    x0, y0, x1, y1 = corners
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
