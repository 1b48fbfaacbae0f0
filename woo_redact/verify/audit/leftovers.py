"""Everything in a file that is not its pages: earlier versions, attachments, scripts, layers, bookmarks and more."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.audit.shown import Shown
from woo_redact.verify.parts import dictionaries_in, parts_of

# What ends each version of a file (ISO 32000-1, 7.5.5).
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
# A file made for the web has two ends from the start (annex F), of which the first points nowhere.
_LINEARIZED = re.compile(rb"/Linearized\s+\d")
_HEAD = 2048
# Actions that do something else than go to a page.
ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE")
MOST_BOOKMARKS = 10_000


def version_findings(raw: bytes) -> list[Finding]:
    """Look for earlier versions of the file in its bytes, and for what stands after its end."""
    ends = list(_END.finditer(raw))
    versions = len(ends) - bool(_LINEARIZED.search(raw[:_HEAD]))
    found = []
    if versions > 1:
        message = f"Het bestand bevat nog {count(versions - 1, 'eerdere versie', 'eerdere versies')} van zichzelf"
        found.append(finding("earlier-version", message))
    if ends and raw[ends[-1].end() :].strip(b"\0\r\n\t \x1a"):
        found.append(finding("after-the-end", "Na het einde van het document staan nog gegevens in het bestand"))
    if raw.find(b"%PDF-") > 0:
        found.append(finding("before-the-start", "Vóór het begin van het document staan gegevens in het bestand"))
    return found


def leftover_findings(pdf: pikepdf.Pdf, shown: Shown) -> list[Finding]:
    """Return what the file holds besides its pages; ``shown`` is what they show."""
    return [
        *_attachments(pdf),
        *_actions(pdf),
        *_layers(pdf),
        *_bookmarks(pdf, shown),
        *_thumbnails(pdf),
        *_private(pdf),
        *_stray_pages(pdf),
    ]


def _attachments(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    names = list(pdf.attachments)
    loose = sum(1 for part in parts_of(pdf) if b"/EmbeddedFile" in part.written and _is(part.item, "/EmbeddedFile"))
    number = max(len(names), loose)
    if number:
        message = f"Het bestand bevat {count(number, 'bijlage', 'bijlagen')}"
        yield finding("attachment", message, value=", ".join(names))


def _is(item: Any, kind: str) -> bool:
    return isinstance(item, pikepdf.Stream | pikepdf.Dictionary) and item.get("/Type") == kind


def _actions(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    number = 0
    for part in parts_of(pdf):
        if any(action.encode() in part.written for action in ACTIONS):
            number += _count_actions(part.item)
    if number:
        yield finding("script", f"Het bestand bevat {count(number, 'script of opdracht', 'scripts of opdrachten')}")


def _count_actions(item: Any) -> int:
    return sum(str(value.get("/S", "")) in ACTIONS for value in dictionaries_in(item))


def _layers(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return
    groups = layers.get("/OCGs", pikepdf.Array())
    usual = layers.get("/D", pikepdf.Dictionary())
    off = len(usual.get("/OFF", pikepdf.Array()))
    if usual.get("/BaseState") == "/OFF":
        off = len(groups) - len(usual.get("/ON", pikepdf.Array()))
    if off > 0:
        yield finding(
            "layer-off", f"{count(off, 'laag staat', 'lagen staan')} uit en {'is' if off == 1 else 'zijn'} niet te zien"
        )
    elif len(groups):
        yield finding("layers", f"Het bestand heeft {count(len(groups), 'laag', 'lagen')}; alles is te zien")


def _bookmarks(pdf: pikepdf.Pdf, shown: Shown) -> Iterator[Finding]:
    titles = list(_titles(pdf))
    if not titles:
        return
    unseen = [title for title in titles if not shown.has(title)]
    if unseen:
        what = count(len(unseen), "bladwijzer heeft", "bladwijzers hebben")
        yield finding("bookmark-unseen", f"{what} tekst die op geen pagina te lezen is", value="; ".join(unseen))
    else:
        yield finding("bookmarks", f"{count(len(titles), 'bladwijzer', 'bladwijzers')}, ook op de pagina's te lezen")


def _titles(pdf: pikepdf.Pdf) -> Iterator[str]:
    outlines = pdf.Root.get("/Outlines")
    stack = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    seen: set[tuple[int, int]] = set()
    while stack and len(seen) < MOST_BOOKMARKS:
        entry = stack.pop()
        if not isinstance(entry, pikepdf.Dictionary) or entry.objgen in seen:
            continue
        seen.add(entry.objgen)
        yield str(entry.get("/Title", ""))
        stack.extend((entry.get("/Next"), entry.get("/First")))


def _thumbnails(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    for index, page in enumerate(pdf.pages):
        if "/Thumb" in page.obj:
            yield finding("thumbnail", "Er is een voorbeeldplaatje van deze pagina", index)


def _private(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    number = sum(
        1
        for part in parts_of(pdf)
        if b"/PieceInfo" in part.written
        and isinstance(part.item, pikepdf.Dictionary | pikepdf.Stream)
        and "/PieceInfo" in part.item
    )
    if number:
        yield finding(
            "private-data", f"Programma's hebben op {count(number, 'plaats', 'plaatsen')} eigen gegevens bewaard"
        )


def _stray_pages(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    reached = {page.obj.objgen for page in pdf.pages}
    stray = sum(
        1
        for part in parts_of(pdf)
        if b"/Page" in part.written and _is(part.item, "/Page") and part.item.objgen not in reached
    )
    if stray:
        message = f"{count(stray, 'pagina zit', 'paginas zitten')} in het bestand zonder dat iemand die te zien krijgt"
        yield finding("stray-page", message.replace("paginas", "pagina's"))
