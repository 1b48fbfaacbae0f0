"""The structure tree made anew: what each part of a page is and in which order it is read, and no text of its own.

ISO 32000-1, 14.7 (structure) and 14.8 (tagged PDF). A tag has texts, identifiers, attributes and keys of the program
that made it, all of which can repeat what is gone from the page. Only closed lists, small numbers and the order come
along, so that screen readers still find headings, lists and tables.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

# ISO 32000-1, 14.8.4; on the last line what ISO 32000-2, 14.8.4 added.
STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOC|TOCI|Index|NonStruct|Private|P|H|H[1-9]|L|LI|Lbl|LBody|Table|TR|"
    "TH|TD|THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|RB|RT|RP|Warichu|WT|WP|Figure|"
    "Formula|Form|DocumentFragment|Aside|Title|FENote|Sub|Em|Strong|Artifact|H[1-9][0-9]"
)
# What may stand in them decides what a tag of unknown meaning becomes: a part, something that is not there, or words.
HOLD_PARTS = re.compile("Document(Fragment)?|Part|Art|Sect|Div|BlockQuote|Aside|Index|NonStruct|Private|TH|TD|LBody")
HOLD_FIXED = re.compile("Table|THead|TBody|TFoot|TR|L|LI|TOC|Ruby|Warichu")
# Without them, what follows in a table or list would move to another row, column or number.
KEPT_EMPTY = frozenset(("THead", "TBody", "TFoot", "TR", "TH", "TD", "LI"))

# Attributes that say how a table or list is to be read (ISO 32000-1, 14.8.5.5 and 14.8.5.7; ISO 32000-2 added the
# last three of the list). A span that is larger can only be a number that means something else.
LARGEST_SPAN = 1000
SCOPES = re.compile("Row|Column|Both")
NUMBERINGS = re.compile(
    "None|Disc|Circle|Square|Decimal|UpperRoman|LowerRoman|UpperAlpha|LowerAlpha|Unordered|Ordered|Description"
)
OWNERS = {"TH": "Table", "TD": "Table", "L": "List"}

# A language tag (BCP 47) up to its region. Two letters hold no name; of the longer codes only those of languages that
# Dutch authorities write in or about, since "Jan-Jansen" looks like a tag as well.
LANGUAGE = re.compile(
    r"([a-z]{2}|ber|ckb|cmn|dse|fil|fry|hif|kea|mul|nds|odt|pap|prs|rif|rom|sgn|shi|srn|tzm|und|yue|zea|zgh|zxx)"
    r"(?:[-_](Arab|Cyrl|Deva|Ethi|Grek|Hans|Hant|Hebr|Latn|Tfng))?(?:[-_]([a-z]{2}|[0-9]{3}))?(?:[-_].*)?",
    re.IGNORECASE | re.DOTALL,
)

# A byte in a name that is no letter (ISO 32000-1, 7.3.5).
ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
LONGEST_CHAIN = 50
MOST_ATTRIBUTES = 100
# A number of marked content this far beyond how many there are on the page would make the table of parents huge.
FARTHEST, FARTHEST_PER_MARK = 1000, 100

# Page index and number of marked content.
Mark = tuple[int, int]


@dataclass(slots=True)
class _Element:
    role: str
    language: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: "list[_Element | Mark]" = field(default_factory=list)


def rebuild_tags(source: pikepdf.Pdf, target: pikepdf.Pdf, present: Sequence[AbstractSet[int]]) -> None:
    """Make a structure tree in ``target`` after that of ``source``; nothing when there is none with content left.

    Both have the same pages in the same order. ``present`` has, for each page, the numbers of marked content (MCID)
    that are still in its content. Every element and number is used once, where it comes first in reading order.

    Raises:
        ValueError: the documents and ``present`` do not have the same number of pages.
    """
    pages = [page.obj for page in target.pages]
    if not len(pages) == len(present) == len(source.pages):
        raise ValueError("pages of source, target and marks differ")
    tree = source.Root.get("/StructTreeRoot")
    if not isinstance(tree, Dictionary):
        return
    reader = _Reader(tree, page_of(source), present)
    elements = reader.read(tree)
    if not reader.marks:
        return
    root = target.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    _add_parents(target, root, pages, _add_elements(target, root, pages, elements))
    target.Root.StructTreeRoot = root
    info = source.Root.get("/MarkInfo")
    marked: Any = isinstance(info, Dictionary) and info.get("/Marked")
    if marked is True:
        target.Root.MarkInfo = Dictionary(Marked=True)


def page_of(source: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """Return the index of each page by its object and generation number."""
    return {page.obj.objgen: index for index, page in enumerate(source.pages)}


def language_tag(value: Any) -> str | None:
    """Return a language (BCP 47) as language, script and region, in their usual case; ``None`` when it is none."""
    found = LANGUAGE.fullmatch(text_of(value))
    if found is None:
        return None
    language, script, region = (part or "" for part in found.groups())
    return "-".join(part for part in (language.lower(), script.capitalize(), region.upper()) if part)


def text_of(value: Any) -> str:
    """Return the characters of a text string, none when it is no text string or not a valid one."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return ""


