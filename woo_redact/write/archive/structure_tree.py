"""The structure tree of a copy: that of the blacked-out PDF with passages put in, or a plain one made for it.

ISO 32000-1, 14.7. An element for a passage stands between the content before and behind it. No text enters the tree
but that of passages and the alternatives in :mod:`tag_blocks`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from woo_redact.write.archive.structure_elements import (
    CLOSED,
    HOLD_PARTS,
    Element,
    Mark,
    home_of,
    marks_of,
    spoken_element,
)
from woo_redact.write.archive.tag_cuts import Cut, Order, Said
from woo_redact.write.archive.tag_spoken import LANGUAGE
from woo_redact.write.rebuild.tags import LONGEST_CHAIN, STANDARD, name_of, page_of


class Structure:
    """The structure of one document while it is changed; nothing in the document is before :meth:`finish`."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self.root = Element("")
        self._owners: dict[Mark, Element] = {}
        self._orders: dict[Mark, list[Element | Mark]] = {}
        self._beside: dict[tuple[int, bool], list[Element]] = {}
        tree = pdf.Root.get("/StructTreeRoot")
        if isinstance(tree, Dictionary):
            self._read(tree)
        else:
            tree = pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.root.made = tree
        self._highest = dict[int, int]()
        for page, number in self._owners:
            self._highest[page] = max(self._highest.get(page, -1), number)

    def highest(self, page: int) -> int:
        """Return the highest number of marked content that an element has on a page; -1 without one."""
        return self._highest.get(page, -1)

    def insert(self, page: int, cut: Cut) -> None:
        """Put the passages of a page in, and the content that they cut in two."""
        for number, order in cut.orders.items():
            owner = self._owners.get((page, number))
            if owner is None:
                for said in order:
                    if isinstance(said, Said):
                        self._put_loose(page, None, True, said)
                continue
            self._put(page, (page, number), owner, order)
        for near, behind, said in cut.loose:
            self._put_loose(page, near, behind, said)

    def _put(self, page: int, mark: Mark, owner: Element, order: Order) -> None:
        beside = home_of(owner)
        kids: list[Element | Mark] = []
        for item in order:
            if not isinstance(item, Said):
                kids.append((page, item))
            elif beside is None:
                kids.append(spoken_element(page, item))
            else:
                self._put_beside(beside, True, page, item)
        self._orders[mark] = kids
        owner.changed = True

    def _put_loose(self, page: int, near: int | None, behind: bool, said: Said) -> None:
        """Put a passage in that stands in no marked content: beside the one that is near."""
        mark = None if near is None else (page, near)
        owner = self._owners.get(mark) if mark else None
        if owner is None or mark is None:
            self._put_beside(self._before(page), True, page, said)
            return
        beside = home_of(owner)
        if beside is not None:
            self._put_beside(beside, behind, page, said)
            return
        kids = self._orders.setdefault(mark, [mark])
        owner.changed = True
        place = len(kids) if behind else next(at for at, kid in enumerate(kids) if not isinstance(kid, Element))
        kids.insert(place, spoken_element(page, said))

    def _before(self, page: int) -> Element | None:
        """Return the part at the top that comes last of those that begin on this page or earlier."""
        found = None
        for element in self._top().kids:
            if not isinstance(element, Element):
                continue
            first = next((mark[0] for mark in marks_of(element)), None)
            if first is not None and first <= page:
                found = element
        return found

    def _top(self) -> Element:
        """Return what holds the parts of the document: the root or the one element in it."""
        holder = self.root
        while (
            len(holder.kids) == 1 and isinstance(holder.kids[0], Element) and HOLD_PARTS.fullmatch(holder.kids[0].role)
        ):
            holder = holder.kids[0]
        return holder

    def _put_beside(self, beside: Element | None, behind: bool, page: int, said: Said) -> None:
        """Put a passage in as a paragraph beside an element, or behind all without one."""
        paragraph = Element("P")
        paragraph.add(spoken_element(page, said))
        if beside is None or beside.parent is None:
            self._top().add(paragraph)
            return
        beside.parent.changed = True
        self._beside.setdefault((id(beside), behind), []).append(paragraph)

    # -- reading

    def _read(self, tree: Any) -> None:
        pages = page_of(self._pdf)
        roles = tree.get("/RoleMap")
        seen: set[tuple[int, int]] = set()
        waiting: list[tuple[Element, Any, int | None]] = [(self.root, tree, None)]
        while waiting:
            element, made, page = waiting.pop()
            element.page = pages.get(made.Pg.objgen) if isinstance(made.get("/Pg"), Dictionary) else None
            page = page if element.page is None else element.page
            for kid in _each(made.get("/K")):
                mark = _mark(kid, page, pages)
                if mark is not None and mark not in self._owners:
                    self._owners[mark] = element
                    element.kids.append(mark)
                elif isinstance(kid, Dictionary) and "/S" in kid and kid.objgen not in seen:
                    if kid.is_indirect:
                        seen.add(kid.objgen)
                    child = Element(_role(kid, roles), element, kid)
                    child.closed = child.role in CLOSED or "/Alt" in kid or "/ActualText" in kid
                    element.kids.append(child)
                    waiting.append((child, kid, page))
                else:
                    element.kids.append(kid)

    # -- writing

    def finish(self) -> None:
        """Make in the document what was changed."""
        owners: dict[int, dict[int, Element]] = {}
        touched: set[int] = set()
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            if element.changed:
                element.kids = list(self._expanded(element.kids))
            for kid in element.kids:
                if isinstance(kid, Element):
                    kid.parent = element
                    waiting.append(kid)
                elif isinstance(kid, tuple):
                    owners.setdefault(kid[0], {})[kid[1]] = element
                    if element.changed:
                        touched.add(kid[0])
            if element.changed:
                self._make(element)
        self._make_parents({page: owners[page] for page in touched})

    def _expanded(self, kids: Iterable[Any]) -> Iterator[Any]:
        for kid in kids:
            if isinstance(kid, Element):
                yield from self._beside.get((id(kid), False), ())
                yield kid
                yield from self._beside.get((id(kid), True), ())
            elif isinstance(kid, tuple):
                yield from self._orders.get(kid, (kid,))
            else:
                yield kid

    def _make(self, element: Element) -> None:
        """Write the kids of an element."""
        made = self._object(element)
        marks = [kid for kid in element.kids if isinstance(kid, tuple)]
        if element.page is None and marks:
            element.page = marks[0][0]
            made.Pg = self._pages[element.page]
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                below = self._object(kid)
                if below.get("/P") is None:
                    below.P = made
                kids.append(below)
            elif isinstance(kid, tuple):
                page, number = kid
                own = page == element.page
                kids.append(number if own else Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number))
            else:
                kids.append(kid)
        made.K = Array(kids)

    def _object(self, element: Element) -> Any:
        if element.made is None:
            made = Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"))
            if element.alt:
                made.Alt = String(element.alt)
            if element.said:
                made.ActualText, made.Lang = String(element.said), String(LANGUAGE)
            element.made = self._pdf.make_indirect(made)
        return element.made

    def _make_parents(self, owners: Mapping[int, Mapping[int, Element]]) -> None:
        """Write the way back from the content of pages to its elements (ISO 32000-1, 14.7.4.4)."""
        root = self.root.made
        if not isinstance(root.get("/ParentTree"), Dictionary):
            root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array()))
        tree = pikepdf.NumberTree(root.ParentTree)
        used: list[Any] = [page.get("/StructParents") for page in self._pages]
        following = max([-1, *tree.keys(), *(key for key in used if type(key) is int)]) + 1
        for page, elements in sorted(owners.items()):
            key = used[page]
            if type(key) is not int or used.count(key) > 1:
                key, following = following, following + 1
                self._pages[page].StructParents = key
            row: list[Any] = [None] * (max(elements) + 1)
            for number, element in elements.items():
                row[number] = element.made
            tree[key] = self._pdf.make_indirect(Array(row))
        root.ParentTreeNextKey = following


def _each(value: Any) -> Iterator[Any]:
    if value is None:
        return
    yield from (value if isinstance(value, Array) else (value,))


def _mark(kid: Any, page: int | None, pages: Mapping[tuple[int, int], int]) -> Mark | None:
    """Return the content of a page that a kid is."""
    number = kid
    if isinstance(kid, Dictionary):
        if "/Stm" in kid or "/S" in kid:
            return None
        number = kid.get("/MCID")
        page = pages.get(kid.Pg.objgen) if isinstance(kid.get("/Pg"), Dictionary) else page
    return (page, number) if type(number) is int and number >= 0 and page is not None else None


def _role(kid: Any, roles: Any) -> str:
    name = name_of(kid.get("/S"))
    for _ in range(LONGEST_CHAIN):
        if STANDARD.fullmatch(name) or not isinstance(roles, Dictionary):
            break
        name = name_of(roles.get(f"/{name}"))
    return name
