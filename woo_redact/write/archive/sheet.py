"""A sheet in front of a document: its pages, and their part in the structure tree and the numbering."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from woo_redact.write.rebuild.navigation import Places, leaves

# Flag of an annotation that is printed (ISO 32000-1, table 165).
PRINT = 4
ROMAN = Name.r
DECIMAL = Name.D


def put_in_front(pdf: pikepdf.Pdf, sheet: bytes) -> int:
    """Put the pages of ``sheet`` before those of ``pdf``; return how many.

    Pages keep their numbers: those of the sheet are counted in Roman figures. Bookmarks lead to pages as objects, so
    they lead where they did.

    Raises:
        pikepdf.PdfError: the sheet cannot be read.
    """
    with pikepdf.open(io.BytesIO(sheet)) as front:
        count = len(front.pages)
        for index, page in enumerate(front.pages):
            pdf.pages.insert(index, page)
        added = [pdf.pages[index].obj for index in range(count)]
        places = Places(front, pdf)
        for made, page in zip(added, front.pages, strict=True):
            _settle_links(made, [places.of(annotation) for annotation in page.obj.get("/Annots", ())])
        tree = front.Root.get("/StructTreeRoot")
        if isinstance(tree, Dictionary):
            _merge_trees(pdf, pdf.copy_foreign(tree), added)
    _number(pdf, count)
    return count


def _settle_links(page: Any, places: Sequence[Any]) -> None:
    """Keep links that lead to the web or to one of ``places``, in their order: names stay behind with the sheet."""
    kept = []
    for annotation, place in zip(page.get("/Annots", ()), places, strict=True):
        action = annotation.get("/A")
        if place is not None:
            annotation.Dest = place
            if action is not None:
                del annotation["/A"]
        if place is not None or (isinstance(action, Dictionary) and action.get("/S") == Name.URI):
            annotation.F = PRINT
            kept.append(annotation)
    if "/Annots" in page:
        page.Annots = Array(kept)


def _merge_trees(pdf: pikepdf.Pdf, tree: Any, pages: list[Any]) -> None:
    """Put the sheet's elements before those of the document, with numbers after theirs in the table of parents."""
    own = pdf.Root.get("/StructTreeRoot")
    if not isinstance(own, Dictionary):
        pdf.Root.StructTreeRoot = pdf.make_indirect(tree)
        return
    rows = list(leaves(own.get("/ParentTree"), "/Nums"))
    start = max((key + 1 for key, _ in rows), default=0)
    for page in pages:
        for holder, key in _numbered(page):
            holder[key] = holder[key] + start
    rows += [(key + start, value) for key, value in leaves(tree.get("/ParentTree"), "/Nums")]
    own.ParentTree = pdf.make_indirect(
        Dictionary(Nums=Array([part for row in sorted(rows, key=lambda row: row[0]) for part in row]))
    )
    own.ParentTreeNextKey = max((key + 1 for key, _ in rows), default=0)
    kids = _kids(tree)
    for kid in kids:
        kid.P = own
    own.K = Array([*kids, *_kids(own)])
    for key in ("/RoleMap", "/ClassMap"):
        if isinstance(tree.get(key), Dictionary):
            own[key] = Dictionary({**dict(tree[key].items()), **dict(own.get(key, Dictionary()).items())})
    if "/IDTree" in tree and "/IDTree" not in own:
        own.IDTree = tree.IDTree


def _kids(holder: Any) -> list[Any]:
    kids = holder.get("/K")
    return list(kids) if isinstance(kids, Array) else [kids] if kids is not None else []


def _numbered(page: Any) -> Iterator[tuple[Any, str]]:
    """Yield what of a page has a number in the table of parents, and under which key."""
    forms = page.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    for holder in (page, *page.get("/Annots", ()), *(item for _, item in forms.items())):
        for key in ("/StructParents", "/StructParent"):
            if key in holder:
                yield holder, key


def _number(pdf: pikepdf.Pdf, front: int) -> None:
    held = dict(leaves(pdf.Root.get("/PageLabels"), "/Nums")) or {0: Dictionary(S=DECIMAL)}
    ranges: list[Any] = [0, Dictionary(S=ROMAN)]
    for index, label in sorted(held.items()):
        ranges += [index + front, label]
    pdf.Root.PageLabels = Dictionary(Nums=Array(ranges))
