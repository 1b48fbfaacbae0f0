"""Finished packages made in code, ours by their layout or of another make, to be spoilt in one place."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from woo_redact.domain.ground import Ground, Weighing, spoken_text

GROUND = Ground(
    "5.1.2e", "Eerbiediging", "Persoonlijke levenssfeer", Weighing.RELATIVE, "artikel 5.1, tweede lid, onder e, Woo"
)
INVENTORY = (
    "ID;Titel;Beoordeling\r\na1;Een nota;openbaar\r\na2;Nog een nota;deels openbaar\r\n"
    "a3;Weg;niet openbaar\r\na4;Elders;reeds openbaar\r\n"
)
TEXT = "Een nota over de haven"


def _drawn(draw: Callable[[pymupdf.Page], object] = lambda page: None) -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 72), TEXT)
        draw(page)
        return bytes(pdf.tobytes(no_new_id=True))


def _edited(edit: Callable[[pikepdf.Pdf], object], **how: Any) -> bytes:
    with pikepdf.open(io.BytesIO(_drawn())) as pdf:
        edit(pdf)
        out = io.BytesIO()
        pdf.save(out, **how)
        return out.getvalue()


def _covered(page: pymupdf.Page) -> None:
    page.insert_text((72, 200), "Wieringerwaard")
    page.draw_rect((70, 185, 200, 206), color=None, fill=(0, 0, 0))


def _comment(page: pymupdf.Page) -> None:
    page.add_text_annot((100, 100), "Klopt dit?")


def _version() -> bytes:
    first = _drawn()
    with pymupdf.open(stream=first) as pdf:
        pdf[0].insert_text((72, 100), "meer")
        out = io.BytesIO(first)
        pdf.save(out, incremental=False)
    return first + out.getvalue()[out.getvalue().index(b"\n") :]


def _spoken(text: str) -> Callable[[pikepdf.Pdf], object]:
    def edit(pdf: pikepdf.Pdf) -> None:
        element = Dictionary(Type=Name.StructElem, S=Name.Span, ActualText=text)
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))

    return edit


def _claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


PDFS: dict[str, Callable[[], bytes]] = {
    "plain": _drawn,
    "other": lambda: _drawn(lambda page: page.insert_text((72, 300), "Iets anders")),
    "covered": lambda: _drawn(_covered),
    "hidden": lambda: _drawn(lambda page: page.insert_text((72, 300), "Wieringerwaard", color=(1, 1, 1))),
    "comment": lambda: _drawn(_comment),
    "version": _version,
    "author": lambda: _edited(lambda pdf: pdf.docinfo.__setitem__("/Author", "J. Wieringerwaard")),
    "title": lambda: _edited(lambda pdf: pdf.docinfo.__setitem__("/Title", "Gesprek met iemand")),
    "attachment": lambda: _edited(lambda pdf: pdf.attachments.__setitem__("a.txt", b"abc")),
    "script": lambda: _edited(_script),
    "locked": lambda: _edited(lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="b")),
    "claim": lambda: _edited(_claim),
    "spoken": lambda: _edited(_spoken("gelakt: mevrouw Wieringerwaard")),
    "spoken ground": lambda: _edited(_spoken(spoken_text([GROUND]))),
}


def made_package(folder: Path, *, ours: bool) -> Path:
    """Write a sound package; return the folder of its public files."""
    public = folder / "openbaar" / "data" if ours else folder / "levering"
    write(public / "documenten" / "a1.pdf", PDFS["plain"]())
    write(public / "documenten" / "a2.pdf", PDFS["spoken ground"]())
    write(public / "inventarislijst.csv", INVENTORY.encode())
    if ours:
        write(folder / "intern" / "besluitenlog.jsonl", b"{}")
    summed(public)
    return public


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def summed(public: Path) -> None:
    """Write the list of hashes anew."""
    files = sorted(p for p in public.rglob("*") if p.is_file() and p.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(public).as_posix()}\n" for p in files]
    (public / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def spoil(public: Path, fault: dict[str, Any]) -> None:
    """Do to a package what a fault says."""
    if "remove" in fault:
        (public / fault["remove"]).unlink()
    if "link" in fault:
        (public / fault["link"]).symlink_to(public / "inventarislijst.csv")
    if "write" in fault:
        told = fault["write"]
        write(public / told["path"], PDFS[told["pdf"]]() if "pdf" in told else told["text"].encode())
    if fault.get("sums"):
        summed(public)


def zipped(folder: Path, target: Path) -> Path:
    """Return a folder as a zip file."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return target
