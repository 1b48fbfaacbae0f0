"""Ways through the document made anew: page labels, bookmarks, links within it, its language.

ISO 32000-1, 12.3 (destinations, outlines), 12.4.2 (page labels), 12.5.6.5 (links). All of them hold text or names that
programs took from the pages; only numbers and places come along, and titles that are still to be read on the pages.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.domain.geometry import Box
from woo_redact.write.rebuild.content import is_number
from woo_redact.write.rebuild.tags import language_tag, name_of, page_of, text_of

LABEL_STYLES = frozenset("DRrAa")
# A document of more pages has no label; a larger number could mean something else, such as a case or a person.
LARGEST_LABEL = 99_999
# Points; the largest page that readers show (ISO 32000-1, annex C.2).
FARTHEST = 14_400
# Where in the operands of a destination left and top stand (ISO 32000-1, table 151).
PLACES = {"XYZ": (0, 1), "FitH": (None, 0), "FitBH": (None, 0), "FitV": (0, None), "FitBV": (0, None), "FitR": (0, 3)}
# A text string may say its language between two escapes (ISO 32000-1, 7.9.2.2).
SPOKEN_LANGUAGE = re.compile("\x1b[A-Za-z]{2,5}\x1b")
# Controls, formats, surrogates, private use and what is not assigned: nobody sees them, so they may hold anything.
UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def language(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Set the language of the document when the source has one (BCP 47)."""
    if tag := language_tag(source.Root.get("/Lang")):
        target.Root.Lang = pikepdf.String(tag)


