"""The structure tree made anew: what is read, in which order and as what stays; what a tag says of its own goes."""

import ctypes
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from woo_redact.write.rebuild.tags import language_tag, page_of, rebuild_tags

SECRET = "Zoutkamper"
SLASHED = f"/{SECRET}"
Mark = tuple[int, int]
Tree = Callable[[pikepdf.Pdf], Sequence[Any]]


# -- helpers: a source as a program would write it, and what stands in the output


def element(pdf: pikepdf.Pdf, role: str, *kids: Any, page: int | None = None, **more: Any) -> Any:
    """An element of the source, an object of its own; whole numbers are marked content on its page."""
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), **more))
    if page is not None:
        made.Pg = pdf.pages[page].obj
    if kids:
        made.K = kids[0] if len(kids) == 1 else Array(kids)
    for kid in kids:
        if isinstance(kid, Dictionary) and kid.get("/Type") == "/StructElem":
            kid.P = made
    return made


def reference(pdf: pikepdf.Pdf, page: int, number: int, **more: Any) -> Any:
    return Dictionary(Type=Name.MCR, Pg=pdf.pages[page].obj, MCID=number, **more)


def source_of(tree: Tree, pages: int = 1, *, marked: bool = True, **root: Any) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, **root))
    pdf.Root.StructTreeRoot.K = Array(list(tree(pdf)))
    pdf.Root.MarkInfo = Dictionary(Marked=marked, Suspects=True)
    return opened(pdf)


def opened(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(saved(pdf)))


