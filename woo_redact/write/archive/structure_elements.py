"""Elements of a structure tree while it is changed, and where in them a passage may stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from woo_redact.write.archive.tag_cuts import Said

# What stands for something else when it is read: nothing in it is read.
CLOSED = frozenset(("Figure", "Formula", "Form"))
# What may have words of its own in it (ISO 32000-1, 14.8.4.3 and 14.8.4.4).
HOLD_WORDS = re.compile(
    "P|H[1-6]?|Lbl|LBody|TD|TH|Caption|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Title|FENote|Sub|Em|Strong|TOCI"
)
# What has paragraphs in it.
HOLD_PARTS = re.compile(
    "Document(Fragment)?|Part|Art|Sect|Div|BlockQuote|Aside|Index|NonStruct|Private|TD|TH|LBody|Caption"
)

# Page index and number of marked content.
Mark = tuple[int, int]


@dataclass(eq=False, slots=True)
class Element:
    """An element; ``made`` is the object in the document, if it has one already.

    Among its ``kids`` are references to annotations and the like, as they are. What is ``closed`` is not read kid by
    kid. ``alt`` and ``said`` are an alternative and what is said in its place.
    """

    role: str
    parent: "Element | None" = None
    made: Any = field(default=None, repr=False)
    kids: "list[Element | Mark | Any]" = field(default_factory=list, repr=False)
    page: int | None = None
    closed: bool = False
    changed: bool = False
    alt: str = field(default="", repr=False)
    said: str = field(default="", repr=False)

    def add(self, kid: "Element | Mark") -> None:
        """Put a kid behind the others."""
        if isinstance(kid, Element):
            kid.parent = self
        self.kids.append(kid)
        self.changed = True


def spoken_element(page: int, said: Said) -> Element:
    """Return an element for a passage."""
    element = Element("Span", said=said.text)
    element.add((page, said.number))
    return element


def home_of(owner: Element) -> Element | None:
    """Return the element beside which a passage in the content of ``owner`` stands; none when it can stand in it."""
    chain: list[Element] = []
    step: Element | None = owner
    while step is not None:
        chain.append(step)
        step = step.parent
    closed = max((at for at, one in enumerate(chain) if one.closed), default=-1)
    if closed < 0 and HOLD_WORDS.fullmatch(owner.role):
        return None
    at = max(closed, 0)
    while at + 2 < len(chain) and not HOLD_PARTS.fullmatch(chain[at + 1].role):
        at += 1
    return chain[at]


def marks_of(element: Element) -> Iterator[Mark]:
    """Return the content below an element, in reading order."""
    waiting: list[Any] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            yield one
        elif isinstance(one, Element):
            waiting.extend(reversed(one.kids))
