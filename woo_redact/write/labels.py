"""Where labels go: beside their lines, in the nearest free margin, over nothing. Pure; boxes in display space."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from woo_redact.domain.geometry import Box, free_intervals

# Points.
SIZE = 6.5
LEADING = 7.4
PAD = 2.0
EDGE = 5.0
BRACKET_GAP = 3.5
BRACKET_FOOT = 1.6
GUTTER = 78.0
# A label moves down its margin this far at most before the other margin is tried.
DRIFT = 60.0
# What it costs, in points, to stand in the white between columns or after a short line instead of in the margin.
WITHIN_TEXT = 160.0
# Brackets of one label with no more than this between them become one.
NEAR = 3.0


class Measure(Protocol):
    """Tells how wide a text is at size 1."""

    def __call__(self, text: str) -> float:
        """Return the width of ``text`` as a part of the font size."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What has to be labelled: the lines of one passage, the texts of its grounds, and where its boxes begin and end.

    All in points; the nearer margin is measured from ``x0`` and ``x1``.
    """

    top: float
    bottom: float
    texts: tuple[str, ...]
    x0: float = 0.0
    x1: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """A placed label: its box, its lines of text, the bracket it stands for, and the side it stands on.

    ``bracket`` is an upright line (x, top, bottom) beside the passage; ``right`` tells the side.
    """

    box: Box
    lines: tuple[str, ...]
    bracket: tuple[float, float, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """All labels of a page; ``gutter`` is how much the page has to grow at the right, in points, usually 0."""

    labels: tuple[Label, ...]
    gutter: float = 0.0


@dataclass(frozen=True, slots=True)
class Margin:
    """A strip at one side of the page that a label may use: from ``x0`` to ``x1``."""

    x0: float
    x1: float
    right: bool


def merged(tags: Iterable[Tag], measure: Measure) -> tuple[Tag, ...]:
    """Join tags on one line, and tags with one text whose labels would not fit one above the other."""
    joined: list[Tag] = []
    for tag in sorted(tags, key=lambda t: (t.top, t.bottom, t.texts)):
        last = joined[-1] if joined else None
        if last and (_on_one_line(last, tag) or _crowded(last, tag, measure)):
            joined[-1] = _one(last, tag)
        else:
            joined.append(tag)
    return tuple(joined)


def _on_one_line(first: Tag, second: Tag) -> bool:
    return min(first.bottom, second.bottom) - max(first.top, second.top) > 0.5 * (second.bottom - second.top)


def _crowded(first: Tag, second: Tag, measure: Measure) -> bool:
    """Whether two labels with one text would not fit one above the other."""
    return first.texts == second.texts and second.top - first.bottom < max(NEAR, _height(second, measure) - LEADING)


def _one(first: Tag, second: Tag) -> Tag:
    return Tag(
        min(first.top, second.top),
        max(first.bottom, second.bottom),
        tuple(sorted({*first.texts, *second.texts})),
        min(first.x0, second.x0),
        max(first.x1, second.x1),
    )


def _height(tag: Tag, measure: Measure) -> float:
    return LEADING * len(wrap(tag.texts, GUTTER - EDGE - BRACKET_GAP - PAD, measure))


def wrap(texts: Sequence[str], width: float, measure: Measure) -> tuple[str, ...]:
    """Break texts into lines of at most ``width`` points; each text begins a line, or shares one when short.

    A word that is wider than that stands on a line of its own.
    """
    lines: list[str] = []
    for number, text in enumerate(texts):
        last = number == len(texts) - 1
        for position, word in enumerate((text if last else f"{text};").split()):
            fits = bool(lines) and measure(f"{lines[-1]} {word}") * SIZE <= width
            if fits and (position or lines[-1].endswith(";")):
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
    return tuple(lines)


def place(
    tags: Sequence[Tag], ink: Sequence[Box], size: tuple[float, float], measure: Measure, *, grow_right: bool = True
) -> Placement:
    """Place a label for each tag on a page of ``size`` (width, height as displayed) with ``ink`` on it.

    When a label finds no room in either margin, the page gets a gutter at the right, or else at the left, and all
    labels stand there.
    """
    tags = merged(tags, measure)
    width, height = size
    placed: list[Label] = []
    for tag in tags:
        label = _in_margins(tag, ink, [p.box for p in placed], size, measure)
        if label is None:
            return Placement(_in_gutter(tags, width if grow_right else None, height, measure), GUTTER)
        placed.append(label)
    return Placement(tuple(placed))


def _in_margins(
    tag: Tag, ink: Sequence[Box], labels: Sequence[Box], size: tuple[float, float], measure: Measure
) -> Label | None:
    taken = [*ink, *labels]
    candidates = [
        found
        for margin in _margins(tag, taken, size[0])
        if (found := _down_margin(tag, margin, taken, size[1], measure)) is not None
    ]
    if not candidates:
        return None
    left, right = min((b.x0 for b in ink), default=0.0), max((b.x1 for b in ink), default=size[0])

    def cost(label: Label) -> tuple[int, float]:
        """At the height of its line before all; then near its boxes, and rather beside the text than within it."""
        within = label.box.x1 > left and label.box.x0 < right
        height = abs(_middle(label.box) - (tag.top + tag.bottom) / 2)
        return round(height), _away(label, tag) + (WITHIN_TEXT if within else 0.0)

    return min(candidates, key=cost)


def _away(label: Label, tag: Tag) -> float:
    """Return how far the reader's eye has to go from the boxes to the label."""
    return label.box.x0 - tag.x1 if label.right else tag.x0 - label.box.x1


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _margins(tag: Tag, taken: Sequence[Box], width: float) -> list[Margin]:
    """Return the strips left and right of everything that stands at the height of the tag."""
    beside = [b for b in taken if b.top < tag.bottom + 1 and b.bottom > tag.top - 1]
    left = min((b.x0 for b in beside), default=width / 2)
    right = max((b.x1 for b in beside), default=width / 2)
    return [Margin(EDGE, left - PAD, False), Margin(right + PAD, width - EDGE, True)]