def saved(pdf: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return stream.getvalue()


def target_of(source: pikepdf.Pdf, present: Sequence[set[int]]) -> pikepdf.Pdf:
    """The output as it is saved and opened again; its pages show the marked content that is present."""
    target = pikepdf.new()
    for marks in present:
        page = target.add_blank_page()
        content = " ".join(f"/Span <</MCID {number}>> BDC 0 0 1 1 re f EMC" for number in sorted(marks))
        page.obj.Contents = target.make_stream(content.encode())
    rebuild_tags(source, target, present)
    return opened(target)


def rebuilt(tree: Tree, *present: set[int], **root: Any) -> pikepdf.Pdf:
    return target_of(source_of(tree, len(present), **root), present)


def parts(target: pikepdf.Pdf) -> Iterator[tuple[Any, Mark | None]]:
    """Elements in reading order, each before its kids, and the content of each."""
    pages = page_of(target)
    waiting: list[tuple[Any, Any]] = [(None, kid) for kid in reversed(list(target.Root.StructTreeRoot.K))]
    while waiting:
        holder, kid = waiting.pop()
        if isinstance(kid, int):
            yield holder, (pages[holder.Pg.objgen], kid)
        elif "/MCID" in kid:
            yield holder, (pages[kid.Pg.objgen], int(kid.MCID))
        else:
            yield kid, None
            waiting.extend((kid, below) for below in reversed(list(kid.get("/K", Array()))))


def order(target: pikepdf.Pdf) -> list[Mark]:
    return [mark for _, mark in parts(target) if mark is not None]


def shape(target: pikepdf.Pdf) -> str:
    """The roles in reading order, with how deep they stand, as in ``P(Span)``."""

    def of(kids: Any) -> str:
        return " ".join(
            str(kid) if isinstance(kid, int) else str(kid.S)[1:] + (f"({of(kid.K)})" if "/K" in kid else "")
            for kid in kids
            if isinstance(kid, int) or "/S" in kid
        )

    return of(target.Root.StructTreeRoot.K)


def parents(target: pikepdf.Pdf) -> dict[Mark, Any]:
    """What the tree of parents says: the element of each content."""
    rows: list[Any] = list(target.Root.StructTreeRoot.ParentTree.Nums)
    by_key = dict(zip(rows[::2], rows[1::2], strict=True))
    found = {}
    for index, page in enumerate(target.pages):
        if "/StructParents" in page.obj:
            row = by_key.pop(int(page.obj.StructParents))
            found.update({(index, number): parent for number, parent in enumerate(row) if parent is not None})
    assert not by_key
    return found


def has_no_tree(target: pikepdf.Pdf) -> bool:
    return target.Root.keys() == {"/Type", "/Pages"} and all("/StructParents" not in p.obj for p in target.pages)


def is_consistent(target: pikepdf.Pdf) -> bool:
    """Whether elements and content know their parents, and these them."""
    up = {mark: holder.objgen for holder, mark in parts(target) if mark is not None}
    for found, mark in parts(target):
        if mark is None:
            assert all(kid.P.objgen == found.objgen for kid in found.get("/K", Array()) if "/S" in _keys(kid))
    return up == {mark: parent.objgen for mark, parent in parents(target).items()}


def _keys(kid: Any) -> Any:
    return kid.keys() if isinstance(kid, Dictionary) else ()


# -- what stays


def test_content_is_read_in_the_same_order() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        heading = element(pdf, "H1", 3, page=0)
        across = element(pdf, "P", 0, element(pdf, "Em", 5, page=0), reference(pdf, 1, 2), 1, page=0)
        return [element(pdf, "Document", heading, across, element(pdf, "P", 0, page=1))]

    target = rebuilt(tree, {0, 1, 3, 5}, {0, 2})
    assert shape(target) == "Document(H1(3) P(0 Em(5) 1) P(0))"
    assert order(target) == [(0, 3), (0, 0), (0, 5), (1, 2), (0, 1), (1, 0)]
    assert is_consistent(target)


def test_content_that_is_gone_is_not_in_it_and_what_is_empty_is_left_out() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        gone = element(pdf, "Sect", element(pdf, "H2", 1, page=0), element(pdf, "P", 2, page=0))
        return [element(pdf, "Document", element(pdf, "P", 0, 1, page=0), gone, element(pdf, "P", 3, page=0))]

    target = rebuilt(tree, {0, 3})
    assert shape(target) == "Document(P(0) P(3))"
    assert order(target) == [(0, 0), (0, 3)]


def test_empty_cells_rows_and_items_stay_where_others_have_content() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        first = element(pdf, "TR", element(pdf, "TH", 0, page=0), element(pdf, "TH", 1, page=0))
        second = element(pdf, "TR", element(pdf, "TD", element(pdf, "P", 2, page=0)), element(pdf, "TD", 3, page=0))
        table = element(pdf, "Table", element(pdf, "THead", first), element(pdf, "TBody", second))
        items = [element(pdf, "LI", element(pdf, "LBody", number, page=0)) for number in (4, 5)]
        return [table, element(pdf, "L", *items)]

    assert shape(rebuilt(tree, {3, 5})) == "Table(THead(TR(TH TH)) TBody(TR(TD TD(3)))) L(LI LI(LBody(5)))"
    assert shape(rebuilt(tree, {5})) == "L(LI LI(LBody(5)))"


def test_attributes_that_tables_and_lists_need_stay() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        layout = Dictionary(O=Name.Layout, Placement=Name.Block, Width=612345678)
        table = Dictionary(O=Name.Table, RowSpan=2, ColSpan=612345678, Scope=Name.Row, Summary=String(SECRET))
        cell = element(pdf, "TH", 0, page=0, A=Array([layout, 0, table, 1]), C=Name.Wide)
        numbering = Dictionary(O=Name.List, ListNumbering=Name.Decimal, Zoutkamper=Name.Zoutkamper)
        item = element(pdf, "LI", element(pdf, "LBody", 1, page=0))
        wrong = element(pdf, "L", element(pdf, "LI", 2, page=0), A=Dictionary(O=Name.List, ListNumbering=Name(SLASHED)))
        row = element(pdf, "TR", cell, element(pdf, "TD", 3, page=0, A=Dictionary(O=Name.Table, Scope=Name(SLASHED))))
        return [element(pdf, "Table", row), element(pdf, "L", item, A=numbering), wrong]

    classes = Dictionary(Wide=Array([Dictionary(O=Name.Table, ColSpan=3, RowSpan=7)]))
    target = rebuilt(tree, {0, 1, 2, 3}, ClassMap=classes)
    kept = {str(found.S): found.A for found, mark in parts(target) if mark is None and "/A" in found}
    assert kept["/TH"] == Dictionary(O=Name.Table, RowSpan=2, ColSpan=3, Scope=Name.Row)
    assert kept["/L"] == Dictionary(O=Name.List, ListNumbering=Name.Decimal)
    assert kept.keys() == {"/TH", "/L"}


def test_the_language_of_an_element_stays_when_it_is_one() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        return [
            element(pdf, "P", 0, page=0, Lang=String("en-gb")),
            element(pdf, "P", 1, page=0, Lang=String(f"Jan-{SECRET}")),
        ]

    target = rebuilt(tree, {0, 1})
    first, second = target.Root.StructTreeRoot.K
    assert str(first.Lang) == "en-GB"
    assert "/Lang" not in second


LANGUAGES = {
    "nl": "nl",
    "NL": "nl",
    "nl_be": "nl-BE",
    "zh-hans-cn": "zh-Hans-CN",
    "pap-CW": "pap-CW",
    "es-419": "es-419",
    "en-GB-oxendict": "en-GB",
    "nl-NL-x-zoutkamp": "nl-NL",
    "Jan-Jansen": None,
    "Zoutkamper": None,
    "": None,
    "nl NL": None,
}


@pytest.mark.parametrize("written", LANGUAGES)
def test_a_language_is_a_short_tag(written: str) -> None:
    assert language_tag(String(written)) == LANGUAGES[written]


def test_what_is_no_text_is_no_language() -> None:
    assert language_tag(Name.nl) is None
    assert language_tag(None) is None
    assert language_tag(String(b"\xef\xbb\xbf\xff")) is None


# -- roles


ROLES = {
    "standard": ("BlockQuote", "BlockQuote"),
    "of a later standard": ("FENote", "FENote"),
    "a deep heading": ("H12", "H12"),
    "mapped": ("Kop", "H1"),
    "mapped by way of others": ("Zoutkamper", "P"),
    "with letters of an older encoding": ("Kop\udce9", "H2"),
    "mapped onto itself": ("Rond", "Div"),
    "mapped in a circle": ("Heen", "Div"),
    "mapped to what is no name": ("Tekst", "Div"),
    "not mapped": ("Zout", "Div"),
}


@pytest.mark.parametrize("name", ROLES)
def test_roles_are_standard(name: str) -> None:
    written, expected = ROLES[name]
    pairs = {"Kop": "H1", "Zoutkamper": "Zoutig", "Zoutig": "P", "Rond": "Rond", "Heen": "Weer", "Weer": "Heen"}
    role_map = Dictionary({f"/{key}": Name(f"/{value}") for key, value in pairs.items()})
    role_map["/Tekst"] = String("P")
    latin = Name("/KopXX")
    role_map[latin] = Name.H2
    raw = saved(source_of(lambda pdf: [element(pdf, written.replace("\udce9", "XX"), 0, page=0)], RoleMap=role_map))
    # A name that is not UTF-8 can only be written as it stands in a file.
    source = pikepdf.open(io.BytesIO(raw.replace(b"KopXX", b"Kop#e9")))
    target = target_of(source, [{0}])
    assert shape(target) == f"{expected}(0)"
    assert "/RoleMap" not in target.Root.StructTreeRoot


def test_an_unknown_role_becomes_what_fits_where_it_stands() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        row = element(pdf, "Zout", element(pdf, "TR", element(pdf, "TD", 1, page=0)))
        words = element(pdf, "P", element(pdf, "Zout", 0, page=0))
        return [element(pdf, "Zout", words, element(pdf, "Table", row))]

    assert shape(rebuilt(tree, {0, 1})) == "Div(P(Span(0)) Table(NonStruct(TR(TD(1)))))"


# -- what goes


def test_nothing_of_what_a_tag_says_of_its_own_stays() -> None:
    words = String(SECRET)

    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        file = pdf.make_stream(SECRET.encode(), Type=Name.EmbeddedFile)
        noted = Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=words, V=words)]))
        more: dict[str, Any] = {
            **dict.fromkeys(("ActualText", "Alt", "E", "T", "ID", "Lang", "Phonetic", "Zoutkamper"), words),
            **dict.fromkeys(("C", "NS", "PhoneticAlphabet"), Name(SLASHED)),
            "A": Array([noted, 0, Dictionary(O=Name(SLASHED), Headers=Array([words]))]),
            "AF": Array([file]),
            "R": 612345678,
        }
        inner = element(pdf, SECRET, 0, reference(pdf, 0, 1, Zoutkamper=words), page=0, **more)
        return [element(pdf, "Table", element(pdf, "TR", element(pdf, "TD", inner, **more)), **more)]

    names = Dictionary(Names=Array([words, Dictionary(S=Name.P, T=words)]))
    root: dict[str, Any] = {
        "RoleMap": Dictionary(Zoutkamper=Name(SLASHED)),
        "ClassMap": Dictionary(Zoutkamper=Dictionary(O=Name.Table, Summary=words)),
        "IDTree": names,
        "Namespaces": Array([Dictionary(Type=Name.Namespace, NS=words)]),
        "ParentTree": Dictionary(Nums=Array([0, Array([Dictionary(S=Name.P, T=words)])])),
        "AF": Array([Dictionary(F=words)]),
        "Zoutkamper": words,
    }
    source = source_of(tree, **root)
    assert saved(source).count(SECRET.encode()) > 30
    target = target_of(source, [{0, 1}])
    assert order(target) == [(0, 0), (0, 1)]
    written = saved(target)
    assert SECRET.encode() not in written
    assert b"612345678" not in written
    assert {key for found, mark in parts(target) if mark is None for key in found} == {"/Type", "/S", "/P", "/K", "/Pg"}
    assert {*target.Root.StructTreeRoot.keys()} == {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey"}
    assert target.Root.MarkInfo == Dictionary(Marked=True)


def test_annotations_and_the_content_of_forms_go() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Contents=String(SECRET)))
        link = element(pdf, "Link", Dictionary(Type=Name.OBJR, Obj=note, Pg=pdf.pages[0].obj))
        form = pdf.make_stream(b"")
        figure = element(pdf, "Figure", reference(pdf, 0, 1, Stm=form))
        return [element(pdf, "P", link, 0, figure, page=0)]

    target = rebuilt(tree, {0, 1})
    assert shape(target) == "P(0)"
    assert SECRET.encode() not in saved(target)


