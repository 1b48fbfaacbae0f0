"""Labels, bookmarks, links and language made anew: the way through the document stays, what it says of it does not."""

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from woo_redact.domain.geometry import Box
from woo_redact.write.rebuild.navigation import internal_links, language, outline, page_labels

SECRET = "Zoutkamper"
SLASHED = f"/{SECRET}"
PAGES = 4


# -- helpers


def saved(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return stream.getvalue()


def blank(pages: int = PAGES) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


def made(source: pikepdf.Pdf, make: Callable[[pikepdf.Pdf, pikepdf.Pdf], None]) -> pikepdf.Pdf:
    """What is made of a source, both as they are saved and opened again."""
    target = blank(len(source.pages))
    make(pikepdf.open(io.BytesIO(saved(source))), target)
    return pikepdf.open(io.BytesIO(saved(target)))


def has_only_pages(target: pikepdf.Pdf) -> bool:
    return bool(target.Root.keys() == {"/Type", "/Pages"})


# -- language


def test_the_language_stays() -> None:
    source = blank()
    source.Root.Lang = String("nl-nl")
    assert made(source, language).Root.Lang == String("nl-NL")


@pytest.mark.parametrize("value", [String(SECRET), String("Jan-Jansen"), Name.nl, 3, Array([String("nl")])])
def test_what_is_no_language_goes(value: Any) -> None:
    source = blank()
    source.Root.Lang = value
    assert has_only_pages(made(source, language))


# -- page labels


def labelled(tree: Any, pages: int = PAGES) -> pikepdf.Pdf:
    source = blank(pages)
    source.Root.PageLabels = tree
    return made(source, page_labels)


def labels(target: pikepdf.Pdf) -> list[str]:
    with pymupdf.open(stream=saved(target)) as pdf:
        return [page.get_label() for page in pdf]


def test_pages_are_numbered_as_before() -> None:
    first = Dictionary(Limits=Array([0, 0]), Nums=Array([0, Dictionary(S=Name.r)]))
    second = Dictionary(Limits=Array([2, 2]), Kids=Array([Dictionary(Nums=Array([2, Dictionary(S=Name.D, St=7)]))]))
    target = labelled(Dictionary(Kids=Array([first, second])))
    assert labels(target) == ["i", "ii", "7", "8"]
    assert target.Root.PageLabels == Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, St=7)]))


def test_prefixes_and_all_else_of_labels_go() -> None:
    words = String(SECRET)
    odd = Dictionary(S=Name.A, P=words, Type=Name(SLASHED), Zoutkamper=words, St=612345678)
    short = Dictionary(S=Name.D, P=String("A-"))
    tree = Dictionary(Nums=Array([0, odd, 1, Dictionary(S=Name(SLASHED), St=words), 2, short]), Zoutkamper=words)
    target = labelled(tree)
    assert target.Root.PageLabels == Dictionary(
        Nums=Array([0, Dictionary(S=Name.A), 1, Dictionary(), 2, Dictionary(S=Name.D)])
    )
    assert SECRET.encode() not in saved(target)


def test_labels_of_pages_that_are_not_there_go_and_the_first_page_gets_one() -> None:
    roman = Dictionary(S=Name.R)
    tree = Dictionary(Nums=Array([3, roman, -1, roman, 4, roman, Decimal("2.5"), roman, String("1"), roman, 3, 5, 2]))
    assert labels(labelled(tree)) == ["1", "2", "3", "I"]


@pytest.mark.parametrize(
    "broken", [String(SECRET), Dictionary(), Dictionary(Nums=3), Dictionary(Nums=Array([0, 1, 2]))]
)
def test_labels_that_cannot_be_understood_go(broken: Any) -> None:
    assert has_only_pages(labelled(broken))


def test_labels_in_a_circle_end() -> None:
    source = blank()
    node = source.make_indirect(Dictionary(Nums=Array([0, Dictionary(S=Name.a)])))
    node.Kids = Array([node, node])
    source.Root.PageLabels = node
    assert labels(made(source, page_labels)) == ["a", "b", "c", "d"]


# -- bookmarks

Entry = tuple[str, int | None, list[Any]]


def fit(pdf: pikepdf.Pdf, page: int) -> Any:
    return Array([pdf.pages[page].obj, Name.Fit])


