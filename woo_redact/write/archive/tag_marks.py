"""A page without tags written with marks: paragraphs and pictures have numbers, what else is seen is an artifact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name

from woo_redact.write.archive.tag_blocks import Part
from woo_redact.write.archive.tag_cuts import Said, Speak
from woo_redact.write.archive.tag_frames import Content
from woo_redact.write.archive.tag_places import Heard
from woo_redact.write.text_objects import operation

# A mark ends before these: they begin or end what it has to stand in.
EDGES = frozenset(("q", "Q", "BT", "ET", "BMC", "BDC", "EMC"))


@dataclass(slots=True)
class Marked:
    """Content with marks, and the parts of the page in the order of their content."""

    instructions: list[Any] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def with_marks(
    content: Content, parts: Mapping[int, Part], heard: Sequence[tuple[Heard, Part]], speak: Speak
) -> Marked:
    """Return the content with marks; each passage, in the order of their places, comes into its part."""
    return _Marker(content, parts, heard, speak).marked()


class _Marker:
    def __init__(
        self, content: Content, parts: Mapping[int, Part], heard: Sequence[tuple[Heard, Part]], speak: Speak
    ) -> None:
        self._content, self._parts, self._speak = content, parts, speak
        self._waiting: dict[int, list[tuple[Heard, Part]]] = {}
        for one in heard:
            self._waiting.setdefault(one[0].spot.at, []).append(one)
        self._out = Marked()
        self._met: set[Part] = set()
        self._next = 0
        # What is open: a part, an artifact (none), or nothing.
        self._open = False
        self._part: Part | None = None

    def marked(self) -> Marked:
        instructions = self._content.instructions
        for at, instruction in enumerate(instructions):
            waiting = self._waiting.get(at, ())
            for heard, part in waiting:
                if heard.spot.item == 0:
                    self._say(heard, part)
            inside = [one for one in waiting if one[0].spot.item]
            if inside:
                self._split(at, inside)
            else:
                self._take(at, instruction)
        self._end()
        for heard, part in self._waiting.get(len(instructions), ()):
            self._say(heard, part)
        return self._out

    def _take(self, at: int, instruction: Any) -> None:
        if self._content.operators[at] in EDGES:
            self._end()
            frame = self._content.by_edge.get(at)
            if frame is not None and frame.number is not None:
                # A number of a structure that is not there.
                return
        elif at in self._content.paints:
            self._begin(at)
        self._out.instructions.append(instruction)

    def _begin(self, at: int) -> None:
        """Open the mark that belongs around what is painted here, unless it is open or stands in an artifact."""
        frame = self._content.within[at]
        if frame is not None and frame.artifact:
            return
        part = self._parts.get(at)
        if self._open and part is self._part:
            return
        self._end()
        self._open, self._part = True, part
        if part is None:
            self._out.instructions.append(operation("BMC", Name.Artifact))
            return
        self._out.instructions.append(operation("BDC", Name(f"/{part.role}"), Dictionary(MCID=self._number(part))))

    def _number(self, part: Part) -> int:
        if part not in self._met:
            self._met.add(part)
            self._out.parts.append(part)
        number = self._next
        self._next += 1
        part.order.append(number)
        return number

    def _end(self) -> None:
        if self._open:
            self._out.instructions.append(operation("EMC"))
        self._open, self._part = False, None

    def _split(self, at: int, inside: Sequence[tuple[Heard, Part]]) -> None:
        items = list(self._content.instructions[at].operands[0])
        done = 0
        for heard, part in inside:
            if heard.spot.item > done:
                self._show(at, items[done : heard.spot.item])
                done = heard.spot.item
            self._say(heard, part)
        self._show(at, items[done:])

    def _show(self, at: int, items: list[Any]) -> None:
        self._begin(at)
        self._out.instructions.append(operation("TJ", Array(items)))

    def _say(self, heard: Heard, part: Part) -> None:
        self._end()
        number = self._number(part)
        part.order[-1] = Said(number, heard.text)
        self._out.instructions += self._speak(heard, number)