def test_what_is_on_a_page_that_is_not_in_the_document_goes() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        ghost = pdf.make_indirect(Dictionary(Type=Name.Page))
        table = element(pdf, "Table", element(pdf, "TR", element(pdf, "TD", 0, Pg=ghost)))
        return [element(pdf, "Document", element(pdf, "P", 0, Pg=ghost), table, element(pdf, "P", 1, page=0), page=0)]

    assert shape(rebuilt(tree, {0, 1})) == "Document(P(1))"


# -- when there is no tree


def test_without_a_tree_nothing_is_made() -> None:
    source = pikepdf.new()
    source.add_blank_page()
    source.Root.MarkInfo = Dictionary(Marked=True)
    assert has_no_tree(target_of(source, [{0}]))


@pytest.mark.parametrize("broken", [String(SECRET), Array([1]), Dictionary(), Dictionary(K=3), Dictionary(K=Name.K)])
def test_with_a_tree_of_nothing_nothing_is_made(broken: Any) -> None:
    source = source_of(lambda pdf: [])
    source.Root.StructTreeRoot = broken
    assert has_no_tree(target_of(source, [{0}]))


def test_when_no_content_is_left_nothing_is_made() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        return [element(pdf, "Table", element(pdf, "TR", element(pdf, "TD", 0, page=0)))]

    assert has_no_tree(rebuilt(tree, set()))


