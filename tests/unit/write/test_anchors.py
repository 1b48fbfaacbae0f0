"""Text stays in its place when what stands before it, in another size on the same line, is removed."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.verify_attacks import helvetica, pdf_of
from support.write_pages import find, lost_and_left, pages, write
from woo_redact.write.anchors import anchored, has_anchors, may_need, without_anchors

LINES = {
    "a larger word": "(met ) Tj /F1 16 Tf (Jansen) Tj /F1 11 Tf ( te Zee) Tj",
    "before a superscript": "(met Jansen) Tj /F1 7 Tf 4 Ts (12) Tj 0 Ts /F1 11 Tf ( te Zee) Tj",
    "in an array": "[(met ) -20 (Jan) 10 (sen)] TJ /F1 8 Tf [( te) 30 ( Zee)] TJ",
    "narrower after": "(met Jansen) Tj 50 Tz ( te Zee) Tj 100 Tz ( en) Tj",
    "spaced words": "3 Tw (met Jansen) Tj /F1 8 Tf ( te Zee) Tj",
    "in marked content": "(met Jansen) Tj EMC /P <</MCID 1>> BDC /F1 8 Tf ( te Zee) Tj",
    "colour between": "(met Jansen) Tj 0.2 g /F1 8 Tf 0 g ( te Zee) Tj",
    "in a state of its own": "(met Jansen) Tj q /F1 8 Tf ( te Zee) Tj Q",
}


def page_of(line: str) -> bytes:
    return pdf_of(f"/P <</MCID 0>> BDC BT /F1 11 Tf 70 700 Td {line} ET EMC")


@pytest.mark.parametrize("line", LINES)
def test_the_rest_of_the_line_does_not_move(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(LINES[line]))
    covered = [find(pages(path)[0], "Jansen")]
    target = write(path, covered)
    assert lost_and_left(path, target, covered) == ([], [])
    assert b"WooAnchor" not in target.read_bytes()


def test_without_anchors_it_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When this fails the engine has been mended, and anchors are no longer needed."""
    path = tmp_path / "a.pdf"
    path.write_bytes(page_of(LINES["a larger word"]))
    covered = [find(pages(path)[0], "Jansen")]
    monkeypatch.setattr("woo_redact.write.anchors.may_need", lambda content: False)
    lost, _ = lost_and_left(path, write(path, covered), covered)
    assert lost


def test_in_a_form_that_pages_share(tmp_path: Path) -> None:
    def tweak(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(f"BT /F1 11 Tf 70 700 Td {LINES['a larger word']} ET".encode())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 595, 842])
        form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=helvetica()))
        for page in pdf.pages:
            page.obj.Resources.XObject = pikepdf.Dictionary(Fm=form)

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of("/Fm Do", "/Fm Do", tweak=tweak))
    covered = [find(pages(path)[0], "Jansen")]
    target = write(path, covered)
    assert lost_and_left(path, target, covered) == ([], [])
    with pymupdf.open(target) as document:
        assert "Jansen" in document[1].get_text()
        assert not any(has_anchors(document.xref_stream(xref) or b"") for xref in range(1, document.xref_length()))


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 11 Tf 70 700 Td (a) Tj 0 -12 Td /F1 8 Tf (b) Tj ET",
        b"BT /F1 11 Tf 70 700 Td (a) Tj /F1 8 Tf 1 0 0 1 90 700 Tm (b) Tj ET",
        b"BT /F1 11 Tf (a) Tj ET BT /F1 8 Tf (b) Tj ET",
        b"BT /F1 11 Tf (a) Tj /F2 11 Tf (b) Tj ET",
        b"BT /F1 11 Tf (a) Tj (/F1 8 Tf \\( b\\) Tj) Tj ET",
    ],
)
def test_text_that_is_placed_or_keeps_its_size_needs_none(content: bytes) -> None:
    assert not may_need(content) or anchored(content) is None


def test_a_quick_look_misses_none() -> None:
    for line in LINES.values():
        assert may_need(f"BT /F1 11 Tf {line} ET".encode())


def test_anchors_come_out_as_they_went_in() -> None:
    content = b"BT /F1 11 Tf 70 700 Td (met) Tj /F1 8 Tf 2 Ts (a) Tj ET"
    with_them = anchored(content)
    assert with_them is not None
    assert has_anchors(with_them)
    freed = without_anchors(with_them)
    assert not has_anchors(freed)
    assert b"30000" not in freed
    assert b"(met) Tj" in freed
    assert b"(a) Tj" in freed
    assert b"<01>" not in freed


def test_damage_has_one_kind_of_error() -> None:
    with pytest.raises(pikepdf.PdfError):
        anchored(b"[\x01]\x01 1 0 0 1 0 0 cm")
