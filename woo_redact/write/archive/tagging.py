"""Tags for the copy of a blacked-out PDF: who cannot see a box hears what is withheld, in its place between the words.

A document with tags gets elements for its passages; one without gets paragraphs, pictures and artifacts as well. What
is seen does not change.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.write.archive.structure_elements import Element, spoken_element
from woo_redact.write.archive.structure_tree import Structure
from woo_redact.write.archive.tag_blocks import Part, in_order, parts_of
from woo_redact.write.archive.tag_content import read_content
from woo_redact.write.archive.tag_cuts import Cut, Said, Speak, with_passages
from woo_redact.write.archive.tag_font import SpokenFont
from woo_redact.write.archive.tag_frames import Content
from woo_redact.write.archive.tag_front import add_in_front
from woo_redact.write.archive.tag_marks import with_marks
from woo_redact.write.archive.tag_places import Heard, from_top, places
from woo_redact.write.archive.tag_sheet import Sheet, sheet_of
from woo_redact.write.archive.tag_spoken import spoken


def tag(pdf: pikepdf.Pdf, passages: Sequence[SpokenPassage], language: str) -> bool:
    """Make each passage of a blacked-out PDF heard once, between the words beside its first box; change ``pdf``.

    ``language`` is that of the document (BCP 47), set where it tells none. Deterministic. Returns whether the document
    has a structure tree: not when it had none and the content of a page cannot be marked safely.

    Raises:
        ValueError: a passage is on a page that is not there.
    """
    by_page: dict[int, list[SpokenPassage]] = {}
    for passage in passages:
        if not 0 <= passage.page < len(pdf.pages):
            raise ValueError("passage on a page that is not there")
        by_page.setdefault(passage.page, []).append(passage)
    if "/Lang" not in pdf.Root:
        pdf.Root.Lang = String(language)
    tagger = _Tagger(pdf, by_page)
    if isinstance(pdf.Root.get("/StructTreeRoot"), Dictionary):
        tagger.add_to_tree()
        return True
    tagged = tagger.make_tree()
    if not tagged:
        tagger.add_marks()
    return tagged


def drop_tags(pdf: pikepdf.Pdf) -> None:
    """Take the structure tree out of a document; what is seen does not change."""
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for holder in (page.obj, *page.obj.get("/Annots", ())):
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    del holder[key]


class _Tagger:
    def __init__(self, pdf: pikepdf.Pdf, passages: dict[int, list[SpokenPassage]]) -> None:
        self._pdf = pdf
        self._passages = passages
        self._font = SpokenFont(pdf)

    def add_to_tree(self) -> None:
        """Put the passages in the content and the structure tree."""
        structure = Structure(self._pdf)
        for index in sorted(self._passages):
            structure.insert(index, self._cut(index, structure.highest(index)))
        structure.finish()

    def add_marks(self) -> None:
        """Put the passages in the content alone."""
        for index in sorted(self._passages):
            self._cut(index, None)

    def _cut(self, index: int, highest: int | None) -> Cut:
        """Put passages in the content of a page; without numbers when there are none to go on from."""
        page = self._pdf.pages[index]
        sheet, passages, speak = sheet_of(page), self._passages[index], self._speak(index)
        content = _content_of(page)
        if content is None or content.crossed:
            return add_in_front(self._pdf, page, from_top(passages, sheet), speak, highest)
        heard = places(content, passages, sheet)
        numbers = [frame.number for frame, _ in content.opened if frame.number is not None]
        first = None if highest is None else max([highest, *numbers]) + 1
        cut = with_passages(content, heard, speak, first)
        _set_content(self._pdf, page, cut.instructions)
        return cut

    def make_tree(self) -> bool:
        """Make tags for a document that has none; change nothing when that is not possible."""
        document = Element("Document")
        before: list[tuple[Any, dict[str, Any]]] = []
        for index, page in enumerate(self._pdf.pages):
            content = _content_of(page)
            if content is None or content.crossed:
                for changed, held in before:
                    _restore(changed, held)
                return False
            before.append((page.obj, {key: page.obj.get(key) for key in ("/Contents", "/Resources")}))
            for part in self._marked(index, content):
                element = Element(part.role, alt=part.alt)
                document.add(element)
                for item in part.order:
                    element.add(spoken_element(index, item) if isinstance(item, Said) else (index, item))
        structure = Structure(self._pdf)
        structure.root.add(document)
        structure.finish()
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        return True

    def _marked(self, index: int, content: Content) -> list[Part]:
        """Write a page with marks; return its parts in reading order."""
        page = self._pdf.pages[index]
        sheet = sheet_of(page)
        parts = parts_of(content, sheet, index + 1)
        heard = places(content, self._passages.get(index, ()), sheet)
        pairs = [(one, _part_of(one, parts, sheet)) for one in heard]
        marked = with_marks(content, parts, pairs, self._speak(index))
        _set_content(self._pdf, page, marked.instructions)
        return in_order(marked.parts)

    def _speak(self, index: int) -> Speak:
        page = self._pdf.pages[index]
        font = self._font.use(page) if index in self._passages else Name("/None")
        rotation = sheet_of(page).rotation
        return lambda heard, number: spoken(heard, font, number, rotation)


def _content_of(page: pikepdf.Page) -> Content | None:
    """Return the content of a page, ``None`` when it cannot be taken apart."""
    try:
        return read_content(page)
    except (pikepdf.PdfError, ValueError):
        return None


def _restore(page: Any, held: Mapping[str, Any]) -> None:
    for key, value in held.items():
        if value is not None:
            page[key] = value
        elif key in page:
            del page[key]


def _set_content(pdf: pikepdf.Pdf, page: pikepdf.Page, instructions: Sequence[Any]) -> None:
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _part_of(heard: Heard, parts: Mapping[int, Part], sheet: Sheet) -> Part:
    """Return the part that a passage belongs to: that of the text beside it, or one of its own."""
    part = None if heard.beside is None else parts.get(heard.beside)
    if part is None:
        box = heard.box
        part = Part("P", sheet.shown([(box.x0, box.top), (box.x1, box.bottom)]))
    return part
