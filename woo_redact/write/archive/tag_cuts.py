"""Passages put into the content of a page that has marks already: marks are cut in two around them.

A mark and a text object have to stand in each other (ISO 32000-1, 14.6.1), and a text object cannot be cut without its
place getting lost. So a mark around one is laid down: it ends before the text object and begins anew within it.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name

from woo_redact.write.archive.tag_frames import Content, Frame, frames_of
from woo_redact.write.archive.tag_places import Heard
from woo_redact.write.text_objects import operation

# Instructions for a passage, with the number of its marked content; without one when there is no structure.
Speak = Callable[[Heard, int | None], list[Any]]


@dataclass(frozen=True, slots=True)
class Said:
    """A passage in the content, and the number of its marked content (MCID)."""

    number: int
    text: str = field(repr=False)


Order = list[int | Said]


@dataclass(slots=True)
class Cut:
    """Content with passages in it. ``orders`` has, for each number of marked content there was, what it is now.

    ``loose`` are passages that stand in none: each with the number that was last met before it, or the next.
    """

    instructions: list[Any] = field(default_factory=list)
    orders: dict[int, Order] = field(default_factory=dict)
    loose: list[tuple[int | None, bool, Said]] = field(default_factory=list)


def with_passages(content: Content, heard: Sequence[Heard], speak: Speak, first: int | None) -> Cut:
    """Return the content with the passages, in the order of their places.

    ``first`` is the lowest number that new marked content may have; ``None`` leaves passages without a number.
    """
    return _Cutter(content, heard, speak, first).cut()


@dataclass(slots=True)
class _Mark:
    """An open mark that is cut somewhere: whether it stands in the content right now, and whether it ever did."""

    frame: Frame
    stands: bool = False
    stood: bool = False


class _Cutter:
    def __init__(self, content: Content, heard: Sequence[Heard], speak: Speak, first: int | None) -> None:
        self._content, self._speak, self._next = content, speak, first
        self._out = Cut()
        self._open: list[_Mark] = []
        self._paints = sorted(content.paints)
        self._waiting: dict[int, list[Heard]] = {}
        self._cut: set[int] = set()
        self._around: set[int] = set()
        self._last: int | None = None
        self._early: list[Said] = []
        for one in heard:
            self._waiting.setdefault(one.spot.at, []).append(one)
            frames = frames_of(one.spot.frame)
            outer = next((at for at, frame in enumerate(frames) if frame.kind == "mark"), len(frames))
            for frame in frames[outer:]:
                edges = (frame.at, frame.close)
                (self._cut if frame.kind == "mark" else self._around).update(edges)

    def cut(self) -> Cut:
        instructions = self._content.instructions
        for at, instruction in enumerate(instructions):
            parts = self._waiting.get(at, ())
            for one in parts:
                if one.spot.item == 0:
                    self._say(one)
            if any(one.spot.item for one in parts):
                self._split(at, [one for one in parts if one.spot.item])
            else:
                self._take(at, instruction)
        for one in self._waiting.get(len(instructions), ()):
            self._say(one)
        self._out.loose += [(None, False, said) for said in self._early]
        return self._out

    def _take(self, at: int, instruction: Any) -> None:
        frame = self._content.by_edge.get(at)
        if at in self._cut:
            assert frame is not None
            if at == frame.at:
                self._open.append(_Mark(frame))
            else:
                self._end_mark()
            return
        if at in self._around:
            self._interrupt()
        elif at in self._content.paints or (frame is not None and at == frame.at and self._holds(frame)):
            self._resume()
        if frame is not None and frame.kind == "mark" and at == frame.at and frame.number is not None:
            self._number(frame.number, frame.number)
        self._out.instructions.append(instruction)

    def _holds(self, frame: Frame) -> bool:
        """Whether a frame has to stand in the marks around it: it has content or is a mark."""
        index = bisect_left(self._paints, frame.at)
        return frame.kind == "mark" or (index < len(self._paints) and self._paints[index] < frame.close)

    def _split(self, at: int, parts: Sequence[Heard]) -> None:
        """Show a text in parts, with passages between them."""
        items = list(self._content.instructions[at].operands[0])
        self._resume()
        done = 0
        for one in parts:
            if one.spot.item > done:
                self._show(items[done : one.spot.item])
                done = one.spot.item
            self._say(one)
        self._show(items[done:])

    def _show(self, items: list[Any]) -> None:
        self._resume()
        self._out.instructions.append(operation("TJ", Array(items)))

    def _say(self, heard: Heard) -> None:
        self._interrupt()
        number = self._next
        self._out.instructions += self._speak(heard, number)
        if number is None or self._next is None:
            return
        self._next += 1
        said = Said(number, heard.text)
        inner = heard.spot.frame.inner if heard.spot.frame is not None else None
        if inner is not None:
            self._out.orders.setdefault(inner, []).append(said)
            self._last = inner
        elif self._last is not None:
            self._out.loose.append((self._last, True, said))
        else:
            self._early.append(said)

    def _interrupt(self) -> None:
        """End the marks that stand in the content."""
        for mark in reversed(self._open):
            if mark.stands:
                self._out.instructions.append(operation("EMC"))
                mark.stands = False

    def _resume(self) -> None:
        """Begin the marks that are open and do not stand in the content."""
        for mark in self._open:
            if not mark.stands:
                self._begin(mark)

    def _begin(self, mark: _Mark) -> None:
        number = mark.frame.number
        instruction = self._content.instructions[mark.frame.at]
        if number is not None and not mark.stood:
            self._number(number, number)
        elif number is not None and self._next is not None:
            instruction = operation("BDC", instruction.operands[0], self._renumbered(instruction, self._next))
            self._number(number, self._next)
            self._next += 1
        self._out.instructions.append(instruction)
        mark.stands = mark.stood = True

    def _renumbered(self, instruction: Any, number: int) -> Dictionary:
        properties = instruction.operands[1]
        made = Dictionary() if isinstance(properties, Name) else Dictionary(properties)
        made.MCID = number
        return made

    def _end_mark(self) -> None:
        mark = self._open[-1]
        if not mark.stood:
            self._resume()
        self._open.pop()
        if mark.stands:
            self._out.instructions.append(operation("EMC"))

    def _number(self, mark: int, number: int) -> None:
        self._out.orders.setdefault(mark, []).append(number)
        self._last = mark
        self._out.loose += [(mark, False, said) for said in self._early]
        self._early.clear()