def name_of(value: Any) -> str:
    """Return a name without its slash, nothing when it is none; bytes that are not UTF-8 as in keys of dictionaries."""
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        plain = ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), value.unparse())
        return plain[1:].decode("utf-8", "surrogateescape")


class _Reader:
    """Reads a tree of any depth, whatever is wrong with it, into the elements that have content left."""

    def __init__(self, tree: Any, pages: Mapping[tuple[int, int], int], present: Sequence[AbstractSet[int]]) -> None:
        self._pages = pages
        self._present = present
        self._farthest = [FARTHEST + FARTHEST_PER_MARK * len(marks) for marks in present]
        self._role_map = {key[1:]: name_of(value) for key, value in _items(tree.get("/RoleMap"))}
        self._classes = {key[1:]: value for key, value in _items(tree.get("/ClassMap"))}
        self._used: set[tuple[int, int]] = set()
        self.marks: set[Mark] = set()

    def read(self, tree: Any) -> list[_Element]:
        """Return the elements at the top, in reading order."""
        top = _Element("Document")
        self._is_new(tree)
        # With each: its page, how many marks were found before it, and those of its kids that are left to read.
        stack: list[tuple[_Element, int | None, int, Iterator[Any]]] = [(top, None, 0, self._kids(tree))]
        while stack:
            element, page, before, kids = stack[-1]
            for kid in kids:
                if (mark := self._mark(kid, page)) is not None:
                    element.kids.append(mark)
                elif _is_element(kid) and self._is_new(kid):
                    child = self._element(kid, element.role)
                    element.kids.append(child)
                    # An element without a page of its own has that of the one that holds it: programs forget it.
                    inner = self._page(kid) if "/Pg" in kid else page
                    stack.append((child, inner, len(self.marks), self._kids(kid)))
                    break
            else:
                stack.pop()
                if stack and len(self.marks) == before and element.role not in KEPT_EMPTY:
                    stack[-1][0].kids.pop()
        # Content has to be in an element (ISO 32000-1, table 322).
        return [kid if isinstance(kid, _Element) else _Element("Span", kids=[kid]) for kid in top.kids]

    def _is_new(self, item: Any) -> bool:
        """Whether an object was not met before; one that stands in its holder has no second way to it."""
        if not item.is_indirect:
            return True
        new = item.objgen not in self._used
        self._used.add(item.objgen)
        return new

    def _kids(self, holder: Any) -> Iterator[Any]:
        waiting = [holder.get("/K")]
        while waiting:
            item = waiting.pop()
            if not isinstance(item, Array):
                yield item
            elif self._is_new(item):
                waiting.extend(reversed(list(item)))

    def _page(self, holder: Any) -> int | None:
        page = holder.get("/Pg")
        return self._pages.get(page.objgen) if isinstance(page, Dictionary) else None

    def _mark(self, kid: Any, page: int | None) -> Mark | None:
        """Return the content that a kid is; that of forms (``/Stm``) has no numbers in the output."""
        number = kid
        if isinstance(kid, Dictionary):
            number, page = kid.get("/MCID"), self._page(kid) if "/Pg" in kid else page
            if "/Stm" in kid:
                return None
        if type(number) is not int or page is None or (page, number) in self.marks:
            return None
        if number not in self._present[page] or not 0 <= number <= self._farthest[page]:
            return None
        self.marks.add((page, number))
        return page, number

    def _element(self, item: Any, parent: str) -> _Element:
        role = self._role(name_of(item.get("/S")), parent)
        return _Element(role, language_tag(item.get("/Lang")), self._attributes(item, role))

    def _role(self, name: str, parent: str) -> str:
        """Return the standard type of a role; the map may lead there by way of others (ISO 32000-1, 14.7.3)."""
        for _ in range(LONGEST_CHAIN):
            if STANDARD.fullmatch(name):
                return name
            name = self._role_map.get(name, "")
        return "Div" if HOLD_PARTS.fullmatch(parent) else "NonStruct" if HOLD_FIXED.fullmatch(parent) else "Span"

    def _attributes(self, item: Any, role: str) -> dict[str, Any]:
        """Return the attributes that are kept; those of the element's classes give way to its own (14.7.5.3)."""
        owner = OWNERS.get(role)
        if owner is None:
            return {}
        kept: dict[str, Any] = {}
        named = (self._classes.get(name_of(value)) for value in _each(item.get("/C")))
        for holder in (*named, item.get("/A")):
            for attributes in _each(holder):
                if isinstance(attributes, Dictionary) and attributes.get("/O") == f"/{owner}":
                    kept.update(_kept_attributes(attributes, owner))
        return kept


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, Dictionary) else ()


