"""Pages to black out, and what an engine still reads on them afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pypdfium2

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Page, Span
from woo_redact.domain.ground import Ground, LabelPlace, LabelScheme, LabelStyle, Weighing
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.write.burn import PyMuPdfWriter

GROUNDS = {
    "5.1.1b": Ground("5.1.1b", "Veiligheid van de Staat", "Veiligheid van de Staat", Weighing.ABSOLUTE),
    "5.1.2e": Ground("5.1.2e", "Persoonlijke levenssfeer", "Bescherming persoonlijke levenssfeer", Weighing.RELATIVE),
}


def pages(path: Path) -> tuple[Page, ...]:
    reader = PyMuPdfReader()
    document, _ = reader.open(path, path.name)
    return tuple(reader.pages(path, 0, document.page_count))


def redaction(page: Page, start: int, end: int, *grounds: str) -> Redaction:
    return Redaction("x", Span(page.index, start, end), page.boxes(start, end), grounds or ("5.1.2e",))


def find(page: Page, text: str, *grounds: str) -> Redaction:
    """Return a redaction of the first place where the page says ``text``."""
    start = page.text.index(text)
    return redaction(page, start, start + len(text), *grounds)


def write(
    source: Path,
    redactions: Sequence[Redaction],
    scheme: LabelScheme = LabelScheme.CODE,
    place: LabelPlace = LabelPlace.MARGIN,
) -> Path:
    target = source.with_name(f"{source.stem}-gelakt.pdf")
    target.unlink(missing_ok=True)
    PyMuPdfWriter().write(source, target, redactions, LabelStyle(GROUNDS, scheme, place))
    return target


def text_of(path: Path) -> str:
    """Return what PDFium reads in a file, all pages."""
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@dataclass(frozen=True)
class Character:
    """A character as MuPDF sees it; ``x`` and ``y`` are where it begins."""

    page: int
    letter: str
    x: float
    y: float
    middle: float

    def covered(self, redactions: Sequence[Redaction]) -> bool:
        places = (box for r in redactions if r.span.page == self.page for box in r.cover)
        return any(box.holds(self.x + 0.01, self.middle) for box in places)


def characters(path: Path) -> list[Character]:
    """Return what stands in a file, hidden or not, but blanks and labels."""
    found = []
    with pymupdf.open(path) as document:
        for page in document:
            textpage = page.get_textpage(clip=pymupdf.INFINITE_RECT(), flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
            lines = [line for block in textpage.extractRAWDICT()["blocks"] for line in block.get("lines", ())]
            for span in (s for line in lines for s in line["spans"] if "FontRegular" not in s["font"]):
                for char in span["chars"]:
                    if not char["c"].isspace():
                        _, top, _, bottom = char["bbox"]
                        x, y = char["origin"]
                        found.append(Character(page.number, char["c"], x, y, (top + bottom) / 2))
    return found


def lost_and_left(source: Path, target: Path, redactions: Sequence[Redaction]) -> tuple[list[str], list[str]]:
    """Return the characters that are gone from their place without being covered, and those covered and still there."""
    after = characters(target)

    def still(one: Character) -> bool:
        return any(
            (a.page, a.letter) == (one.page, one.letter) and abs(a.x - one.x) < 0.15 and abs(a.y - one.y) < 0.15
            for a in after
        )

    before = [(c, c.covered(redactions), still(c)) for c in characters(source)]
    lost = [c.letter for c, covered, there in before if not covered and not there]
    return lost, [c.letter for c, covered, there in before if covered and there]
