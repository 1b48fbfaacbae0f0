"""Which level of PDF/A a document meets, seen in the file itself; nothing is claimed that was not checked.

It judges documents as :mod:`woo_redact.write.rebuild` makes them: what that never lets through (scripts, actions,
files, forms to fill in, encryption, filters that are not allowed) is not looked for again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

from woo_redact.write.archive.font_claims import faults_of
from woo_redact.write.archive.font_texts import Textual, textual
from woo_redact.write.archive.pictures import is_fit
from woo_redact.write.archive.shown import Shown
from woo_redact.write.archive.structure import structure_fault

NONE = "geen PDF/A"
ONLY_B = "PDF/A-2b en niet 2u: van {count} lettertype(n) is niet vast te stellen welke tekst er staat"
ONLY_U = "PDF/A-2u en niet 2a"
PICTURES = "een afbeelding in JPEG 2000 voldoet niet aan de norm"
PAGE_SIZE = "een pagina is te klein of te groot"
GUESSED = "de tags kwamen niet met het document mee; woo-redact heeft ze gemaakt"
PRIVATE = "een lettertype heeft tekens zonder vaste betekenis"
BOXES = ("/MediaBox", "/CropBox")
# Units of a page (ISO 19005-2, 6.1.13).
SMALLEST, LARGEST = 3, 14_400


@dataclass(frozen=True, slots=True)
class Claim:
    """The level that a document meets ("2b", "2u", "2a" or empty), and why no higher (Dutch)."""

    level: str
    problems: tuple[str, ...]


def claim_of(pdf: pikepdf.Pdf, shown: Shown, tagged: bool, *, own_tags: bool) -> Claim:
    """Return which level a document meets; ``shown`` is what its pages show, ``tagged`` that it has tags.

    Tags that a program made up by itself are no ground for level A (ISO 19005-1, 6.8.1): only ``own_tags``, which came
    with the document, are.
    """
    faults = sorted({*_faults(pdf, shown)})
    if faults:
        return Claim("", tuple(f"{NONE}: {fault}" for fault in faults))
    told = [textual(use) for use in shown.fonts.values()]
    if silent := told.count(Textual.NO):
        return Claim("2b", (ONLY_B.format(count=silent),))
    guessed = "" if own_tags else GUESSED
    fault = structure_fault(pdf, tagged) or guessed or (PRIVATE if Textual.PRIVATE in told else "")
    return Claim("2u", (f"{ONLY_U}: {fault}",)) if fault else Claim("2a", ())


def _faults(pdf: pikepdf.Pdf, shown: Shown) -> Iterator[str]:
    yield from shown.faults
    for use in shown.fonts.values():
        yield from faults_of(use)
    if not all(map(is_fit, shown.pictures)):
        yield PICTURES
    if not all(_is_sized(page.obj.get(key)) for page in pdf.pages for key in BOXES):
        yield PAGE_SIZE


def _is_sized(box: Any) -> bool:
    if box is None:
        return True
    x0, y0, x1, y1 = map(float, box)
    return all(SMALLEST <= abs(side) <= LARGEST for side in (x1 - x0, y1 - y0))
