"""What an archive copy may hold beside its pages: nothing that the blacked-out PDF had not, and little of that."""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.parts import dictionaries_in, parts_of

KIND = "copy-more"
# Keys of the catalog, of pages and of the information about the document that a copy may have (ISO 32000-1).
CATALOG = frozenset(
    (
        "/Type",
        "/Version",
        "/Extensions",
        "/Pages",
        "/PageLabels",
        "/PageLayout",
        "/PageMode",
        "/Outlines",
        "/Metadata",
        "/OutputIntents",
        "/StructTreeRoot",
        "/MarkInfo",
        "/Lang",
        "/ViewerPreferences",
        "/Dests",
        "/Names",
    )
)
NAMES = frozenset(("/Dests",))
PAGE = frozenset(
    (
        "/Type",
        "/Parent",
        "/Resources",
        "/Contents",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/UserUnit",
        "/Group",
        "/Annots",
        "/Tabs",
        "/StructParents",
    )
)
INFORMATION = frozenset(("/Title", "/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"))
# What carries other files, programs and versions, wherever it stands.
CARRIERS = {
    "/EF": "bijlagen",
    "/AF": "bijlagen",
    "/EmbeddedFiles": "bijlagen",
    "/JS": "scripts",
    "/JavaScript": "scripts",
    "/AA": "opdrachten",
    "/OpenAction": "opdrachten",
    "/OCProperties": "lagen",
    "/OCGs": "lagen",
    "/PieceInfo": "gegevens van programma's",
    "/Thumb": "voorbeeldplaatjes",
    "/Alternates": "andere uitvoeringen van afbeeldingen",
    "/XFA": "formulieren",
    "/AcroForm": "formulieren",
}
GO_TO = ("/GoTo", "/URI")


def rest_findings(sources: Sequence[pikepdf.Pdf], after: pikepdf.Pdf, content: bytes) -> Iterator[Finding]:
    """Look through the objects of a copy; ``content`` are its bytes, ``sources`` what it was made from."""
    if content.count(b"%%EOF") != 1 or content.count(b"startxref") != 1:
        yield _finding("Het bestand bevat een eerdere versie of een ander bestand")
    yield from _keys(after)
    carried = {what for part in parts_of(after) for key, what in CARRIERS.items() if _has(part.item, part.written, key)}
    if carried:
        yield _finding(f"De archiefkopie bevat {', '.join(sorted(carried))}")
    yield from _links(sources, after)
    shown = {page.obj.objgen for page in after.pages}
    if any(_is_page(part.item) and part.item.objgen not in shown for part in parts_of(after)):
        yield _finding("De archiefkopie bevat een pagina die niemand te zien krijgt")


def _finding(message: str, page: int | None = None) -> Finding:
    return Finding(KIND, Severity.BLOCKING, message, page)


def _keys(after: pikepdf.Pdf) -> Iterator[Finding]:
    names = after.Root.get("/Names", pikepdf.Dictionary())
    info = after.trailer.get("/Info", pikepdf.Dictionary())
    found = [
        *(key for key in after.Root if key not in CATALOG),
        *(key for key in names if key not in NAMES),
        *(key for key in info if key not in INFORMATION),
        *(key for page in after.pages for key in page.obj if key not in PAGE),
    ]
    if found:
        yield _finding(f"De archiefkopie bevat {len(found)} onderdelen die er niet in horen")


def _has(item: Any, written: bytes, key: str) -> bool:
    return key.encode() in written and any(key in value for value in dictionaries_in(item))


def _is_page(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Page"


def _links(sources: Sequence[pikepdf.Pdf], after: pikepdf.Pdf) -> Iterator[Finding]:
    """Only links may lie on pages, and only to where they led before."""
    known = {target for source in sources for page in source.pages for target in _targets(page)}
    for number, page in enumerate(after.pages):
        notes = page.obj.get("/Annots", pikepdf.Array())
        if any(note.get("/Subtype") != "/Link" for note in notes):
            yield _finding("Op de pagina ligt een opmerking of een ander los onderdeel", number)
        elif any(target not in known for target in _targets(page)):
            yield _finding("Op de pagina ligt een koppeling die er in het gelakte bestand niet is", number)


def _targets(page: pikepdf.Page) -> Iterator[str]:
    """Yield where the links of a page lead; pages of the file itself are all alike."""
    for note in page.obj.get("/Annots", pikepdf.Array()):
        action = note.get("/A")
        if not isinstance(action, pikepdf.Dictionary):
            continue
        kind = str(action.get("/S", ""))
        yield str(action.get("/URI", "")) if kind == "/URI" else "" if kind == "/GoTo" else f"{kind}!"