def test_only_what_was_said_to_be_marked_is() -> None:
    target = rebuilt(lambda pdf: [element(pdf, "P", 0, page=0)], {0}, marked=False)
    assert shape(target) == "P(0)"
    assert "/MarkInfo" not in target.Root


def test_pages_without_tags_have_no_number() -> None:
    target = rebuilt(lambda pdf: [element(pdf, "P", 4, page=1), element(pdf, "P", 0, page=3)], {0}, {4}, set(), {0})
    assert [page.obj.get("/StructParents") for page in target.pages] == [None, 0, None, 1]
    assert target.Root.StructTreeRoot.ParentTreeNextKey == 2
    assert parents(target).keys() == {(1, 4), (3, 0)}


def test_the_pages_have_to_be_the_same() -> None:
    source = source_of(lambda pdf: [element(pdf, "P", 0, page=0)])
    with pytest.raises(ValueError, match="pages"):
        target_of(source, [{0}, {0}])


# -- what is wrong with a tree


def test_an_element_among_its_own_descendants_is_used_once() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        inner = element(pdf, "P", 1, page=0)
        outer = element(pdf, "Sect", 0, inner, page=0)
        inner.K = Array([1, outer, pdf.Root.StructTreeRoot, inner])
        return [outer, outer]

    assert shape(rebuilt(tree, {0, 1})) == "Sect(0 P(1))"


