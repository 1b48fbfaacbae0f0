"""The verifier: PDFium on both files, pdfminer on the pages with boxes, every string of the file, and pictures."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf

from woo_redact.domain.decision import Redaction
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity, VerificationReport
from woo_redact.domain.width import Covering
from woo_redact.verify.beyond import beyond, finding_beyond, words_in
from woo_redact.verify.covering import gaps, moved, told_faults
from woo_redact.verify.doubles import Sides, without_doubles
from woo_redact.verify.engines import engines, opened, origin, page_of, page_text, same_frame, same_unit
from woo_redact.verify.glyphs import Glyphs, joined, pdfium_glyphs
from woo_redact.verify.hidden import find_hidden
from woo_redact.verify.leftover_letters import find_letters
from woo_redact.verify.neutral import as_seen, without_spoken
from woo_redact.verify.readable import still_readable
from woo_redact.verify.render import compare_pictures
from woo_redact.verify.residue import (
    Comparison,
    agree,
    compare,
    faults,
    misplaced,
    only_labels,
    parted,
    second_look,
    texts,
)
from woo_redact.verify.second import SecondEngine
from woo_redact.verify.seen import Scene, drawn_only, find_seen, is_unmeant, shows_more
from woo_redact.verify.strings import find_strings, wanted
from woo_redact.verify.tiles import tiled_glyphs

# Pixels per point: pages with boxes are looked at closely, on the others only something large can be lost.
CLOSE, FAR = 1.0, 0.5
# Pages that became pictures are compared with what another engine drew, which takes more.
SHARP = 2.0

# With so many findings a file is spoiled beyond doubt: it is not worth the time to look for more.
ENOUGH = 100

ByPage = Mapping[int, Sequence[Redaction]]


class TwoEngineVerifier:
    """Verifier on PDFium and pdfminer; see :class:`woo_redact.plugins.Verifier`. It fails closed.

    ``labels`` are the texts that the writer may have added to the pages.
    """

    def __init__(self, labels: frozenset[str] = frozenset()) -> None:
        self._label_words = frozenset(word for label in labels for word in label.split())

    def verify(
        self,
        source: Path,
        target: Path,
        redactions: Sequence[Redaction],
        pictures: Set[int] = frozenset(),
        coverings: Mapping[int, Covering] = MappingProxyType({}),
        withheld: Mapping[int, str] | None = None,
    ) -> VerificationReport:
        """Prove that every covered character is gone and every other is still there; never raises."""
        by_page: defaultdict[int, list[Redaction]] = defaultdict(list)
        for redaction in redactions:
            by_page[redaction.span.page].append(redaction)
        try:
            with _Check.of(source, target, self._label_words, withheld) as check:
                return check.report(target, by_page, pictures, coverings)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, an unchecked file must not go out
            return _refused("unchecked", f"De controle kon niet worden afgemaakt ({type(error).__name__})")


def _refused(kind: str, message: str) -> VerificationReport:
    return VerificationReport(0, 0, 0, (Finding(kind, Severity.BLOCKING, message),))


class _Check:
    """One check under way: the open files, and what has been found so far."""

    def __init__(
        self,
        documents: tuple[Any, Any],
        second: tuple[SecondEngine, SecondEngine],
        label_words: frozenset[str],
        withheld: Mapping[int, str] | None,
    ) -> None:
        """``documents`` are PDFium's of source and target, ``second`` the other engine on them."""
        before, after = documents
        self._before = before
        self._after = after
        self._source, self._target = second
        self._label_words = label_words
        self._withheld = withheld
        self._findings: list[Finding] = []
        self._passages: list[str] = []
        # What can be read on each page, without white space.
        self._readable: list[str] = []
        # Pages on which something can be seen that is no text.
        self._scenes: list[Scene] = []
        self._erased = self._kept = 0
        self._gaps = self._telling = 0
        self._beyond = self._taken = 0

    @classmethod
    @contextmanager
    def of(
        cls, source: Path, target: Path, label_words: frozenset[str], withheld: Mapping[int, str] | None
    ) -> Iterator["_Check"]:
        """Open both files; close them in the end."""
        with (
            pikepdf.open(source) as old,
            pikepdf.open(target) as new,
            opened(as_seen(source, old)) as before,
            opened(without_spoken(target, new)) as after,
        ):
            yield cls((before, after), (SecondEngine(old), SecondEngine(new)), label_words, withheld)

    def report(
        self, target: Path, by_page: ByPage, pictures: Set[int], coverings: Mapping[int, Covering]
    ) -> VerificationReport:
        """Check page by page, then the file as a whole."""
        pages = len(self._before)
        if pages != len(self._after):
            return _refused("page-count", "Het aantal pagina's klopt niet")
        if any(not 0 <= page < pages for page in by_page):
            return _refused("page-count", "Er is een lak op een pagina die niet bestaat")
        for index in range(pages):
            if len(self._findings) > ENOUGH:
                return VerificationReport(pages, self._erased, self._kept, tuple(self._findings))
            told = coverings.get(index, Covering())
            self._findings.extend(same_unit(index, self._source.pdf, self._target.pdf))
            if index in pictures:
                self._picture(index, by_page.get(index, ()), told)
            elif index in by_page:
                self._with_boxes(index, by_page[index], told)
            else:
                self._without_boxes(index)
        sought = wanted(self._passages)
        self._findings.extend(find_strings(target.read_bytes(), self._target.pdf, sought))
        readable, warnings = still_readable(self._readable, sought.passages)
        if sought.passages - readable:
            self._findings.extend(find_hidden(self._target, sought.passages - readable))
        for scene in self._scenes if sought.passages - readable else ():
            with page_of(self._after, scene.index) as page:
                self._findings.extend(find_seen(page, scene, sought.passages - readable))
        self._findings.extend(find_letters(self._target.pdf, self._passages, "".join(self._readable)))
        findings = (*self._findings, *warnings)
        report = VerificationReport(pages, self._erased, self._kept, findings, engines(), self._gaps, self._telling)
        return replace(report, taken=self._taken, beyond=None if self._withheld is None else self._beyond)

    def _look(self, page: Any, index: int, covers: Sequence[Box], text: str) -> None:
        """Note a page of the target on which something can be seen that is no text; ``text`` is what it says."""
        if shows_more(page, text, len(covers)):
            self._scenes.append(Scene(index, tuple(covers), whole=is_unmeant(text)))

    def _with_boxes(self, index: int, redactions: Sequence[Redaction], told: Covering) -> None:
        own = [box for redaction in redactions for box in redaction.cover]
        covers = [*own, *told.taken]
        with page_of(self._before, index, flat=True) as old, page_of(self._after, index) as new:
            corner = origin(old)
            gone, stood = parted(pdfium_glyphs(old, *corner), covers)
            stays = moved(stood, told.shifts)
            target = pdfium_glyphs(new, *corner, stays)
            self._findings.extend(same_frame(index, old, new))
            self._look(new, index, covers, target.text())
            drawn, read = drawn_only(old, gone, redactions)
            self._findings.extend(compare_pictures(index, (old, new), (covers, told), stays, CLOSE))
        second = partial(self._second_sides, index, corner, (covers, told))
        compared = self._compared(index, (gone, stays, target), second)
        if not agree(target, self._target.glyphs(index, *corner), covers):
            # Then only the same engine on the source can tell.
            self._findings.extend(second_look(index, second(), (stays, compared), self._label_words))
        self._findings.extend(self._misplaced(index, corner, gone, [r for r in redactions if r not in drawn]))
        self._hold_against(index, own, told, (stood, stays))
        self._count_words(index, own, gone)
        self._erased += len(gone)
        self._passages.extend((*read, *texts(gone, (*(r.cover for r in redactions), *([c] for c in own)))))

    def _count_words(self, index: int, own: Sequence[Box], gone: Glyphs) -> None:
        """Count the words that go although no passage holds them: under its boxes, or taken along to hide widths."""
        under = gone.covered(own)
        self._taken += words_in(gone.only(~under))
        if self._withheld is not None and index in self._withheld:
            count = beyond(gone.only(under), self._withheld[index])
            self._beyond += count
            self._findings.extend(finding_beyond(index, count))

    def _hold_against(self, index: int, own: Sequence[Box], told: Covering, sides: tuple[Glyphs, Glyphs]) -> None:
        """Hold what the writer tells against what stayed, where it stood and where it stands."""
        self._findings.extend(told_faults(index, own, told, sides[1]))
        count, telling = gaps(sides[0], own, told)
        self._gaps += count
        self._telling += telling

    def _picture(self, index: int, redactions: Sequence[Redaction], told: Covering) -> None:
        """Check a page that became a picture: no text but labels is left on it, and its boxes are burnt in."""
        own = [box for redaction in redactions for box in redaction.cover]
        covers = [*own, *told.taken]
        with page_of(self._before, index, flat=True) as old, page_of(self._after, index) as new:
            corner = origin(old)
            gone, stays = parted(pdfium_glyphs(old, *corner), covers)
            target = pdfium_glyphs(new, *corner)
            self._findings.extend(same_frame(index, old, new))
            self._scenes.append(Scene(index, tuple(covers), whole=True))
            drawn, read = drawn_only(old, gone, redactions, burnt=True)
            self._findings.extend(compare_pictures(index, (old, new), (covers, told), stays, SHARP, burnt=True))
        for left in (target, self._target.glyphs(index, *corner)):
            self._findings.extend(only_labels(index, left, self._label_words))
        self._count_words(index, own, gone)
        gone = joined(gone, tiled_glyphs(self._source, index, corner, covers))
        self._findings.extend(self._misplaced(index, corner, gone, [r for r in redactions if r not in drawn]))
        self._hold_against(index, own, told, (stays, stays))
        self._erased += len(gone)
        # What stays can be read in the picture, by eye.
        self._readable.append(stays.text() + target.text())
        self._passages.extend((*read, *texts(gone, (*(r.cover for r in redactions), *([c] for c in own)))))

    def _misplaced(
        self, index: int, corner: tuple[float, float], gone: Glyphs, redactions: Sequence[Redaction]
    ) -> list[Finding]:
        """Check that there is text under each redaction's boxes, as one of the engines sees it."""
        # PDFium leaves out one of two lines that are alike and stand close together.
        doubtful = [r for r in redactions if misplaced(index, gone, [r])]
        return misplaced(index, self._source.glyphs(index, *corner), doubtful) if doubtful else []

    def _without_boxes(self, index: int) -> None:
        with page_of(self._before, index, flat=True) as old, page_of(self._after, index) as new:
            text, now = page_text(old), page_text(new)
            self._findings.extend(same_frame(index, old, new))
            self._look(new, index, (), now)
            self._findings.extend(compare_pictures(index, (old, new), ((), Covering()), None, FAR))
            if text == now:
                self._kept += len(text)
                self._readable.append(now)
                return
            corner = origin(old)
            sides = *parted(pdfium_glyphs(old, *corner), ()), pdfium_glyphs(new, *corner)
        self._compared(index, sides, partial(self._second_sides, index, corner, ((), Covering())))

    def _compared(self, index: int, sides: Sides, second: Callable[[], Sides]) -> Comparison:
        """Compare the glyphs of a page, and note what is wrong."""
        compared = compare(*sides)
        if faults(index, compared, self._label_words):
            compared = without_doubles(compared, sides, second())
            self._findings.extend(faults(index, compared, self._label_words))
        self._kept += compared.kept
        self._readable.append(sides[2].text())
        return compared

    def _second_sides(self, index: int, corner: tuple[float, float], covered: tuple[Sequence[Box], Covering]) -> Sides:
        """Return what the second engine says has to go from a page, has to stay, and is there."""
        covers, told = covered
        gone, stays = parted(self._source.glyphs(index, *corner), covers)
        return gone, moved(stays, told.shifts), self._target.glyphs(index, *corner)