def bookmarked(*entries: Entry, pdf: pikepdf.Pdf | None = None, count: int = 1) -> pikepdf.Pdf:
    """A source with bookmarks: title, page and those below each."""
    source = pdf or blank()
    source.Root.Outlines = source.make_indirect(Dictionary(Type=Name.Outlines))
    waiting = [(source.Root.Outlines, list(entries))]
    while waiting:
        parent, below = waiting.pop()
        items = []
        for title, page, deeper in below:
            item = source.make_indirect(Dictionary(Title=String(title), Parent=parent, Count=count))
            if page is not None:
                item.Dest = fit(source, page)
            items.append(item)
            waiting.append((item, deeper))
        link(parent, items)
    return source


def link(parent: Any, items: Sequence[Any]) -> None:
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    if items:
        parent.First, parent.Last = items[0], items[-1]


def kept(source: pikepdf.Pdf, remains: Callable[[str], bool] = lambda title: SECRET not in title) -> pikepdf.Pdf:
    return made(source, lambda before, after: outline(before, after, remains))


def contents(target: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Level, title and page number of each bookmark, as MuPDF reads them."""
    with pymupdf.open(stream=saved(target)) as pdf:
        return [tuple(entry) for entry in pdf.get_toc()]


def only_place(source: pikepdf.Pdf) -> Any:
    """Where the only bookmark of the output leads to: page index, and what follows the page."""
    target = kept(source)
    place = list(target.Root.Outlines.First.Dest)
    return [page.obj.objgen for page in target.pages].index(place[0].objgen), place[1:]


def test_bookmarks_whose_titles_remain_stay() -> None:
    source = bookmarked(
        ("Inleiding", 0, []), ("Besluit", 1, [("Gronden", 2, [("Bijlage é €", 3, [])])]), ("Slot", 3, [])
    )
    expected = [(1, "Inleiding", 1), (1, "Besluit", 2), (2, "Gronden", 3), (3, "Bijlage é €", 4), (1, "Slot", 4)]
    assert contents(kept(source)) == expected


def test_what_stands_under_a_title_that_is_gone_moves_up_in_its_place() -> None:
    under: list[Entry] = [("Eén", 1, [("Deel", 2, [])]), (f"Ook {SECRET}", 1, [("Twee", 2, [])]), ("Drie", 3, [])]
    target = kept(bookmarked(("Voor", 0, []), (SECRET, 1, under), ("Na", 3, [])))
    titles = [(level, title) for level, title, _ in contents(target)]
    assert titles == [(1, "Voor"), (1, "Eén"), (2, "Deel"), (1, "Twee"), (1, "Drie"), (1, "Na")]
    assert SECRET.encode() not in saved(target)
    assert SECRET.encode("utf-16-be") not in saved(target)


def test_a_bookmark_to_nowhere_stays_for_those_under_it_only() -> None:
    source = bookmarked(("Deel", None, [("Kop", 1, [])]), ("Los", None, [("Leeg", None, [])]))
    assert [(level, title) for level, title, _ in contents(kept(source))] == [(1, "Deel"), (2, "Kop")]


def test_without_bookmarks_that_remain_there_are_none() -> None:
    assert has_only_pages(kept(blank()))
    assert has_only_pages(kept(bookmarked((SECRET, 1, [(SECRET, 2, [])]))))


def test_a_bookmark_holds_nothing_else() -> None:
    words = String(SECRET)
    source = bookmarked(("Kop", 1, []))
    first = source.Root.Outlines.First
    for key in ("/SE", "/Zoutkamper", "/Metadata", "/F"):
        first[key] = words
    first.C = Array([1, 0, 0])
    first.Dest = Array([source.pages[1].obj, Name.XYZ, 70, Decimal("700.4"), 3, words, Name(SLASHED)])
    source.Root.Outlines.Zoutkamper = words
    target = kept(source)
    assert SECRET.encode() not in saved(target)
    assert {*target.Root.Outlines.First.keys()} == {"/Title", "/Parent", "/Dest"}
    assert {*target.Root.Outlines.keys()} == {"/Type", "/First", "/Last", "/Count"}


TITLES = {
    "white space": ("Kop\t een\r\n twee ", "Kop een twee"),
    "controls": ("K\x01o\x02p\x07", "Kop"),
    "what nobody sees": ("K\u200bo\u202ep\U000e0041", "Kop"),
    "a language of its own": ("\x1bnlNL\x1bKop", "Kop"),
}


@pytest.mark.parametrize("name", TITLES)
def test_titles_are_what_is_to_be_read(name: str) -> None:
    written, expected = TITLES[name]
    asked = []

    def remains(title: str) -> bool:
        asked.append(title)
        return True

    target = kept(bookmarked((written, 1, [])), remains)
    assert asked == [expected]
    assert target.Root.Outlines.First.Title == String(expected)


@pytest.mark.parametrize("title", [String(""), String(" \x01"), Name(SLASHED), String(b"\xef\xbb\xbf\xff"), 3])
def test_a_bookmark_without_a_title_goes_and_those_under_it_stay(title: Any) -> None:
    source = bookmarked(("Weg", 1, [("Kop", 2, [])]))
    source.Root.Outlines.First.Title = title
    assert contents(kept(source, lambda title: True)) == [(1, "Kop", 3)]


def test_counts_say_what_is_to_be_seen() -> None:
    def entries() -> list[Entry]:
        return [("Een", 0, [("Twee", 1, [("Drie", 2, [])]), ("Vier", 3, [])]), ("Vijf", 0, [])]

    unfolded = kept(bookmarked(*entries()))
    assert unfolded.Root.Outlines.Count == 5
    assert unfolded.Root.Outlines.First.Count == 3
    assert unfolded.Root.Outlines.First.First.Count == 1
    folded = kept(bookmarked(*entries(), count=-1))
    assert folded.Root.Outlines.Count == 2
    assert folded.Root.Outlines.First.Count == -2
    assert "/Count" not in folded.Root.Outlines.Last


PLACES = {
    "a place on a page": (("/XYZ", 70, 700, 2), (["/XYZ", 70, 700, None])),
    "a place between points": (("/XYZ", Decimal("70.4"), Decimal("699.6"), 0), (["/XYZ", 70, 700, None])),
    "the place as it is": (("/XYZ", None, None, None), (["/XYZ", None, None, None])),
    "too far away": (("/XYZ", 612345678, -612345678, 612345678), (["/XYZ", None, None, None])),
    "numbers that are none": (("/XYZ", String(SECRET), Name(SLASHED)), (["/XYZ", None, None, None])),
    "a page": (("/Fit", 612345678), (["/Fit"])),
    "the ink of a page": (("/FitB",), (["/Fit"])),
    "a height": (("/FitH", 500), (["/XYZ", None, 500, None])),
    "a distance from the left": (("/FitV", 50), (["/XYZ", 50, None, None])),
    "a part of a page": (("/FitR", 10, 20, 300, 400), (["/XYZ", 10, 400, None])),
    "a kind of its own": ((SLASHED, 3), (["/Fit"])),
    "nothing but a page": ((), (["/Fit"])),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_is_a_page_and_where_on_it(name: str) -> None:
    written, expected = PLACES[name]
    source = bookmarked(("Kop", 0, []))
    values = [Name(value) if isinstance(value, str) else value for value in written]
    source.Root.Outlines.First.Dest = Array([source.pages[2].obj, *values])
    page, place = only_place(source)
    assert page == 2
    assert [value if value is None or isinstance(value, int) else str(value) for value in place] == expected


def test_names_of_places_are_resolved() -> None:
    source = bookmarked(("Een", None, []), ("Twee", None, []), ("Drie", None, []), ("Vier", None, []))
    named = [String(SECRET), fit(source, 1), String("b"), Dictionary(D=fit(source, 2), Zoutkamper=String(SECRET))]
    leaf = source.make_indirect(Dictionary(Names=Array(named), Limits=Array([String("a"), String("b")])))
    source.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([Dictionary(Kids=Array([leaf]))])))
    source.Root.Dests = Dictionary({SLASHED: fit(source, 3), "/c": Dictionary(D=fit(source, 3))})
    first = source.Root.Outlines.First
    first.Dest = String(SECRET)
    first.Next.A = Dictionary(S=Name.GoTo, D=String("b"))
    first.Next.Next.Dest = Name.c
    first.Next.Next.Next.A = Dictionary(S=Name.GoTo, D=fit(source, 0))
    target = kept(source)
    assert contents(target) == [(1, "Een", 2), (1, "Twee", 3), (1, "Drie", 4), (1, "Vier", 1)]
    assert SECRET.encode() not in saved(target)


def test_the_number_of_a_page_is_a_place() -> None:
    source = bookmarked(("Kop", None, []))
    source.Root.Outlines.First.Dest = Array([3, Name.Fit])
    assert only_place(source) == (3, [Name.Fit])


NOWHERE: dict[str, Callable[[pikepdf.Pdf], Any]] = {
    "an address": lambda pdf: Dictionary(A=Dictionary(S=Name.URI, URI=String(SECRET))),
    "a script": lambda pdf: Dictionary(A=Dictionary(S=Name.JavaScript, JS=String(SECRET), D=fit(pdf, 0))),
    "another document": lambda pdf: Dictionary(A=Dictionary(S=Name.GoToR, F=String(SECRET), D=Array([0, Name.Fit]))),
    "an action of no kind": lambda pdf: Dictionary(A=Dictionary(D=fit(pdf, 0))),
    "an unknown name": lambda pdf: Dictionary(Dest=String(SECRET)),
    "a name in another document": lambda pdf: Dictionary(Dest=Dictionary(D=String(SECRET))),
    "a page that is not there": lambda pdf: Dictionary(Dest=Array([PAGES, Name.Fit])),
    "a page before the first": lambda pdf: Dictionary(Dest=Array([-1, Name.Fit])),
    "a page outside the document": lambda pdf: Dictionary(Dest=Array([Dictionary(Type=Name.Page), Name.Fit])),
    "nothing": lambda pdf: Dictionary(Dest=Array()),
    "no place": lambda pdf: Dictionary(Dest=3, A=3),
}


@pytest.mark.parametrize("name", NOWHERE)
def test_what_leads_out_of_the_document_goes(name: str) -> None:
    source = bookmarked(("Kop", None, [("Onder", 1, [])]), ("Los", None, []))
    for item in (source.Root.Outlines.First, source.Root.Outlines.Last):
        for key, value in NOWHERE[name](source).items():
            item[key] = value
    target = kept(source)
    assert [(level, title) for level, title, _ in contents(target)] == [(1, "Kop"), (2, "Onder")]
    assert {*target.Root.Outlines.First.keys()} == {"/Title", "/Parent", "/First", "/Last", "/Count"}
    assert SECRET.encode() not in saved(target)


def test_bookmarks_in_a_circle_end() -> None:
    source = bookmarked(("Een", 0, [("Twee", 1, [])]), ("Drie", 2, []))
    first = source.Root.Outlines.First
    first.First.First = first
    first.First.Next = source.Root.Outlines
    source.Root.Outlines.Last.Next = first
    assert contents(kept(source)) == [(1, "Een", 1), (2, "Twee", 2), (1, "Drie", 3)]


@pytest.mark.parametrize("broken", [String(SECRET), Dictionary(), Dictionary(First=3), Dictionary(First=Array())])
def test_bookmarks_that_cannot_be_understood_go(broken: Any) -> None:
    source = blank()
    source.Root.Outlines = broken
    assert has_only_pages(kept(source))


def test_bookmarks_as_deep_as_a_trap_are_read_to_their_end() -> None:
    entry: Entry = ("Kop", 0, [])
    for _ in range(5000):
        entry = (SECRET if len(entry[0]) == 3 else "Kop", 0, [entry])
    target = kept(bookmarked(entry))
    depth, item = 0, target.Root.Outlines
    while "/First" in item:
        depth, item = depth + 1, item.First
    assert depth == 2501
    assert target.Root.Outlines.Count == 2501


def test_many_bookmarks_of_one_place_are_read_to_their_end() -> None:
    many: list[Entry] = [(f"Kop {number}", None, []) for number in range(3000)]
    source = bookmarked(*many)
    place = source.make_indirect(Array([source.pages[1].obj, Name.Fit, *range(50_000)]))
    item: Any = source.Root.Outlines.First
    while item is not None:
        item.Dest = place
        item = item.get("/Next")
    assert kept(source).Root.Outlines.Count == 3000


# Titles in a tree: those that are to go are capitals.
trees: st.SearchStrategy[Any] = st.recursive(
    st.tuples(st.sampled_from("abcDE"), st.just([])),
    lambda below: st.tuples(st.sampled_from("abcDE"), st.lists(below, max_size=4)),
    max_leaves=25,
)


def expected_of(entries: Sequence[Any], level: int) -> list[tuple[int, str]]:
    found = []
    for title, below in entries:
        if title.islower():
            found.append((level, title))
        found += expected_of(below, level + title.islower())
    return found


def entries_of(trees: Sequence[Any]) -> list[Entry]:
    return [(title, ord(title) % PAGES, entries_of(below)) for title, below in trees]


@settings(deadline=None, max_examples=60)
@given(st.lists(trees, max_size=5))
def test_order_and_levels_are_those_of_the_titles_that_remain(trees: list[Any]) -> None:
    target = kept(bookmarked(*entries_of(trees)), str.islower)
    read = contents(target)
    assert [(level, title) for level, title, _ in read] == expected_of(trees, 1)
    assert all(page == ord(title) % PAGES + 1 for _, title, page in read)
    if read:
        assert target.Root.Outlines.Count == len(read)
        assert_linked(target.Root.Outlines)


def assert_linked(parent: Any) -> None:
    item, before = parent.get("/First"), None
    while item is not None:
        assert item.Parent.objgen == parent.objgen
        assert (item.Prev.objgen if "/Prev" in item else None) == (before.objgen if before is not None else None)
        assert_linked(item)
        item, before = item.get("/Next"), item
    if before is not None:
        assert parent.Last.objgen == before.objgen


# -- links


def linked(*annotations: Any, covers: Sequence[Box] = (), pdf: pikepdf.Pdf | None = None) -> pikepdf.Pdf:
    source = pdf or blank()
    source.pages[0].obj.Annots = Array(list(annotations))
    return made(source, lambda before, after: internal_links(before, after, [covers, *[()] * (PAGES - 1)]))


def test_a_link_to_another_page_stays_without_what_it_says() -> None:
    source = blank()
    words = String(SECRET)
    more: dict[str, Any] = dict.fromkeys(("Contents", "NM", "T", "M", "PA", "Zoutkamper"), words)
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([200, 120, 100, 100]),
        A=Dictionary(S=Name.GoTo, D=fit(source, 2), Next=Dictionary(S=Name.URI, URI=words)),
        AP=Dictionary(N=source.make_stream(SECRET.encode())),
        QuadPoints=Array([612345678] * 8),
        **more,
    )
    target = linked(note, pdf=source)
    (found,) = target.pages[0].obj.Annots
    assert found.Dest[0].objgen == target.pages[2].obj.objgen
    assert [float(n) for n in found.Rect] == [100, 100, 200, 120]
    assert {*found.keys()} == {"/Type", "/Subtype", "/Rect", "/Border", "/Dest"}
    assert found.Border == Array([0, 0, 0])
    assert SECRET.encode() not in saved(target)


LINK = (100, 100, 200, 120)


@pytest.mark.parametrize("cover", [Box(150, 110, 160, 115), Box(0, 0, 900, 900), Box(200, 120, 300, 300)])
def test_a_link_that_touches_a_cover_goes(cover: Box) -> None:
    source = blank()
    note = Dictionary(Subtype=Name.Link, Rect=Array(LINK), Dest=fit(source, 1))
    target = linked(note, covers=[cover], pdf=source)
    assert "/Annots" not in target.pages[0].obj


def test_a_link_beside_a_cover_stays() -> None:
    source = blank()
    note = Dictionary(Subtype=Name.Link, Rect=Array(LINK), Dest=fit(source, 1))
    target = linked(note, covers=[Box(201, 100, 300, 120), Box(100, 121, 200, 140)], pdf=source)
    assert len(target.pages[0].obj.Annots) == 1


def test_other_annotations_and_links_to_elsewhere_go() -> None:
    source = blank()
    away = Dictionary(S=Name.URI, URI=String(SECRET))
    target = linked(
        Dictionary(Subtype=Name.Link, Rect=Array(LINK), A=away),
        Dictionary(Subtype=Name.Text, Rect=Array(LINK), Dest=fit(source, 1), Contents=String(SECRET)),
        Dictionary(Subtype=Name.Link, Rect=Array([1, 2, 3]), Dest=fit(source, 1)),
        Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 612345678, 1]), Dest=fit(source, 1)),
        String(SECRET),
        pdf=source,
    )
    assert all("/Annots" not in page.obj for page in target.pages)