def test_what_two_parents_share_is_used_where_it_is_read_first() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        shared = element(pdf, "Span", 1, page=0)
        kids = pdf.make_indirect(Array([0, shared]))
        one, two = element(pdf, "P", page=0, K=kids), element(pdf, "P", page=0, K=kids)
        return [one, two, element(pdf, "P", 0, 2, shared, page=0)]

    target = rebuilt(tree, {0, 1, 2})
    assert shape(target) == "P(0 Span(1)) P(2)"
    assert is_consistent(target)


def test_a_tree_as_deep_as_a_trap_is_read_to_its_end() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        found = element(pdf, "Span", 0, page=0)
        for _ in range(10_000):
            found = element(pdf, "Div", found)
        return [found]

    target = rebuilt(tree, {0})
    assert order(target) == [(0, 0)]
    assert sum(mark is None for _, mark in parts(target)) == 10_001


def test_a_page_that_is_named_above_counts_for_what_is_below() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        return [element(pdf, "Sect", element(pdf, "P", 0, Dictionary(Type=Name.MCR, MCID=1)), page=1)]

    assert order(rebuilt(tree, {0}, {0, 1})) == [(1, 0), (1, 1)]


def test_content_without_an_element_gets_one() -> None:
    assert shape(rebuilt(lambda pdf: [reference(pdf, 0, 1), element(pdf, "P", 0, page=0)], {0, 1})) == "Span(1) P(0)"


def test_what_is_no_content_and_no_element_is_passed_over() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        odd = [
            String(SECRET),
            Name(SLASHED),
            True,
            2.5,
            None,
            Dictionary(),
            Dictionary(Type=Name.MCR),
            pdf.pages[0].obj,
        ]
        bad = element(pdf, "P", *odd, -1, 7, Array([Array([0])]), Dictionary(S=String("P"), K=1), page=0)
        return [bad, element(pdf, "P", 2, Pg=String(SECRET), A=3, C=3, Lang=3, P=3)]

    target = rebuilt(tree, {-1, 0, 1, 2})
    assert shape(target) == "P(0 Span(1))"


