"""What a screen reader hears of an archive copy: each withheld passage once, the source's own words, nothing else."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from woo_redact.domain.archive_copy import PICTURE, SCAN, ArchiveCopy, CopyWish
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.archived_pages import Added
from woo_redact.verify.engines import page_text
from woo_redact.verify.told_by_tags import told_by_tags

KIND = "copy-spoken"


def spoken_findings(
    sources: Sequence[pikepdf.Pdf], after: pikepdf.Pdf, wish: CopyWish, made: ArchiveCopy
) -> Iterator[Finding]:
    """Hold what tags say in the copy against what they say in what it was made from, and what is said of passages."""
    own = {text for source in sources for told in _spoken_in(source) for text in told}
    own.update((PICTURE, *(SCAN.format(number) for number in range(1, len(after.pages) + 1))))
    in_tree, in_content = _spoken_in(after)
    wanted = Counter(passage.text for passage in wish.passages)
    strange = [text for text in in_tree | in_content if text not in wanted and text not in own]
    if strange:
        message = f"De archiefkopie zegt op {len(strange)} plaatsen iets voor dat in het gelakte bestand niet staat"
        yield Finding(KIND, Severity.BLOCKING, message)
    for text, count in wanted.items():
        told = max(in_tree[text], in_content[text])
        if told > count:
            yield Finding(
                KIND, Severity.BLOCKING, "Een lak wordt in de archiefkopie vaker voorgelezen dan hij er staat"
            )
            return
        if made.tagged and told < count:
            yield Finding(KIND, Severity.BLOCKING, "Een lak wordt in de archiefkopie niet voorgelezen")
            return


def heard_findings(number: int, pages: tuple[Any, Any], added: Added, *, tagged: bool) -> Iterator[Finding]:
    """Hold what PDFium copies from page ``number`` of a copy, tags obeyed, against the page that it was made from.

    ``pages`` are those of PDFium, before and after. Each passage is to be heard once, on its own page.
    """
    wanted = _letters(page_text(pages[0])) + _letters(added.text if added.place is not None else "")
    spoken = sum((_letters(passage.text) for passage in added.passages), Counter[str]())
    heard = _letters(page_text(pages[1]))
    if heard != wanted + spoken and (tagged or heard != wanted):
        message = (
            "Wie de pagina laat voorlezen of kopieert, krijgt iets anders dan de tekst en de gronden van de lakken"
        )
        yield Finding(KIND, Severity.BLOCKING, message, number)


def _letters(text: str) -> Counter[str]:
    """Count the letters and digits: engines make up hyphens and blanks where lines and pieces end."""
    return Counter(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def _spoken_in(pdf: pikepdf.Pdf) -> tuple[Counter[str], Counter[str]]:
    """Return how often each text is spoken by the tags of a file, and by the content of its pages and forms."""
    in_tree: Counter[str] = Counter()
    in_content: Counter[str] = Counter()
    for one in told_by_tags(pdf):
        (in_content if one.in_content else in_tree)[one.text] += 1
    return in_tree, in_content