def page_labels(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """Number the pages as in the source: style and first number of each range, without prefix.

    A prefix is text, and also a short one can be what was withheld (initials, a house number, "A-" of a case number),
    so all are dropped. Nothing is made when the source has no labels or none that can be understood.
    """
    count = len(target.pages)
    ranges: dict[int, Any] = {}
    for index, label in leaves(source.Root.get("/PageLabels"), "/Nums"):
        if type(index) is int and 0 <= index < count and isinstance(label, Dictionary):
            ranges.setdefault(index, _label(label))
    if not ranges:
        return
    # There has to be a range for the first page; readers number in digits when there is none.
    ranges.setdefault(0, Dictionary(S=Name.D))
    target.Root.PageLabels = Dictionary(
        Nums=Array([part for index in sorted(ranges) for part in (index, ranges[index])])
    )


def _label(label: Any) -> Any:
    made = Dictionary()
    style, start = name_of(label.get("/S")), label.get("/St")
    if style in LABEL_STYLES:
        made.S = Name(f"/{style}")
    if type(start) is int and 1 < start <= LARGEST_LABEL:
        made.St = start
    return made


def leaves(tree: Any, key: str) -> Iterator[tuple[Any, Any]]:
    """Return keys and values of a name tree or number tree of any shape (ISO 32000-1, 7.9.6 and 7.9.7)."""
    seen: set[tuple[int, int]] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        pairs, kids = node.get(key), node.get("/Kids")
        if isinstance(pairs, Array):
            flat = list(pairs)
            yield from zip(flat[::2], flat[1::2], strict=False)
        if isinstance(kids, Array):
            waiting.extend(reversed(list(kids)))


class Places:
    """Finds the places in a document that destinations and actions lead to; ``target`` begins with the same pages."""

    def __init__(self, source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
        self._source = source
        self._numbers = page_of(source)
        self._pages = [page.obj for page in target.pages]
        self._named: Mapping[bytes, Any] | None = None

    def of(self, holder: Any) -> Any | None:
        """Return where a bookmark or link leads to: a new destination on a page of the target, if it is one."""
        place = holder.get("/Dest")
        action = holder.get("/A")
        if place is None and isinstance(action, Dictionary) and name_of(action.get("/S")) == "GoTo":
            place = action.get("/D")
        if isinstance(place, pikepdf.String):
            place = self._all_named().get(bytes(place))
        elif isinstance(place, Name):
            place = self._all_named().get(_bytes(name_of(place)))
        if isinstance(place, Dictionary):
            place = place.get("/D")
        # One array may be named by any number of bookmarks, so its length counts.
        return self._explicit([place[i] for i in range(min(len(place), 6))]) if isinstance(place, Array) else None

    def _all_named(self) -> Mapping[bytes, Any]:
        if self._named is None:
            root = self._source.Root
            names, older = root.get("/Names"), root.get("/Dests")
            tree = names.get("/Dests") if isinstance(names, Dictionary) else None
            named = {bytes(key): place for key, place in leaves(tree, "/Names") if isinstance(key, pikepdf.String)}
            for key, place in older.items() if isinstance(older, Dictionary) else ():
                named.setdefault(_bytes(key[1:]), place)
            self._named = named
        return self._named

    def _explicit(self, place: Sequence[Any]) -> Any | None:
        page, kind, *numbers = place if len(place) > 1 else (*place, None, None)
        index = self._numbers.get(page.objgen) if isinstance(page, Dictionary) else page
        # Some programs write the number of the page, which is for other documents only.
        if type(index) is not int or not 0 <= index < len(self._pages):
            return None
        where = PLACES.get(name_of(kind))
        if where is None:
            return Array([self._pages[index], Name.Fit])
        left, top = (_coordinate(numbers, position) for position in where)
        return Array([self._pages[index], Name.XYZ, left, top, None])


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _coordinate(numbers: Sequence[Any], position: int | None) -> int | None:
    """Return a coordinate in whole points, so that it says no more than where on a page."""
    value: Any = numbers[position] if position is not None and position < len(numbers) else None
    return round(value) if is_number(value) and abs(value) <= FARTHEST else None


@dataclass(slots=True)
class _Item:
    """A bookmark of the output; ``title`` is text of the document."""

    title: str = field(repr=False)
    place: Any | None
    is_open: bool
    below: "list[_Item]" = field(default_factory=list)
    # How many items are to be seen under it once it is open.
    seen: int = 0


def outline(source: pikepdf.Pdf, target: pikepdf.Pdf, remains: Callable[[str], bool]) -> None:
    """Make the bookmarks whose titles remain; those under one that does not move up into its place.

    ``remains`` gets a title as it would be written: without unseen characters, its white space single spaces. A
    bookmark that leads nowhere in this document, with none under it, is left out.
    """
    outlines = source.Root.get("/Outlines")
    if not isinstance(outlines, Dictionary):
        return
    top = _Item("", None, True)
    found = [top, *_read(outlines, top.below, Places(source, target), remains)]
    # The last stands deepest: what is below an item is complete when its turn comes.
    for item in reversed(found):
        item.below = [kid for kid in item.below if kid.place is not None or kid.below]
        item.seen = sum(1 + (kid.seen if kid.is_open else 0) for kid in item.below)
    if top.below:
        target.Root.Outlines = _written(target, top)


def _read(outlines: Any, top: list[_Item], places: Places, remains: Callable[[str], bool]) -> Iterator[_Item]:
    """Put the items under ``top``, in their order, and return each."""
    seen: set[tuple[int, int]] = {outlines.objgen}
    waiting = [(top, outlines.get("/First"))]
    while waiting:
        siblings, entry = waiting.pop()
        if not isinstance(entry, Dictionary) or (entry.is_indirect and entry.objgen in seen):
            continue
        seen.add(entry.objgen)
        waiting.append((siblings, entry.get("/Next")))
        title = _seen_text(text_of(entry.get("/Title")))
        below = siblings
        if title and remains(title):
            count: Any = entry.get("/Count")
            item = _Item(title, places.of(entry), type(count) is int and count > 0)
            siblings.append(item)
            below = item.below
            yield item
        waiting.append((below, entry.get("/First")))


def _seen_text(text: str) -> str:
    text = "".join(" " if character.isspace() else character for character in SPOKEN_LANGUAGE.sub("", text))
    return " ".join("".join(character for character in text if unicodedata.category(character) not in UNSEEN).split())


def _written(target: pikepdf.Pdf, top: _Item) -> Any:
    """Make the items (ISO 32000-1, tables 152 and 153)."""
    root = target.make_indirect(Dictionary(Type=Name.Outlines))
    waiting = [(top, root)]
    while waiting:
        item, made = waiting.pop()
        if not item.below:
            continue
        entries = [target.make_indirect(Dictionary(Title=pikepdf.String(kid.title), Parent=made)) for kid in item.below]
        for position, (kid, entry) in enumerate(zip(item.below, entries, strict=True)):
            if position:
                entry.Prev = entries[position - 1]
                entries[position - 1].Next = entry
            if kid.place is not None:
                entry.Dest = kid.place
        made.First, made.Last, made.Count = entries[0], entries[-1], item.seen if item.is_open else -item.seen
        waiting.extend(zip(item.below, entries, strict=True))
    return root


def internal_links(source: pikepdf.Pdf, target: pikepdf.Pdf, covers: Sequence[Iterable[Box]]) -> None:
    """Make the links to a place in the same document, without what they say or look like.

    ``covers`` has, for each page, what is covered, in the file's space (y upwards, so that ``top`` is the lower edge):
    a link that touches one is left out.
    """
    places = Places(source, target)
    seen: set[tuple[int, int]] = set()
    for page, made, covered in zip(source.pages, target.pages, covers, strict=True):
        held = page.obj.get("/Annots")
        if not isinstance(held, Array) or (held.is_indirect and held.objgen in seen):
            continue
        seen.add(held.objgen)
        links = []
        for annotation in held:
            if not isinstance(annotation, Dictionary) or name_of(annotation.get("/Subtype")) != "Link":
                continue
            box, place = _rectangle(annotation.get("/Rect")), places.of(annotation)
            if box is not None and place is not None and not any(_touch(box, cover) for cover in covered):
                link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Border=Array([0, 0, 0]), Dest=place)
                link.Rect = Array([box.x0, box.top, box.x1, box.bottom])
                links.append(target.make_indirect(link))
        if links:
            made.obj.Annots = Array(links)


def _rectangle(value: Any) -> Box | None:
    numbers = list(value) if isinstance(value, Array) else []
    if len(numbers) != 4 or not all(is_number(n) and abs(n) <= FARTHEST for n in numbers):
        return None
    (x0, x1), (y0, y1) = sorted(map(float, numbers[::2])), sorted(map(float, numbers[1::2]))
    return Box(x0, y0, x1, y1)


def _touch(box: Box, other: Box) -> bool:
    """Whether two boxes share anything, an edge or a point as well."""
    return box.x0 <= other.x1 and other.x0 <= box.x1 and box.top <= other.bottom and other.top <= box.bottom
