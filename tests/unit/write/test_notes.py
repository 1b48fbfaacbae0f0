"""Annotations become page content as viewers show them, pass the check, and hide nothing that could be read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from support.verify_attacks import TEXT, form, pdf_of
from support.verify_pages import LABELS
from support.write_pages import GROUNDS, find, pages, text_of
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.domain.report import Finding, Severity
from woo_redact.readers.pymupdf import PyMuPdfReader
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

STYLE = LabelStyle(GROUNDS, LabelScheme.CODE, LabelPlace.MARGIN)
# Over "Het gesprek met", on the line with the secret; and where nothing stands.
ON_THE_LINE = Array([70, 710, 150, 710, 70, 697, 150, 697])
ELSEWHERE = Array([300, 500, 400, 520])
Make = Callable[[pikepdf.Pdf], Dictionary]


def mark(kind: str, rect: Array = ELSEWHERE, **keys: Any) -> Make:
    return lambda _: Dictionary(
        Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, F=4, QuadPoints=ON_THE_LINE, **keys
    )


def stamp(flags: int) -> Make:
    def make(pdf: pikepdf.Pdf) -> Dictionary:
        shown = form(pdf, "BT /F1 12 Tf 2 9 Td (Stempel) Tj ET", BBox=[0, 0, 100, 30])
        return Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([70, 695, 170, 725]), F=flags, AP=Dictionary(N=shown)
        )

    return make


NOTES: dict[str, Make] = {
    **{f"{kind} on the line": mark(kind) for kind in ("Highlight", "Underline", "Squiggly", "StrikeOut")},
    "a highlight in a colour": mark("Highlight", C=Array([0.6, 1, 0.6])),
    "a highlight in its rectangle": mark("Highlight", Array([70, 697, 150, 710])),
    "a redaction not applied": mark("Redact", OverlayText=String("Weg")),
    "a stamp over the line, hidden": stamp(2 | 4),
    "a stamp over the line, not to be viewed": stamp(32 | 4),
    "a stamp over the line": stamp(4),
}


def annotated(folder: Path, make: Make) -> Path:
    def tweak(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(make(pdf))])

    path = folder / "stuk.pdf"
    path.write_bytes(pdf_of(TEXT, tweak=tweak))
    return path


def written(path: Path, pictures: dict[int, str]) -> tuple[Path, list[Finding]]:
    target = path.with_name("uit.pdf")
    redactions = [find(pages(path)[0], "Wieringerwaard")]
    PyMuPdfWriter().write(path, target, redactions, STYLE, pictures)
    report = TwoEngineVerifier(LABELS).verify(path, target, redactions, pictures.keys())
    return target, [f for f in report.findings if f.severity is Severity.BLOCKING]


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("pictures", [{}, {0: "het moet"}], ids=["text", "picture"])
def test_passes_the_check(tmp_path: Path, name: str, pictures: dict[int, str]) -> None:
    target, blocking = written(annotated(tmp_path, NOTES[name]), pictures)
    assert blocking == []
    shown = text_of(target)
    assert bool(pictures) or "Het gesprek met" in shown
    assert ("Stempel" in shown) == (name == "a stamp over the line" and not pictures)


def test_a_note_on_a_redaction_that_was_never_applied_warns(tmp_path: Path) -> None:
    path = annotated(tmp_path, NOTES["a redaction not applied"])
    _, findings = PyMuPdfReader().open(path, path.name)
    assert [f.severity for f in findings if f.kind == "pending-redactions"] == [Severity.WARNING]
    plain = annotated(tmp_path, NOTES["a stamp over the line"])
    assert not [f for f in PyMuPdfReader().open(plain, plain.name)[1] if f.kind == "pending-redactions"]


def test_the_check_sees_a_highlight_that_hides_text(tmp_path: Path) -> None:
    """As an engine draws one without a colour: black."""
    path = annotated(tmp_path, NOTES["Highlight on the line"])
    target, _ = written(path, {})
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(b"q 0 g 70 697 80 13 re f Q")
        pdf.save(target)
    redactions = [find(pages(path)[0], "Wieringerwaard")]
    assert "changed-page" in {f.kind for f in TwoEngineVerifier(LABELS).verify(path, target, redactions).findings}


def test_the_check_sees_a_lost_highlight(tmp_path: Path) -> None:
    path = annotated(tmp_path, mark("Highlight", C=Array([0.4, 0.4, 1])))
    _, blocking = written(path, {})
    assert blocking == []
    bare = tmp_path / "kaal"
    bare.mkdir()
    without, _ = written(annotated(bare, NOTES["a redaction not applied"]), {})
    redactions = [find(pages(path)[0], "Wieringerwaard")]
    assert "changed-page" in {f.kind for f in TwoEngineVerifier(LABELS).verify(path, without, redactions).findings}
