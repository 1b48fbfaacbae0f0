"""Letters that a font of the file still describes and no page shows: traces of text that was taken out.

Only fonts that a program cut down to what was used tell anything; whole fonts hold every letter.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pdfminer.pdfdevice import PDFTextDevice

from woo_redact.domain.report import Finding
from woo_redact.verify.audit.findings import count, finding
from woo_redact.verify.fonts import Fonts, unicode_map
from woo_redact.verify.interpreter import TextInterpreter
from woo_redact.verify.objects import Objects
from woo_redact.verify.parts import content_of, parts_of

# A font with so many characters is no extract of what was used.
WHOLE = 400


def font_findings(pdf: pikepdf.Pdf) -> list[Finding]:
    """Return how many letters and digits the fonts of the file describe that it does not show."""
    letters: set[str] = set()
    fonts = 0
    for shown, described in shown_and_described(pdf):
        extra = {c for c in described - shown if c.isalnum()}
        # A font that nothing shows at all is left over whole.
        if extra:
            fonts += 1
            letters |= extra
    if not letters:
        return []
    where = count(fonts, "lettertype", "lettertypen")
    what = count(len(letters), "letter of cijfer", "letters en cijfers")
    return [finding("font-letters", f"In {where} staan nog {what} die het document niet toont")]


def shown_and_described(pdf: pikepdf.Pdf) -> Iterator[tuple[set[str], set[str]]]:
    """Yield for each font that was cut down the characters shown with it, and those that it describes."""
    used = _used(pdf)
    for number, described in _extracts(pdf):
        shown = used.get(number, set())
        yield {described.get(code, "") for code in shown}, set(described.values())


def described_by(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield for each font that was cut down the characters that it describes, joined: quicker than what is shown."""
    for _, described in _extracts(pdf):
        yield "".join(described.values())


def _extracts(pdf: pikepdf.Pdf) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield each font that was cut down: the number of its object, and its characters by code."""
    for part in parts_of(pdf):
        font = part.item
        if b"/ToUnicode" not in part.written or not isinstance(font, pikepdf.Dictionary):
            continue
        table = font.get("/ToUnicode")
        if "+" not in str(font.get("/BaseFont", ""))[:8] or not isinstance(table, pikepdf.Stream):
            continue
        described = unicode_map(table.read_bytes()).cid2unichr
        if len(described) <= WHOLE:
            yield font.objgen[0], described


def _used(pdf: pikepdf.Pdf) -> dict[int, set[int]]:
    """Return the codes that pages and what they draw show in each font, by the number of the font's object."""
    objects = Objects(pdf)
    fonts = _Numbered()
    device = _Codes(fonts)
    interpreter = TextInterpreter(fonts, device)
    for page in pdf.pages:
        _run(interpreter, objects, page.resources, content_of(page))
    for part in parts_of(pdf):
        # What notes and patterns draw; forms of pages have been run with them.
        if part.is_drawing:
            _run(interpreter, objects, part.item.get("/Resources", pikepdf.Dictionary()), [part.item])
    return {fonts.numbers[font]: codes for font, codes in device.codes.items() if font in fonts.numbers}


def _run(interpreter: Any, objects: Objects, resources: Any, streams: Sequence[Any]) -> None:
    interpreter.render_contents(objects.value(resources), [*map(objects.value, streams)])


class _Numbered(Fonts):
    """Fonts that remember the number of the object which each was made from."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[Any, int] = {}

    def get_font(self, objid: object, spec: Any) -> Any:
        font = super().get_font(objid, spec)
        if isinstance(objid, int):
            self.numbers[font] = objid
        return font


class _Codes(PDFTextDevice):  # type: ignore[misc]
    """Keeps the codes that are shown in each font."""

    def __init__(self, manager: Fonts) -> None:
        super().__init__(manager)
        self.codes: dict[Any, set[int]] = {}

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        known = self.codes.setdefault(textstate.font, set())
        for part in seq:
            if isinstance(part, bytes):
                known.update(textstate.font.decode(part))