def _down_margin(tag: Tag, margin: Margin, taken: Sequence[Box], height: float, measure: Measure) -> Label | None:
    """Return the label as near to its line as the margin has room for it."""
    room = margin.x1 - margin.x0 - BRACKET_GAP
    lines = wrap(tag.texts, room, measure)
    wide = max(measure(line) for line in lines) * SIZE
    if wide > room:
        return None
    tall = LEADING * len(lines)
    x0 = margin.x0 + BRACKET_GAP if margin.right else margin.x1 - BRACKET_GAP - wide
    blocks = [(b.top - tall, b.bottom) for b in taken if b.x0 < x0 + wide + PAD and b.x1 > x0 - PAD]
    wanted = (tag.top + tag.bottom) / 2 - tall / 2
    places = free_intervals(max(EDGE, wanted - DRIFT), min(height - EDGE - tall, wanted + DRIFT), blocks)
    if not places:
        return None
    top = min((min(max(wanted, low), high) for low, high in places), key=lambda at: abs(at - wanted))
    bracket = margin.x0 + 1 if margin.right else margin.x1 - 1
    return Label(Box(x0, top, x0 + wide, top + tall), lines, (bracket, tag.top, tag.bottom), margin.right)


def _in_gutter(tags: Sequence[Tag], width: float | None, height: float, measure: Measure) -> tuple[Label, ...]:
    """Stack all labels in a new strip right of ``width``, or left of 0; where heights do not fit they close up."""
    labels: list[Label] = []
    right = width is not None
    start = width if width is not None else -GUTTER
    x0 = start + EDGE + (BRACKET_GAP if right else 0)
    bracket = start + EDGE if right else -EDGE
    room = GUTTER - 2 * EDGE - BRACKET_GAP
    wrapped = [wrap(tag.texts, room, measure) for tag in tags]
    left = sum(LEADING * len(lines) + 1 for lines in wrapped)
    free_from = EDGE
    for tag, lines in zip(tags, wrapped, strict=True):
        tall = LEADING * len(lines)
        wanted = (tag.top + tag.bottom) / 2 - tall / 2
        top = max(free_from, min(wanted, height - EDGE - left))
        left -= tall + 1
        wide = max(measure(line) for line in lines) * SIZE
        labels.append(Label(Box(x0, top, x0 + wide, top + tall), lines, (bracket, tag.top, tag.bottom), right))
        free_from = top + tall + 1
    return tuple(labels)
