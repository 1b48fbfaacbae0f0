"""What stands on a screen, and how it becomes lines of a given width. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from woo_redact.cli.lines import visible

# Longer lines are hard to read, however wide the terminal is.
WIDEST = 110
NARROWEST = 24
PASSAGE, DIM, BOLD, CUE = "bold reverse", "dim", "bold", "underline"
MORE = "…"
_GAP = "  "
_LABELS = 11
# Of a heading at least so much is shown beside what stands at its right.
_SHORTEST = 24
# A passage has at least so many lines of its surroundings on the screen, however much is told of it.
_LEAST_BODY = 3
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: what it is chosen by, and what it says; a list may be long, so that may be made when shown."""

    mark: str
    says: Text | Callable[[], Text] = field(repr=False)

    @property
    def text(self) -> Text:
        """What it says."""
        return self.says if isinstance(self.says, Text) else self.says()


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown together: a heading, paragraphs, facts (a label and what it says), a list, and the keys that work.

    ``place`` stands at the right of the heading; of each of ``keys`` the first word is the key. Of paragraphs that do
    not fit, the lines around the passage are shown.
    """

    title: str = field(repr=False)
    place: str = ""
    body: tuple[Text, ...] = field(default=(), repr=False)
    facts: tuple[tuple[str, Text], ...] = field(default=(), repr=False)
    rows: tuple[Row, ...] = field(default=(), repr=False)
    keys: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Fitted:
    """A screen as lines: what stands above its list, and what below."""

    head: tuple[Text, ...]
    foot: tuple[Text, ...]


def fitted(screen: Screen, console: Console, height: int | None = None) -> Fitted:
    """Return the lines of a screen for the width of ``console``; ``height`` is the number of lines there is room for.

    Its list is apart: see :func:`rows_in_view`.
    """
    width = _width(console)
    head = [*sides(screen.title, screen.place, width), Text("─" * width, style=DIM)]
    facts = [line for label, text in screen.facts for line in _fact(label, text, width, console)]
    foot = [line for group in screen.keys for line in key_lines(group, width)]
    if foot:
        foot.insert(0, Text("─" * width, style=DIM))
    body = [line for text in screen.body for line in (*_indented(text, width, console), Text())]
    if height is not None and not screen.rows:
        room = max(height - len(head) - len(facts) - len(foot) - 1, _LEAST_BODY)
        body = [*around_passage(body[:-1], room), Text()] if len(body) > room + 1 else body
        facts = cut(facts, max(height - len(head) - len(body) - len(foot), 1))
    return Fitted((*head, *body, *facts), tuple(foot))


@dataclass(frozen=True, slots=True)
class View:
    """A part of a list: the row it begins with, the row that follows it, and its lines."""

    top: int
    following: int
    lines: tuple[Text, ...]


def rows_in_view(screen: Screen, top: int, room: int, console: Console, more: str = "") -> View:
    """Return the rows of a list from ``top`` that fit in so many lines, or from before it when the list ends in view.

    A row is shown whole, unless it has more lines than there are. A line above and one below tell how many are left;
    ``more`` is what the one below says of it.
    """
    marks = max((len(row.mark) for row in screen.rows), default=0) + len(_GAP)
    width, count = _width(console), len(screen.rows)

    def lines_of(number: int) -> list[Text]:
        row = screen.rows[number]
        return _hanging(Text(f"{row.mark:>{marks}}{_GAP}", style=BOLD), row.text, width, console)

    top = max(min(top, count - 1), 0)
    end, shown = top, 0
    lines: list[Text] = []
    while end < count and len(lines) <= room:
        lines += lines_of(end)
        end += 1
        # With a line above, if something stands there, and one below.
        if len(lines) + (top > 0) + 1 <= room:
            shown, following = len(lines), end
    if end == count and len(lines) + (top > 0) <= room:
        while top > 0 and len(before := lines_of(top - 1)) + len(lines) + (top > 1) <= room:
            top, lines = top - 1, before + lines
        return View(top, count, (*_left(top, "hierboven"), *lines))
    if not shown:
        shown, following = max(room - (top > 0) - 1, 1), top + 1
    return View(top, following, (*_left(top, "hierboven"), *lines[:shown], *_left(count - following, "hierna", more)))


def _left(count: int, where: str, more: str = "") -> list[Text]:
    return [Text(f"{_GAP}{MORE} {where} nog {count}{more}", style=DIM)] if count else []


def _width(console: Console) -> int:
    return max(min(console.width, WIDEST), NARROWEST)


def unfolded(screen: Screen) -> Screen:
    """Return a screen with everything in its list, to scroll through what was too much for one screen."""
    told = [Row("", text) for text in screen.body]
    told += [Row("", Text().append(f"{label}  ", style=DIM).append_text(text)) for label, text in screen.facts]
    return Screen(screen.title, screen.place, rows=(*told, *screen.rows))


def wrapped(text: Text, width: int, console: Console) -> list[Text]:
    """Return text in lines, broken between words where that is possible."""
    lines = [line for part in text.split("\n", allow_blank=True) for line in part.wrap(console, width)]
    for line in lines:
        line.rstrip()
    return lines


def key_lines(keys: Sequence[str], width: int) -> list[Text]:
    """Return the lines that tell which keys work, none of them broken."""
    gap = _GAP if len(_GAP.join(keys)) <= width else " "
    lines = [Text()]
    for told in keys:
        key, _, what = told.partition(" ")
        if lines[-1] and len(lines[-1]) + len(gap) + len(told) > width:
            lines.append(Text())
        lines[-1].append(gap if lines[-1] else "").append(key, style=BOLD).append(f" {what}", style=DIM)
    return lines


def sides(left: str, right: str, width: int) -> list[Text]:
    """Return a line with something at both ends; the left one shortened, or on two lines, when it does not fit."""
    name, place = one_line(left), one_line(right)
    room = width - cell_len(place) - len(_GAP) if place else width
    if room < min(_SHORTEST, cell_len(name)):
        return [Text(shortened(name, width), style=BOLD), Text(shortened(place, width), style=DIM)]
    name = shortened(name, room)
    line = Text().append(name, style=BOLD)
    return [line.append(" " * (width - cell_len(name) - cell_len(place))).append(place, style=DIM) if place else line]


def shortened(text: str, width: int) -> str:
    """Return text that is too long without its beginning: the end of a path tells most."""
    return text if len(text) <= width else MORE + text[len(text) - width + 1 :]


def around_passage(lines: Sequence[Text], room: int) -> list[Text]:
    """Return so many of the lines at most, those with the passage in the middle, and a sign where some are left out.

    Of a passage that is longer by itself, its beginning and its end are shown.
    """
    if len(lines) <= room:
        return list(lines)
    marked = [n for n, line in enumerate(lines) if any(span.style == PASSAGE for span in line.spans)] or [0]
    first, last = marked[0], marked[-1]
    own = last - first + 1
    if own >= room:
        half = max(room // 2, 1)
        gap = Text(f"  {MORE}", style=DIM)
        return [*lines[first : first + half], gap, *lines[last + 1 - max(room - half - 1, 0) : last + 1]]
    start = min(max(first - (room - own) // 2, 0), len(lines) - room)
    return list(lines[start : start + room])


def cut(lines: Sequence[Text], room: int) -> list[Text]:
    """Return so many lines at most; the last one tells when there are more."""
    if len(lines) <= room:
        return list(lines)
    return [*lines[: room - 1], Text(f"  {MORE} nog meer: Enter toont alles", style=DIM)]


def flat(text: str) -> str:
    """Return text safe to show, with white space as one blank and blank lines as one line break."""
    joined = "\n".join(" ".join(part.split()) for part in _BLANK_LINES.split(text))
    start = " " if text[:1].isspace() and joined[:1].strip() else ""
    end = " " if text[-1:].isspace() and joined[-1:].strip() else ""
    return visible(start + joined + end)


def one_paragraph(text: str) -> str:
    """Return text safe to show, with all white space as one blank each."""
    return flat(text).replace("\n", " ")


def one_line(text: str) -> str:
    """Return text safe to show on one line: a line break in the name of a file would look like a second file."""
    return visible(text.replace("\n", "\0"))


def listed(parts: Iterable[str]) -> str:
    """Join parts that people read one after another."""
    return "  ·  ".join(part for part in parts if part)


def _indented(text: Text, width: int, console: Console) -> list[Text]:
    return [Text("  ").append_text(line) for line in wrapped(text, width - 2, console)]


def _fact(label: str, text: Text, width: int, console: Console) -> list[Text]:
    return _hanging(Text(f"{label:{_LABELS}}", style=DIM), text, width, console)


def _hanging(start: Text, text: Text, width: int, console: Console) -> list[Text]:
    """Return lines of which the first one begins with ``start`` and the others are indented as far."""
    lines = wrapped(text, width - len(start), console)
    starts = [start, *([Text(" " * len(start))] * (len(lines) - 1))]
    return [Text().append_text(one).append_text(line) for one, line in zip(starts, lines, strict=True)]