def _each(value: Any) -> Iterator[Any]:
    return islice(value if isinstance(value, Array) else (value,), MOST_ATTRIBUTES)


def _is_element(kid: Any) -> bool:
    """Whether a kid is an element, and not a reference to content or to an annotation."""
    if not isinstance(kid, Dictionary) or "/MCID" in kid or "/Obj" in kid:
        return False
    return kid.get("/Type", Name.StructElem) == Name.StructElem


def _kept_attributes(attributes: Any, owner: str) -> dict[str, Any]:
    if owner == "List":
        return _standard_name(attributes, "/ListNumbering", NUMBERINGS)
    kept = _standard_name(attributes, "/Scope", SCOPES)
    for key in ("/RowSpan", "/ColSpan"):
        span = attributes.get(key)
        if type(span) is int and 1 <= span <= LARGEST_SPAN:
            kept[key] = span
    return kept


def _standard_name(attributes: Any, key: str, standard: re.Pattern[str]) -> dict[str, Any]:
    name = name_of(attributes.get(key))
    return {key: Name(f"/{name}")} if standard.fullmatch(name) else {}


def _add_elements(
    target: pikepdf.Pdf, root: Any, pages: Sequence[Any], elements: Sequence[_Element]
) -> dict[int, dict[int, Any]]:
    """Make the elements below the root; return the parent of each number of marked content, by page."""
    parents: dict[int, dict[int, Any]] = {}
    waiting = [(_Element("", kids=list(elements)), root)]
    while waiting:
        element, made = waiting.pop()
        home = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
        if home is not None:
            made.Pg = pages[home]
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, _Element):
                kids.append(target.make_indirect(_dictionary(kid, made)))
                waiting.append((kid, kids[-1]))
                continue
            page, number = kid
            parents.setdefault(page, {})[number] = made
            kids.append(number if page == home else Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
        if kids:
            made.K = Array(kids)
    return parents


def _dictionary(element: _Element, parent: Any) -> Any:
    made = Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
    if element.language:
        made.Lang = pikepdf.String(element.language)
    if element.attributes:
        made.A = Dictionary({"/O": Name(f"/{OWNERS[element.role]}"), **element.attributes})
    return made


def _add_parents(target: pikepdf.Pdf, root: Any, pages: Sequence[Any], parents: dict[int, dict[int, Any]]) -> None:
    """Make the way back from the content of pages to its elements (ISO 32000-1, 14.7.4.4)."""
    numbers: list[Any] = []
    for key, page in enumerate(sorted(parents)):
        pages[page].StructParents = key
        row = [parents[page].get(number) for number in range(max(parents[page]) + 1)]
        numbers += [key, target.make_indirect(Array(row))]
    root.ParentTree = target.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(parents)
