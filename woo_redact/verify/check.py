"""The verifier: PDFium on both files, pdfminer on the pages with boxes, every string of the file, and pictures."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity, VerificationReport
from woo_redact.verify.glyphs import Glyph, pdfium_glyphs, pdfminer_glyphs
from woo_redact.verify.places import parted
from woo_redact.verify.render import compare_pictures
from woo_redact.verify.residue import Comparison, compare, missing, second_look
from woo_redact.verify.strings import find_strings, plain, wanted_strings


class TwoEngineVerifier:
    """Verifier on PDFium and pdfminer; see :class:`woo_redact.plugins.Verifier`. It fails closed.

    ``labels`` are the texts that the writer may have added to the pages.
    """

    def __init__(self, labels: frozenset[str] = frozenset()) -> None:
        self._label_words = frozenset(word for label in labels for word in label.split())

    def verify(self, source: Path, target: Path, redactions: Sequence[Redaction]) -> VerificationReport:
        """Prove that every covered character is gone and every other is still there; never raises."""
        try:
            return self._verify(source, target, redactions)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, an unchecked file must not go out
            message = f"De controle kon niet worden afgemaakt ({type(error).__name__})"
            return VerificationReport(0, 0, 0, (Finding("unchecked", Severity.BLOCKING, message),))

    def _verify(self, source: Path, target: Path, redactions: Sequence[Redaction]) -> VerificationReport:
        covers: dict[int, list[Box]] = defaultdict(list)
        for redaction in redactions:
            covers[redaction.span.page].extend(redaction.cover)
        findings: list[Finding] = []
        passages: list[str] = []
        erased = kept = 0
        with _pdfium(source) as before, _pdfium(target) as after, ExitStack() as stack:
            if len(before) != len(after):
                return VerificationReport(
                    0, 0, 0, (Finding("page-count", Severity.BLOCKING, "Het aantal pagina's klopt niet"),)
                )
            second = stack.enter_context(pdfplumber.open(target)) if covers else None
            for index in range(len(before)):
                if index not in covers:
                    count, found = _same_text(index, before, after)
                    kept += count
                    findings.extend(found)
                    continue
                comparison, found = self._page(index, (before, after), covers[index], (source, second))
                passages.extend(_texts(comparison.gone, covers[index]))
                erased += len(comparison.gone)
                kept += comparison.kept
                findings.extend(found)
            findings.extend(_still_readable(after, passages))
            pages = len(before)
        findings.extend(find_strings(target, wanted_strings(passages)))
        return VerificationReport(pages, erased, kept, tuple(findings))

    def _page(
        self, index: int, documents: tuple[Any, Any], covers: Sequence[Box], others: tuple[Path, Any]
    ) -> tuple[Comparison, list[Finding]]:
        with _page_of(documents[0], index) as old, _page_of(documents[1], index) as new:
            left, top = _origin(old)
            findings = _same_frame(index, old, new)
            source = pdfium_glyphs(old, left, top)
            target = pdfium_glyphs(new, left, top)
            comparison = compare(index, source, target, covers, self._label_words)
            findings.extend(comparison.findings)
            findings.extend(compare_pictures(index, old, new, covers))
        path, second = others
        page = second.pages[index]
        seen = pdfminer_glyphs(page, left, top)
        page.close()
        findings.extend(second_look(index, target, seen, covers))
        if _letters(seen) != _letters(target):
            # The engines differ on this page: then only the same engine on the source can tell.
            with pdfplumber.open(path) as original:
                findings.extend(missing(index, pdfminer_glyphs(original.pages[index], left, top), seen, covers))
        return comparison, findings


@contextmanager
def _pdfium(path: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _page_of(document: Any, index: int) -> Iterator[Any]:
    page = document[index]
    try:
        yield page
    finally:
        page.close()


def _origin(page: Any) -> tuple[float, float]:
    """Return the top-left corner of the visible page in the file's space."""
    left, _, _, top = page.get_cropbox()
    m_left, _, _, m_top = page.get_mediabox()
    return max(left, m_left), min(top, m_top)


def _same_frame(index: int, old: Any, new: Any) -> list[Finding]:
    left, top = _origin(old)
    new_left, new_top = _origin(new)
    grown = new.get_width() >= old.get_width() - 0.01 and new.get_height() >= old.get_height() - 0.01
    same = abs(left - new_left) < 0.01 and abs(top - new_top) < 0.01 and old.get_rotation() == new.get_rotation()
    if same and grown:
        return []
    return [Finding("changed-page", Severity.BLOCKING, "Maat, plaats of draaiing van de pagina is veranderd", index)]


def _same_text(index: int, before: Any, after: Any) -> tuple[int, list[Finding]]:
    texts = []
    for document in (before, after):
        with _page_of(document, index) as page:
            textpage = page.get_textpage()
            texts.append("".join(textpage.get_text_range().split()))
            textpage.close()
    if texts[0] == texts[1]:
        return len(texts[0]), []
    return 0, [Finding("lost-text", Severity.BLOCKING, "De tekst van een pagina zonder lakken is veranderd", index)]


def _letters(glyphs: Sequence[Glyph]) -> int:
    """Count letters and digits; a ligature counts as the letters that it joins."""
    counts = Counter(glyph.character for glyph in glyphs)
    return sum(len(plain(character)) * count for character, count in counts.items())


def _texts(gone: Sequence[Glyph], covers: Sequence[Box]) -> list[str]:
    return ["".join(g.character for g in parted(gone, [cover])[0]) for cover in covers]


def _still_readable(after: Any, passages: Sequence[str]) -> list[Finding]:
    """Warn when what was withheld in one place can be read in another."""
    wanted = {w for w in wanted_strings(passages) if len(w) > 5}
    findings = []
    for index in range(len(after) if wanted else 0):
        with _page_of(after, index) as page:
            textpage = page.get_textpage()
            text = plain(textpage.get_text_range())
            textpage.close()
        count = sum(w in text for w in wanted)
        if count:
            message = f"{count} weggelakte teksten staan elders op deze pagina nog leesbaar"
            findings.append(Finding("still-readable", Severity.WARNING, message, index))
    return findings
