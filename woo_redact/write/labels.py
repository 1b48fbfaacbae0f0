"""Where labels go: beside their lines, in the nearest free margin, over nothing. Pure; boxes in display space."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from woo_redact.domain.geometry import Box, free_intervals
from woo_redact.domain.ground import PERSON_WORD

# Points.
SIZE = 6.5
LEADING = 7.4
PAD = 2.0
EDGE = 5.0
BRACKET_GAP = 3.5
# How wide a gutter may be: the first in which labels stay by their lines.
GUTTERS = (78.0, 130.0, 210.0)
# A label in a gutter stands so far from the middle of its lines at most, if a wider gutter helps.
AWAY = 15.0
# A label moves down its margin this far at most before the other margin is tried.
DRIFT = 60.0
# What it costs, in points, to stand in the white between columns or after a short line instead of in the margin.
WITHIN_TEXT = 160.0
# Brackets of one label with no more than this between them become one.
NEAR = 3.0


class Lettering(Protocol):
    """Knows what is printed for grounds, and how wide it is."""

    def measure(self, text: str) -> float:
        """Return the width of ``text`` as a part of the font size."""

    def texts(self, grounds: tuple[str, ...], persons: tuple[int, ...]) -> tuple[str, ...]:
        """Return the labels of grounds in their fixed order and of persons, each once."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What has to be labelled: the lines of one passage, its grounds and persons, and where its boxes begin and end.

    All in points; the nearer margin is measured from ``x0`` and ``x1``.
    """

    top: float
    bottom: float
    grounds: tuple[str, ...]
    x0: float = 0.0
    x1: float = 0.0
    persons: tuple[int, ...] = ()


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


def merged(tags: Iterable[Tag], lettering: Lettering) -> tuple[Tag, ...]:
    """Join tags on one line, and tags of one ground whose labels would not fit one above the other."""
    joined: list[Tag] = []
    for tag in sorted(tags, key=lambda t: (t.top, t.bottom, t.grounds, t.x0)):
        last = joined[-1] if joined else None
        if last and (_on_one_line(last, tag) or _crowded(last, tag, lettering)):
            joined[-1] = _one(last, tag)
        else:
            joined.append(tag)
    return tuple(joined)


def _on_one_line(first: Tag, second: Tag) -> bool:
    return min(first.bottom, second.bottom) - max(first.top, second.top) > 0.5 * (second.bottom - second.top)


def _crowded(first: Tag, second: Tag, lettering: Lettering) -> bool:
    """Whether two labels of the same grounds would not fit one above the other."""
    if set(first.grounds) != set(second.grounds) or set(first.persons) != set(second.persons):
        return False
    lines = _wrapped(second, GUTTERS[0] - EDGE - BRACKET_GAP - PAD, lettering)
    return second.top - first.bottom < max(NEAR, LEADING * (len(lines) - 1))


def _one(first: Tag, second: Tag) -> Tag:
    return Tag(
        min(first.top, second.top),
        max(first.bottom, second.bottom),
        tuple(dict.fromkeys((*first.grounds, *second.grounds))),
        min(first.x0, second.x0),
        max(first.x1, second.x1),
        tuple(dict.fromkeys((*first.persons, *second.persons))),
    )


def _wrapped(tag: Tag, width: float, lettering: Lettering) -> tuple[str, ...]:
    return wrap(lettering.texts(tag.grounds, tag.persons), width, lettering)


def wrap(texts: Sequence[str], width: float, lettering: Lettering) -> tuple[str, ...]:
    """Break texts into lines of at most ``width`` points; each text begins a line, or shares one when short.

    A word that is wider than that stands on a line of its own.
    """
    lines: list[str] = []
    for number, text in enumerate(texts):
        last = number == len(texts) - 1
        for position, word in enumerate(_parts(text if last else f"{text};")):
            fits = bool(lines) and lettering.measure(f"{lines[-1]} {word}") * SIZE <= width
            if fits and (position or lines[-1].endswith(";")):
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
    return tuple(lines)


def _parts(text: str) -> list[str]:
    """Return the words of a text; a person and its number are not parted."""
    return [text] if text.startswith(PERSON_WORD) else text.split()


def place(
    tags: Sequence[Tag], ink: Sequence[Box], size: tuple[float, float], lettering: Lettering, *, grow_right: bool = True
) -> Placement:
    """Place a label for each tag on a page of ``size`` (width, height as displayed) with ``ink`` on it.

    When a label finds no room in either margin, the page gets a gutter at the right, or else at the left, and all
    labels stand there.
    """
    tags = merged(tags, lettering)
    placed: list[Label] = []
    for tag in tags:
        label = _in_margins(tag, ink, [p.box for p in placed], size, lettering)
        if label is None:
            return _with_gutter(tags, size, lettering, grow_right)
        placed.append(label)
    return Placement(tuple(placed))


def _in_margins(
    tag: Tag, ink: Sequence[Box], labels: Sequence[Box], size: tuple[float, float], lettering: Lettering
) -> Label | None:
    taken = [*ink, *labels]
    candidates = [
        found
        for margin in _margins(tag, taken, size[0])
        if (found := _down_margin(tag, margin, taken, size[1], lettering)) is not None
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


def _down_margin(tag: Tag, margin: Margin, taken: Sequence[Box], height: float, lettering: Lettering) -> Label | None:
    """Return the label as near to its line as the margin has room for it."""
    room = margin.x1 - margin.x0 - BRACKET_GAP
    lines = _wrapped(tag, room, lettering)
    wide = max(map(lettering.measure, lines)) * SIZE
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


def _with_gutter(tags: Sequence[Tag], size: tuple[float, float], lettering: Lettering, grow_right: bool) -> Placement:
    """Place all labels in a gutter as wide as they need; where even that is too little, neighbours share a label."""
    start = size[0] if grow_right else None
    while True:
        for gutter in GUTTERS:
            labels = _in_gutter(tags, (gutter, start), size[1], lettering)
            fits = labels[-1].box.bottom <= size[1] - EDGE + 0.01
            away = (abs(_middle(label.box) - (t.top + t.bottom) / 2) for label, t in zip(labels, tags, strict=True))
            if fits and (gutter == GUTTERS[-1] or max(away) <= AWAY):
                return Placement(labels, gutter)
        if len(tags) == 1:
            return Placement(labels, GUTTERS[-1])
        gaps = [below.top - above.bottom for above, below in pairwise(tags)]
        first = gaps.index(min(gaps))
        tags = [*tags[:first], _one(tags[first], tags[first + 1]), *tags[first + 2 :]]


def _in_gutter(
    tags: Sequence[Tag], gutter: tuple[float, float | None], height: float, lettering: Lettering
) -> tuple[Label, ...]:
    """Stack labels in a new strip, given by its width and where it begins (left of 0 without that)."""
    labels: list[Label] = []
    right = gutter[1] is not None
    start = -gutter[0] if gutter[1] is None else gutter[1]
    x0 = start + EDGE + (BRACKET_GAP if right else 0)
    bracket = start + EDGE if right else -EDGE
    room = gutter[0] - 2 * EDGE - BRACKET_GAP
    wrapped = [_wrapped(tag, room, lettering) for tag in tags]
    left = sum(LEADING * len(lines) + 1 for lines in wrapped) - 1
    free_from = EDGE
    for tag, lines in zip(tags, wrapped, strict=True):
        tall = LEADING * len(lines)
        wanted = (tag.top + tag.bottom) / 2 - tall / 2
        top = max(free_from, min(wanted, height - EDGE - left))
        left -= tall + 1
        wide = max(map(lettering.measure, lines)) * SIZE
        labels.append(Label(Box(x0, top, x0 + wide, top + tall), lines, (bracket, tag.top, tag.bottom), right))
        free_from = top + tall + 1
    return tuple(labels)