def test_a_number_out_of_all_proportion_makes_no_huge_table() -> None:
    target = rebuilt(lambda pdf: [element(pdf, "P", 2_000_000_000, 0, 900, page=0)], {0, 900, 2_000_000_000})
    assert order(target) == [(0, 0), (0, 900)]
    assert len(target.Root.StructTreeRoot.ParentTree.Nums[1]) == 901


# -- readers


def read_by_pdfium(target: pikepdf.Pdf, index: int) -> list[tuple[str, list[int]]]:
    """Roles and content numbers of a page's elements, in reading order, as PDFium sees them."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(saved(target))
    page = document[index]
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    found = []
    kids = [raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree))]
    waiting = kids[::-1]
    while waiting:
        kid = waiting.pop()
        buffer = ctypes.create_string_buffer(100)
        length = raw.FPDF_StructElement_GetType(kid, buffer, len(buffer))
        numbers = (
            raw.FPDF_StructElement_GetMarkedContentIdAtIndex(kid, i)
            for i in range(raw.FPDF_StructElement_GetMarkedContentIdCount(kid))
        )
        found.append((buffer.raw[: length - 2].decode("utf-16-le"), [n for n in numbers if n >= 0]))
        below = [
            raw.FPDF_StructElement_GetChildAtIndex(kid, i) for i in range(raw.FPDF_StructElement_CountChildren(kid))
        ]
        waiting.extend(below_kid for below_kid in reversed(below) if below_kid)
    raw.FPDF_StructTree_Close(tree)
    page.close()
    document.close()
    return found


def test_pdfium_reads_the_tree() -> None:
    def tree(pdf: pikepdf.Pdf) -> Sequence[Any]:
        cells = [element(pdf, "TD", number, page=1) for number in (0, 1)]
        table = element(pdf, "Table", element(pdf, "TR", *cells))
        return [element(pdf, "Document", element(pdf, "Kop", 1, 0, page=0), table, element(pdf, "P", 2, page=1))]

    target = rebuilt(tree, {0, 1}, {1, 2}, RoleMap=Dictionary(Kop=Name.H1))
    assert read_by_pdfium(target, 0) == [("Document", []), ("H1", [1, 0])]
    read = read_by_pdfium(target, 1)
    assert [entry for entry in read if entry[1]] == [("TD", [1]), ("P", [2])]


# -- invariants

PAGES = 3
leaf = st.tuples(st.integers(0, PAGES - 1), st.integers(0, 9))
roles = st.sampled_from(["Document", "Sect", "P", "Span", "Table", "TR", "TD", "L", "LI", "Kop", "Zoutkamper"])
branch = st.recursive(leaf, lambda kids: st.tuples(roles, st.lists(kids, max_size=4)), max_leaves=30)


def planted(pdf: pikepdf.Pdf, spec: Any, page: int) -> Any:
    name, below = spec
    if isinstance(name, int):
        return below if name == page else reference(pdf, name, below)
    return element(pdf, name, Array([planted(pdf, kid, len(below) % PAGES) for kid in below]), page=len(below) % PAGES)


def leaves(spec: Any) -> Iterator[Mark]:
    name, below = spec
    if isinstance(name, int):
        yield name, below
    else:
        for kid in below:
            yield from leaves(kid)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(roles, st.lists(branch, max_size=4)), max_size=4), st.sets(leaf, max_size=30))
def test_order_is_kept_nothing_comes_twice_and_parents_agree(specs: list[Any], left: set[Mark]) -> None:
    present = [{number for page, number in left if page == index} for index in range(PAGES)]
    source = source_of(lambda pdf: [planted(pdf, spec, 0) for spec in specs], PAGES, RoleMap=Dictionary(Kop=Name.H1))
    target = target_of(source, present)
    expected = list(dict.fromkeys(mark for spec in specs for mark in leaves(spec) if mark in left))
    if not expected:
        assert "/StructTreeRoot" not in target.Root
        return
    assert order(target) == expected
    assert is_consistent(target)
    assert SECRET.encode() not in saved(target)
