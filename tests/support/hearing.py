"""What is heard of a tagged copy: by text engines, and by who walks its structure tree; and whether both fit."""

import io
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pymupdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box
from woo_redact.write.archive.tagging import tag

POPPLER = shutil.which("pdftotext") is not None
SHOWS = frozenset(("Tj", "TJ", "'", '"', "Do", "sh", "INLINE IMAGE", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
Mark = tuple[int, int]


def said(name: str, *boxes: Box, page: int = 0) -> SpokenPassage:
    """A passage whose text can be told from all others."""
    return SpokenPassage(page, boxes, ("5.1.2e",), f"gelakt: passage {name} (Woo)")


def copy_of(content: bytes, passages: Sequence[SpokenPassage], *, tree: bool = True) -> bytes:
    """Return the document with its passages heard; ``tree`` tells whether it should have a structure tree."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert tag(pdf, passages, "nl") is tree
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
    return saved.getvalue()


def engines(content: bytes, folder: Path) -> dict[str, str]:
    """Return what each engine reads, with plain blanks."""
    path = folder / "heard.pdf"
    path.write_bytes(content)
    with pypdfium2.PdfDocument(content) as document:
        texts = {"pdfium": " ".join(page.get_textpage().get_text_range() for page in document)}
    with pymupdf.open(stream=content) as document:
        texts["mupdf"] = " ".join(page.get_text() for page in document)
    if POPPLER:
        for mode in ("-raw", "-layout"):
            run = subprocess.run(["pdftotext", "-enc", "UTF-8", mode, path, "-"], capture_output=True, check=True)
            texts[f"poppler {mode}"] = run.stdout.decode()
    return {engine: " ".join(text.split()) for engine, text in texts.items()}


def glyphs(content: bytes) -> Counter[tuple[int, str]]:
    """Return the characters on the pages but blanks, whatever is said in their place."""
    found: Counter[tuple[int, str]] = Counter()
    with pymupdf.open(stream=content) as document:
        for page in document:
            flags = pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_PRESERVE_LIGATURES
            textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=flags)
            found.update((page.number, letter) for letter in textpage.extractText() if not letter.isspace())
    return found


def unlike(before: bytes, after: bytes) -> dict[str, int]:
    """Return how many pixels differ in each engine, on the page that differs most."""
    most = {"pdfium": 0, "mupdf": 0}
    with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
        for page, copied in zip(one, other, strict=True):
            a, b = (np.asarray(each.render(scale=1.5).to_numpy(), dtype=int) for each in (page, copied))
            most["pdfium"] = max(most["pdfium"], int(np.any(a != b, axis=2).sum()))
    with pymupdf.open(stream=before) as one, pymupdf.open(stream=after) as other:
        for page, copied in zip(one, other, strict=True):
            a, b = (np.frombuffer(each.get_pixmap(dpi=110).samples, np.uint8).astype(int) for each in (page, copied))
            most["mupdf"] = max(most["mupdf"], int(np.count_nonzero(a != b)))
    return most


def reading(content: bytes) -> list[str]:
    """Return what is heard by who walks the structure tree: per content what MuPDF shows in it, or what is said.

    A paragraph is one text.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        shown = _shown(pdf)
        texts: list[str] = []
        waiting: list[Any] = [pdf.Root.StructTreeRoot]
        pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        _walk(waiting, texts, shown, pages)
    return [" ".join(text.split()) for text in texts if text.strip()]


def _walk(waiting: list[Any], texts: list[str], shown: dict[Mark, str], pages: dict[Any, int]) -> None:
    stack: list[tuple[Any, Any]] = [(None, waiting[0])]
    while stack:
        holder, kid = stack.pop()
        if isinstance(kid, int):
            texts[-1] += shown.get((pages[holder.Pg.objgen], kid), "")
        elif "/MCID" in kid:
            texts[-1] += shown.get((pages[kid.Pg.objgen], int(kid.MCID)), "")
        elif "/ActualText" in kid:
            texts[-1] += f" [{kid.ActualText}] "
        elif "/Alt" in kid:
            texts.append(f"<{kid.Alt}>")
        else:
            if kid.get("/S") != Name.Span:
                texts.append("")
            kids = kid.get("/K", Array())
            below = list(kids) if isinstance(kids, Array) else [kids]
            stack.extend((kid, one) for one in reversed(below))


def _shown(pdf: pikepdf.Pdf) -> dict[Mark, str]:
    """Return the strings that each numbered content shows, in a font of one byte."""
    found: dict[Mark, str] = {}
    for index, page in enumerate(pdf.pages):
        numbers: list[int | None] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                properties = instruction.operands[1] if operator == "BDC" else Dictionary()
                numbers.append(int(properties.MCID) if "/MCID" in properties else None)
            elif operator == "EMC":
                numbers.pop()
            elif operator in ("Tj", "TJ", "'"):
                number = next((n for n in reversed(numbers) if n is not None), None)
                parts = instruction.operands[0]
                strings = list(parts) if isinstance(parts, Array) else [parts]
                text = "".join(bytes(part).decode("latin-1") for part in strings if isinstance(part, pikepdf.String))
                if number is not None:
                    found[index, number] = found.get((index, number), "") + text
    return found


def faults(content: bytes, *, whole: bool = True) -> list[str]:
    """Return what is wrong with the marks and the structure tree of a document.

    ``whole`` demands that all that is painted is in an element or an artifact.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found: list[str] = []
        marks: list[Mark] = []
        for index, page in enumerate(pdf.pages):
            marks += [(index, number) for number in _numbers(page, found, whole)]
        return found + _faults_of_tree(pdf, marks)


def _numbers(page: pikepdf.Page, found: list[str], whole: bool) -> Iterator[int]:
    stack: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BMC", "BDC"):
            properties = instruction.operands[1] if operator == "BDC" else Dictionary()
            kind = "artifact" if instruction.operands[0] == Name.Artifact else "mark"
            if "/MCID" in properties:
                kind = "number"
                yield int(properties.MCID)
            if kind != "mark" and ("number" in stack or "artifact" in stack):
                found.append("content in content")
            stack.append(kind)
        elif operator in ("q", "BT"):
            stack.append(operator)
        elif operator in ("Q", "ET", "EMC"):
            opened = stack.pop() if stack else ""
            if {"Q": "q", "ET": "BT"}.get(operator, "EMC") != (opened if opened in ("q", "BT") else "EMC"):
                found.append(f"{operator} closes {opened}")
        elif whole and operator in SHOWS and not {"number", "artifact"} & set(stack):
            found.append(f"{operator} in no content")
    found += [f"{opened} is left open" for opened in stack]


def _faults_of_tree(pdf: pikepdf.Pdf, marks: Sequence[Mark]) -> list[str]:
    found: list[str] = []
    root = pdf.Root.StructTreeRoot
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    met: Counter[Mark] = Counter()
    owners: dict[Mark, Any] = {}
    elements: Counter[Any] = Counter()
    waiting: list[Any] = [root]
    while waiting:
        element = waiting.pop()
        kids = element.get("/K", Array())
        for kid in list(kids) if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int) or "/MCID" in kid:
                page = element.Pg if isinstance(kid, int) or "/Pg" not in kid else kid.Pg
                mark = pages[page.objgen], kid if isinstance(kid, int) else int(kid.MCID)
                met[mark] += 1
                owners[mark] = element.objgen
            else:
                elements[kid.objgen] += 1
                if kid.P.objgen != element.objgen:
                    found.append("wrong parent")
                waiting.append(kid)
    found += [f"element {number} comes {count} times" for number, count in elements.items() if count > 1]
    if Counter(marks) != met:
        found.append(f"in the content {sorted(marks)}, in the tree {sorted(met.elements())}")
    return found + _faults_of_parents(pdf, owners)


def _faults_of_parents(pdf: pikepdf.Pdf, owners: dict[Mark, Any]) -> list[str]:
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    back: dict[Mark, Any] = {}
    keys = []
    for index, page in enumerate(pdf.pages):
        if "/StructParents" in page.obj:
            keys.append(int(page.obj.StructParents))
            row: Any = tree[keys[-1]]
            back.update({(index, n): one.objgen for n, one in enumerate(list(row)) if isinstance(one, Dictionary)})
    problems = [] if back == owners else ["the tree of parents differs"]
    if len(set(keys)) < len(keys) or max(keys, default=-1) >= int(pdf.Root.StructTreeRoot.ParentTreeNextKey):
        problems.append("keys of pages")
    return problems
